"""Looks at single values for what cannot have been written so: zeroed, cut, or garbled on the disk.

SQLite's own check sees the order of pages and not what stands in them: the last page of a long text may be
all zeros, and the file is sound to it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from peewee import TextField

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.database import marks
from crm_desktop.store.tables import JOURNALLED, Draft, Journal, Operation, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from enum import StrEnum

    from peewee import Model

    from crm_desktop.store.database import Database

    Found = Iterator[tuple[str, int]]

_AT_ONCE = 100_000  # bytes

# `services.clean_text` keeps these out of whatever a person types or imports; the rest keeps no zeros.
STRAY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ZERO = re.compile("\x00")

LISTS: dict[str, tuple[str, ...]] = {
    "contact": ("facts", "extra"),
    "custom_field": ("choices",),
    "series": ("remind", "contact_ids", "left_out", "extra"),
    "appointment": ("remind", "extra"),
    "reminder": ("contact_ids",),
    "setting": ("value",),
    "operation": ("label_values",),
    "journal": ("image",),
    "draft": ("content",),
}
"""The columns that hold JSON."""

WORDS: dict[str, tuple[tuple[str, type[StrEnum]], ...]] = {
    "interaction": (("kind", InteractionKind), ("outcome", Outcome)),
    "appointment": (("state", AppointmentState), ("outcome", Outcome)),
    "custom_field": (("type", FieldType),),
    "important_date": (("calendar", Calendar),),
    "relationship": (("kind", RelationshipKind),),
    "reminder": (("kind", ReminderKind), ("state", ReminderState)),
}
"""The columns that hold one of a few words."""


def _count_values(model: type[Model], database: Database) -> Found:
    table = model._meta.table_name
    yield "values", _bad_texts(model, database)
    for column in LISTS.get(table, ()):
        yield (
            "values",
            database.value(
                f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND NOT json_valid({column})"
            ),
        )
    for column, words in WORDS.get(table, ()):
        known = [word.value for word in words]
        yield (
            "values",
            database.value(
                f"SELECT count(*) FROM {table} WHERE {column} NOT IN ({marks(len(known))})", known
            ),
        )


def _bad_texts(model: type[Model], database: Database) -> int:
    columns = [field.column_name for field in model._meta.sorted_fields if isinstance(field, TextField)]
    if not columns:
        return 0
    stray = STRAY if model in JOURNALLED else ZERO
    connection = database.connection()
    before, connection.text_factory = connection.text_factory, bytes
    try:
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {model._meta.table_name}")
        return sum(_count_bad(texts, stray) for texts in _bunches(rows))
    finally:
        connection.text_factory = before


def _bunches(rows: Iterable[Sequence[bytes | None]]) -> Iterator[list[bytes]]:
    """The texts in lists that are looked at in a millisecond, however long each is."""
    bunch: list[bytes] = []
    size = 0
    for row in rows:
        for text in row:
            if text:
                bunch.append(text)
                size += len(text)
        if size > _AT_ONCE:
            yield bunch
            bunch, size = [], 0
    yield bunch


def _count_bad(texts: Sequence[bytes], stray: re.Pattern[str]) -> int:
    # Hardly ever is one wrong: all of them are looked at in one go first.
    if _is_text(b"\n".join(texts), stray):
        return 0
    return sum(not _is_text(text, stray) for text in texts)


def _is_text(text: bytes, stray: re.Pattern[str]) -> bool:
    try:
        return not stray.search(text.decode())
    except UnicodeDecodeError:
        return False


def _count_photos(database: Database) -> Found:
    bad = 0
    for number, head, tail in database.rows("SELECT id, substr(data, 1, 4), substr(data, -1) FROM photo"):
        if head == bytes(4):
            bad += 1
        elif tail == b"\0":
            whole = database.value("SELECT data FROM photo WHERE id = ?", (number,))
            bad += not ends_as_it_should(whole)
    yield "photos", bad


def ends_as_it_should(picture: bytes) -> bool:
    """Whether a picture that ends in zeros ends so by itself, and was not zeroed on the disk."""
    written = picture.rstrip(b"\0")
    if picture.startswith(b"\xff\xd8"):
        return written.endswith(b"\xff\xd9")
    if picture.startswith(b"\x89PNG"):
        return written.endswith(b"IEND\xaeB`\x82")
    if picture.startswith(b"GIF8"):
        return written.endswith(b";")
    if picture.startswith(b"RIFF"):
        # The last chunk of a sound one may end in a zero to make it even, not in many.
        return len(picture) - len(written) <= 8
    return True  # who knows how others end


def _count_journal(database: Database) -> Found:
    yield (
        "journal",
        database.value(
            "SELECT count(*) FROM journal WHERE table_no NOT BETWEEN 0 AND ? OR what NOT IN ('I', 'U', 'D')"
            " OR (what <> 'I' AND image IS NULL) OR operation_id NOT IN (SELECT id FROM operation)",
            (len(JOURNALLED) - 1,),
        ),
    )
    yield (
        "journal",
        database.value("SELECT count(*) FROM operation WHERE state NOT IN ('done', 'undone')"),
    )


_KEPT: tuple[type[Model], ...] = (*JOURNALLED, Setting, Operation, Journal, Draft)
STEPS: tuple[tuple[str, Callable[[Database], Found]], ...] = (
    *((model._meta.table_name, partial(_count_values, model)) for model in _KEPT),
    ("photo", _count_photos),
    ("journal", _count_journal),
)
"""A table, and what counts the wrong values in it: pairs of what they are and how many."""
