"""The derived row of a contact in lists: all that is shown, sorted and filtered by, in one narrow table."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from crm_desktop.domain.contact import BIRTHDAY, Contact, Importance
from crm_desktop.domain.initials import initials
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.sort_key import sort_key
from crm_desktop.domain.warmth import turning_days
from crm_desktop.domain.yearly import Feb29, next_occurrence
from crm_desktop.services.ports import Clock
from crm_desktop.store.codec import to_instant, to_seconds
from crm_desktop.store.database import Database, Row, chunks, marks

_COLUMNS = (
    "contact_id", "name", "sort_key", "initials", "company", "city", "phone", "email", "status", "importance",
    "tags", "has_photo", "added", "last_contact", "since", "cadence", "cooling_on", "cold_on", "lost_on",
    "next_step", "birthday_on",
)  # fmt: skip
_REPLACE = f"INSERT OR REPLACE INTO contact_summary ({', '.join(_COLUMNS)}) VALUES ({marks(len(_COLUMNS))})"

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

    def write(self, contacts: Sequence[Contact], today: date) -> None:
        """Write the rows of living contacts anew."""
        ids = [contact.id for contact in contacts if contact.id is not None]
        last, steps = self._last_contacts(ids), self._next_steps(ids)
        self._put(contacts, last, steps, today)

    def write_new(self, contacts: Sequence[Contact], today: date) -> None:
        """Write the rows of contacts with whom nothing has happened yet and nothing is planned."""
        self._put(contacts, {}, {}, today)

    def remove(self, ids: Iterable[int]) -> None:
        """Take contacts out of every list."""
        self._database.executemany(
            "DELETE FROM contact_summary WHERE contact_id = ?", [(number,) for number in ids]
        )

    def outdated(self, today: date) -> list[int]:
        """Contacts whose next birthday or next step has gone by since their row was written."""
        return self._database.column(
            "SELECT contact_id FROM contact_summary WHERE birthday_on < ?1"
            " UNION SELECT contact_id FROM contact_summary WHERE next_step < ?1",
            (today.toordinal(),),
        )

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
            if [since.toordinal(), cadence] != known:
                turned.append((since.toordinal(), *_turns(since, cadence), number))
        self._database.executemany(
            "UPDATE contact_summary SET since = ?, cadence = ?, cooling_on = ?, cold_on = ?, lost_on = ?"
            " WHERE contact_id = ?",
            turned,
        )
        self._note_zone("REPLACE")
        self._database.executemany(
            "UPDATE contact_summary SET birthday_on = ? WHERE contact_id = ?", self._birthdays(today)
        )

    def _birthdays(self, today: date) -> list[Row]:
        feb_29 = self._feb_29()
        found: dict[int, Row] = {}
        for number, year, month, day, calendar in self._database.rows(
            "SELECT contact_id, year, month, day, calendar FROM important_date WHERE label = ? ORDER BY"
            " position",
            (BIRTHDAY,),
        ):
            on = next_occurrence(PartialDate(year, month, day, Calendar(calendar)), today, feb_29)
            found.setdefault(number, (on.toordinal() if on else None, number))
        return list(found.values())

    def _note_zone(self, otherwise: str) -> None:
        # In which zone the days were counted: when the user has travelled they are counted anew.
        self._database.execute(
            f"INSERT OR {otherwise} INTO setting (key, value) VALUES ('{ZONE_OF_DAYS}', ?)",
            (json.dumps(str(self._clock.zone())),),
        )

    def _put(
        self, contacts: Sequence[Contact], last: Mapping[int, int], steps: Mapping[int, int], today: date
    ) -> None:
        defaults, feb_29 = self._cadences(), self._feb_29()
        self._note_zone("IGNORE")
        self._database.executemany(
            _REPLACE,
            [
                self._row(
                    contact, last.get(contact.id or 0), steps.get(contact.id or 0), defaults, feb_29, today
                )
                for contact in contacts
            ],
        )

    def _row(
        self,
        contact: Contact,
        last_contact: int | None,
        next_step: int | None,
        defaults: Mapping[Importance, int],
        feb_29: Feb29,
        today: date,
    ) -> Row:
        name = contact.display_name
        added = contact.created_at or self._clock.now()
        since = (
            self._local_day(last_contact) if last_contact is not None else self._local_day(to_seconds(added))
        )
        birthday = contact.birthday
        birthday_on = next_occurrence(birthday, today, feb_29) if birthday else None
        return (
            contact.id,
            name,
            sort_key(name),
            initials(contact.name if contact.name.display else name),
            contact.company,
            next((address.city for address in contact.addresses if address.city), ""),
            contact.phones[0].typed if contact.phones else "",
            contact.emails[0].address if contact.emails else "",
            contact.status,
            int(contact.importance),
            json.dumps(contact.tags, ensure_ascii=False) if contact.tags else "[]",
            int(contact.photo is not None),
            to_seconds(added),
            last_contact,
            since.toordinal(),
            *_turns(since, effective_cadence(contact, defaults)),
            next_step,
            birthday_on.toordinal() if birthday_on else None,
        )

    def _local_day(self, seconds: int) -> date:
        instant = to_instant(seconds)
        assert instant is not None
        return instant.astimezone(self._clock.zone()).date()

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

    def _next_steps(self, ids: Sequence[int]) -> dict[int, int]:
        steps: dict[int, int] = {}
        now = to_seconds(self._clock.now())
        for chunk in chunks(ids):
            places = marks(len(chunk))
            for number, starts_at in self._database.rows(
                "SELECT contact_id, min(starts_at) FROM appointment_contact JOIN appointment"
                f" ON appointment.id = appointment_id WHERE contact_id IN ({places})"
                " AND state = 'planned' AND starts_at + minutes * 60 > ? GROUP BY contact_id",
                (*chunk, now),
            ):
                steps[number] = self._local_day(starts_at).toordinal()
            for number, due in self._database.rows(
                f"SELECT contact_id, min(due) FROM follow_up WHERE contact_id IN ({places})"
                " AND done_at IS NULL GROUP BY contact_id",
                chunk,
            ):
                steps[number] = min(due, steps.get(number, due))
        return steps


def _turns(since: date, cadence: int) -> Row:
    """The cadence, and the days on which the contact cools, gets cold and is lost."""
    if not cadence:
        return (0, None, None, None)
    turns = turning_days(since, cadence)
    return (cadence, turns.cooling.toordinal(), turns.cold.toordinal(), turns.lost.toordinal())


def effective_cadence(contact: Contact, defaults: Mapping[Importance, int]) -> int:
    """How often to be in touch, in days; 0 where nobody wants to be reminded."""
    if contact.do_not_contact:
        return 0
    if contact.cadence_days is not None:
        return contact.cadence_days
    return defaults.get(contact.importance, 0)
