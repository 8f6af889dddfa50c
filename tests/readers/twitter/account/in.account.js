window.YTD.account.part0 = [
  {
    "account": {
      "email": "robin@example.org",
      "username": "robin",
      "accountId": "1000"
    }
  }
]
