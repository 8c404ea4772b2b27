"""A life in random steps: whatever happens, each reminder comes once, on time, and none is left out.

The test keeps its own naive account of what was planned and said, and works out at every tick what must
be shown. A restart, a journey and a wrong clock are steps like any other.
"""

import math
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from tests.fakes import FakeClock
from tests.unit.services.reminding import opened

START = datetime(2026, 2, 19, 12, tzinfo=UTC)
MORNING = time(9)
AHEAD = 7
ZONES = (
    "UTC",
    "Europe/Berlin",
    "Africa/Addis_Ababa",
    "America/New_York",
    "Asia/Tokyo",
    "Pacific/Apia",
    "Asia/Kathmandu",
)

BIRTHDAYS = (None, (2, 18), (2, 19), (2, 21), (2, 29), (3, 3), (3, 29))

What = tuple[str, int, str]
"""Kind, subject, and which of its reminders: the naive name of one that must come once."""


@dataclass
class Meeting:
    starts: datetime
    minutes: int
    leads: tuple[int, ...]
    noted: datetime
    who: ContactId
    state: str = "planned"


@dataclass
class Promise:
    who: ContactId
    due: date
    kept: bool = False


@dataclass
class Person:
    cadence: int
    born: tuple[int, int] | None
    added: datetime
    noted_on: date
    talks: list[datetime] = field(default_factory=list)
    gone: bool = False


