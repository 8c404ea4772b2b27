"""The contact files behind what was chosen: a file, those in a folder or a zip, the sheets of a workbook.

What lies in an archive is unpacked into a private folder that is gone afterwards. Its names are only shown:
no file is ever written under a name that somebody else chose.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.limits import LARGEST_FILE, MOST_FILES, MOST_PACKED
from crm_desktop.formats.sheets.workbook import BadWorkbook, sheets_of
from crm_desktop.services.progress import Cancelled, NeverCancel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crm_desktop.services.progress import Cancel

WORKBOOKS: Final = frozenset((".xlsx", ".xlsm", ".xls", ".ods"))
ENDINGS: Final = frozenset((".vcf", ".vcard", ".csv", ".tsv", ".tab", ".ldif", ".ldi")) | WORKBOOKS
ARCHIVE: Final = ".zip"
_UNREADABLE: Final = (NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What an archive that is broken, or wants a password (RuntimeError), makes of its reading."""
_PIECE: Final = 1 << 20
_HARMLESS: Final = 1 << 20
"""An archive that unpacks to no more than this is no bomb, however well it packs."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A contact file: where it can be read now, and what it is called. For one of an archive that is the
    archive's path and its own name in it, for a sheet the workbook's path and the sheet's name.
    """

    real: Path
    name: Path


@contextmanager
def gathered(paths: Iterable[Path | str], cancel: Cancel | None = None) -> Iterator[list[Gathered]]:
    """The contact files behind these paths, in order, for as long as the context lasts.

    Raises UserError for a folder or an archive in which there is none, or that is no archive, and Cancelled.
    """
    go_on = partial(_go_on, cancel or NeverCancel())
    with ExitStack() as stack:
        files: list[Gathered] = []
        for path in map(Path, paths):
            files += _behind(path, stack, go_on)
            if len(files) > MOST_FILES:
                raise UserError(f"These are more than {MOST_FILES:,} files. Import them in several goes.")
        yield [sheet for file in files for sheet in _sheets(file, stack, go_on)]


def _go_on(cancel: Cancel) -> None:
    if cancel.is_set():
        raise Cancelled


def _behind(path: Path, stack: ExitStack, go_on: Callable[[], None]) -> list[Gathered]:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass  # it may lie in an archive or a workbook
    except (OSError, ValueError):
        return [Gathered(path, path)]  # whoever opens it says why it cannot be
    if path.is_dir():
        return _in_folder(path)
    if path.suffix.casefold() == ARCHIVE and path.is_file():
        return _in_archive(path, stack, go_on)
    holder = next((one for one in path.parents if one.is_file()), None)
    if holder is None or path.exists():
        return [Gathered(path, path)]
    inside = [sheet for file in _behind(holder, stack, go_on) for sheet in _sheets(file, stack, go_on)]
    return [one for one in inside if one.name == path]


def _in_folder(folder: Path) -> list[Gathered]:
    # Only what lies in it itself: a folder of downloads may hold the whole computer in its folders.
    try:
        files = sorted(one for one in folder.iterdir() if _is_readable(one.name) and one.is_file())
    except OSError as fault:
        raise UserError(f"“{folder}” cannot be read: {(fault.strerror or str(fault)).lower()}.") from None
    if not files:
        raise UserError(f"There is no contact file (.vcf or .csv) in the folder “{folder}”.")
    return [Gathered(file, file) for file in files]


def _in_archive(path: Path, stack: ExitStack, go_on: Callable[[], None]) -> list[Gathered]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
        members = [one for one in archive.infolist() if not one.is_dir() and _is_readable(one.filename)]
        if not members:
            raise UserError(f"There is no contact file (.vcf or .csv) in “{path}”.")
        if len(members) > MOST_FILES:
            raise UserError(
                f"There are more than {MOST_FILES:,} files in “{path}”. Unpack it, and import some."
            )
        folder = _private_folder(stack)
        return [
            _unpacked(path, archive, one, folder / str(number), go_on) for number, one in enumerate(members)
        ]
    except (zipfile.BadZipFile, zlib.error, *_UNREADABLE) as fault:
        raise UserError(
            f"“{path}” cannot be unpacked ({fault}). Unpack it, and import what is in it."
        ) from None


def _unpacked(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, go_on: Callable[[], None]
) -> Gathered:
    """Unpack one file; what its entry says of its size is not believed."""
    name = PurePosixPath(member.filename.replace("\\", "/")).name
    real = place.with_suffix(Path(name).suffix.casefold())
    most = min(LARGEST_FILE, max(_HARMLESS, member.compress_size * MOST_PACKED))
    written = 0
    with archive.open(member) as source, real.open("wb") as target:
        while piece := source.read(_PIECE):
            go_on()
            written += len(piece)
            if written > most:
                raise UserError(f"“{name}” in “{path}” unpacks to far more than it should, and was not read.")
            target.write(piece)
    return Gathered(real, path / name)


def _sheets(file: Gathered, stack: ExitStack, go_on: Callable[[], None]) -> list[Gathered]:
    """A workbook's sheets as files of rows; another file is what it is."""
    if file.name.suffix.casefold() not in WORKBOOKS or not file.real.is_file():
        return [file]
    found: list[Gathered] = []
    folder = _private_folder(stack)
    try:
        for number, (name, rows) in enumerate(sheets_of(file.real)):
            real = folder / f"{number}.csv"
            with real.open("w", encoding="utf-8", errors="replace", newline="") as target:
                writer = csv.writer(target)
                for row in rows:
                    go_on()
                    writer.writerow(row)
            found.append(Gathered(real, file.name / name.replace("/", " ")))
    except BadWorkbook as fault:
        raise UserError(
            f"“{file.name}” cannot be read as a workbook ({fault}). Save it anew, or as CSV, and import that."
        ) from None
    if not found:
        raise UserError(f"There is nothing in “{file.name}”.")
    return found


def _private_folder(stack: ExitStack) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="crm-desktop-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_readable(name: str) -> bool:
    plain = PurePosixPath(name.replace("\\", "/"))
    return (
        plain.suffix.casefold() in ENDINGS
        and not plain.name.startswith(("._", "."))
        and "__MACOSX" not in name
    )
