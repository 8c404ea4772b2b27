"""The contact editor: little at first, everything where it is wanted."""
