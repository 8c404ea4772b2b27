"""Tidying up: one person after the other, one key each."""