class Life(RuleBasedStateMachine):
    """Every rule is something that a person or the world does; the tick follows on each."""

    people = Bundle("people")
    meetings = Bundle("meetings")
    promises = Bundle("promises")

    @initialize(target=people, zone=st.sampled_from(ZONES), born=st.sampled_from(BIRTHDAYS))
    def begin(self, zone: str, born: tuple[int, int] | None) -> ContactId:
        self.folder = tempfile.TemporaryDirectory(prefix="crm-desktop-life-")
        self.clock = FakeClock(START, zone)
        self.services = opened(Path(self.folder.name), self.clock)
        self.persons: dict[ContactId, Person] = {}
        self.planned: dict[AppointmentId, Meeting] = {}
        self.promised: dict[FollowUpId, Promise] = {}
        self.birthdays: dict[ContactId, int] = {}
        self.told: set[What] = set()
        self.passed: dict[What, datetime] = {}
        return self.add_someone(10, born)

    def teardown(self) -> None:
        if hasattr(self, "services"):
            self.services.close()
            self.folder.cleanup()

    # What a person does

    @rule(target=people, cadence=st.sampled_from([0, 3, 10, 30]), born=st.sampled_from(BIRTHDAYS))
    def someone_is_added(self, cadence: int, born: tuple[int, int] | None) -> ContactId:
        return self.add_someone(cadence, born)

    def add_someone(self, cadence: int, born: tuple[int, int] | None) -> ContactId:
        dates = (ImportantDate(BIRTHDAY, PartialDate(None, *born)),) if born else ()
        number = self.services.contacts.add(Contact(Name(full="Someone"), cadence_days=cadence, dates=dates))
        self.persons[number] = Person(cadence, born, self.clock.now(), self.today())
        return number

    @rule(
        target=meetings,
        who=people,
        hours=st.sampled_from([-5, 1, 3, 26, 24 * 5, 24 * 20]),
        leads=st.sampled_from([(15,), (0, 15, 60), (60, 24 * 60), ()]),
        zone=st.sampled_from(ZONES),
    )
    def plan_a_meeting(self, who: ContactId, hours: int, leads: tuple[int, ...], zone: str) -> AppointmentId:
        wall = (
            (self.clock.now() + timedelta(hours=hours))
            .astimezone(ZoneInfo(zone))
            .replace(tzinfo=None, fold=0)
        )
        guests = () if self.persons[who].gone else (who,)
        number = self.services.appointments.plan(Appointment("Lunch", wall, zone, guests, remind=leads))
        starts = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        self.planned[number] = Meeting(
            starts, 60, leads, self.clock.now(), guests[0] if guests else ContactId(0)
        )
        return number

    @rule(number=meetings, hours=st.integers(1, 24 * 10))
    def move_a_meeting(self, number: AppointmentId, hours: int) -> None:
        meeting = self.planned[number]
        if meeting.who and self.persons[meeting.who].gone:
            return
        kept = self.services.appointments.get(number)
        starts = (
            (meeting.starts + timedelta(hours=hours))
            .astimezone(ZoneInfo(kept.zone))
            .replace(tzinfo=None, fold=0)
        )
        self.services.appointments.edit(replace(kept, starts=starts))
        meeting.starts = starts.replace(tzinfo=ZoneInfo(kept.zone)).astimezone(UTC)
        meeting.noted = self.clock.now()

    @rule(number=meetings)
    def cancel_a_meeting(self, number: AppointmentId) -> None:
        self.services.appointments.cancel(number)
        self.planned[number].state = "cancelled"

    @rule(number=meetings)
    def cancel_a_meeting_and_undo_it(self, number: AppointmentId) -> None:
        if self.planned[number].state == "planned":
            self.services.appointments.cancel(number)
            self.services.undo.undo()

    @rule(target=promises, who=people, days=st.integers(-3, 30))
    def promise_something(self, who: ContactId, days: int) -> FollowUpId:
        if self.persons[who].gone:
            return FollowUpId(0)
        due = self.today() + timedelta(days=days)
        number = self.services.follow_ups.promise(FollowUp(who, "call back", due))
        self.promised[number] = Promise(who, due)
        return number

    @rule(number=promises)
    def keep_a_promise(self, number: FollowUpId) -> None:
        promise = self.promised.get(number)
        if promise and not self.persons[promise.who].gone:
            self.services.follow_ups.done(number)
            promise.kept = True

    @rule(who=people, days_ago=st.integers(0, 20))
    def talk_to_someone(self, who: ContactId, days_ago: int) -> None:
        if not self.persons[who].gone:
            at = self.clock.now() - timedelta(days=days_ago)
            self.services.interactions.log(Interaction(InteractionKind.CALL, at, (who,)))
            self.persons[who].talks.append(at)

    @rule(who=people)
    def talk_and_undo_it(self, who: ContactId) -> None:
        if not self.persons[who].gone:
            self.services.interactions.log(Interaction(InteractionKind.CALL, self.clock.now(), (who,)))
            self.services.undo.undo()

    @rule(who=people)
    def put_someone_into_the_trash(self, who: ContactId) -> None:
        if not self.persons[who].gone:
            self.services.contacts.delete([who])
            self.persons[who].gone = True

    @rule(who=people)
    def take_someone_out_of_the_trash(self, who: ContactId) -> None:
        if self.persons[who].gone:
            self.services.contacts.restore([who])
            self.persons[who].gone = False

    @rule(who=people, cadence=st.sampled_from([0, 5, 20]))
    def change_the_cadence(self, who: ContactId, cadence: int) -> None:
        if not self.persons[who].gone:
            self.services.contacts.set_cadence([who], cadence)
            self.persons[who].cadence = cadence

    # What the world does

    @rule(minutes=st.sampled_from([1, 14, 60, 60 * 7]))
    def time_goes_by(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(days=st.sampled_from([1, 1, 3, 9, 40]))
    def days_go_by(self, days: int) -> None:
        self.clock.advance(days=days)

    @rule(minutes=st.sampled_from([1, 60, 60 * 24, 60 * 24 * 20]))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.clock.advance(minutes=-minutes)

    @rule(days=st.sampled_from([2, 12]))
    def the_clock_runs_ahead_for_a_while(self, days: int) -> None:
        self.clock.advance(days=days)
        self.everything_due_is_shown_once_and_nothing_else()
        self.clock.advance(days=-days)

    @rule()
    def the_program_is_started_again(self) -> None:
        self.services.close()
        self.services = opened(Path(self.folder.name), self.clock)

    @rule(zone=st.sampled_from(ZONES))
    def the_user_travels(self, zone: str) -> None:
        self.clock.travel(zone)

    # What must hold

    @invariant()
    def everything_due_is_shown_once_and_nothing_else(self) -> None:
        if not hasattr(self, "services"):
            return
        self._forget_what_passed_in_a_future_that_was_taken_back()
        expected = self._expected()
        shown = self.services.reminders.fire_due()
        assert all(one.due_at <= self.clock.now() for one in shown)
        assert sorted((one.kind.value, one.subject_id, one.due_at) for one in shown) == sorted(
            (self._kind(what), self._subject(what), due) for what, due in expected.items()
        )
        assert self.services.reminders.fire_due() == []
        next_due = self.services.reminders.next_due()
        assert next_due is None or next_due > self.clock.now()

    @invariant()
    def the_queue_is_what_it_would_be_if_it_were_made_anew(self) -> None:
        if hasattr(self, "services"):
            before = self._queue()
            with self.services.uow(None) as tx:
                tx.rebuild_days()
            assert self._queue() == before

    # The naive account

    def today(self) -> date:
        return self.clock.now().astimezone(self.clock.zone()).date()

    def _morning_of(self, day: date) -> datetime:
        return datetime.combine(day, MORNING, tzinfo=self.clock.zone()).astimezone(UTC)

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(self.clock.zone()).date()

    def _expected(self) -> dict[What, datetime]:
        """What must be shown now: of each subject the latest of all that is due and was not told."""
        due: dict[tuple[str, int], list[tuple[datetime, What]]] = {}
        for what, at in self._called_for():
            if at <= self.clock.now() and what not in self.told and what not in self.passed:
                due.setdefault(what[:2], []).append((at, what))
        expected = {}
        for waiting in due.values():
            *passed, (at, latest) = sorted(waiting)
            expected[latest] = at
            self.told.add(latest)
            self.passed.update({what: when for when, what in passed})
        return expected

    def _forget_what_passed_in_a_future_that_was_taken_back(self) -> None:
        self.passed = {what: at for what, at in self.passed.items() if at <= self.clock.now()}

    def _called_for(self) -> Iterator[tuple[What, datetime]]:
        for number, meeting in self.planned.items():
            if (
                meeting.state == "planned"
                and meeting.starts > meeting.noted
                and not self._is_gone(meeting.who)
            ):
                for lead in meeting.leads:
                    what = ("appointment", number, f"{meeting.starts} {lead}")
                    yield what, meeting.starts - timedelta(minutes=lead)
        for follow_up, promise in self.promised.items():
            if not promise.kept and not self._is_gone(promise.who):
                yield ("follow-up", follow_up, str(promise.due)), self._morning_of(promise.due)
        for who, person in self.persons.items():
            if not person.gone:
                yield from self._birthdays_of(who, person)
                yield from self._silence_of(who, person)

    def _birthdays_of(self, who: ContactId, person: Person) -> Iterator[tuple[What, datetime]]:
        if person.born is None:
            return
        for year in range(person.noted_on.year, self.today().year + 2):
            try:
                day = date(year, *person.born)
            except ValueError:
                day = date(year, 2, 28)
            if day >= person.noted_on:
                yield ("birthday", who, f"{year} ahead"), self._morning_of(day - timedelta(days=AHEAD))
                yield ("birthday", who, f"{year}"), self._morning_of(day)

    def _silence_of(self, who: ContactId, person: Person) -> Iterator[tuple[What, datetime]]:
        if not person.cadence or any(p.who == who and not p.kept for p in self.promised.values()):
            return
        since = max(person.talks, default=person.added)
        day = self._local_day(since) + timedelta(days=math.ceil(person.cadence))
        for meeting in self.planned.values():
            if meeting.who == who and meeting.state == "planned":
                over = meeting.starts + timedelta(minutes=meeting.minutes)
                day = max(day, self._local_day(over) + timedelta(days=1))
        yield ("cold", who, f"{since:%Y-%m-%d} {person.cadence}"), self._morning_of(day)

    def _is_gone(self, who: ContactId) -> bool:
        return bool(who) and self.persons[who].gone

    def _kind(self, what: What) -> str:
        return what[0]

    def _subject(self, what: What) -> int:
        if what[0] != "birthday":
            return what[1]
        if what[1] not in self.birthdays:
            with sqlite3.connect(Path(self.folder.name, "contacts.db")) as file:
                self.birthdays.update(file.execute("SELECT contact_id, id FROM important_date").fetchall())
            file.close()
        return self.birthdays[ContactId(what[1])]

    def _queue(self) -> list[tuple[object, ...]]:
        file = sqlite3.connect(Path(self.folder.name, "contacts.db"))
        rows = file.execute(
            "SELECT key, kind, subject_id, contact_id, at, on_day, event_at, event_day FROM due ORDER BY 1"
        )
        found = rows.fetchall()
        file.close()
        return found


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=30, stateful_step_count=36, deadline=None, suppress_health_check=list(HealthCheck)
)
