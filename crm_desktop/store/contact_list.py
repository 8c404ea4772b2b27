"""The lists of contacts: which ids, in which order, and the rows of a page of them."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from crm_desktop.domain.contact_query import ContactRow, ContactSet, SortColumn
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.warmth import warmth
from crm_desktop.store.codec import from_list, to_day, to_instant
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from crm_desktop.domain.contact_card import TagCount
    from crm_desktop.domain.contact_query import ContactQuery
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.store.database import Database, Row
    from crm_desktop.store.filters import ConditionSql
    from crm_desktop.store.recency import Recency
    from crm_desktop.store.search import ContactSearch

BIRTHDAY_DAYS = 30
_ANYTHING = ("ab አበ", "+1 201 555 0123")
"""Searched once ahead of time: what reads letters of every script, and phones, is then at hand."""
_REMEMBERED_CONDITIONS = 2
"""Of how many conditions it is known who fulfils them: typing in a filtered list asks again and again."""
_REMEMBERED_LISTS = 3
"""How many lists stay in memory, so that clearing a filter costs nothing. A list of 100,000 is 800 kB."""

_ROW = (
    "contact_id, name, company, city, phone, email, status, importance, tags, has_photo, added, last_contact,"
    " since, cadence, next_step, birthday_on, initials, paused_until"
)
_ORDERS: dict[SortColumn, tuple[str, str]] = {
    SortColumn.NAME: ("sort_key", ""),
    SortColumn.COMPANY: ("company_key", "''"),
    SortColumn.CITY: ("city_key", "''"),
    SortColumn.STATUS: ("status", "''"),
    SortColumn.IMPORTANCE: ("importance", ""),
    SortColumn.LAST_CONTACT: ("last_contact", "NULL"),
    SortColumn.WARMTH: ("cold_on", "NULL"),
    SortColumn.NEXT_STEP: ("next_step", "NULL"),
    SortColumn.BIRTHDAY: ("birthday_on", "NULL"),
    SortColumn.ADDED: ("contact_id", ""),
}
"""The column to sort by, and its value where nothing is known: those rows come last in both directions."""

_TIED_BY_NAME = frozenset({"company_key", "city_key", "status", "importance"})


class ContactList:
    """Reads `contact_summary` only, so a page costs the same whatever hangs on the contacts."""

    def __init__(
        self,
        database: Database,
        make_search: Callable[[], ContactSearch],
        recency: Recency,
        make_conditions: Callable[[], ConditionSql],
    ) -> None:
        self._database = database
        self._make_search = make_search
        self._recency = recency
        self._make_conditions = make_conditions
        self._remembered: dict[tuple[ContactQuery, date], tuple[int, array[int]]] = {}
        self._fulfilling: dict[tuple[str, tuple[object, ...]], tuple[int, frozenset[int]]] = {}
        self._version = 0

    @cached_property
    def _search(self) -> ContactSearch:
        return self._make_search()

    @cached_property
    def _conditions(self) -> ConditionSql:
        return self._make_conditions()

    def counts(self, conditions: Sequence[Condition], today: date) -> list[int]:
        """How many living contacts fulfil each of the conditions on a local day."""
        return self._conditions.counted([self._conditions.compiled(one, today) for one in conditions])

    def count(self) -> int:
        """How many living contacts there are."""
        return int(self._database.value("SELECT count(*) FROM contact_summary"))

    def ids(self, query: ContactQuery, today: date, country: str, limit: int | None) -> array[int]:
        """The ids that a query asks for, in order; with a limit only the first of them."""
        condition, values = _condition(query, today)
        if not query.text.strip():
            if query.condition is not None:
                return self._filtered(query, query.condition, today, limit)
            return self._listed(query, today, condition, values, limit)
        within: set[int] | None = None
        if condition:
            within = set(
                self._database.column(f"SELECT contact_id FROM contact_summary WHERE {condition}", values)
            )
        if query.condition is not None:
            fulfil = self._matching(query.condition, today)
            within = set(fulfil) if within is None else within & fulfil
        return array("q", self._search.find(query.text, country, within=within, limit=limit))

    def rows(self, ids: Sequence[int], today: date, text: str = "") -> list[ContactRow]:
        """The rows of these contacts in this order; with the searched `text`, where it was found."""
        found: dict[int, Row] = {}
        for chunk in chunks(ids):
            for row in self._database.rows(
                f"SELECT {_ROW} FROM contact_summary WHERE contact_id IN ({marks(len(chunk))})", chunk
            ):
                found[row[0]] = row
        # Company, city, phone, e-mail and tags are at hand: most hits outside the name are there.
        shown = {
            number: (row[2], row[3], row[4], row[5], *from_list(row[8])) for number, row in found.items()
        }
        reasons = self._search.reasons(shown, text) if text else {}
        return [
            _contact_row(found[number], today, reasons.get(number, "")) for number in ids if number in found
        ]

    def outdated(self, today: date) -> bool:
        """Whether a birthday or a next step has gone by since its row was written."""
        from crm_desktop.store.summaries import BIRTHDAYS_GONE_BY, STEPS_GONE_BY

        return bool(
            self._database.value(
                f"SELECT EXISTS ({BIRTHDAYS_GONE_BY}) OR EXISTS ({STEPS_GONE_BY})",
                (today.toordinal(),),
            )
        )

    def warm_up(self) -> None:
        """Read what the first search needs, while there is time."""
        self._recency.load()
        for anything in _ANYTHING:
            self._search.find(anything, "US", limit=1)

    def tags(self) -> list[TagCount]:
        """Every tag that a living contact wears, by name."""
        from crm_desktop.domain.contact_card import TagCount

        return [
            TagCount(name, count)
            for name, count in self._database.rows(
                "SELECT tag.name, count(*) FROM contact_tag JOIN tag ON tag.id = tag_id"
                " JOIN contact ON contact.id = contact_id AND deleted_at IS NULL"
                " GROUP BY tag.id ORDER BY tag.match_key"
            )
        ]

    def companies(self, prefix: str, limit: int = 20) -> list[str]:
        """Companies of living contacts whose name begins so, without regard to case."""
        start = match_key(prefix)
        return self._database.column(
            "SELECT name FROM company WHERE match_key >= ? AND match_key < ? AND EXISTS (SELECT 1 FROM role"
            " JOIN contact ON contact.id = contact_id AND deleted_at IS NULL WHERE company_id = company.id)"
            " ORDER BY match_key LIMIT ?",
            (start, start + "\U0010ffff", limit),
        )

    def sources(self) -> list[str]:
        """Where contacts heard of the user, the most frequent first."""
        return self._database.column(
            "SELECT source FROM contact WHERE source <> '' AND deleted_at IS NULL GROUP BY source ORDER BY"
            " count(*) DESC"
        )

    def cities(self) -> list[str]:
        """Where contacts live, the most frequent first."""
        return self._database.column(
            "SELECT city FROM contact_summary WHERE city <> '' GROUP BY city_key ORDER BY count(*) DESC"
        )

    def forget(self) -> None:
        """Something changed: read the lists anew. Called after the commit, on whichever thread made it."""
        self._version += 1
        self._remembered = {}
        self._fulfilling = {}

    def _filtered(
        self, query: ContactQuery, condition: Condition, today: date, limit: int | None
    ) -> array[int]:
        """Whoever fulfils the condition, out of the same list without it: that is sorted and remembered."""
        fulfil = self._matching(condition, today)
        listed = self.ids(replace(query, condition=None), today, "", None)
        found = (number for number in listed if number in fulfil)
        return array("q", found if limit is None else islice(found, limit))

    def _matching(self, condition: Condition, today: date) -> frozenset[int]:
        # What "today" means stands among the values: another day asks anew.
        sql, values = asked = self._conditions.compiled(condition, today)
        made, known = self._fulfilling.get(asked, (0, None))
        if known is not None and made == self._version:
            return known
        version = self._version
        found = self._conditions.matching(sql, values)
        if version == self._version:
            kept = list(self._fulfilling.items())[-_REMEMBERED_CONDITIONS:]
            self._fulfilling = {**dict(kept), asked: (version, found)}
        return found

    def _listed(
        self, query: ContactQuery, today: date, condition: str, values: Sequence[object], limit: int | None
    ) -> array[int]:
        made, known = self._remembered.get((query, today), (0, None))
        if known is not None and made == self._version:
            return known[:limit]
        version = self._version
        ids = self._sorted(query, condition, values, limit)
        if limit is None and version == self._version:
            self._remembered = {
                **dict(list(self._remembered.items())[-_REMEMBERED_LISTS:]),
                (query, today): (version, ids),
            }
        return ids[:]

    def _sorted(
        self, query: ContactQuery, condition: str, values: Sequence[object], limit: int | None
    ) -> array[int]:
        column, unknown = _ORDERS[query.sort]
        turn = " DESC" if query.descending else ""
        tie = f", sort_key{turn}" if column in _TIED_BY_NAME else ""
        known = f"{column} IS NOT {unknown}" if unknown else "1"
        ids = self._page(_and(condition, known), f"{column}{turn}{tie}", values, limit)
        if unknown and (limit is None or len(ids) < limit):
            rest = None if limit is None else limit - len(ids)
            order = "sort_key" if unknown == "''" else "contact_id"
            ids.extend(self._page(_and(condition, f"{column} IS {unknown}"), order, values, rest))
        return ids

    def _page(self, condition: str, order: str, values: Sequence[object], limit: int | None) -> array[int]:
        return array(
            "q",
            self._database.column(
                f"SELECT contact_id FROM contact_summary WHERE {condition} ORDER BY {order} LIMIT ?",
                (*values, -1 if limit is None else limit),
            ),
        )


def _condition(query: ContactQuery, today: date) -> tuple[str, list[object]]:
    # A plus keeps SQLite from starting at the index of a day: half of all contacts may be cold, and sorting
    # them costs more than reading all in the order of the list.
    day = today.toordinal()
    conditions: list[str] = []
    values: list[object] = []

    def need(condition: str, *needed: object) -> None:
        conditions.append(condition)
        values.extend(needed)

    match query.which:
        case ContactSet.COLD:
            need("+cold_on <= ?", day)
        case ContactSet.COOLING:
            need("+cooling_on <= ? AND +cold_on > ?", day, day)
        case ContactSet.BIRTHDAYS:
            need("birthday_on BETWEEN ? AND ?", day, (today + timedelta(days=BIRTHDAY_DAYS)).toordinal())
        case ContactSet.NO_NEXT_STEP:
            need("+next_step IS NULL")
        case ContactSet.ALL:
            pass
    for tag in sorted(query.tags):
        need(
            "contact_id IN (SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id WHERE match_key"
            " = ?)",
            match_key(tag),
        )
    if query.status:
        need("status = ?", query.status)
    for field in query.fields:
        need(
            "contact_id IN (SELECT contact_id FROM custom_value JOIN custom_field ON custom_field.id ="
            " field_id"
            " WHERE match_key = ? AND value = ?)",
            match_key(field.field),
            field.value,
        )
    return " AND ".join(conditions), values


def _and(*conditions: str) -> str:
    return " AND ".join(condition for condition in conditions if condition) or "1"


def _contact_row(row: Row, today: date, found_in: str) -> ContactRow:
    last_contact: datetime | None = to_instant(row[11])
    next_step = to_day(row[14])
    return ContactRow(
        id=ContactId(row[0]),
        name=row[1],
        company=row[2],
        city=row[3],
        phone=row[4],
        email=row[5],
        status=row[6],
        importance=Importance(row[7]),
        tags=() if row[8] == "[]" else tuple(json.loads(row[8])),
        has_photo=bool(row[9]),
        added=to_instant(row[10]),
        last_contact=last_contact,
        warmth=warmth(date.fromordinal(row[12]), row[13], today, never=last_contact is None),
        next_step=next_step,
        birthday_on=to_day(row[15]),
        initials=row[16],
        planned=next_step is not None,
        found_in=found_in,
        paused_until=to_day(row[17]) if row[17] is not None and row[17] > today.toordinal() else None,
    )
