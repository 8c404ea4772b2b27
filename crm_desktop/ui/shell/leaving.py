"""Why a window ends, which says what comes after it."""

from enum import Enum


class Leaving(Enum):
    """What follows when the window is gone and the data file closed."""

    QUIT = "quit"
    LOCK = "lock"
    """The passphrase is asked for before there is another window."""
    RESCUE = "rescue"
    """The data file was found to be damaged: a backup is brought back, or what can be read is saved."""
    REOPEN = "reopen"
    """Another window at once: the file lies elsewhere now, or is encrypted otherwise."""
