"""What works on a file that does not open: salvage, restore, backups; and what other commands say then."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.cli import as_text
from crm_desktop.cli.answer import said
from crm_desktop.cli.backups import listed
from crm_desktop.cli.passphrase import ask, from_file
from crm_desktop.domain.errors import PassphraseError, UserError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from crm_desktop.cli.answer import Answer
    from crm_desktop.cli.outside import Outside
    from crm_desktop.services.rescue import Rescue

_WAYS = "Give the passphrase with --passphrase-file FILE (- for standard input)."


def run(folder: Path, args: Namespace, outside: Outside, error: UserError | None = None) -> Answer:
    """Do what is asked without opening the data file; `error` says why it does not open, if it was tried.

    Raises UserError with what to type for a command that needs a sound file.
    """
    command, rescue = _COMMANDS.get(args.command), outside.open_rescue(folder, "")
    if isinstance(error, PassphraseError) and (command is None or not _was_plain(rescue)):
        raise error
    if command is None:
        raise _told(error, rescue)
    if error is None:
        _refuse_sound(folder, outside)
    passphrase = "" if isinstance(error, PassphraseError) else from_file(args.passphrase_file)
    if passphrase is None:
        passphrase = outside.open_keyring(folder).remembered() or ""
    try:
        return command(outside.open_rescue(folder, passphrase), args)
    except PassphraseError as refused:
        if passphrase:
            raise
        asked = ask("Passphrase: ", otherwise=f"{refused} {_WAYS}")
        return command(outside.open_rescue(folder, asked), args)


def _refuse_sound(folder: Path, outside: Outside) -> None:
    """Raises UserError for a file in which nothing is damaged; of an encrypted one that is not asked."""
    try:
        services = outside.open_services(folder)
    except UserError:
        return
    with closing(services):
        damaged = services.care.check(deep=True).is_damaged
    if not damaged:
        raise UserError("The data file is sound: there is nothing to save.")


def _was_plain(rescue: Rescue) -> bool:
    """Whether a file that looks encrypted cannot be so, since its newest backup is not: it is damaged."""
    found = rescue.backups()
    return bool(found) and not found[0].problem


def _told(error: UserError | None, rescue: Rescue) -> UserError:
    """Why the file does not open, and what to type."""
    salvage = '"crm-desktop salvage" saves what can be read of it; it is kept as it is.'
    newest = rescue.newest_good()
    if not rescue.may_salvage:
        salvage = ""
    if newest is None:
        return UserError(f"{error} {salvage}".strip())
    when = as_text.minute(newest.at, rescue.zone)
    restore = f'"crm-desktop restore {newest.name}" brings back the backup of {when}.'
    return UserError(f"{error} {restore} {salvage}".strip())


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _salvage(rescue: Rescue, _args: Namespace) -> Answer:
    """Save what can be read, and let it take the place of the damaged file."""
    found = rescue.salvage()
    aside = rescue.keep_salvaged()
    lost = "nothing is known to be missing"
    if found.lost:
        lost = f"lost, whole or in part: at least {_rows(found.lost)}"
    line = (
        f"Saved {found.contacts:,} contacts, {found.interactions:,} entries, {found.appointments:,} meetings"
        f" and {found.follow_ups:,} promises; {found.filled:,} rows were taken from the newest backup,"
        f" and {lost}.{_kept(aside)}"
    )
    return said(
        line,
        contacts=found.contacts,
        interactions=found.interactions,
        appointments=found.appointments,
        follow_ups=found.follow_ups,
        filled=found.filled,
        lost=found.lost,
        kept_aside=_name(aside),
    )


def _restore(rescue: Rescue, args: Namespace) -> Answer:
    """Let a backup take the place of the damaged file."""
    path = Path(args.file)
    aside = rescue.bring_back(path)
    return said(f"Brought back {path.name}.{_kept(aside)}", restored=path.name, kept_aside=_name(aside))


def _backups(rescue: Rescue, _args: Namespace) -> Answer:
    """The backups, the newest first."""
    return listed(rescue.backups(), rescue.zone)


def _kept(aside: Path | None) -> str:
    return f" The damaged file is kept as {aside}." if aside else ""


def _name(aside: Path | None) -> str | None:
    return str(aside) if aside else None


_COMMANDS: dict[str, Callable[[Rescue, Namespace], Answer]] = {
    "salvage": _salvage,
    "restore": _restore,
    "backups": _backups,
}
