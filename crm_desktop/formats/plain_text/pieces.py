"""What was found in a pasted text: pieces that say what they are and where they stand, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What a piece of text is. `LABEL` only says what stands beside it ("Tel:", "1.")."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    MESSENGER = "messenger"
    BIRTHDAY = "birthday"
    PLACE = "place"
    ADDRESS = "address"
    COMPANY = "company"
    TITLE = "title"
    NOTE = "note"
    LABEL = "label"


class PastedKind(StrEnum):
    """How a text tells of people: a line each; in blocks of lines; in sentences. `FILE` is a text that some
    program wrote (vCard, CSV with headings), which is better imported.
    """

    LIST = "list"
    SIGNATURE = "signature"
    MESSAGE = "message"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` of what was pasted. `label` is which ("work", "Telegram"); `column` its place in a
    line that is divided by tabs or commas, -1 elsewhere.
    """

    what: What
    text: str
    start: int
    end: int
    label: str = ""
    column: int = -1


@dataclass(frozen=True, slots=True)
class Person:
    """The pieces of one person in their order, and the stretch of the text that they were read from."""

    pieces: tuple[Piece, ...]
    start: int
    end: int
    line: int = 1
    """Where that begins, from 1."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """All that was understood of a text. From `rest` on it was not read: it is longer than we read."""

    text: str
    kind: PastedKind
    people: tuple[Person, ...] = ()
    rest: int = 0
