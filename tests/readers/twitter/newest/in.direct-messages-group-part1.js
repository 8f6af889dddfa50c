window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation": {
      "conversationId": "77",
      "messages": [
        {
          "conversationNameUpdate": {
            "initiatingUserId": "2000",
            "name": "Neighbours",
            "createdAt": "2026-03-01T10:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "",
            "reactions": [],
            "urls": [],
            "text": "Hi all",
            "mediaUrls": [],
            "senderId": "2000",
            "id": "3",
            "createdAt": "2026-02-01T10:00:00.000Z",
            "editHistory": [
              {
                "createdAtSec": "1769940000",
                "editedText": "Hi"
              }
            ]
          }
        },
        {
          "participantsJoin": {
            "initiatingUserId": "2000",
            "userIds": [
              "1000"
            ],
            "createdAt": "2026-01-02T10:00:00.000Z"
          }
        },
        {
          "participantsLeave": {
            "userIds": [
              "3000"
            ],
            "createdAt": "2026-01-03T10:00:00.000Z"
          }
        },
        {
          "joinConversation": {
            "initiatingUserId": "2000",
            "participantsSnapshot": [
              "1000",
              "3000"
            ],
            "createdAt": "2026-01-01T10:00:00.000Z"
          }
        },
        {
          "neverSeen": {
            "createdAt": "soon"
          }
        }
      ]
    }
  }
]
