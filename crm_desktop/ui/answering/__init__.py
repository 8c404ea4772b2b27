"""After a meeting: how it went, what was said, and what is next."""
