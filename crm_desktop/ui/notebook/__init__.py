"""The notebook: a page a day, with the hours on one side and what is important on the other."""
