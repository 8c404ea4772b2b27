"""The sample data: full of life on every day of the year, and gone without a trace when asked."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

EVERY_TABLE = (
    "contact",
    "interaction",
    "interaction_contact",
    "appointment",
    "follow_up",
    "relationship",
    "due",
)


def opened(folder: Path, clock: FakeClock) -> Services:
    return open_services(folder, clock=clock, default_country=lambda: "ET")


@pytest.fixture
def services(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    with closing(opened(tmp_path, clock)) as services:
        yield services


def everyone(services: Services) -> list[Contact]:
    return services.contacts.load(services.contacts.all_ids())


def someone(services: Services, name: str) -> Contact:
    return next(contact for contact in everyone(services) if contact.display_name == name)


def found_ids(services: Services, text: str) -> list[int]:
    return list(services.contacts.ids(ContactQuery(text=text)))


def test_it_brings_people_of_many_countries_with_a_year_of_talks(services: Services) -> None:
    assert services.demo.add() == services.contacts.count() == 25
    people = everyone(services)
    assert len({address.country for contact in people for address in contact.addresses}) >= 15
    assert {date.date.calendar for contact in people for date in contact.dates} == set(Calendar)
    talks = [
        talk for contact in people for talk in services.interactions.timeline(ContactId(contact.id or 0))
    ]
    assert len(talks) > 80
    assert services.clock.now() - min(talk.at for talk in talks) > timedelta(days=250)
    assert all(talk.at < services.clock.now() for talk in talks)
    assert all(phone.e164 for contact in people for phone in contact.phones)


def test_warm_cooling_cold_and_lost_all_appear(services: Services) -> None:
    services.demo.add()
    rows = services.contacts.rows(services.contacts.all_ids())
    states = Counter(row.warmth.state for row in rows if row.warmth)
    assert all(states[state] >= 2 for state in WarmthState if state is not WarmthState.NONE)
    assert states[WarmthState.NONE] == 1


def test_something_is_on_today_and_tomorrow_and_a_promise_is_late(services: Services) -> None:
    services.demo.add()
    page = services.today.page()
    assert [meeting.appointment.title for meeting in page.now] == ["Coffee labels: choose the paper"]
    assert page.now[0].attendees[0].promises
    assert [promise.days_late for promise in page.promised] == [2, 0, 0]
    assert page.reach_out[0].name == "Sipho Khumalo"
    assert page.reach_out[0].why.days == 41
    assert [coming.turns for coming in page.dates] == [None, 61, None, 40, 52, 10]
    assert page.dates[0].on == page.day
    assert [unanswered.names for unanswered in page.unanswered] == [("Łucja Wiśniewska",)]
    tomorrow = services.clock.now() + timedelta(days=1)
    planned = services.appointments.between(tomorrow.replace(hour=0), tomorrow.replace(hour=23))
    assert [appointment.title for appointment in planned] == ["Hang the menu boards"]


@pytest.mark.parametrize(
    "now",
    ["2028-02-29T12:00", "2026-12-31T08:00", "2027-03-20T06:00", "2027-09-10T15:00", "2026-07-01T23:50"],
)
def test_it_can_be_added_on_any_day(services: Services, clock: FakeClock, now: str) -> None:
    clock.set(datetime.fromisoformat(now))
    assert services.demo.add() == 25
    page = services.today.page()
    assert page.dates_total == 6
    assert page.promised_total == 3
    assert all(meeting.appointment.starts_at > clock.now() for meeting in page.now)


def test_the_meeting_of_today_lies_ahead_of_a_late_riser(services: Services, clock: FakeClock) -> None:
    clock.set(datetime(2026, 3, 2, 17, 10, tzinfo=UTC))
    services.demo.add()
    [meeting] = services.today.page().now
    assert meeting.appointment.starts_at == datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def test_adding_it_twice_adds_nothing(services: Services) -> None:
    services.demo.add()
    assert services.demo.add() == 0
    assert services.contacts.count() == 25


def test_removing_it_after_a_restart_leaves_nothing_behind(tmp_path: Path, clock: FakeClock) -> None:
    with closing(opened(tmp_path, clock)) as services:
        mine = services.contacts.add(Contact(name=Name("Tsehay"), tags=("regular",)))
        before = {table: count(services, table) for table in EVERY_TABLE}
        services.demo.add()
        services.reminders.fire_due()
        assert services.reminders.inbox()
    clock.advance(days=2)
    with closing(opened(tmp_path, clock)) as services:
        assert services.demo.present()
        assert services.demo.remove() == 25
        assert not services.demo.present()
        assert services.contacts.all_ids() == [mine]
        assert {table: count(services, table) for table in EVERY_TABLE} == before
        assert services.reminders.inbox() == []
        assert services.contacts.companies("") == []
        assert [tag.name for tag in services.contacts.tags()] == ["regular"]
        assert services.contacts.trash() == []
        assert found_ids(services, "gabi") == []
        assert services.file.check().ok


def test_adding_and_removing_are_one_undo_step_each(services: Services) -> None:
    services.demo.add()
    before = everyone(services)
    services.demo.remove()
    assert str(services.undo.undo()) == "Remove the sample data"
    assert everyone(services) == before
    assert len(services.interactions.timeline(ContactId(before[0].id or 0))) == 6
    assert services.file.check().ok
    assert str(services.undo.undo()) == "Add the sample data"
    assert services.contacts.count() == 0
    assert services.undo.undo() is None


def test_what_a_real_contact_shares_with_the_sample_stays(services: Services) -> None:
    services.demo.add()
    abebe = ContactId(someone(services, "አበበ በቀለ").id or 0)
    mine = services.contacts.add(Contact(name=Name("Tsehay")))
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    services.interactions.log(Interaction(InteractionKind.MEETING, at, (mine, abebe), "Lunch for three"))
    services.demo.remove()
    [talk] = services.interactions.timeline(mine)
    assert (talk.text, talk.contact_ids) == ("Lunch for three", (mine,))


def test_a_sample_card_that_was_edited_can_be_restored_from_the_trash(
    services: Services, clock: FakeClock
) -> None:
    services.demo.add()
    clock.advance(minutes=3)
    services.contacts.save(replace(someone(services, "Maria Schneider"), name=Name("Maria, my real sister")))
    assert services.demo.remove() == 25
    assert services.contacts.count() == 0
    [trashed] = services.contacts.trash()
    services.contacts.restore([trashed.id])
    assert someone(services, "Maria, my real sister").phones
    assert not services.demo.present()
    assert services.demo.remove() == 0
    assert services.demo.add() == 25
    assert services.contacts.count() == 26


def test_sample_people_in_the_trash_do_not_stand_in_the_way(services: Services) -> None:
    services.demo.add()
    services.contacts.delete([ContactId(number) for number in services.contacts.all_ids()])
    assert not services.demo.present()
    assert services.demo.add() == 25
    assert services.contacts.trash() == []


def test_it_depends_on_the_day_alone(tmp_path: Path) -> None:
    def cards(folder: str, hour: int) -> list[Contact]:
        clock = FakeClock(datetime(2026, 5, 4, hour, tzinfo=UTC))
        (tmp_path / folder).mkdir()
        with closing(opened(tmp_path / folder, clock)) as services:
            services.demo.add()
            return [contact.content() for contact in everyone(services)]

    assert cards("morning", 6) == cards("evening", 20)


def test_birthdays_come_in_their_own_calendars(services: Services) -> None:
    services.demo.add()
    rows = {row.name: row for row in services.contacts.rows(services.contacts.all_ids())}
    assert rows["አበበ በቀለ"].birthday_on == date(2026, 3, 3)
    assert rows["محمدرضا کاظمی"].birthday_on == date(2026, 3, 7)
    assert rows["Siobhán O’Rourke"].birthday_on == date(2026, 3, 2)


def count(services: Services, table: str) -> int:
    """How many rows a table has: what is hidden from every list would show here."""
    import sqlite3

    with closing(sqlite3.connect(services.folder / "contacts.db")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
