"""Reading what others made, in a process that can do no harm: child, limits and the asking side."""
