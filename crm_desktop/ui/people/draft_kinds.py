"""The kinds of drafts that are typed on the People page."""

CONTACT, LINE = "contact", "line"
