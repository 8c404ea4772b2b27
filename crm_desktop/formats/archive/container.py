"""The zip of an archive: which files it holds, written in order, and read with nothing believed of it."""

from __future__ import annotations

import json
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, cast

from crm_desktop.formats.archive.forms import BadValue, Instant, Part, Record, Text, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

FORMAT: Final = "crm-desktop-archive"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
LIVING: Final = "contacts.vcf"
TRASH: Final = "trash.vcf"
MEETINGS: Final = "appointments.ics"
SETTINGS: Final = "settings.json"
_LARGEST_MANIFEST: Final = 1 << 20
_MOST_ENTRIES: Final = 2_000_100
_HARMLESS: Final = 256 << 20
_MOST_PACKED: Final = 500
"""What unpacks to more than 256 MB and to 500 times of what it takes in the archive is a bomb: real ones
come to twenty times."""


class _Counts:
    """How many things of each kind there are."""

    schema: Final[dict[str, Any]] = {
        "type": "object",
        "additionalProperties": {"type": "integer", "minimum": 0},
    }
    _number = Whole(0, 2**53)

    def read(self, value: Any) -> dict[str, int]:
        if not isinstance(value, dict):
            raise BadValue("numbers by their names")
        return {str(name): self._number.read(number) for name, number in value.items()}

    def write(self, value: Mapping[str, int]) -> dict[str, int]:
        return dict(value)


MANIFEST_FORM: Final = Record(
    {
        "format": Part(Text(), f"always “{FORMAT}”"),
        "version": Part(Whole(1, 10_000), f"of this format; now {VERSION}"),
        "written_at": Part(Instant(), "when the archive was made"),
        "program": Part(Text(longest=200), "what made it", ""),
        "counts": Part(_Counts(), "how many things each file holds"),
    },
    "what the archive is",
)


class BadArchive(Exception):
    """It cannot be read; the text says why, as a clause."""


class NewerArchive(BadArchive):
    """A later version of the program made it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself."""

    version: int
    written_at: datetime
    program: str
    counts: Mapping[str, int]


class ArchiveWriter:
    """Writes the files of an archive one after the other into a stream."""

    def __init__(self, stream: IO[bytes], written_at: datetime) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        local = written_at
        self._date = (max(local.year, 1980), local.month, local.day, local.hour, local.minute, local.second)

    def add(self, name: str, pieces: Iterable[bytes], *, packed: bool = True) -> None:
        """Write one file; pictures are packed already."""
        entry = zipfile.ZipInfo(name, self._date)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)

    def close(self) -> None:
        """Write the table of contents, without which there is no archive."""
        self._zip.close()


class ArchiveReader:
    """Reads the files of an archive by the names that we know; no other name is ever used."""

    def __init__(self, stream: BinaryIO) -> None:
        with _told():
            self._zip = zipfile.ZipFile(stream)
            self._entries = _checked(self._zip.infolist())
        self.manifest = self._manifest()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """The bytes that a file says it has."""
        if name not in self._entries:
            raise BadArchive(f"{name} is missing in it")
        return self._entries[name].file_size

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A file of the archive. Raises BadArchive where it is missing or broken."""
        if name not in self._entries:
            raise BadArchive(f"{name} is missing in it")
        entry = self._entries[name]
        with _told():
            file = self._zip.open(entry)
        with file:
            yield cast("BinaryIO", Bounded(file, max(_HARMLESS, entry.compress_size * _MOST_PACKED), name))

    def json(self, name: str, largest: int = _LARGEST_MANIFEST) -> Any:
        """A small file as one JSON value."""
        with self.file(name) as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            raise BadArchive(f"{name} in it is far too large")
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise BadArchive(f"{name} in it is no JSON") from None

    def _manifest(self) -> Manifest:
        said = self.json(MANIFEST)
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise BadArchive("it is no archive of CRM Desktop")
        version = said.get("version")
        if type(version) is int and version > VERSION:
            raise NewerArchive("it was made by a newer version of CRM Desktop. Install that, and try again")
        try:
            found = MANIFEST_FORM.read(said)
        except BadValue as wrong:
            raise BadArchive(f"in {MANIFEST}, {wrong}") from None
        return Manifest(found["version"], found["written_at"], found["program"], found["counts"])


class Bounded:
    """A file of an archive that gives up where it unpacks to far more than it should."""

    def __init__(self, file: IO[bytes], most: int, name: str) -> None:
        self._file = file
        self._most = most
        self._name = name
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises BadArchive."""
        with _told():
            data = self._file.read(size)
        self._read += len(data)
        if self._read > self._most:
            raise BadArchive(f"{self._name} in it unpacks to far more than it should")
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._read


def is_archive(stream: BinaryIO) -> bool:
    """Whether it says of itself that it is one of ours, of any version and in any state."""
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(MANIFEST) as file:
            return FORMAT.encode() in file.read(_LARGEST_MANIFEST)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, ValueError, OSError):
        return False


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(entries) > _MOST_ENTRIES:
        raise BadArchive("there are far too many files in it")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if entry.filename in found:
            raise BadArchive(f"{entry.filename[:80]} is in it twice")
        if "\\" in entry.filename or ".." in entry.filename.split("/") or entry.filename.startswith("/"):
            raise BadArchive("a file in it has a name that leads out of it")
        if entry.flag_bits & 1:
            raise BadArchive("it is locked with a password")
        found[entry.filename] = entry
    return found


@contextmanager
def _told() -> Iterator[None]:
    """Whatever a broken zip leads to, as one kind of fault."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
    ) as fault:
        raise BadArchive(f"it is damaged ({fault})") from None
    except (OSError, ValueError) as fault:
        raise BadArchive(f"it cannot be read ({fault})") from None
