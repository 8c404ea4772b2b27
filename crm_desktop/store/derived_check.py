"""Compares what is derived with what the facts call for, by the code that writes it: into temporary tables of
the same names, which stand before the file's own, a few hundred rows at a time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm_desktop.store.database import marks
from crm_desktop.store.engine import faults
from crm_desktop.store.search_index import contact_words, interaction_words
from crm_desktop.store.summaries import BIRTHDAYS_GONE_BY, STEPS_GONE_BY, ZONE_OF_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from crm_desktop.domain.contact import Contact
    from crm_desktop.services.ports import Clock
    from crm_desktop.store.contact_reader import ContactReader
    from crm_desktop.store.database import Database, Row
    from crm_desktop.store.due import DueQueue
    from crm_desktop.store.summaries import Summaries

Wrong = tuple[str, str, int]
"""What is wrong ("lists", "reminders", "search", "values"), in which table, and how often."""

_AT_ONCE = 100
_SHADOWED = ("contact_summary", "due", "setting")
_INDEXES = ("contact_search", "interaction_search")
_PARTS_OF_INDEX = ("data", "idx", "content", "docsize", "config")
_ITSELF = (3, 44)
"""The SQLite from which on its own check looks into the search index too."""
_QUEUE = "key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead"
_ROLLING = frozenset({"next_step", "birthday_on"})
"""What the passing of days turns, for rows that were not rolled on yet."""


class ZoneClock:
    """A clock in another zone: derived days are counted in the one the user was in."""

    def __init__(self, clock: Clock, zone: tzinfo) -> None:
        self._clock = clock
        self._zone = zone

    def now(self) -> datetime:
        """The present instant."""
        return self._clock.now()

    def zone(self) -> tzinfo:
        """The other zone."""
        return self._zone


def zone_of(database: Database, clock: Clock) -> tzinfo:
    """The zone in which the file's days were counted; where nobody knows, the present one."""
    stored = database.value("SELECT value FROM setting WHERE key = ?", (ZONE_OF_DAYS,))
    if stored is None or stored == json.dumps(str(clock.zone())):
        return clock.zone()
    try:
        return ZoneInfo(json.loads(stored))
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        return clock.zone()


@dataclass(frozen=True, slots=True)
class Derivers:
    """What derives rows, over one connection and in the zone of the days."""

    clock: Clock
    reader: ContactReader
    summaries: Summaries
    queue: DueQueue


def index_complaints(database: Database) -> list[str]:
    """Whether the search index is in itself as it should be. It is looked at in a copy in memory: to SQLite
    its own check of it is writing. A newer SQLite has looked already.
    """
    version = tuple(int(part) for part in database.value("SELECT sqlite_version()").split("."))
    if version >= _ITSELF:
        return []
    return [complaint for table in _INDEXES if (complaint := _complaint(database, table))]


