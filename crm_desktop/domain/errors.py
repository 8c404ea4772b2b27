"""The errors that a person can act on. Everything else is a bug or the environment."""


class UserError(Exception):
    """One clear sentence that says what is wrong and what to do; shown as it is."""


class NewerFileError(UserError):
    """The data file was written by a newer version of the program and has been left untouched."""
