"""Duplicates: who is there twice, side by side, made one or kept apart."""
