window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "5",
      "full_text": "At the caf&eacute; &amp; happy @sam",
      "created_at": "Sun Mar 21 12:53:22 +0000 2021",
      "in_reply_to_screen_name": "sam",
      "in_reply_to_status_id_str": "4",
      "coordinates": {
        "type": "Point",
        "coordinates": [
          "-0.1",
          "51.5"
        ]
      },
      "entities": {
        "user_mentions": [
          {
            "screen_name": "sam",
            "name": "Sam Quill"
          }
        ],
        "urls": [
          {
            "expanded_url": "https://example.org"
          }
        ]
      },
      "extended_entities": {
        "media": [
          {
            "media_url_https": "https://example.org/media/a.jpg"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "full_text": "x",
      "created_at": "Sun Smarch 21 2021"
    }
  }
]
