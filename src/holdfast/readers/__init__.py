"""One module per export format, and the table that names them all."""
