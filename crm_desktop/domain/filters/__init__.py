"""Filters: what a list of contacts can be asked for, as values, as words, and read from words."""
