window.OTHER = [{"dmConversation":{"messages":[]}}]
