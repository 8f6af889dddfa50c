"""The checker that goes along with every pack."""
