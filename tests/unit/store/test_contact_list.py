"""Lists of contacts: every order, every filter and every row as a naive look at the facts would have them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import BIRTHDAY, Address, Contact, CustomValue, ImportantDate, Name, Role
from crm_desktop.domain.contact_query import ContactQuery, ContactSet, FieldCondition, SortColumn
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.sort_key import sort_key
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.store.whole_file import connect, derived, derived_anew, differences

wall = datetime.fromisoformat
ZONE = ZoneInfo("Asia/Tehran")
DEFAULT_CADENCES = {Importance.LOW: 180, Importance.NORMAL: 90, Importance.HIGH: 30}


@dataclass(frozen=True)
class Person:
    """A contact and what happens with it, in days from today (of meetings: in hours from now)."""

    card: Contact
    talks: tuple[tuple[int, InteractionKind], ...] = ()
    promises: tuple[tuple[int, bool], ...] = ()
    meetings: tuple[int, ...] = ()
    deleted: bool = False


_birthdays = (
    st.builds(PartialDate, st.none() | st.integers(1950, 2020), st.integers(1, 12), st.integers(1, 28))
    | st.just(PartialDate(1980))
    | st.just(PartialDate(2000, 2, 29))
)
_cards = st.builds(
    Contact,
    name=st.builds(Name, st.sampled_from(("Abebe", "abebe", "Иванов", "Öst", "كريم", "Zoe 2", "Zoe 10", ""))),
    notes=st.just("x"),
    roles=st.lists(st.builds(Role, st.sampled_from(("Acme", "acorn", "Zeta", "Öl", ""))), max_size=2).map(
        tuple
    ),
    addresses=st.lists(st.builds(Address, city=st.sampled_from(("Jimma", "adama", ""))), max_size=1).map(
        tuple
    ),
    dates=st.lists(
        st.builds(ImportantDate, st.sampled_from((BIRTHDAY, "other")), _birthdays), max_size=2
    ).map(tuple),
    tags=st.sets(st.sampled_from(("vip", "family"))).map(tuple),
    status=st.sampled_from(("", "lead", "customer")),
    importance=st.sampled_from(Importance),
    cadence_days=st.sampled_from((None, 0, 1, 10, 200)),
    do_not_contact=st.sampled_from((False, False, True)),
    custom=st.lists(
        st.builds(CustomValue, st.just("team"), st.sampled_from(("red", "blue"))), max_size=1
    ).map(tuple),
)
people = st.lists(
    st.builds(
        Person,
        _cards,
        st.lists(st.tuples(st.integers(-300, 0), st.sampled_from(InteractionKind)), max_size=3).map(tuple),
        st.lists(st.tuples(st.integers(-5, 40), st.booleans()), max_size=2).map(tuple),
        st.lists(st.integers(-40, 100), max_size=2).map(tuple),
        st.sampled_from((False, False, False, True)),
    ),
    max_size=7,
)


class Town:
    """A data file with people in it, and what a naive look at them says."""

    def __init__(self, services: Services, people: list[Person]) -> None:
        self._services = services
        self._clock = services.clock
        self.today = self._clock.now().astimezone(ZONE).date()
        self.people = {self._settle(person): person for person in people}

    def _settle(self, person: Person) -> int:
        services, now = self._services, self._clock.now()
        number = services.contacts.add(person.card)
        for days, kind in person.talks:
            services.interactions.log(Interaction(kind, now + timedelta(days=days), (number,)))
        for days, kept in person.promises:
            made = services.follow_ups.promise(FollowUp(number, "x", self.today + timedelta(days=days)))
            if kept:
                services.follow_ups.done(made)
        for hours in person.meetings:
            starts = (now + timedelta(hours=hours)).astimezone(ZONE).replace(tzinfo=None)
            services.appointments.plan(Appointment("x", starts, "Asia/Tehran", (number,), minutes=90))
        if person.deleted:
            services.contacts.delete([number])
        return number

    def living(self) -> list[int]:
        return [number for number, person in self.people.items() if not person.deleted]

    # A naive look

    def silent_since(self, number: int) -> date:
        talks = [days for days, kind in self.people[number].talks if kind is not InteractionKind.NOTE]
        return (self._clock.now() + timedelta(days=max(talks, default=0))).astimezone(ZONE).date()

    def last_contact(self, number: int) -> datetime | None:
        talks = [days for days, kind in self.people[number].talks if kind is not InteractionKind.NOTE]
        return self._clock.now() + timedelta(days=max(talks)) if talks else None

    def cadence(self, number: int) -> int:
        card = self.people[number].card
        if card.do_not_contact:
            return 0
        return DEFAULT_CADENCES[card.importance] if card.cadence_days is None else card.cadence_days

    def warmth(self, number: int) -> WarmthState:
        cadence, silent = self.cadence(number), (self.today - self.silent_since(number)).days
        if not cadence:
            return WarmthState.NONE
        if 10 * silent < 7 * cadence:
            return WarmthState.WARM
        if silent < cadence:
            return WarmthState.COOLING
        return WarmthState.COLD if silent < 2 * cadence else WarmthState.LOST

    def next_step(self, number: int) -> date | None:
        person = self.people[number]
        steps = [self.today + timedelta(days=days) for days, kept in person.promises if not kept]
        midnight = datetime.combine(self.today, time(), tzinfo=ZONE)
        for hours in person.meetings:
            starts = self._clock.now() + timedelta(hours=hours)
            if starts + timedelta(minutes=90) > midnight:
                steps.append(max(starts.astimezone(ZONE).date(), self.today))
        return min(steps, default=None)

    def birthday(self, number: int) -> date | None:
        noted = next((d.date for d in self.people[number].card.dates if d.label == BIRTHDAY), None)
        if noted is None or noted.month is None or noted.day is None:
            return None
        for year in (self.today.year, self.today.year + 1):
            leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
            day = 28 if (noted.month, noted.day) == (2, 29) and not leap else noted.day
            if date(year, noted.month, day) >= self.today:
                return date(year, noted.month, day)
        raise AssertionError("a birthday comes every year")

    def name(self, number: int) -> str:
        return self.people[number].card.display_name

    def company(self, number: int) -> str:
        # Companies are spelled as they were first.
        return self._services.contacts.get(number).company

    def city(self, number: int) -> str:
        return next((a.city for a in self.people[number].card.addresses), "")


Settle = Callable[[list[Person]], Town]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settle]:
    """Settles people in a file that was emptied of the ones before, for speed."""
    clock = FakeClock(wall("2026-03-02T21:30").replace(tzinfo=UTC), zone="Asia/Tehran")
    folder = tmp_path_factory.mktemp("town")
    with closing(open_services(folder, clock=clock, default_country=lambda: "ET")) as services:

        def settle(people: list[Person]) -> Town:
            with services.uow(None) as tx:
                tx.erase([row[0] for row in services.uow._database.rows("SELECT id FROM contact")])
            return Town(services, people)

        yield settle


quick = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _ids(town: Town, **query: Any) -> list[int]:
    return list(town._services.contacts.ids(ContactQuery(**query)))


@given(people=people)
@quick
def test_every_filter_shows_who_a_naive_look_would_show(town: Settle, people: list[Person]) -> None:
    settled = town(people)
    living = settled.living()
    month = settled.today + timedelta(days=30)

    def who(true: Callable[[int], object]) -> set[int]:
        return {number for number in living if true(number)}

    assert set(_ids(settled)) == set(living)
    assert set(_ids(settled, which=ContactSet.COLD)) == who(lambda n: settled.warmth(n) in ("cold", "lost"))
    assert set(_ids(settled, which=ContactSet.COOLING)) == who(lambda n: settled.warmth(n) == "cooling")
    assert set(_ids(settled, which=ContactSet.BIRTHDAYS)) == who(
        lambda n: (born := settled.birthday(n)) is not None and born <= month
    )
    assert set(_ids(settled, which=ContactSet.NO_NEXT_STEP)) == who(lambda n: settled.next_step(n) is None)
    for tags in ({"vip"}, {"VIP", "family"}):
        wanted = {tag.casefold() for tag in tags}
        assert set(_ids(settled, tags=frozenset(tags))) == who(
            lambda n, wanted=wanted: wanted <= set(settled.people[n].card.tags)
        )
    assert set(_ids(settled, status="lead")) == who(lambda n: settled.people[n].card.status == "lead")
    team = (FieldCondition("Team", "red"),)
    assert set(_ids(settled, fields=team)) == who(
        lambda n: CustomValue("team", "red") in settled.people[n].card.custom
    )
    assert set(_ids(settled, which=ContactSet.COLD, tags=frozenset({"vip"}), status="lead")) == who(
        lambda n: (
            settled.warmth(n) in ("cold", "lost")
            and "vip" in settled.people[n].card.tags
            and settled.people[n].card.status == "lead"
        )
    )


def _orders(settled: Town) -> dict[SortColumn, Callable[[int], Any]]:
    """By what each column sorts; None where nothing is known."""

    def cold_on(number: int) -> date | None:
        cadence = settled.cadence(number)
        return settled.silent_since(number) + timedelta(days=cadence) if cadence else None

    return {
        SortColumn.NAME: lambda n: sort_key(settled.name(n)),
        SortColumn.COMPANY: lambda n: sort_key(settled.company(n)) or None,
        SortColumn.CITY: lambda n: sort_key(settled.city(n)) or None,
        SortColumn.STATUS: lambda n: settled.people[n].card.status or None,
        SortColumn.IMPORTANCE: lambda n: settled.people[n].card.importance,
        SortColumn.LAST_CONTACT: settled.last_contact,
        SortColumn.WARMTH: cold_on,
        SortColumn.NEXT_STEP: settled.next_step,
        SortColumn.BIRTHDAY: settled.birthday,
        SortColumn.ADDED: lambda n: n,
    }


@given(people=people)
@quick
def test_every_column_sorts_both_ways_with_the_unknown_last(town: Settle, people: list[Person]) -> None:
    settled = town(people)
    orders = _orders(settled)
    assert set(orders) == set(SortColumn)
    for column, key in orders.items():
        for descending in (False, True):
            found = [key(number) for number in _ids(settled, sort=column, descending=descending)]
            known = sorted((value for value in found if value is not None), reverse=descending)
            assert found == known + [None] * (len(found) - len(known)), (column, descending)
            first = _ids(settled, sort=column, descending=descending)[:2]
            limited = settled._services.contacts.ids(
                ContactQuery(sort=column, descending=descending), limit=2
            )
            assert list(limited) == first


@given(people=people)
@quick
def test_every_row_says_what_a_naive_look_would_say(town: Settle, people: list[Person]) -> None:
    settled = town(people)
    wanted = [*reversed(settled.people), 4711]
    rows = settled._services.contacts.rows(wanted)
    assert [row.id for row in rows] == [number for number in wanted if number in settled.living()]
    for row in rows:
        assert row.name == settled.name(row.id)
        assert row.company == settled.company(row.id)
        assert row.city == settled.city(row.id)
        assert row.last_contact == settled.last_contact(row.id)
        assert row.next_step == settled.next_step(row.id)
        assert row.planned == (row.next_step is not None)
        assert row.birthday_on == settled.birthday(row.id)
        assert row.warmth is not None
        assert row.warmth.state == settled.warmth(row.id)
        assert row.warmth.days == (settled.today - settled.silent_since(row.id)).days
        assert row.warmth.cadence_days == (settled.cadence(row.id) or None)


# Orders that people look twice at


def _sorted_names(services: Services, names: tuple[str, ...], **query: Any) -> list[str]:
    for name in names:
        services.contacts.add(Contact(Name(name)))
    return [row.name for row in services.contacts.rows(services.contacts.ids(ContactQuery(**query)))]


def test_names_stand_as_in_an_address_book(services: Services) -> None:
    in_order = ("abebe", "Ärger", "Azad", "Éva", "Shop 2", "Shop 10", "zoe")
    assert _sorted_names(services, tuple(reversed(in_order))) == list(in_order)


def test_companies_and_cities_stand_as_in_an_address_book_too(services: Services) -> None:
    for place in ("Zeta", "acme", "Öl", "Acorn"):
        services.contacts.add(Contact(roles=(Role(place),), addresses=(Address(city=place),)))
    for column in (SortColumn.COMPANY, SortColumn.CITY):
        rows = services.contacts.rows(services.contacts.ids(ContactQuery(sort=column)))
        assert [row.company for row in rows] == ["acme", "Acorn", "Öl", "Zeta"]


def test_a_list_can_be_kept_by_who_asked_for_it(services: Services) -> None:
    for name in "abc":
        services.contacts.add(Contact(Name(name)))
    mine = services.contacts.ids(ContactQuery())
    mine.pop()
    assert len(services.contacts.ids(ContactQuery())) == 3


# Days


@pytest.mark.parametrize(
    "zone, day",
    [("Asia/Tokyo", date(2026, 3, 3)), ("UTC", date(2026, 3, 2)), ("America/Los_Angeles", date(2026, 3, 2))],
)
def test_days_are_those_of_the_users_wall(services: Services, clock: FakeClock, zone: str, day: date) -> None:
    clock.travel(zone)
    clock.set(datetime(2026, 3, 2, 20, 0, tzinfo=UTC))
    number = services.contacts.add(Contact(Name("N"), cadence_days=1))
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (number,)))
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(zone))
    clock.set(midnight - timedelta(seconds=1))
    assert services.contacts.rows([number])[0].warmth.state is WarmthState.WARM
    assert list(services.contacts.ids(ContactQuery(which=ContactSet.COLD))) == []
    clock.set(midnight)
    assert services.contacts.rows([number])[0].warmth.state is WarmthState.COLD
    assert list(services.contacts.ids(ContactQuery(which=ContactSet.COLD))) == [number]


@pytest.mark.parametrize(
    "days, state",
    [(6, "warm"), (7, "cooling"), (9, "cooling"), (10, "cold"), (19, "cold"), (20, "lost"), (4000, "lost")],
)
def test_a_contact_cools_on_the_day_it_should(
    services: Services, clock: FakeClock, days: int, state: str
) -> None:
    number = services.contacts.add(Contact(Name("N"), cadence_days=10))
    clock.advance(days=days)
    assert services.contacts.rows([number])[0].warmth.state == state


def test_at_midnight_birthdays_and_meetings_that_went_by_make_room_for_the_next(
    services: Services, clock: FakeClock, file: sqlite3.Connection, told: list[DataChanged]
) -> None:
    birthday = ImportantDate(BIRTHDAY, PartialDate(1990, 3, 2))
    number = services.contacts.add(Contact(Name("N"), dates=(birthday,)))
    other = services.contacts.add(
        Contact(Name("M"), dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 3)),))
    )
    services.appointments.plan(Appointment("today", wall("2026-03-02T12:00"), "UTC", (number,)))
    services.appointments.plan(Appointment("later", wall("2026-03-09T12:00"), "UTC", (number,)))
    query = ContactQuery(which=ContactSet.BIRTHDAYS)
    assert set(services.contacts.ids(query)) == {number, other}
    assert services.contacts.rows([number])[0].next_step == date(2026, 3, 2)
    clock.set(datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC))
    before = len(told)
    assert set(services.contacts.ids(query)) == {number, other}
    assert len(told) == before, "nothing has gone by yet"
    clock.advance(seconds=1)
    assert list(services.contacts.ids(query)) == [other]
    (row,) = services.contacts.rows([number])
    assert (row.birthday_on, row.next_step) == (date(2027, 3, 2), date(2026, 3, 9))
    assert len(told) == before + 1
    assert told[-1].changes.touches(Kind.CONTACT, [number])
    assert not told[-1].changes.touches(Kind.CONTACT, [other])
    services.contacts.ids(query)
    assert len(told) == before + 1, "once a day is enough"
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_a_meeting_that_goes_on_over_midnight_is_the_next_step_until_it_is_over(
    services: Services, clock: FakeClock
) -> None:
    number = services.contacts.add(Contact(Name("N")))
    fair = Appointment("fair", wall("2026-03-02T12:00"), "UTC", (number,), minutes=3 * 24 * 60)
    services.appointments.plan(fair)
    for day in (2, 3, 4, 5):
        clock.set(datetime(2026, 3, day, 13, 0, tzinfo=UTC))
        services.contacts.roll_over()
        assert services.contacts.rows([number])[0].next_step == date(2026, 3, day)
    clock.set(datetime(2026, 3, 6, 0, 0, tzinfo=UTC))
    assert list(services.contacts.ids(ContactQuery(which=ContactSet.NO_NEXT_STEP))) == [number]


def test_after_a_journey_days_are_counted_where_the_user_is(
    services: Services, clock: FakeClock, file: sqlite3.Connection
) -> None:
    clock.set(datetime(2026, 3, 2, 20, 0, tzinfo=UTC))
    number = services.contacts.add(Contact(Name("N"), cadence_days=1))
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (number,)))
    services.appointments.plan(Appointment("late", wall("2026-03-04T20:00"), "UTC", (number,)))
    clock.travel("Asia/Tokyo")
    services.reminders.fire_due()
    (row,) = services.contacts.rows([number])
    assert row.warmth.days == 0
    assert row.next_step == date(2026, 3, 5)
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_a_list_is_never_older_than_the_last_change(services: Services) -> None:
    number = services.contacts.add(Contact(Name("N")))
    query = ContactQuery(status="lead")
    assert list(services.contacts.ids(query)) == []
    services.contacts.set_status([number], "lead")
    assert list(services.contacts.ids(query)) == [number]
    services.undo.undo()
    assert list(services.contacts.ids(query)) == []
    services.contacts.delete([number])
    assert list(services.contacts.ids(ContactQuery())) == []
    with closing(connect(services.folder)) as file:
        assert file.execute("SELECT count(*) FROM contact_summary").fetchone() == (0,)


def test_an_importance_keeps_its_place_in_the_alphabet_of_names(services: Services) -> None:
    for name in ("b", "a"):
        services.contacts.add(replace(Contact(Name(name)), importance=Importance.HIGH))
    rows = services.contacts.rows(services.contacts.ids(ContactQuery(sort=SortColumn.IMPORTANCE)))
    assert [row.name for row in rows] == ["a", "b"]
