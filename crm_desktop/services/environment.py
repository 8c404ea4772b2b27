"""What the disk or another program did to us, in words. An error that is not listed here is a bug of ours."""

from crm_desktop.domain.errors import UserError

_BROKEN = (
    "The data file is damaged. Start the program again: it brings back a backup, or what can still be read."
)
_WORDS = {
    "disk is full": "The disk is full, so this was not saved. Make some room and try again.",
    "disk i/o error": "The disk cannot be read or written, or has no room. Check it, then try again; nothing"
    " was changed.",
    "readonly": "The data file cannot be written. Make it and its folder writable, then try again.",
    "locked": "Another program is writing to the data file. Wait a moment and try again.",
    "unable to open": "The data file cannot be reached. If it is on a stick or a network drive, connect it.",
    "malformed": _BROKEN,
    "not a database": _BROKEN,
    "could not decode to utf-8": _BROKEN,
    "vtable constructor failed": _BROKEN,
}


_DAMAGED = ("malformed", "not a database", "could not decode to utf-8", "vtable constructor failed")
_ENGINES = ("sqlite3", "peewee", "sqlcipher3.dbapi2")


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the data file is broken."""
    text = str(error).lower()
    return type(error).__module__ in _ENGINES and any(part in text for part in _DAMAGED)


def told_words(error: BaseException) -> str:
    """What a person is told of an error: its own sentence, or that of the environment; empty for a bug."""
    return str(error) if isinstance(error, UserError) else environment_words(error)


def environment_words(error: BaseException) -> str:
    """One sentence for an error that the disk or another program made; empty for any other error."""
    if type(error).__module__ in _ENGINES:
        # Told by their names: the modules themselves are for store/ alone.
        text = str(error).lower()
        return next((words for part, words in _WORDS.items() if part in text), "")
    if isinstance(error, OSError) and error.strerror and not isinstance(error, BrokenPipeError):
        where = f" ({error.filename})" if error.filename else ""
        return f"The computer refused: {error.strerror}{where}. Mend that and try again; nothing was changed."
    return ""
