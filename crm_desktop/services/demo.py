"""Sample data to look around with: invented people with a year of talks behind them, counted from today.

Known by their uid, so that exactly these can be taken away again, also after a restart.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.calendars import from_gregorian, month_length
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import (
    Address,
    Contact,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.card_cleaning import cleaned
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.ports import Clock, ContactReads, Transaction, UnitOfWork

SAMPLE_UID = "urn:crm-desktop:sample:"
_SOON = timedelta(minutes=45)  # a meeting of today is at least so far away, that it can be looked forward to
_JUST_NOW = timedelta(minutes=5)

_Entry = Mapping[str, Any]
"""One person of the sample file, as its JSON says it."""


class Demo:
    """Adds and removes the sample people, each in one undo step."""

    def __init__(
        self, *, uow: UnitOfWork, reads: ContactReads, clock: Clock, read_sample: Callable[[], bytes]
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._clock = clock
        self._read_sample = read_sample

    def present(self) -> bool:
        """Whether sample people are in the contact book (those in the trash do not count)."""
        return bool(self._reads.living(self._reads.by_uid_prefix(SAMPLE_UID)))

    def add(self, *, origin: object | None = None) -> int:
        """Add all of them, with dates around today; returns how many, 0 where there are some already."""
        if self.present():
            return 0
        people: Sequence[_Entry] = json.loads(self._read_sample())["people"]
        with self._uow(Label("Add the sample data"), origin=origin) as tx:
            tx.contacts.purge(self._reads.by_uid_prefix(SAMPLE_UID))
            ids = {person["key"]: tx.contacts.insert(self._card(person)) for person in people}
            for person in people:
                self._write_life(tx, person, ids)
        return len(people)

    def remove(self, *, origin: object | None = None) -> int:
        """Take them away with all that hangs on them alone; returns how many were in the contact book.

        A card that the user has edited goes into the trash as one of their own: it may be a real person by
        now, and can be restored for 30 days.
        """
        everyone = self._reads.by_uid_prefix(SAMPLE_UID)
        if not everyone:
            return 0
        living = self._reads.living(everyone)
        edited = [card for card in self._reads.load(everyone) if card.updated_at != card.created_at]
        kept = [card.id for card in edited if card.id is not None]
        with self._uow(Label("Remove the sample data"), origin=origin) as tx:
            for card in edited:
                tx.contacts.update(replace(card, uid=f"urn:uuid:{uuid.uuid4()}"))
            tx.contacts.set_deleted([number for number in kept if number in living], deleted=True)
            tx.contacts.purge([number for number in everyone if number not in kept])
        return len(living)

    def _card(self, person: _Entry) -> Contact:
        card = Contact(
            uid=SAMPLE_UID + person["key"],
            name=Name(**person["name"]),
            phones=tuple(Phone(typed, label) for label, typed in person["phones"]),
            emails=tuple(Email(address, label) for label, address in person.get("emails", ())),
            addresses=tuple(Address(**address) for address in person.get("addresses", ())),
            links=tuple(Link(url, label) for label, url in person.get("links", ())),
            messengers=tuple(Messenger(handle, service) for service, handle in person.get("messengers", ())),
            roles=tuple(Role(**role) for role in person.get("roles", ())),
            dates=tuple(_yearly(noted, local_today(self._clock)) for noted in person["dates"]),
            tags=tuple(person["tags"]),
            notes=person["notes"],
            facts=tuple(person["facts"]),
            source=person["source"],
            status=person["status"],
            importance=Importance[person["importance"].upper()],
            cadence_days=person["cadence"],
            do_not_contact=person.get("do_not_contact", False),
        )
        return cleaned(card, country="")

    def _write_life(self, tx: Transaction, person: _Entry, ids: Mapping[str, ContactId]) -> None:
        """What happened with one of them, what is planned, and whom they know."""
        own = ids[person["key"]]
        for entry in reversed(person["log"]):
            with_whom = (own, *(ids[key] for key in entry.get("with", ())))
            tx.interactions.insert(self._interaction(entry, with_whom))
        for promise in person.get("promises", ()):
            due = local_today(self._clock) + timedelta(days=promise["in_days"])
            tx.follow_ups.insert(FollowUp(own, promise["text"], due))
        for meeting in person.get("meetings", ()):
            tx.appointments.insert(self._appointment(meeting, own))
        for kind, key in person.get("related", ()):
            tx.contacts.relate(own, RelationshipKind(kind), ids[key])

    def _interaction(self, entry: _Entry, with_whom: tuple[ContactId, ...]) -> Interaction:
        at = self._wall_time(-entry["ago"], entry["at"])
        outcome = entry.get("outcome")
        return Interaction(
            kind=InteractionKind(entry["kind"]),
            at=min(at.astimezone(UTC), self._clock.now() - _JUST_NOW),
            contact_ids=with_whom,
            text=entry["text"],
            minutes=entry.get("minutes"),
            outcome=Outcome(outcome) if outcome else None,
            came_for=entry.get("came_for", ""),
            offered=entry.get("offered", ""),
            agreed=entry.get("agreed", ""),
        )

    def _appointment(self, meeting: _Entry, own: ContactId) -> Appointment:
        starts = self._wall_time(meeting["in_days"], meeting["at"])
        if meeting["in_days"] == 0:
            starts = self._later_today(starts)
        return Appointment(
            title=meeting["title"],
            starts=starts.replace(tzinfo=None),
            zone=getattr(self._clock.zone(), "key", None) or "UTC",
            contact_ids=(own,),
            uid=f"{uuid.uuid4()}@crm-desktop",
            minutes=meeting["minutes"],
            place=meeting["place"],
            agenda=meeting["agenda"],
        )

    def _wall_time(self, in_days: int, at: str) -> datetime:
        day = local_today(self._clock) + timedelta(days=in_days)
        return datetime.combine(day, time.fromisoformat(at), tzinfo=self._clock.zone())

    def _later_today(self, starts: datetime) -> datetime:
        """The start, or where that is past the next half hour; in the late evening tomorrow morning."""
        now = self._clock.now().astimezone(self._clock.zone())
        if starts >= now + _SOON:
            return starts
        soon = (now + _SOON).replace(second=0, microsecond=0)
        soon += timedelta(minutes=-soon.minute % 30)
        if soon.date() == now.date():
            return soon
        return self._wall_time(1, "09:30")


def _yearly(noted: _Entry, today: date) -> ImportantDate:
    """A date that comes round in so many days, in its own calendar, turning an age where one is given."""
    calendar, turns = Calendar(noted["calendar"]), noted["turns"]
    year, month, day = from_gregorian(calendar, today + timedelta(days=noted["in_days"]))
    born = year - turns if turns is not None else None
    if born is not None and day > month_length(calendar, born, month):
        day -= 1  # a leap day that the year of birth lacks
    return ImportantDate(noted["label"], PartialDate(born, month, day, calendar))
