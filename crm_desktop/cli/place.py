"""Where the data lies: the command move, a warning of places that break databases, and who has it open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.cli import passphrase
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.terminal import complain, plain
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.place import PlaceKind

if TYPE_CHECKING:
    from argparse import Namespace

    from crm_desktop.cli.outside import Outside
    from crm_desktop.domain.place import Holder, Place


def refuse_held(holder: Holder | None) -> None:
    """Raises UserError where somebody else has the data open."""
    if holder is not None:
        raise UserError(f"The data is {_open_words(holder)}. Quit it there first.")


def warn(place: Place) -> None:
    """Say on standard error what is wrong with a place, if anything is."""
    if place.kind is PlaceKind.SYNCED:
        complain(
            f"Warning: {plain(place.name)} syncs the folder of the data. It copies files that are half"
            " written, and puts older ones in their place when two computers write. Move the data out with"
            " “crm-desktop move FOLDER”, and keep backups there instead."
        )
    elif place.kind is PlaceKind.NETWORK:
        complain(
            f"Warning: the data lies on a network drive ({plain(place.name)}). Locks do not hold there, and a"
            " connection that breaks can break the file. Move the data to this computer with"
            " “crm-desktop move FOLDER”, and keep backups there instead."
        )


def move(folder: Path, args: Namespace, outside: Outside) -> Answer:
    """Move the data into another folder."""
    refuse_held(outside.open_in(folder))
    target = Path(args.folder).expanduser().absolute()
    place = outside.place(target)
    secret = _passphrase(folder, args, outside)
    moved = outside.open_moving(folder, secret).move(target, keep_backups_here=args.keep_backups)
    warn(place)
    lines = [
        f"The data is in {moved.folder} now.",
        f"The old file is kept as {moved.kept}; delete it when you have seen that everything is there.",
        "Starts with the old folder are led to the new one.",
    ]
    if args.keep_backups:
        lines.append(f"From now on a copy of every backup goes into {folder / 'backups'}.")
    return Answer(
        lambda: {
            "folder": moved.folder,
            "kept": moved.kept,
            "backups": moved.backups,
            "backups_there": args.keep_backups,
        },
        lambda: [plain(line) for line in lines],
    )


def _open_words(holder: Holder) -> str:
    words = "open"
    if holder.machine:
        words += f" on {plain(holder.machine)}"
    if holder.user:
        words += f" by {plain(holder.user)}"
    if holder.since is not None:
        since = holder.since.astimezone()
        today = since.date() == datetime.now().astimezone().date()
        words += f" since {since:%H:%M}" if today else f" since {since:%Y-%m-%d %H:%M}"
    return words


def _passphrase(folder: Path, args: Namespace, outside: Outside) -> str:
    if not outside.open_encryption(folder).is_on:
        return ""
    given = passphrase.from_file(args.passphrase_file)
    if given is None:
        given = outside.open_keyring(folder).remembered()
    return passphrase.present(args) if given is None else given
