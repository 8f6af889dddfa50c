"""Leaflets of one page for somebody she trusts: how to write down what was seen, what she asks."""
