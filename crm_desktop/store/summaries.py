"""The derived row of a contact in lists: all that is shown, sorted and filtered by, in one narrow table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.initials import initials
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.sort_key import sort_key
from crm_desktop.domain.warmth import turning_ordinals
from crm_desktop.domain.yearly import next_occurrence
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, tzinfo

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.services.ports import Clock
    from crm_desktop.store.database import Database, Row

_COLUMNS = (
    "contact_id", "name", "sort_key", "initials", "company", "company_key", "city", "city_key", "phone",
    "email", "status", "importance", "tags", "has_photo", "added", "last_contact", "since", "cadence",
    "cooling_on", "cold_on", "lost_on", "next_step", "birthday_on", "paused_until",
)  # fmt: skip
_INSERT = f"INSERT INTO contact_summary ({', '.join(_COLUMNS)}) VALUES ({marks(len(_COLUMNS))})"
# A new row is inserted plainly: looking whether there is one to be replaced costs a third more.
_REPLACE = _INSERT.replace("INSERT", "INSERT OR REPLACE", 1)

BIRTHDAYS_GONE_BY = "SELECT contact_id FROM contact_summary WHERE birthday_on < ?1"
# A promise that is overdue stays the next step until it is kept.
STEPS_GONE_BY = """SELECT contact_id FROM contact_summary WHERE next_step < ?1 AND NOT EXISTS (
    SELECT 1 FROM follow_up WHERE follow_up.contact_id = contact_summary.contact_id
    AND done_at IS NULL AND due = next_step)"""

ZONE_OF_DAYS = "zone_of_days"

Cadences = Callable[[], Mapping[Importance, int]]
"""The default cadence of each importance, in days; 0 means none."""


class Summaries:
    """Writes the rows of `contact_summary`; the days in them are local to the zone the user is in."""

    def __init__(
        self, database: Database, clock: Clock, cadences: Cadences, feb_29: Callable[[], Feb29]
    ) -> None:
        self._database = database
        self._clock = clock
        self._cadences = cadences
        self._feb_29 = feb_29
        self._last_day: tuple[tuple[int, tzinfo] | None, int] = (None, 0)

    def write(self, contacts: Sequence[Contact], today: date) -> None:
        """Write the rows of living contacts anew."""
        ids = [contact.id for contact in contacts if contact.id is not None]
        last, steps = self._last_contacts(ids), self._next_steps(ids, today)
        self._put(list(zip(ids, contacts, strict=True)), last, steps, today)

    def write_new(self, contacts: Sequence[tuple[int, Contact]], now: datetime, today: date) -> None:
        """Write the rows of contacts that are added now: nothing happened with them, nothing is planned."""
        self._put(contacts, {}, {}, today, added=to_seconds(now))

    def remove(self, ids: Iterable[int]) -> None:
        """Take contacts out of every list."""
        self._database.executemany(
            "DELETE FROM contact_summary WHERE contact_id = ?", [(number,) for number in ids]
        )

    def roll(self, today: date) -> set[int]:
        """Move birthdays and next steps that have gone by to the next ones; whose rows that changed."""
        born = self._database.column(BIRTHDAYS_GONE_BY, (today.toordinal(),))
        for chunk in chunks(born):
            self._put_birthdays(today, f"AND contact_id IN ({marks(len(chunk))})", chunk)
        planned = self._database.column(STEPS_GONE_BY, (today.toordinal(),))
        self._put_next_steps(planned, today)
        return {*born, *planned}

    def recount(self, today: date) -> None:
        """Derive all days that hang on a preference or on the zone anew, without reading whole cards."""
        defaults = self._cadences()
        turned: list[Row] = []
        for number, last, importance, cadence_days, do_not_contact, *known in self._database.rows(
            "SELECT contact_id, coalesce(last_contact, added), contact.importance, cadence_days,"
            " do_not_contact, since, cadence FROM contact_summary JOIN contact ON contact.id = contact_id"
        ):
            since = self._local_day(last)
            own = defaults[Importance(importance)] if cadence_days is None else cadence_days
            cadence = 0 if do_not_contact else own
            if [since, cadence] != known:
                turned.append((since, *_turns(since, cadence), number))
        self._database.executemany(
            "UPDATE contact_summary SET since = ?, cadence = ?, cooling_on = ?, cold_on = ?, lost_on = ?"
            " WHERE contact_id = ?",
            turned,
        )
        self._note_zone("REPLACE")
        self._put_birthdays(today)
        self._put_next_steps(
            self._database.column("SELECT contact_id FROM contact_summary WHERE next_step IS NOT NULL"), today
        )

    def _put_birthdays(self, today: date, condition: str = "", values: Sequence[object] = ()) -> None:
        feb_29 = self._feb_29()
        found: dict[int, Row] = {}
        for number, year, month, day, calendar in self._database.rows(
            "SELECT contact_id, year, month, day, calendar FROM important_date"
            f" WHERE label = ? {condition} ORDER BY position",
            (BIRTHDAY, *values),
        ):
            on = next_occurrence(PartialDate(year, month, day, Calendar(calendar)), today, feb_29)
            found.setdefault(number, (on.toordinal() if on else None, number))
        self._database.executemany(
            "UPDATE contact_summary SET birthday_on = ? WHERE contact_id = ?", found.values()
        )

    def _put_next_steps(self, ids: Sequence[int], today: date) -> None:
        steps = self._next_steps(ids, today)
        self._database.executemany(
            "UPDATE contact_summary SET next_step = ? WHERE contact_id = ?",
            [(steps.get(number), number) for number in ids],
        )

    def _note_zone(self, otherwise: str) -> None:
        # In which zone the days were counted: when the user has travelled they are counted anew.
        self._database.execute(
            f"INSERT OR {otherwise} INTO setting (key, value) VALUES ('{ZONE_OF_DAYS}', ?)",
            (json.dumps(str(self._clock.zone())),),
        )

    def _put(
        self,
        contacts: Sequence[tuple[int, Contact]],
        last: Mapping[int, int],
        steps: Mapping[int, int],
        today: date,
        *,
        added: int | None = None,
    ) -> None:
        defaults, feb_29 = self._cadences(), self._feb_29()
        self._note_zone("IGNORE")
        self._database.executemany(
            _REPLACE if added is None else _INSERT,
            [
                (
                    number,
                    *_card_columns(contact),
                    *self._day_columns(contact, last.get(number), added, defaults),
                    steps.get(number),
                    _birthday_on(contact, today, feb_29),
                    contact.paused_until.toordinal() if contact.paused_until else None,
                )
                for number, contact in contacts
            ],
        )

    def _day_columns(
        self,
        contact: Contact,
        last_contact: int | None,
        added: int | None,
        defaults: Mapping[Importance, int],
    ) -> Row:
        if added is None:
            added = to_seconds(contact.created_at) if contact.created_at else 0
        since = self._local_day(added if last_contact is None else last_contact)
        return (added, last_contact, since, *_turns(since, effective_cadence(contact, defaults)))

    def _local_day(self, seconds: int) -> int:
        # Contacts of one import were all added at the same instant.
        zone = self._clock.zone()
        if (seconds, zone) != self._last_day[0]:
            self._last_day = ((seconds, zone), datetime.fromtimestamp(seconds, zone).toordinal())
        return self._last_day[1]

    def _last_contacts(self, ids: Sequence[int]) -> dict[int, int]:
        return {
            number: at
            for chunk in chunks(ids)
            for number, at in self._database.rows(
                "SELECT contact_id, max(at) FROM interaction_contact"
                f" WHERE contact_id IN ({marks(len(chunk))}) AND warms GROUP BY contact_id",
                chunk,
            )
        }

    def _next_steps(self, ids: Sequence[int], today: date) -> dict[int, int]:
        """The local day of what is planned or promised next. A meeting of today is, until midnight."""
        steps: dict[int, int] = {}
        midnight = to_seconds(datetime.combine(today, time(), tzinfo=self._clock.zone()))
        for chunk in chunks(ids):
            places = marks(len(chunk))
            for number, starts_at in self._database.rows(
                "SELECT contact_id, min(starts_at) FROM appointment_contact JOIN appointment"
                f" ON appointment.id = appointment_id WHERE contact_id IN ({places})"
                " AND +state = 'planned' AND starts_at + minutes * 60 > ? GROUP BY contact_id",
                (*chunk, midnight),
            ):
                steps[number] = max(self._local_day(starts_at), today.toordinal())
            for number, due in self._database.rows(
                f"SELECT contact_id, min(due) FROM follow_up WHERE contact_id IN ({places})"
                " AND done_at IS NULL GROUP BY contact_id",
                chunk,
            ):
                steps[number] = min(due, steps.get(number, due))
        return steps


# Many contacts share a few companies and cities.
_place_key = lru_cache(maxsize=4096)(sort_key)


def _card_columns(contact: Contact) -> Row:
    name, company = contact.display_name, contact.company
    city = next((address.city for address in contact.addresses if address.city), "")
    return (
        name,
        sort_key(name),
        initials(contact.name if contact.name.display else name),
        company,
        _place_key(company),
        city,
        _place_key(city),
        contact.phones[0].typed if contact.phones else "",
        contact.emails[0].address if contact.emails else "",
        contact.status,
        int(contact.importance),
        json.dumps(contact.tags, ensure_ascii=False) if contact.tags else "[]",
        int(contact.photo is not None),
    )


def _birthday_on(contact: Contact, today: date, feb_29: Feb29) -> int | None:
    birthday = contact.birthday
    day = next_occurrence(birthday, today, feb_29) if birthday else None
    return day.toordinal() if day else None


def _turns(since: int, cadence: int) -> Row:
    """The cadence, and the days on which the contact cools, gets cold and is lost."""
    if not cadence:
        return (0, None, None, None)
    return (cadence, *turning_ordinals(since, cadence))


def effective_cadence(contact: Contact, defaults: Mapping[Importance, int]) -> int:
    """How often to be in touch, in days; 0 where nobody wants to be reminded."""
    if contact.do_not_contact:
        return 0
    if contact.cadence_days is not None:
        return contact.cadence_days
    return defaults.get(contact.importance, 0)
