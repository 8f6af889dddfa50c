"""The page for her own phone."""
