"""The first run: three doors into an empty contact book."""
