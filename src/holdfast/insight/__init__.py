"""What the record shows: values in, values out."""
