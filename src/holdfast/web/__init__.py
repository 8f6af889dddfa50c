"""The web app: one person's casebook in her own browser, on her own machine.

`keeper` owns the port and holds no keys; `server` is the process that may hold them and that ends
at every lock; `app` answers requests; `pages` has one module per page.
"""
