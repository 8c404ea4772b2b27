"""Files of contacts as batches of cards; what is wrong with a whole file becomes one sentence."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.card import Fault
from crm_desktop.formats.limits import LARGEST_FILE, MOST_CARDS
from crm_desktop.formats.vcard import NotCards, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from crm_desktop.formats.card import Card

    Reads = Callable[[Path, BinaryIO], Iterable[Card | Fault]]

BATCH: Final = 500
_PHOTO_BYTES: Final = 8 << 20
_BATCH_BYTES: Final = 4 << 20
"""A batch of large cards ends early: between two batches it is asked whether somebody cancelled."""
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows
_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0)

_SENTENCES: Final = {
    Why.EMPTY: "“{path}” is empty. Export the contacts again, and import the new file.",
    Why.NO_CARDS: "“{path}” is not a contact file: there is no vCard in it, and no table of people. Export"
    " the contacts as vCard (.vcf) or CSV, and import that file.",
    Why.ENDLESS_LINE: "“{path}” cannot be a contact file: one of its lines never ends. Export the contacts"
    " again as vCard (.vcf), and import that file.",
}


@dataclass(slots=True)
class Batch:
    """Some cards of a file, in order. `done` is how many bytes of the file were read for them."""

    cards: list[Card] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    done: int = 0


def size_of(path: Path) -> int:
    """The bytes in a file. Raises UserError where it cannot be imported at all."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise UserError(f"There is no file “{path}”. Check its name, and where it lies.") from None
    except (OSError, ValueError) as fault:
        raise UserError(f"“{path}” cannot be read: {_reason(fault)}.") from None
    if size > LARGEST_FILE:
        raise UserError(
            f"“{path}” is larger than {LARGEST_FILE >> 30} GB, which no contact file is. Export the contacts"
            " again, in several files if they are so many."
        )
    return size


def look_into(path: Path, read: Reads, name: Path | None = None) -> int:
    """The bytes in a file that begins like a contact file. Raises UserError for any other."""
    size = size_of(path)
    next(batches(path, read, 1, name))
    return size


def batches(path: Path, read: Reads, count: int = BATCH, name: Path | None = None) -> Iterator[Batch]:
    """The cards of a file. Raises UserError, by its `name`, where it cannot be read as a contact file."""
    with opened(path) as stream:
        try:
            yield from _batches(stream, read(path, stream), count)
        except NotCards as refusal:
            raise UserError(_SENTENCES[refusal.why].format(path=name or path)) from None
        except OSError as fault:
            raise UserError(f"“{path}” cannot be read to its end: {_reason(fault)}.") from None


def _batches(stream: BinaryIO, cards: Iterable[Card | Fault], count: int) -> Iterator[Batch]:
    batch = Batch()
    photos, begun = 0, stream.tell()
    for number, card in enumerate(cards):
        if number == MOST_CARDS:
            raise UserError(
                f"There are more than {MOST_CARDS:,} cards in one file. Export the contacts in several files."
            )
        if isinstance(card, Fault):
            batch.faults.append(card)
        else:
            batch.cards.append(card)
            photos += len(card.contact.photo.data) if card.contact.photo else 0
        large = photos > _PHOTO_BYTES or stream.tell() - begun > _BATCH_BYTES
        if large or len(batch.cards) + len(batch.faults) >= count:
            batch.done = begun = stream.tell()
            yield batch
            batch, photos = Batch(), 0
    batch.done = stream.tell()
    yield batch


def opened(path: Path) -> BinaryIO:
    """The file, to be read. Raises UserError where it cannot be, or is a pipe or a device."""
    try:
        # Without waiting: a pipe would hold whoever opens it until somebody writes into it.
        stream = os.fdopen(os.open(path, os.O_RDONLY | _BINARY | _WITHOUT_WAITING), "rb")
    except (OSError, ValueError) as fault:
        raise UserError(f"“{path}” cannot be read: {_reason(fault)}.") from None
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        return stream
    stream.close()
    raise UserError(f"“{path}” is no file that can be read from beginning to end. Choose a contact file.")


def _reason(fault: Exception) -> str:
    words = getattr(fault, "strerror", None) or str(fault)
    return words[:1].lower() + words[1:]
