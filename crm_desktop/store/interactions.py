"""What happened: written inside a unit of work, read as a timeline, newest first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crm_desktop.domain.fold import query_words
from crm_desktop.domain.ids import AppointmentId, ContactId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.timeline import TimelineParts
from crm_desktop.store.codec import to_day, to_instant, to_seconds
from crm_desktop.store.database import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from crm_desktop.domain.timeline import TimelineFilter
    from crm_desktop.store.database import Database, Row

_COLUMNS = (
    "id, kind, interaction.at, minutes, outcome, text, came_for, offered, agreed, appointment_id, due,"
    " settled_at"
)

_WRITTEN = (
    "kind", "at", "minutes", "outcome", "text", "came_for", "offered", "agreed", "appointment_id", "due",
    "settled_at",
)  # fmt: skip

_LIVING = (
    "EXISTS (SELECT 1 FROM interaction_contact JOIN contact ON contact.id = contact_id"
    " WHERE interaction_id = interaction.id AND deleted_at IS NULL)"
)


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
        self,
        contact_id: ContactId,
        limit: int,
        before: tuple[datetime, int] | None,
        wanted: TimelineFilter | None = None,
    ) -> list[Interaction]:
        """A contact's interactions, newest first, from the one before an instant and a number on."""
        border = (to_seconds(before[0]), before[1]) if before else (2**62, 2**62)
        conditions, values = _conditions(wanted) if wanted is not None else ("", ())
        ids = self._database.column(
            "SELECT interaction_id FROM interaction_contact WHERE contact_id = ? AND (at, interaction_id)"
            f" < (?, ?){conditions}"
            " ORDER BY at DESC, interaction_id DESC LIMIT ?",
            (contact_id, *border, *values, limit),
        )
        found = {
            interaction.id: interaction
            for interaction in self._whole(
                self._database.rows(
                    f"SELECT {_COLUMNS} FROM interaction WHERE id IN ({marks(len(ids))})", ids
                )
            )
        }
        return [found[number] for number in ids]

    def parts(self, contact_id: ContactId) -> TimelineParts:
        """The kinds, outcomes and tags that occur in a contact's timeline."""
        of_contact = "SELECT interaction_id FROM interaction_contact WHERE contact_id = ?"
        rows = self._database.rows(
            f"SELECT DISTINCT kind, outcome FROM interaction WHERE id IN ({of_contact})", (contact_id,)
        )
        tags = self._database.column(
            "SELECT name FROM tag WHERE id IN (SELECT tag_id FROM interaction_tag WHERE interaction_id IN"
            f" ({of_contact})) ORDER BY match_key",
            (contact_id,),
        )
        kinds, outcomes = {row[0] for row in rows}, {row[1] for row in rows}
        return TimelineParts(
            tuple(kind for kind in InteractionKind if kind.value in kinds),
            tuple(outcome for outcome in Outcome if outcome.value in outcomes),
            tuple(tags),
        )

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

    def open_complaints(self, contact_id: ContactId | None) -> list[Interaction]:
        """Complaints that are not settled, the soonest due first, those without a day last."""
        who: str = ""
        values: tuple[int, ...] = ()
        if contact_id is not None:
            who = " AND id IN (SELECT interaction_id FROM interaction_contact WHERE contact_id = ?)"
            values = (contact_id,)
        return self._whole(
            self._database.rows(
                f"SELECT {_COLUMNS} FROM interaction WHERE kind = 'complaint' AND settled_at IS NULL"
                f" AND {_LIVING}{who} ORDER BY due IS NULL, due, id",
                values,
            )
        )

    def of_meeting(self, appointment_id: AppointmentId) -> Interaction | None:
        """The newest entry that came of a meeting."""
        found = self._database.column(
            "SELECT id FROM interaction WHERE appointment_id = ? ORDER BY id DESC LIMIT 1", (appointment_id,)
        )
        return self.get(InteractionId(found[0])) if found else None

    def due_complaints(self, day: date, limit: int) -> tuple[list[Interaction], int]:
        """Open complaints that were to be settled by a local day, the oldest first; how many there are."""
        where = f"due <= ?1 AND kind = 'complaint' AND settled_at IS NULL AND {_LIVING}"
        total = self._database.value(f"SELECT count(*) FROM interaction WHERE {where}", (day.toordinal(),))
        if not total:
            return [], 0
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM interaction WHERE {where} ORDER BY due, id LIMIT ?2",
            (day.toordinal(), limit),
        )
        return self._whole(rows), int(total)

    def tags(self) -> list[str]:
        """The names of the tags that an entry or a contact wears, in order."""
        return self._database.column(
            "SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM interaction_tag WHERE tag_id = tag.id)"
            " OR EXISTS (SELECT 1 FROM contact_tag WHERE tag_id = tag.id) ORDER BY match_key"
        )

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
        tags = self._tags(ids)
        return [_interaction(row, tuple(who[row[0]]), tuple(tags[row[0]])) for row in rows]

    def _tags(self, ids: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for number, name in self._database.rows(
            "SELECT interaction_id, name FROM interaction_tag JOIN tag ON tag.id = tag_id"
            f" WHERE interaction_id IN ({marks(len(ids))}) ORDER BY interaction_tag.id",
            ids,
        ):
            found[number].append(name)
        return found


class InteractionWriter:
    """Writes interactions; the instant and the kind are repeated beside each contact for the index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, interaction: Interaction) -> InteractionId:
        """Keep a new one."""
        cursor = self._database.execute(
            f"INSERT INTO interaction ({', '.join(_WRITTEN)}) VALUES ({marks(len(_WRITTEN))})",
            _values(interaction),
        )
        number = InteractionId(cursor.lastrowid or 0)
        self._link(number, interaction)
        if interaction.tags:
            self._tag(number, interaction.tags)
        return number

    def update(self, interaction: Interaction) -> None:
        """Write an interaction that is there anew."""
        if interaction.id is None:
            raise ValueError("an interaction without an id cannot be updated")
        self._database.execute(
            f"UPDATE interaction SET {', '.join(f'{name} = ?' for name in _WRITTEN)} WHERE id = ?",
            (*_values(interaction), interaction.id),
        )
        self._database.execute("DELETE FROM interaction_contact WHERE interaction_id = ?", (interaction.id,))
        self._link(interaction.id, interaction)
        self._tag(interaction.id, interaction.tags)

    def set_settled(self, interaction_id: InteractionId, at: datetime | None) -> None:
        """A complaint is settled, or is open again."""
        self._database.execute(
            "UPDATE interaction SET settled_at = ? WHERE id = ?",
            (None if at is None else to_seconds(at), interaction_id),
        )

    def delete(self, interaction_id: InteractionId) -> None:
        """Remove one."""
        self._database.execute("DELETE FROM interaction_contact WHERE interaction_id = ?", (interaction_id,))
        self._database.execute("DELETE FROM interaction WHERE id = ?", (interaction_id,))

    def insert_many(self, interactions: Iterable[Interaction]) -> None:
        """Keep many new ones (sample data, imports), by a statement a table."""
        newest = self._database.value("SELECT seq FROM sqlite_sequence WHERE name = 'interaction'") or 0
        numbered = list(enumerate(interactions, newest + 1))
        self._database.executemany(
            f"INSERT INTO interaction (id, {', '.join(_WRITTEN)}) VALUES ({marks(len(_WRITTEN) + 1)})",
            [(number, *_values(one)) for number, one in numbered],
        )
        self._database.executemany(_LINK, [row for number, one in numbered for row in _links(number, one)])
        for number, one in numbered:
            if one.tags:
                self._tag(number, one.tags)

    def _tag(self, number: int, tags: Sequence[str]) -> None:
        """Let an entry wear these tags and no others; a tag that is new comes to be."""
        wanted = {match_key(name): name for name in tags}
        self._database.executemany(
            "INSERT OR IGNORE INTO tag (name, match_key) VALUES (?, ?)",
            [(name, key) for key, name in wanted.items()],
        )
        kept = set(
            self._database.column(
                f"SELECT id FROM tag WHERE match_key IN ({marks(len(wanted))})", list(wanted)
            )
        )
        worn = set(
            self._database.column("SELECT tag_id FROM interaction_tag WHERE interaction_id = ?", (number,))
        )
        self._database.executemany(
            "DELETE FROM interaction_tag WHERE interaction_id = ? AND tag_id = ?",
            [(number, tag) for tag in sorted(worn - kept)],
        )
        self._database.executemany(
            "INSERT INTO interaction_tag (interaction_id, tag_id) VALUES (?, ?)",
            [(number, tag) for tag in sorted(kept - worn)],
        )

    def _link(self, number: int, interaction: Interaction) -> None:
        self._database.executemany(_LINK, _links(number, interaction))


_LINK = "INSERT INTO interaction_contact (interaction_id, contact_id, at, warms) VALUES (?, ?, ?, ?)"


def _links(number: int, interaction: Interaction) -> list[Row]:
    at, warms = to_seconds(interaction.at), int(interaction.kind.warms)
    return [(number, contact_id, at, warms) for contact_id in dict.fromkeys(interaction.contact_ids)]


def _conditions(wanted: TimelineFilter) -> tuple[str, tuple[str, ...]]:
    """What a row of interaction_contact must meet, and the values in it."""
    conditions, values = [], []
    for column, chosen in (("kind", wanted.kinds), ("outcome", wanted.outcomes)):
        if chosen:
            conditions.append(
                f"(SELECT {column} FROM interaction WHERE id = interaction_id) IN ({marks(len(chosen))})"
            )
            values += sorted(each.value for each in chosen)
    if wanted.tags:
        conditions.append(
            "EXISTS (SELECT 1 FROM interaction_tag AS worn JOIN tag ON tag.id = tag_id WHERE"
            " worn.interaction_id = interaction_contact.interaction_id"
            f" AND match_key IN ({marks(len(wanted.tags))}))"
        )
        values += sorted(map(match_key, wanted.tags))
    if words := query_words(wanted.text):
        conditions.append(
            # Asked once, not of each entry: that takes 20 microseconds each.
            "interaction_id IN (SELECT rowid FROM interaction_search WHERE interaction_search MATCH ?)"
        )
        values.append(" AND ".join(f'"{word}"*' for word in words))
    return "".join(f" AND {condition}" for condition in conditions), tuple(values)


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
        interaction.appointment_id,
        interaction.due.toordinal() if interaction.due else None,
        None if interaction.settled_at is None else to_seconds(interaction.settled_at),
    )


def _interaction(row: Row, contact_ids: tuple[ContactId, ...], tags: tuple[str, ...]) -> Interaction:
    number, kind, at, minutes, outcome, text, came_for, offered, agreed, appointment_id, due, settled_at = row
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
        tags=tags,
        appointment_id=None if appointment_id is None else AppointmentId(appointment_id),
        due=to_day(due),
        settled_at=to_instant(settled_at),
    )
