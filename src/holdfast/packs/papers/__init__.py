"""The papers of a pack: what is printed, from plain values to PDF."""
