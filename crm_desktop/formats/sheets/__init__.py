"""Sheets of contacts, a person a row: found out how they are written, what their columns say, and read."""
