window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "1000-2000",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "1000",
            "reactions": [],
            "urls": [],
            "text": "I know where you live",
            "mediaUrls": [
              "https://example.org/dm/3/9/door.jpg"
            ],
            "senderId": "2000",
            "id": "3",
            "createdAt": "2026-01-01T10:02:00.500Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "2000",
            "reactions": [
              {
                "senderId": "2000",
                "reactionKey": "funny",
                "eventId": "5",
                "createdAt": "2026-01-01T10:01:30.000Z"
              }
            ],
            "urls": [],
            "text": "Stop & leave me alone",
            "mediaUrls": [],
            "senderId": "1000",
            "id": "2",
            "createdAt": "2026-01-01T10:01:00.000Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "1000",
            "reactions": [],
            "urls": [
              {
                "url": "https://t.co/x",
                "expanded": "https://