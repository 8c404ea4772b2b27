"""The commands about encryption: encrypt, decrypt. Nothing may have the data file open for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import passphrase
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.progress_line import ProgressLine
from crm_desktop.cli.terminal import plain
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from crm_desktop.cli.outside import Keyring, Outside
    from crm_desktop.domain.encryption import Converted
    from crm_desktop.services.encryption import Encryption

_NEW = "Give the new passphrase with --new-passphrase-file FILE (- for standard input), or in a terminal."
_FIRST = "Give the passphrase with --passphrase-file FILE (- for standard input), or in a terminal."


def encrypt(folder: Path, args: Namespace, outside: Outside) -> Answer:
    """Encrypt the data file and its backups; give them another passphrase; or keep it in the keyring."""
    encryption = _usable(folder, outside)
    keyring = outside.open_keyring(folder)
    if args.remember and (trouble := keyring.trouble()):
        raise UserError(trouble)
    if args.change:
        secret, converted = _change(encryption, args)
        line = "The data has another passphrase now."
    elif encryption.is_on:
        secret = passphrase.present(args)
        with ProgressLine("Encrypting the backups") as progress:
            converted = encryption.finish(secret, progress=progress)
        line = "The data was encrypted already."
    else:
        secret = _first(args)
        with ProgressLine("Encrypting") as progress:
            converted = encryption.turn_on(secret, progress=progress)
        line = "The data is encrypted. Without the passphrase nobody can read it, not even you: keep it safe."
    kept, trouble = _keep(keyring, secret, wanted=args.remember)
    return _told(line, converted, encrypted=True, kept=kept, trouble=trouble)


def decrypt(folder: Path, args: Namespace, outside: Outside) -> Answer:
    """Make plain files of the data file and its backups."""
    encryption = _usable(folder, outside)
    if not encryption.is_on:
        raise UserError("The data is not encrypted.")
    secret = passphrase.present(args)
    with ProgressLine("Decrypting") as progress:
        converted = encryption.turn_off(secret, progress=progress)
    keyring = outside.open_keyring(folder)
    trouble = ""
    try:
        keyring.forget()
    except UserError as error:
        trouble = str(error)
    line = "The data is not encrypted any more: whoever has the files can read it."
    return _told(line, converted, encrypted=False, kept=False, trouble=trouble)


def _usable(folder: Path, outside: Outside) -> Encryption:
    encryption = outside.open_encryption(folder)
    if trouble := encryption.trouble():
        raise UserError(trouble)
    return encryption


def _first(args: Namespace) -> str:
    given = passphrase.from_file(args.new_passphrase_file or args.passphrase_file)
    return passphrase.ask_for_new(otherwise=_FIRST) if given is None else given


def _change(encryption: Encryption, args: Namespace) -> tuple[str, Converted]:
    if not encryption.is_on:
        raise UserError("The data is not encrypted yet; encrypt it without --change.")
    old = passphrase.present(args)
    # The environment names the present one.
    named = args.new_passphrase_file
    new = passphrase.from_file(named) if named else passphrase.ask_for_new(otherwise=_NEW)
    assert new is not None
    with ProgressLine("Encrypting anew") as progress:
        return new, encryption.change(old, new, progress=progress)


def _keep(keyring: Keyring, secret: str, *, wanted: bool) -> tuple[bool, str]:
    """Keep it if that is wanted, or if another was kept until now; whether it is kept, and what went wrong:
    by now the data is encrypted, and that is to be told first.
    """
    try:
        if wanted or keyring.remembered():
            keyring.remember(secret)
            return True, ""
    except UserError as error:
        return False, str(error)
    return False, ""


def _told(line: str, converted: Converted, *, encrypted: bool, kept: bool, trouble: str) -> Answer:
    document = {
        "encrypted": encrypted,
        "backups": converted.copies,
        "left": [{"file": str(one.path), "why": one.why, "plain": one.plain} for one in converted.left],
        "remembered": kept,
        "trouble": trouble or None,
    }
    lines = [line]
    if converted.copies:
        lines.append(f"Backups that were converted with it: {converted.copies:,}.")
    for one in converted.left:
        warning = " Anybody can read it." if one.plain and encrypted else ""
        lines.append(f"Left as it was: {plain(str(one.path))}. {one.why}{warning}")
    if kept:
        lines.append("The passphrase is in this computer's keyring.")
    return Answer(lambda: document, lambda: [*lines, *([trouble] if trouble else [])])


def run(folder: Path, args: Namespace, outside: Outside) -> Answer:
    """Either of the two. Raises KeyboardInterrupt where it was cancelled: all is as it was."""
    try:
        return (encrypt if args.command == "encrypt" else decrypt)(folder, args, outside)
    except Cancelled as error:
        raise KeyboardInterrupt from error
