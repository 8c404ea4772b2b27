"""Typing in a paper notebook: a grid, a person a row."""
