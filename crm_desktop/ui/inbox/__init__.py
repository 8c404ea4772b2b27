"""The reminder inbox: what is open, and what can be done about it."""
