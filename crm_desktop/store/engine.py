"""SQLite itself, with encryption or without: the one place that knows which library opens a file.

A file with a passphrase is opened by SQLCipher, which is there only with the `encrypt` extra.
"""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys
from typing import TYPE_CHECKING, Any, cast

from peewee import DatabaseError as PeeweeError

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_CIPHER = "sqlcipher3.dbapi2"
HOW_TO_INSTALL = 'pip install "crm-desktop[encrypt]"'


def can_encrypt() -> bool:
    """Whether the library for encrypted files is installed."""
    return importlib.util.find_spec("sqlcipher3") is not None


def faults() -> tuple[type[Exception], ...]:
    """What the libraries raise that have opened files so far, for `except faults() as error`."""
    # What SQLite says of a damaged schema quotes it, and may be no text.
    known: list[type[Exception]] = [sqlite3.DatabaseError, PeeweeError, UnicodeDecodeError]
    if (cipher := sys.modules.get(_CIPHER)) is not None:
        known.append(cipher.DatabaseError)
    return tuple(known)


def connect(
    path: Path,
    passphrase: str = "",
    *,
    timeout: float = 5.0,
    as_it_is: bool = False,
    salt: bytes = b"",
    by_cipher: bool = False,
) -> sqlite3.Connection:
    """A connection that begins and ends transactions only when told to.

    With `as_it_is` the file is read and not touched, not even by its log. `salt` is for an encrypted file
    that is begun here: that of another with the same passphrase, so one key opens both. With `by_cipher`
    a plain file is opened by SQLCipher too. A wrong passphrase shows at the first statement, as "file is not
    a database". Raises UserError where the library is missing.
    """
    name = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if as_it_is else str(path)
    library = _cipher() if passphrase or by_cipher else sqlite3
    key = key_for(passphrase, salt or _salt(library, name, uri=as_it_is)) if passphrase else ""
    connection = cast(
        "sqlite3.Connection",
        library.connect(name, timeout=timeout, isolation_level=None, uri=as_it_is),
    )
    if key:
        connection.execute(f"PRAGMA key = {quoted(key)}")
    return connection


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file; of one that is empty or not there, a new one."""
    return _salt(_cipher(), str(path), uri=False)


def _salt(library: Any, name: str, *, uri: bool) -> bytes:
    """Asked of SQLCipher: whoever opens and closes a file by himself lets go of every lock that this process
    has on it (sqlite.org/howtocorrupt.html, 2.2), and then another process deletes the log under our hands.
    """
    probe = library.connect(name, uri=uri)
    try:
        probe.execute("PRAGMA cipher_log_level = NONE")  # a wrong passphrase is told by us, not on stderr
        probe.execute("PRAGMA key = 'none'")  # nothing is worked out of it before a page is read
        return bytes.fromhex(probe.execute("PRAGMA cipher_salt").fetchone()[0])
    finally:
        probe.close()


def key_for(passphrase: str, salt: bytes) -> str:
    """The key of a file, as SQLCipher takes it without working it out again.

    Worked out here, as SQLCipher does it, and kept: it takes a quarter of a second on purpose, and every
    thread has a connection. So what a passphrase looks like never makes it a key.
    """
    import hashlib

    from crm_desktop.domain.passphrase import normal

    passphrase = normal(passphrase)
    if (key := _keys.get((passphrase, salt))) is None:
        spelled = passphrase.encode("utf-8", "surrogatepass")
        worked_out = hashlib.pbkdf2_hmac("sha512", spelled, salt, _ROUNDS, dklen=32)
        key = _keys[passphrase, salt] = f"x'{worked_out.hex()}{salt.hex()}'"
    return key


def forget_keys() -> None:
    """Keep none of the keys that were worked out."""
    _keys.clear()


_ROUNDS = 256_000  # SQLCipher 4
_keys: dict[tuple[str, bytes], str] = {}


def quoted(text: str) -> str:
    """A text as a literal, for the few statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def _cipher() -> Any:
    try:
        return importlib.import_module(_CIPHER)
    except ImportError as error:
        raise UserError(
            f"The data is encrypted, and what reads it is not installed: {HOW_TO_INSTALL}"
        ) from error
