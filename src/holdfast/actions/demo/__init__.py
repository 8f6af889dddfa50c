"""A made-up casebook, filled through the real readers and actions, so that all can be seen."""
