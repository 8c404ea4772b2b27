"""What happened: written inside a unit of work, read as a timeline, newest first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crm_desktop.domain.ids import ContactId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.store.codec import to_instant, to_seconds
from crm_desktop.store.database import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from crm_desktop.store.database import Database, Row

_COLUMNS = "id, kind, interaction.at, minutes, outcome, text, came_for, offered, agreed"


class InteractionReader:
    """Interactions with all who took part."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, interaction_id: InteractionId) -> Interaction | None:
        """One interaction, None where there is none."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM interaction WHERE id = ?", (interaction_id,))
        return next(iter(self._whole(rows)), None)

    def all_of(self, ids: Sequence[int]) -> list[Interaction]:
        """Those with these numbers, by number; at most a few hundred at a time."""
        sql = f"SELECT {_COLUMNS} FROM interaction WHERE id IN ({marks(len(ids))}) ORDER BY id"
        return self._whole(self._database.rows(sql, ids))

    def timeline(
        self, contact_id: ContactId, limit: int, before: tuple[datetime, int] | None
    ) -> list[Interaction]:
        """A contact's interactions, newest first, from the one before an instant and a number on."""
        border = (to_seconds(before[0]), before[1]) if before else (2**62, 2**62)
        rows = self._database.rows(
            "SELECT interaction_id FROM interaction_contact WHERE contact_id = ? AND (at, interaction_id)"
            " < (?, ?)"
            " ORDER BY at DESC, interaction_id DESC LIMIT ?",
            (contact_id, *border, limit),
        )
        ids = [row[0] for row in rows]
        found = {
            interaction.id: interaction
            for interaction in self._whole(
                self._database.rows(
                    f"SELECT {_COLUMNS} FROM interaction WHERE id IN ({marks(len(ids))})", ids
                )
            )
        }
        return [found[number] for number in ids]

    def last(self, contact_id: ContactId) -> Interaction | None:
        """The newest interaction of a contact."""
        return next(iter(self.timeline(contact_id, 1, None)), None)

    def real_contacts(self, contact_id: ContactId, limit: int) -> list[datetime]:
        """When the contact was spoken to, newest first, notes left out."""
        moments = self._database.column(
            "SELECT at FROM interaction_contact WHERE contact_id = ? AND warms ORDER BY at DESC LIMIT ?",
            (contact_id, limit),
        )
        return [at for at in map(to_instant, moments) if at is not None]

    def last_texts(self, contact_ids: Sequence[int]) -> dict[int, str]:
        """The words of each contact's newest interaction that has any."""
        found: dict[int, str] = {}
        for number in contact_ids:
            text = self._database.value(
                "SELECT text FROM interaction_contact JOIN interaction ON interaction.id = interaction_id"
                " WHERE contact_id = ? AND text <> '' ORDER BY interaction_contact.at DESC LIMIT 1",
                (number,),
            )
            if text:
                found[number] = text
        return found

    def _whole(self, rows: list[Row]) -> list[Interaction]:
        ids = [row[0] for row in rows]
        who: dict[int, list[ContactId]] = defaultdict(list)
        for number, contact_id in self._database.rows(
            "SELECT interaction_id, contact_id FROM interaction_contact WHERE interaction_id IN"
            f" ({marks(len(ids))})"
            " ORDER BY id",
            ids,
        ):
            who[number].append(ContactId(contact_id))
        return [_interaction(row, tuple(who[row[0]])) for row in rows]


class InteractionWriter:
    """Writes interactions; the instant and the kind are repeated beside each contact for the index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, interaction: Interaction) -> InteractionId:
        """Keep a new one."""
        cursor = self._database.execute(
            "INSERT INTO interaction (kind, at, minutes, outcome, text, came_for, offered, agreed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            _values(interaction),
        )
        number = InteractionId(cursor.lastrowid or 0)
        self._link(number, interaction)
        return number

    def update(self, interaction: Interaction) -> None:
        """Write an interaction that is there anew."""
        if interaction.id is None:
            raise ValueError("an interaction without an id cannot be updated")
        self._database.execute(
            "UPDATE interaction SET kind = ?, at = ?, minutes = ?, outcome = ?, text = ?, came_for = ?,"
            " offered = ?,"
            " agreed = ? WHERE id = ?",
            (*_values(interaction), interaction.id),
        )
        self._database.execute("DELETE FROM interaction_contact WHERE interaction_id = ?", (interaction.id,))
        self._link(interaction.id, interaction)

    def delete(self, interaction_id: InteractionId) -> None:
        """Remove one."""
        self._database.execute("DELETE FROM interaction_contact WHERE interaction_id = ?", (interaction_id,))
        self._database.execute("DELETE FROM interaction WHERE id = ?", (interaction_id,))

    def insert_many(self, interactions: Iterable[Interaction]) -> None:
        """Keep many new ones (sample data, imports)."""
        for interaction in interactions:
            self.insert(interaction)

    def _link(self, number: int, interaction: Interaction) -> None:
        at, warms = to_seconds(interaction.at), int(interaction.kind.warms)
        self._database.executemany(
            "INSERT INTO interaction_contact (interaction_id, contact_id, at, warms) VALUES (?, ?, ?, ?)",
            [(number, contact_id, at, warms) for contact_id in dict.fromkeys(interaction.contact_ids)],
        )


def _values(interaction: Interaction) -> Row:
    return (
        interaction.kind.value,
        to_seconds(interaction.at),
        interaction.minutes,
        interaction.outcome.value if interaction.outcome else None,
        interaction.text,
        interaction.came_for,
        interaction.offered,
        interaction.agreed,
    )


def _interaction(row: Row, contact_ids: tuple[ContactId, ...]) -> Interaction:
    number, kind, at, minutes, outcome, text, came_for, offered, agreed = row
    instant = to_instant(at)
    assert instant is not None
    return Interaction(
        kind=InteractionKind(kind),
        at=instant,
        contact_ids=contact_ids,
        text=text,
        id=InteractionId(number),
        minutes=minutes,
        outcome=Outcome(outcome) if outcome else None,
        came_for=came_for,
        offered=offered,
        agreed=agreed,
    )
