"""A log sheet for people who have no device of their own."""
