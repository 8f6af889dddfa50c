"""Safe places and varied routes (none yet)."""
