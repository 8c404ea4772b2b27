"""The window's words for the trade's values: translated, plain text, made in one place for every page."""
