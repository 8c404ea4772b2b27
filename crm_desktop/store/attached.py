"""Counts what hangs on contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.duplicates.attached import Attached
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.store.database import Database

_TABLES = (
    ("interaction_contact", "interaction_id"),
    ("appointment_contact", "appointment_id"),
    ("follow_up", "id"),
)


def attached(database: Database, ids: Sequence[int]) -> dict[int, Attached]:
    """For each of these contacts, what hangs on them."""
    counts: dict[int, list[int]] = {number: [0, 0, 0] for number in ids}
    for place, (table, _) in enumerate(_TABLES):
        for chunk in chunks(ids):
            for number, count in database.rows(
                f"SELECT contact_id, count(*) FROM {table} WHERE contact_id IN ({marks(len(chunk))})"
                " GROUP BY contact_id",
                chunk,
            ):
                counts[number][place] = count
    return {number: Attached(*each) for number, each in counts.items()}


def attached_to_all(database: Database, ids: Sequence[int]) -> Attached:
    """What hangs on a few contacts taken together: what they share counts once."""
    return Attached(
        *(
            database.value(
                f"SELECT count(DISTINCT {column}) FROM {table} WHERE contact_id IN ({marks(len(ids))})", ids
            )
            for table, column in _TABLES
        )
    )
