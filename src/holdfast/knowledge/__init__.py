"""The page and the law as data, and the engine that reads and checks them."""
