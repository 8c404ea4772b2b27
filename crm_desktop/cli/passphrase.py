"""Where a command has the passphrase from: a file, the system's keyring, or whoever sits at the terminal.

Never from an argument: other users see those, and shells keep them.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import PassphraseError, UserError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from crm_desktop.cli.outside import Outside
    from crm_desktop.services.context import Services

VARIABLE = "CRM_DESKTOP_PASSPHRASE_FILE"
STANDARD_INPUT = "-"

_LONGEST = 10_000  # what is longer is no passphrase, but a file that was meant otherwise
_WAYS = (
    "The data is encrypted: give its passphrase with --passphrase-file FILE (- for standard input), name the"
    f" file in {VARIABLE}, keep it in the system's keyring (encrypt --remember), or run this in a terminal."
)
_OF_BACKUP = (
    "The backup is encrypted with another passphrase: give it with --backup-passphrase-file FILE"
    " (- for standard input), or run this in a terminal."
)


def open_encrypted(folder: Path, args: Namespace, outside: Outside) -> Services:
    """Open an encrypted data file. Raises PassphraseError for a wrong passphrase, UserError where there is
    no way to have one, and as opening does.
    """
    given = from_file(args.passphrase_file)
    if given is None and (kept := outside.open_keyring(folder).remembered()):
        try:
            return outside.open_services(folder, kept)
        except PassphraseError:
            given = None  # it was changed since, where there was no keyring
    return outside.open_services(folder, ask("Passphrase: ", otherwise=_WAYS) if given is None else given)


def of_backup(args: Namespace, *, data_is_encrypted: bool) -> str:
    """The passphrase of a backup that does not open with that of the data."""
    if args.backup_passphrase_file or not data_is_encrypted:
        given = from_file(args.backup_passphrase_file or args.passphrase_file)
        if given is not None:
            return given
    return ask("Passphrase of the backup: ", otherwise=_OF_BACKUP)


def present(args: Namespace) -> str:
    """The passphrase of an encrypted file, typed or from a file: not the one that is kept, for who changes
    the passphrase or turns encryption off has to know it.
    """
    given = from_file(args.passphrase_file)
    return ask("Passphrase: ", otherwise=_WAYS) if given is None else given


def from_file(named: str | None) -> str | None:
    """The first line of the file that was named, else of the one that the environment names; None if neither.

    Raises UserError for a file that cannot be read or has nothing in its first line.
    """
    name = named or os.environ.get(VARIABLE)
    if not name:
        return None
    line = _standard_line() if name == STANDARD_INPUT else _line_of(name)
    passphrase = line.removeprefix("\ufeff").rstrip("\r\n")
    if not passphrase:
        raise UserError(f"There is no passphrase in the first line of {_words(name)}.")
    return passphrase


def ask(question: str, *, otherwise: str) -> str:
    """Have it typed, unseen. Raises UserError with the words of `otherwise` where there is no terminal."""
    if not _is_terminal():
        raise UserError(otherwise)
    from getpass import getpass

    try:
        typed = getpass(question, stream=sys.stderr)
    except EOFError as error:
        raise UserError(otherwise) from error
    if not typed:
        raise UserError("No passphrase was typed.")
    return typed


def ask_for_new(*, otherwise: str) -> str:
    """Have a new one typed twice. Raises UserError where the two are not the same."""
    first = ask("New passphrase: ", otherwise=otherwise)
    if ask("The same again: ", otherwise=otherwise) != first:
        raise UserError("The two passphrases are not the same. Nothing was changed.")
    return first


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _standard_line() -> str:
    if _is_terminal():
        return ask("Passphrase: ", otherwise=_WAYS)
    if sys.stdin is None:
        return ""
    try:
        # Not by its own encoding, which is the locale's.
        return sys.stdin.buffer.readline(_LONGEST).decode()
    except UnicodeDecodeError as error:
        raise UserError(_not_text(STANDARD_INPUT)) from error


def _line_of(name: str) -> str:
    try:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 - as it was named, also /dev/fd/3
            return file.readline(_LONGEST)
    except OSError as error:
        raise UserError(f"The passphrase file {name} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UserError(_not_text(name)) from error


def _not_text(name: str) -> str:
    return f"The first line of {_words(name)} is not UTF-8 text."


def _words(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name
