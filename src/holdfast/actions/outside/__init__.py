"""Programs of others that add something when they are installed: found, run, shut in."""
