"""Pasted text: what was understood of it, shown beside it and put right before anything is added."""
