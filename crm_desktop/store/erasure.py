"""Forgets people who are gone for good: their traces in the ledger of reminders and in what can be undone.

What is left of an operation can still be undone: no image stays that refers to a row that cannot come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.store.codec import to_list
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.journal import CONTACT_TABLES, table_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.store.database import Database

_SHARED = ("interaction", "appointment")


def forget(database: Database, ids: Sequence[int]) -> None:
    """Forget these contacts; their rows have been deleted already."""
    _forget_in_series(database, ids)
    shared = {thing: _shared_things(database, thing, ids) for thing in _SHARED}
    for chunk in chunks(ids):
        _forget_own_images(database, chunk)
    for thing in _SHARED:
        _forget_lonely_images(database, thing, shared[thing])
    _forget_dead_rows(database, "series", table_number("appointment"), "json_extract(image, '$.series_id')")
    for table in (*_SHARED, "follow_up", "series"):
        _forget_dead_rows(database, table, table_number(table), "row")
    for thing in _SHARED:
        _forget_dead_rows(
            database, thing, table_number(f"{thing}_contact"), f"json_extract(image, '$.{thing}_id')"
        )
    database.execute(
        "DELETE FROM operation WHERE NOT EXISTS (SELECT 1 FROM journal WHERE operation_id = operation.id)"
    )


def absorbed_into(database: Database, ids: Sequence[int]) -> list[int]:
    """The contacts that were merged into these, which are still there: undo could bring them back."""
    return [
        number
        for chunk in chunks(ids)
        for number in database.column(
            "SELECT DISTINCT row FROM journal WHERE table_no = ? AND what = 'D'"
            " AND row NOT IN (SELECT id FROM contact) AND json_extract(image, '$.uid') IN"
            f" (SELECT uid FROM known_uid WHERE contact_id IN ({marks(len(chunk))}))",
            (table_number("contact"), *chunk),
        )
    ]


def _forget_in_series(database: Database, ids: Sequence[int]) -> None:
    """Meetings that repeat go on without them, and end where nobody is left."""
    for chunk in chunks(ids):
        places = marks(len(chunk))
        left = f"(SELECT json_group_array(value) FROM json_each(contact_ids) WHERE value NOT IN ({places}))"
        concerned = f"EXISTS (SELECT 1 FROM json_each(contact_ids) WHERE value IN ({places}))"
        database.execute(f"DELETE FROM series WHERE {concerned} AND {left} = '[]'", (*chunk, *chunk))
        database.execute(f"UPDATE series SET contact_ids = {left} WHERE {concerned}", (*chunk, *chunk))


def _shared_things(database: Database, thing: str, ids: Sequence[int]) -> list[int]:
    """The entries or meetings that the journal knows these contacts to have taken part in."""
    return [
        number
        for chunk in chunks(ids)
        for number in database.column(
            f"SELECT DISTINCT json_extract(image, '$.{thing}_id') FROM journal WHERE image IS NOT NULL"
            f" AND table_no = ? AND owner IN ({marks(len(chunk))})",
            (table_number(f"{thing}_contact"), *chunk),
        )
    ]


def _forget_own_images(database: Database, ids: Sequence[int]) -> None:
    places, alone = marks(len(ids)), [to_list([number]) for number in ids]
    database.execute(f"DELETE FROM reminder WHERE contact_ids IN ({places})", alone)
    database.execute(
        f"DELETE FROM journal WHERE table_no IN ({marks(len(CONTACT_TABLES))}) AND owner IN ({places})",
        (*CONTACT_TABLES, *ids),
    )
    for table, column, values in (
        ("relationship", "other_id", ids),
        ("apart", "other_id", ids),
        ("follow_up", "contact_id", ids),
        ("reminder", "contact_ids", alone),
        ("series", "contact_ids", alone),
    ):
        database.execute(
            f"DELETE FROM journal WHERE table_no = ? AND json_extract(image, '$.{column}') IN ({places})",
            (table_number(table), *values),
        )


def _forget_lonely_images(database: Database, thing: str, candidates: Sequence[int]) -> None:
    """What nobody who is left took part in is not to come back."""
    things, links = table_number(thing), table_number(f"{thing}_contact")
    taken_part = f"SELECT json_extract(image, '$.{thing}_id') FROM journal WHERE table_no = {links}"
    for chunk in chunks(candidates):
        database.execute(
            f"DELETE FROM journal WHERE table_no = {things} AND row IN ({marks(len(chunk))})"
            f" AND row NOT IN (SELECT {thing}_id FROM {thing}_contact)"
            f" AND row NOT IN ({taken_part} AND image IS NOT NULL)",
            chunk,
        )


def _forget_dead_rows(database: Database, thing: str, table_no: int, row: str) -> None:
    """Images of what neither is there nor can come back, or that refer to it."""
    comes_back = (
        f"SELECT id FROM {thing} UNION"
        f" SELECT row FROM journal WHERE table_no = {table_number(thing)} AND what = 'D'"
    )
    database.execute(f"DELETE FROM journal WHERE table_no = {table_no} AND {row} NOT IN ({comes_back})")
