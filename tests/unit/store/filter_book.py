"""Small random books for the tests of filters: people with everything that can be asked for, and what is
known of them as plain values, put together without the store.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.services.ports import Transaction
from tests.fakes import FakeClock

ZONE = ZoneInfo("America/New_York")  # far from UTC, and its clocks change six days after the present
NOW = datetime(2026, 3, 2, 21, 30, tzinfo=ZONE)  # the third of March in UTC
TODAY = NOW.date()

WORDS = (
    "Anna", "anna lee", "Müller-Lüdenscheidt", "O'Brien", "Иванов", "Сергей Иванов", "王小明", "小かな abc",
    "أحمد", "رضا علی", "Ўзбек", "C++", "C", "ACME", "acme", "Bahnhofstrasse 5", "a", "+", "🎂",
    "gmail@x.example", "12",
)  # fmt: skip
FIELDS = (
    CustomField("size", FieldType.NUMBER),
    CustomField("Renewal day", FieldType.DATE),
    CustomField("hat", FieldType.CHOICE, ("S", "L")),
    CustomField("vip", FieldType.YES_NO),
    CustomField("memo", FieldType.TEXT),
    CustomField("Seite", FieldType.LINK),
)
LABELS = (BIRTHDAY, "anniversary", "Name day", "name day", "Именины")
_VALUES = {
    "size": ("41", "42.5", "+42.5", "-3"),
    "Renewal day": ("2026-03-02", "2026-03-09", "2020-02-29"),
    "hat": ("S", "L"),
    "vip": ("yes", "no"),
    "memo": WORDS,
    "Seite": ("https://anna.example",),
}


@dataclass
class Life:
    """A contact as it was read back, and all that happened, is planned and promised with them."""

    card: Contact
    talks: list[Interaction] = field(default_factory=list)
    meetings: list[Appointment] = field(default_factory=list)
    promises: list[FollowUp] = field(default_factory=list)
    related: list[tuple[RelationshipKind, int]] = field(default_factory=list)
    reviewed: date | None = None


class Book:
    """A data file with some people in it; `lives` are the living ones by their numbers."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.clock = FakeClock(NOW, ZONE)
        self.services: Services = open_services(folder, clock=self.clock, default_country=lambda: "ET")
        self._random = Random(seed)
        for one in FIELDS:
            self.services.custom_fields.add(one)
        ids = [number for days in (40, 3, 1, 0) for number in self._add(days, self._random.randint(1, 5))]
        self._live(ids)
        self.clock.set(NOW)
        gone = ids[-1:] if len(ids) > 3 else []
        self.services.contacts.delete(gone)
        for number in gone:
            del self.lives[number]

    def _add(self, days: int, count: int) -> list[int]:
        self.clock.set(NOW - timedelta(days=days, hours=self._random.randint(0, 30)))
        return [self.services.contacts.add(self._card()) for _ in range(count)]

    def _live(self, ids: list[int]) -> None:
        self.clock.set(NOW - timedelta(hours=1))
        self.lives = {number: Life(Contact()) for number in ids}
        with self.services.uow(Label("Live")) as tx:
            for _ in range(self._random.randint(0, 3 * len(ids))):
                talk = self._talk(ids)
                talk = replace(talk, id=tx.interactions.insert(talk))
                for number in talk.contact_ids:
                    self.lives[number].talks.append(talk)
            for _ in range(self._random.randint(0, len(ids))):
                meeting = self._meeting(ids)
                state = self._random.choice(list(AppointmentState))
                tx.appointments.set_state(tx.appointments.insert(meeting), state)
                for number in meeting.contact_ids:
                    self.lives[number].meetings.append(replace(meeting, state=state))
            for _ in range(self._random.randint(0, len(ids))):
                promise = FollowUp(self._random.choice([*ids, None]), self._word(), self._day(20))
                done = self._random.choice((None, NOW))
                tx.follow_ups.set_done(tx.follow_ups.insert(promise), done)
                self._review(tx, self._random.choice(ids))
                if promise.contact_id:
                    self.lives[promise.contact_id].promises.append(replace(promise, done_at=done))
        for _ in range(self._random.randint(0, len(ids)) if len(ids) > 1 else 0):
            self._relate(*self._random.sample(ids, 2))
        for card in self.services.contacts.load(ids):
            self.lives[card.id or 0].card = card

    def _review(self, tx: Transaction, number: int) -> None:
        tx.reviewed.note(number)
        self.lives[number].reviewed = TODAY

    def _relate(self, one: int, other: int) -> None:
        kind = self._random.choice(list(RelationshipKind))
        if (kind, other) in self.lives[one].related:
            return
        self.services.contacts.relate(one, kind, other)
        self.lives[one].related.append((kind, other))
        self.lives[other].related.append((kind.inverse, one))

    # What people have

    def _card(self) -> Contact:
        name = Name(*(self._maybe() for _ in range(7)))
        return Contact(
            name=name,
            phones=tuple(Phone(text) for text in self._some("0911 234567", "+251 91 1234567", "12 34", "x9")),
            emails=tuple(map(Email, self._some("anna@gmail.com", "Ivanov@mail.ru", "я@почта.рф"))),
            addresses=tuple(Address("", *(self._maybe() for _ in range(5))) for _ in self._some(1, 2)),
            links=tuple(Link(text) for text in self._some("https://anna.example", "acme.com")),
            messengers=tuple(Messenger(text, "Telegram") for text in self._some("@anna", "ivan")),
            roles=tuple(self._role() for _ in self._some(1, 2, 3)),
            dates=tuple(ImportantDate(label, self._date()) for label in self._some(*LABELS)),
            photo=self._random.choice((None, Photo("image/png", b"\x89PNG"))),
            tags=tuple(self._some("vip", "C", "C++", "Анна")),
            notes="\n".join(self._some(*WORDS)),
            facts=tuple(self._some(*WORDS)),
            source=self._maybe(),
            status=self._maybe(),
            importance=self._random.choice(list(Importance)),
            cadence_days=self._random.choice((None, 0, 2, 30, 90)),
            do_not_contact=self._random.random() < 0.2,
            custom=tuple(
                CustomValue(one.name, self._random.choice(_VALUES[one.name])) for one in self._some(*FIELDS)
            ),
            paused_until=self._random.choice((None, self._day(5))),
        ) if self._random.random() < 0.9 else Contact(Name("Bare"))  # fmt: skip

    def _role(self) -> Role:
        until = self._random.choice((None, None, PartialDate(2020), PartialDate(2020, 5, 1)))
        return Role(self._maybe() or "Loom", self._maybe(), self._maybe(), None, until)

    def _date(self) -> PartialDate:
        calendar = self._random.choice([Calendar.GREGORIAN, Calendar.GREGORIAN, *Calendar])
        near = TODAY + timedelta(days=self._random.randint(-3, 40))
        year = self._random.choice((None, 1380, 1960, 2000, 2026, 2030))
        month, day = self._random.choice(((near.month, near.day), (1, 29), (None, None), (5, None)))
        if self._random.random() < 0.1:
            return PartialDate(2000, 2, 29)
        return PartialDate(year or (None if month else 1990), month, min(day, 28) if day else None, calendar)

    def _talk(self, ids: list[int]) -> Interaction:
        at = NOW - timedelta(
            days=self._random.randint(0, 60), minutes=self._random.choice((0, 30, 1290, 1291))
        )
        who = tuple(self._random.sample(ids, self._random.randint(1, min(2, len(ids)))))
        outcome = self._random.choice((None, *Outcome))
        texts = (self._maybe(), self._maybe(), self._maybe())
        return Interaction(
            self._random.choice(list(InteractionKind)), at, who, texts[0],
            outcome=outcome, came_for=texts[1], agreed=texts[2],
        )  # fmt: skip

    def _meeting(self, ids: list[int]) -> Appointment:
        hours = self._random.choice((0, 3, 23.5))
        starts = datetime.combine(self._day(20), datetime.min.time()) + timedelta(hours=hours)
        who = tuple(self._random.sample(ids, self._random.randint(1, min(2, len(ids)))))
        return Appointment(self._word(), starts, str(ZONE), who, uid=f"urn:{self._random.random()}")

    def _day(self, days: int) -> date:
        return TODAY + timedelta(days=self._random.randint(-days, days))

    def _word(self) -> str:
        return self._random.choice(WORDS)

    def _maybe(self) -> str:
        return self._random.choice(("", "", self._word()))

    def _some(self, *of: object) -> list:
        return self._random.sample(of, self._random.randint(0, min(2, len(of))))