def _complaint(database: Database, table: str) -> str:
    made: str = database.value("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,))
    database.execute(made.replace("CREATE VIRTUAL TABLE ", "CREATE VIRTUAL TABLE temp.", 1))
    try:
        for part in _PARTS_OF_INDEX:
            database.execute(f"DELETE FROM temp.{table}_{part}")
            database.execute(f"INSERT INTO temp.{table}_{part} SELECT * FROM main.{table}_{part}")
        database.execute(f"INSERT INTO temp.{table} ({table}) VALUES ('integrity-check')")
    except faults() as error:
        if "interrupt" in str(error):
            raise
        return f"{table} is broken"
    finally:
        database.execute(f"DROP TABLE temp.{table}")
    return ""


class DerivedCheck:
    """Made over a connection with a snapshot open; it leaves temporary tables behind."""

    def __init__(self, database: Database, derivers: Derivers) -> None:
        self._database = database
        self._derivers = derivers
        now = derivers.clock.now()
        self._today = now.astimezone(derivers.clock.zone()).date()

    def steps(self) -> Iterator[tuple[list[Wrong], int, int]]:
        """What is not as it should be, a hundred at a time; how much is looked at, and of how much."""
        database = self._database
        contacts = self._derivers.reader.all_ids()
        meetings = database.column("SELECT id FROM appointment WHERE state = 'planned'")
        own = database.column("SELECT id FROM follow_up WHERE contact_id IS NULL")
        entries = database.column("SELECT id FROM interaction")
        total = 4 * len(contacts) + len(meetings) + len(own) + len(entries)
        today = (self._today.toordinal(),)
        rolling = {*database.column(BIRTHDAYS_GONE_BY, today), *database.column(STEPS_GONE_BY, today)}
        self._put_shadows()
        looks: tuple[tuple[Sequence[int], Callable[[Sequence[int]], list[Wrong]], int], ...] = (
            (contacts, lambda some: self._contacts(some, rolling), 4),
            (meetings, self._meetings, 1),
            (own, self._own, 1),
            (entries, self._entries, 1),
        )
        done = 0
        for ids, look, weight in looks:
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                done += weight * len(some)
                yield look(some), done, total
        yield [("reminders", "due", int(database.value(_LEFT_OVER)))], total, total

    def _put_shadows(self) -> None:
        for table in _SHADOWED:
            made: str = self._database.value("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,))
            self._database.execute(made.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1))
        self._database.execute("INSERT INTO temp.setting SELECT * FROM main.setting")

    def _contacts(self, ids: Sequence[int], rolling: set[int]) -> list[Wrong]:
        try:
            cards = self._derivers.reader.load(ids)
        except (ValueError, TypeError, LookupError):
            # What stands there cannot be read as a card at all.
            return [("values", "contact", 1)]
        self._derivers.summaries.write(cards, self._today)
        lists = self._other_rows(ids, rolling)
        reminders = self._other_waiting(
            lambda: self._derivers.queue.derive(contact_ids=ids), f"contact_id IN ({marks(len(ids))})", ids
        )
        self._database.execute("DELETE FROM temp.contact_summary")
        return [
            ("lists", "contact_summary", lists),
            ("reminders", "due", reminders),
            ("search", "contact_search", self._other_words(cards)),
        ]

    def _other_rows(self, ids: Sequence[int], rolling: set[int]) -> int:
        columns = [row[1] for row in self._database.rows("PRAGMA main.table_info(contact_summary)")]
        anew, kept = self._summaries("temp", columns, ids), self._summaries("main", columns, ids)
        firm = [at for at, column in enumerate(columns) if column not in _ROLLING]

        def differs(number: int) -> bool:
            one, other = anew.get(number), kept.get(number)
            if one is None or other is None or number not in rolling:
                return one != other
            return any(one[at] != other[at] for at in firm)

        return sum(differs(number) for number in {*anew, *kept})

    def _summaries(self, schema: str, columns: Sequence[str], ids: Sequence[int]) -> dict[int, Row]:
        rows = self._database.rows(
            f"SELECT {', '.join(columns)} FROM {schema}.contact_summary"
            f" WHERE contact_id IN ({marks(len(ids))})",
            ids,
        )
        return {row[0]: row for row in rows}

    def _meetings(self, ids: Sequence[int]) -> list[Wrong]:
        return self._alone("appointment", ids, lambda: self._derivers.queue.derive(appointment_ids=ids))

    def _own(self, ids: Sequence[int]) -> list[Wrong]:
        return self._alone("own", ids, lambda: self._derivers.queue.derive(follow_up_ids=ids))

    def _alone(self, kind: str, ids: Sequence[int], derive: Callable[[], None]) -> list[Wrong]:
        where = f"contact_id IS NULL AND kind = '{kind}' AND subject_id IN ({marks(len(ids))})"
        return [("reminders", "due", self._other_waiting(derive, where, ids))]

    def _other_waiting(self, derive: Callable[[], None], where: str, values: Sequence[object]) -> int:
        derive()
        anew = set(self._database.rows(f"SELECT {_QUEUE} FROM temp.due"))
        kept = set(self._database.rows(f"SELECT {_QUEUE} FROM main.due WHERE {where}", values))
        self._database.execute("DELETE FROM temp.due")
        return len(anew ^ kept)

    def _other_words(self, cards: Sequence[Contact]) -> int:
        ids = [card.id for card in cards]
        kept = self._indexed("contact_search", "name, details, phones, notes", ids)
        return sum(kept.get(card.id) != contact_words(card) for card in cards)

    def _entries(self, ids: Sequence[int]) -> list[Wrong]:
        rows = self._database.rows(
            f"SELECT id, text, came_for, offered, agreed FROM interaction WHERE id IN ({marks(len(ids))})",
            ids,
        )
        kept = self._indexed("interaction_search", "words", ids)
        anew = {row[0]: (words,) for row in rows if (words := interaction_words(*row[1:]))}
        other = sum(kept.get(number) != anew.get(number) for number in ids)
        return [("search", "interaction_search", other)]

    def _indexed(self, table: str, columns: str, ids: Sequence[Any]) -> dict[int | None, Row]:
        rows = self._database.rows(
            f"SELECT rowid, {columns} FROM main.{table} WHERE rowid IN ({marks(len(ids))})", ids
        )
        return {row[0]: row[1:] for row in rows}


_LEFT_OVER = """SELECT count(*) FROM main.due WHERE
    (contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contact WHERE deleted_at IS NULL))
    OR (contact_id IS NULL AND kind = 'appointment'
        AND subject_id NOT IN (SELECT id FROM appointment WHERE state = 'planned'))
    OR (contact_id IS NULL AND kind = 'own'
        AND subject_id NOT IN (SELECT id FROM follow_up WHERE contact_id IS NULL))"""
