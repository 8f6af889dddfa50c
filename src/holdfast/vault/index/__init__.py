"""What is derived from the record for finding things; disposable, and rebuilt from the log."""
