"""Packs for whom: a common core, then one folder per audience."""
