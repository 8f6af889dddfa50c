"""The sealed record: keys, log, originals, index."""
