"""Filters on screen: a builder of rows and groups, the words for them, and what is done with saved ones."""
