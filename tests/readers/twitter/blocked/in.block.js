window.YTD.block.part0 = [
  {
    "blocking": {
      "accountId": "2000",
      "userLink": "https://example.org/u/2000"
    }
  }
]
