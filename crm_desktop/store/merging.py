"""Makes several contacts one, inside a unit of work: one card is written, all that hangs on the others moves.

Keeps true: nothing is there twice (who took part in one talk, a relationship, a reminder's key), nothing that
was reminded of is reminded of again, and what another program calls an absorbed card still finds this one.
Whoever is absorbed is deleted, and comes back by undo alone.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.duplicates.uniting import says_more
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.store.codec import to_list, to_seconds
from crm_desktop.store.contact_parts import PART_VALUES
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.merged_reminders import MergedReminders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crm_desktop.domain.contact import Contact, ImportantDate
    from crm_desktop.store.contact_writer import ContactWriter
    from crm_desktop.store.database import Database

_LINKS = (("interaction_contact", "interaction_id"), ("appointment_contact", "appointment_id"))


class MergeWriter:
    """Writes what `domain.duplicates.merging` has planned."""

    def __init__(self, database: Database, contacts: ContactWriter) -> None:
        self._database = database
        self._contacts = contacts
        self._reminders = MergedReminders(database)

    def absorb(self, merges: Sequence[tuple[Contact, Sequence[int]]]) -> Iterator[int]:
        """Write each card in the place of its contact and of the others with these ids; counts as it goes.

        The ids are of different contacts, none is in two of the merges. It is done when it has been counted
        to the end.
        """
        into: dict[int, int] = {}
        for number, (merged, absorbed) in enumerate(merges, 1):
            if merged.id is None:
                raise ValueError("only a contact that is kept can absorb others")
            self._absorb(merged, merged.id, list(absorbed))
            into.update(dict.fromkeys(absorbed, merged.id))
            yield number
        self._point_lists_to(into)

    def set_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note of each pair that they are two people."""
        self._database.executemany(
            "INSERT OR IGNORE INTO apart (contact_id, other_id) VALUES (?, ?)",
            sorted({(min(pair), max(pair)) for pair in pairs}),
        )

    def unset_apart(self, one: int, other: int) -> None:
        """Forget that they are two people."""
        self._database.execute(
            "DELETE FROM apart WHERE contact_id = ? AND other_id = ?", (min(one, other), max(one, other))
        )

    def _absorb(self, merged: Contact, keep: int, absorbed: list[int]) -> None:
        own = self._database.value("SELECT uid FROM contact WHERE id = ?", (keep,))
        uids = [own, *(uid for (uid,) in self._in("SELECT uid FROM contact WHERE id IN", absorbed))]
        self._take_dates(merged.dates, keep, absorbed)
        self._contacts.update(replace(merged, uid=own))
        if merged.created_at:
            self._database.execute(
                "UPDATE contact SET created_at = ?1 WHERE id = ?2 AND created_at > ?1",
                (to_seconds(merged.created_at), keep),
            )
        for table, column in _LINKS:
            self._move_links(table, column, keep, absorbed)
        for table in ("follow_up", "known_uid"):
            self._each(f"UPDATE {table} SET contact_id = ?1 WHERE contact_id = ?2", keep, absorbed)
        self._move_relationships(keep, absorbed)
        self._move_apart(keep, absorbed)
        self._move_review(keep, absorbed)
        self._reminders.move_silences(keep, absorbed)
        self._database.executemany("DELETE FROM contact WHERE id = ?", [(number,) for number in absorbed])
        self._database.execute("UPDATE contact SET uid = ?1 WHERE id = ?2 AND uid <> ?1", (merged.uid, keep))
        self._database.executemany(
            "INSERT OR IGNORE INTO known_uid (contact_id, uid) VALUES (?, ?)",
            [(keep, uid) for uid in uids if uid != merged.uid],
        )

    def _take_dates(self, wanted: Sequence[ImportantDate], keep: int, absorbed: list[int]) -> None:
        """A date keeps its row, whosever it was: what was reminded of it stays with it."""
        rows = self._in(
            "SELECT id, contact_id, label, year, month, day, calendar FROM important_date"
            " WHERE contact_id IN",
            [keep, *absorbed],
        )
        ranked = sorted(rows, key=lambda row: (row[1] != keep, row[0]))
        value = PART_VALUES["dates"]
        free = {row[0]: (row[1], value(row[2:])) for row in ranked}
        taken: dict[int, ImportantDate] = {}
        for noted in wanted:
            row = next((row for row, (_, known) in free.items() if row not in taken and known == noted), None)
            if row is not None:
                taken[row] = noted
                if free[row][0] != keep:
                    self._database.execute(
                        "UPDATE important_date SET contact_id = ? WHERE id = ?", (keep, row)
                    )
        self._reminders.move_dates(_same_days({row: known for row, (_, known) in free.items()}, taken))

    def _move_links(self, table: str, column: str, keep: int, absorbed: list[int]) -> None:
        """Who took part twice took part once: the second row goes with its contact."""
        self._each(
            f"UPDATE {table} SET contact_id = ?1 WHERE contact_id = ?2"
            f" AND {column} NOT IN (SELECT {column} FROM {table} WHERE contact_id = ?1)",
            keep,
            absorbed,
        )

    def _move_relationships(self, keep: int, absorbed: list[int]) -> None:
        into = dict.fromkeys(absorbed, keep)
        rows = dict.fromkeys(
            row
            for column in ("contact_id", "other_id")
            for row in self._in(
                f"SELECT id, contact_id, kind, other_id FROM relationship WHERE {column} IN",
                [keep, *absorbed],
            )
        )
        seen: set[tuple[int, str, int]] = set()
        for number, one, kind, other in sorted(
            rows, key=lambda row: (row[1] in into or row[3] in into, row[0])
        ):
            mine, theirs = into.get(one, one), into.get(other, other)
            read = (mine, kind, theirs)
            if mine == theirs or read in seen:
                self._database.execute("DELETE FROM relationship WHERE id = ?", (number,))
                continue
            seen |= {read, (theirs, RelationshipKind(kind).inverse.value, mine)}
            if (mine, theirs) != (one, other):
                self._database.execute(
                    "UPDATE relationship SET contact_id = ?, other_id = ? WHERE id = ?",
                    (mine, theirs, number),
                )

    def _move_apart(self, keep: int, absorbed: list[int]) -> None:
        into = dict.fromkeys(absorbed, keep)
        rows = [
            row
            for column in ("contact_id", "other_id")
            for row in self._in(f"SELECT contact_id, other_id FROM apart WHERE {column} IN", absorbed)
        ]
        moved = [(into.get(one, one), into.get(other, other)) for one, other in rows]
        self.set_apart((one, other) for one, other in moved if one != other)

    def _move_review(self, keep: int, absorbed: list[int]) -> None:
        rows = self._in("SELECT on_day, contact_id, id FROM reviewed WHERE contact_id IN", [keep, *absorbed])
        if not rows:
            return
        last_day = max(row[0] for row in rows)
        own = next((row[2] for row in rows if row[1] == keep), None)
        self._database.execute(
            "UPDATE reviewed SET contact_id = ?, on_day = ? WHERE id = ?", (keep, last_day, own or rows[0][2])
        )

    def _point_lists_to(self, into: Mapping[int, int]) -> None:
        """What names contacts in a list: a series its people, the ledger whom it reminded of."""
        for table in ("series", "reminder"):
            rows = {
                number: listed
                for chunk in chunks(list(into))
                for number, listed in self._database.rows(
                    f"SELECT id, contact_ids FROM {table} WHERE EXISTS"
                    f" (SELECT 1 FROM json_each(contact_ids) WHERE value IN ({marks(len(chunk))}))",
                    chunk,
                )
            }
            self._database.executemany(
                f"UPDATE {table} SET contact_ids = ? WHERE id = ?",
                [(_pointed(listed, into), number) for number, listed in rows.items()],
            )

    def _each(self, statement: str, keep: int, absorbed: Iterable[int]) -> None:
        self._database.executemany(statement, [(keep, number) for number in absorbed])

    def _in(self, sql: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        return [
            row for chunk in chunks(ids) for row in self._database.rows(f"{sql} ({marks(len(chunk))})", chunk)
        ]


def _same_days(rows: Mapping[int, ImportantDate], taken: Iterable[int]) -> dict[int, int]:
    """For each date that is gone the one that stays and comes round on the same day under the same label."""
    stays = set(taken)
    return {
        gone: row
        for gone in rows.keys() - stays
        for row in sorted(stays)
        if match_key(rows[row].label) == match_key(rows[gone].label)
        and (says_more(rows[row].date, rows[gone].date) or says_more(rows[gone].date, rows[row].date))
    }


def _pointed(listed: str, into: Mapping[int, int]) -> str:
    return to_list(dict.fromkeys(into.get(number, number) for number in json.loads(listed)))
