"""From a folder that the data has left to the one where it is now, by the note that was left behind.

Keeps true: a start never makes a new empty file where the data was moved away.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.file_names import ARRIVING, BACKUPS, DATA_FILE, MOVED_TO


def follow(folder: Path) -> Path:
    """The folder where the data is that was once in `folder`: itself, unless a note leads away.

    A move that was cut short after the old file was put aside is finished here. Raises UserError where the
    note leads to a folder that is not there, or in a circle.
    """
    seen = {folder}
    while not _is_there(folder / DATA_FILE) and (target := pointed_to(folder)) is not None:
        _finish_arriving(target)
        if _holds_data(target):
            return target
        if pointed_to(target) is None:
            raise UserError(
                f"Your data was moved to {target}, but it is not there. If that is on a stick or a network"
                f" drive, connect it and start again. ({folder / MOVED_TO} says where it was moved to.)"
            )
        if target in seen:
            raise UserError(
                f"{folder / MOVED_TO} says that your data was moved to {target}, and a note there leads back"
                " here. Name the folder that holds it with --data."
            )
        seen.add(target)
        folder = target
    return folder


def pointed_to(folder: Path) -> Path | None:
    """Where the note in a folder leads; None where there is none that says it."""
    try:
        text = (folder / MOVED_TO).read_bytes().decode("utf-8-sig", "surrogateescape")
    except (OSError, ValueError):
        return None
    lines = [line.strip("\r") for line in text.split("\n") if line.strip()]
    path = Path(lines[-1]) if lines else None
    return path if path is not None and path.is_absolute() else None


def _holds_data(folder: Path) -> bool:
    """Whether there is a data file, or at least backups to bring one back."""
    with suppress(OSError):
        return _is_there(folder / DATA_FILE) or any((folder / BACKUPS).glob("*.db"))
    return False


def _is_there(path: Path) -> bool:
    with suppress(OSError, ValueError):  # of a path that cannot be: whoever makes the folder says so
        return path.exists()
    return False


def _finish_arriving(target: Path) -> None:
    """Give a copy its name that was whole when the file it was made of was put aside."""
    arriving = target / ARRIVING
    if arriving.is_file() and not _is_there(target / DATA_FILE):
        try:
            arriving.rename(target / DATA_FILE)
            (target / MOVED_TO).unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"{arriving} cannot be renamed to {DATA_FILE} ({error.strerror}).") from error
