"""One module per page; each gives its routes in `ROUTES` (see holdfast/web/routes.py)."""
