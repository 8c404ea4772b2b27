"""The errors that a person can act on. Everything else is a bug or the environment."""


class UserError(Exception):
    """One clear sentence that says what is wrong and what to do; shown as it is."""


class NewerFileError(UserError):
    """The data file was written by a newer version of the program and has been left untouched."""


class DamagedFileError(UserError):
    """The data file is broken, emptied or gone, and has been left as it is: a backup is to be brought back,
    or what can be read of it is to be saved."""


class PassphraseError(UserError):
    """The data file is encrypted and was not opened: no passphrase was given, or (`was_wrong`) one that does
    not fit. A file whose beginning is damaged cannot be told from one with another passphrase."""

    def __init__(self, sentence: str, *, was_wrong: bool = False) -> None:
        super().__init__(sentence)
        self.was_wrong = was_wrong
