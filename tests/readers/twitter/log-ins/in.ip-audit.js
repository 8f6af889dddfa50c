window.YTD.ip_audit.part0 = [
  {
    "ipAudit": {
      "accountId": "1000",
      "createdAt": "2026-01-01T09:00:00.000Z",
      "loginIp": "192.0.2.7"
    }
  }
]
