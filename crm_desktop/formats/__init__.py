"""Bytes to domain values and back. Knows files' formats, never the store or the window."""
