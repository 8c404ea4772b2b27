"""A command is kept whole or not at all, and is told once, after it is kept."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.changes import DataChanged, Kind, Label
from crm_desktop.domain.contact import Contact, Email, Name, Phone, Role
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.services.environment import environment_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import unit_of_work
from crm_desktop.store.database import Database
from tests.fakes import FakeClock
from tests.unit.store.whole_file import connect, derived, derived_anew, differences, whole

wall = datetime.fromisoformat
LUNCH = Label("Plan {title}", {"title": "lunch"})
ABEBE = Contact(
    Name("Abebe Bikila"),
    phones=(Phone("0911 234 567"),),
    emails=(Email("abebe@run.et"),),
    roles=(Role("Marathon"),),
    tags=("runner",),
    notes="barefoot",
)


# Told once, after the commit


def test_a_change_is_told_once_with_whoever_asked_for_it(services: Services, told: list[DataChanged]) -> None:
    page = object()
    contact = services.contacts.add(ABEBE, origin=page)
    assert [change.origin for change in told] == [page]
    assert told[0].changes.touches(Kind.CONTACT, [contact])


def test_who_hears_of_a_change_finds_it_kept(services: Services, file: sqlite3.Connection) -> None:
    seen: list[int] = []
    services.bus.subscribe(lambda _: seen.append(file.execute("SELECT count(*) FROM contact").fetchone()[0]))
    services.contacts.add(ABEBE)
    assert seen == [1]


def test_who_hears_of_a_change_may_answer_with_another(services: Services, told: list[DataChanged]) -> None:
    answered: list[int] = []

    def answer(_: DataChanged) -> None:
        if not answered:
            answered.append(1)
            services.contacts.add(Contact(Name("Echo")))

    services.bus.subscribe(answer)
    services.contacts.add(ABEBE)
    assert services.contacts.count() == 2
    assert len(told) == 2


def test_undo_and_redo_are_told_once_with_whoever_asked(services: Services, told: list[DataChanged]) -> None:
    contact = services.contacts.add(ABEBE)
    services.undo.undo(origin="menu")
    services.undo.redo(origin="key")
    assert [change.origin for change in told] == [None, "menu", "key"]
    assert all(change.changes.touches(Kind.CONTACT, [contact]) for change in told)


def test_nothing_is_told_of_what_failed(services: Services, told: list[DataChanged]) -> None:
    def fail() -> None:
        with services.uow(LUNCH) as tx:
            tx.contacts.insert(ABEBE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert told == []
    assert services.contacts.count() == 0
    assert services.undo.undo_label() is None


def test_nothing_is_told_where_nothing_changed(services: Services, told: list[DataChanged]) -> None:
    with services.uow(LUNCH):
        pass
    with services.uow(None):
        pass
    services.undo.undo()
    services.undo.redo()
    assert told == []
    assert services.undo.undo_label() is None


def test_all_whose_rows_show_a_meeting_are_told_of_it(services: Services, told: list[DataChanged]) -> None:
    contact = services.contacts.add(ABEBE)
    meeting = services.appointments.plan(Appointment("run", wall("2026-03-05T09:00"), "UTC", (contact,)))
    services.appointments.cancel(meeting)
    assert told[-1].changes.touches(Kind.APPOINTMENT, [meeting])
    assert told[-1].changes.touches(Kind.CONTACT, [contact])


def test_both_ends_of_a_relationship_are_told_of_it(services: Services, told: list[DataChanged]) -> None:
    one, other = services.contacts.add(ABEBE), services.contacts.add(Contact(Name("Yewubdar")))
    services.contacts.relate(one, RelationshipKind.SPOUSE, other)
    assert told[-1].changes.touches(Kind.CONTACT, [one])
    assert told[-1].changes.touches(Kind.CONTACT, [other])
    services.contacts.unrelate(one, RelationshipKind.SPOUSE, other)
    assert told[-1].changes.touches(Kind.CONTACT, [other])


def test_a_change_of_very_many_contacts_is_told_as_everything(
    services: Services, told: list[DataChanged]
) -> None:
    with services.uow(Label("Import")) as tx:
        for batch in range(11):
            tx.add_many([Contact(Name(f"{batch} {at}"), uid=f"{batch}-{at}") for at in range(500)])
    assert Kind.CONTACT in told[-1].changes.everything
    services.undo.undo()
    assert Kind.CONTACT in told[-1].changes.everything
    assert services.contacts.count() == 0


# One transaction at a time


def test_a_unit_of_work_inside_another_is_refused(services: Services, file: sqlite3.Connection) -> None:
    before = whole(file)
    with pytest.raises(RuntimeError, match="already open"), services.uow(LUNCH):
        services.contacts.add(ABEBE)
    assert differences(before, whole(file)) == {}
    services.contacts.add(ABEBE)


@contextmanager
def _somebody_writing(services: Services) -> Iterator[None]:
    """Another thread with a long change open for as long as the block runs."""
    begun, enough = threading.Event(), threading.Event()

    def write() -> None:
        with services.uow(Label("Import")) as tx:
            tx.contacts.insert(replace(ABEBE, uid="long"))
            begun.set()
            enough.wait(10)
        services.close()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait(10)
    try:
        yield
    finally:
        enough.set()
        thread.join()


def test_a_writer_waits_for_another_and_then_hears_why(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_of_work, "WAIT_SECONDS", 0.05)
    with _somebody_writing(services), pytest.raises(UserError, match="still running"):
        services.contacts.add(Contact(Name("Impatient")))
    services.contacts.add(Contact(Name("Patient")))
    assert services.contacts.count() == 2


def test_a_writer_whose_turn_comes_in_time_just_writes(services: Services) -> None:
    with _somebody_writing(services):
        patient = threading.Thread(
            target=lambda: (services.contacts.add(Contact(Name("Patient"))), services.close())
        )
        patient.start()
    patient.join()
    assert services.contacts.count() == 2


def test_lists_are_read_while_somebody_writes(
    services: Services, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_of_work, "WAIT_SECONDS", 0.05)
    contact = services.contacts.add(Contact(Name("Patient")))
    services.follow_ups.promise(FollowUp(contact, "call", date(2026, 3, 2)))
    services.appointments.plan(Appointment("run", wall("2026-03-02T10:00"), "UTC", (contact,)))
    clock.advance(days=1)
    with _somebody_writing(services):
        for which in ContactSet:
            services.contacts.ids(ContactQuery(which=which))


def test_another_program_that_holds_the_file_is_named(
    services: Services, file: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.uow._database.execute("PRAGMA busy_timeout = 10")
    file.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as refused:
        services.contacts.add(ABEBE)
    assert "Another program" in environment_words(refused.value)
    file.execute("ROLLBACK")
    services.contacts.add(ABEBE)


def test_a_writer_finds_the_short_gaps_that_a_busy_program_leaves(services: Services) -> None:
    enough, holds = threading.Event(), []

    def keep_busy() -> None:
        other = connect(services.folder)
        for number in range(60):
            other.execute("BEGIN IMMEDIATE")
            holds.append(number)
            enough.wait(0.05)
            other.execute("ROLLBACK")
            if enough.wait(0.008):
                break
        other.close()

    busy = threading.Thread(target=keep_busy)
    busy.start()
    while not holds:
        enough.wait(0.001)
    services.contacts.add(ABEBE)
    enough.set()
    busy.join()
    assert len(holds) < 20


# Faults


def _commands(services: Services) -> dict[str, Callable[[], object]]:
    """Some commands on a file with two contacts, a promise and a meeting."""
    one, other = services.contacts.all_ids()
    book = services.contacts
    at = datetime(2026, 3, 1, 9, tzinfo=services.clock.now().tzinfo)
    people = [replace(book.cleaned(ABEBE), uid=f"u{at}", tags=("new", "runner")) for at in range(3)]

    def bring_in() -> None:
        with services.uow(Label("Import")) as tx:
            tx.add_many(people)
            tx.contacts.update(replace(book.get(one), notes="twice"))

    return {
        "add": lambda: book.add(replace(ABEBE, name=Name("Mamo"))),
        "save": lambda: book.save(replace(book.get(one), phones=(Phone("0922"),), tags=("slow",))),
        "delete": lambda: book.delete([one, other]),
        "importance": lambda: book.set_importance([one, other], Importance.HIGH),
        "import": bring_in,
        "log": lambda: services.interactions.log(
            Interaction(InteractionKind.CALL, at, (one, other), "hello")
        ),
        "hold": lambda: services.appointments.hold(1),
        "cadence": lambda: setattr(services.settings, "cadence_normal", 5),
        "undo": services.undo.undo,
    }


@pytest.fixture
def _two_people(services: Services) -> None:
    one = services.contacts.add(ABEBE)
    services.contacts.add(Contact(Name("Yewubdar"), tags=("runner",)))
    services.follow_ups.promise(FollowUp(one, "send shoes", date(2026, 3, 4)))
    services.appointments.plan(Appointment("run", wall("2026-03-05T09:00"), "UTC", (one,)))


@pytest.mark.usefixtures("_two_people")
@pytest.mark.parametrize(
    "name", ["add", "save", "delete", "importance", "import", "log", "hold", "cadence", "undo"]
)
def test_a_fault_at_any_statement_leaves_the_file_as_it_was(
    services: Services,
    file: sqlite3.Connection,
    told: list[DataChanged],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = _commands(services)[name]
    before, told_before = whole(file), len(told)
    left = [0]

    def failing(method: Callable[..., Any]) -> Callable[..., Any]:
        def run(database: Database, sql: str, *rest: Any) -> Any:
            left[0] -= 1
            if left[0] == 0 and not sql.startswith("ROLLBACK"):
                raise MemoryError(sql)
            return method(database, sql, *rest)

        return run

    for method in ("execute", "executemany", "rows", "column", "row"):
        monkeypatch.setattr(Database, method, failing(getattr(Database, method)))
    for statement in range(1, 10_000):
        left[0] = statement
        try:
            command()
        except MemoryError:
            assert differences(before, whole(file)) == {}, f"after the fault at statement {statement}"
            assert len(told) == told_before
        else:
            break
    assert statement > 5, "the faults were never reached"
    assert differences(before, whole(file)) != {}
    assert len(told) == told_before + 1
    left[0] = 0
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_a_full_disk_is_named_and_changes_nothing(
    services: Services, file: sqlite3.Connection, told: list[DataChanged]
) -> None:
    services.contacts.add(ABEBE)
    before = whole(file)
    database = services.uow._database
    pages = database.value("PRAGMA page_count")
    database.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(sqlite3.OperationalError) as refused:
        services.contacts.add(replace(ABEBE, name=Name("Mamo"), notes="long " * 20_000))
    assert "disk is full" in environment_words(refused.value)
    assert differences(before, whole(file)) == {}
    assert len(told) == 1
    with pytest.raises(sqlite3.OperationalError, match="disk is full"):
        services.contacts.save(
            replace(services.contacts.get(services.contacts.all_ids()[0]), notes="x " * 40_000)
        )
    database.execute("PRAGMA max_page_count = 1073741823")
    services.contacts.add(replace(ABEBE, name=Name("Mamo"), notes="long " * 20_000))
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_preferences_are_as_before_where_keeping_one_failed(services: Services) -> None:
    database = services.uow._database
    database.execute("PRAGMA query_only = 1")
    with pytest.raises(sqlite3.OperationalError) as refused:
        services.settings.theme = "dark"
    assert "cannot be written" in environment_words(refused.value)
    assert services.settings.theme == "system"
    database.execute("PRAGMA query_only = 0")
    services.settings.theme = "dark"
    assert services.settings.theme == "dark"


# Bulk loads


def test_a_card_that_is_corrected_while_it_is_imported_is_found_as_corrected(
    services: Services, file: sqlite3.Connection
) -> None:
    with services.uow(Label("Import")) as tx:
        (number,) = tx.add_many([replace(services.contacts.cleaned(ABEBE), uid="a")])
        tx.contacts.update(
            replace(services.contacts.cleaned(ABEBE), id=number, uid="a", name=Name("Mamo Wolde"))
        )
    assert list(services.contacts.ids(ContactQuery("mamo"))) == [number]
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_what_happened_with_someone_is_on_their_row_though_both_came_at_once(
    services: Services, file: sqlite3.Connection, clock: FakeClock
) -> None:
    yesterday = clock.now() - timedelta(days=1)
    with services.uow(Label("Add sample data")) as tx:
        (number,) = tx.add_many([replace(services.contacts.cleaned(ABEBE), uid="a")])
        tx.interactions.insert(Interaction(InteractionKind.CALL, yesterday, (number,), "hello"))
        tx.follow_ups.insert(FollowUp(number, "send shoes", date(2026, 3, 4)))
        tx.appointments.insert(Appointment("run", wall("2026-03-03T09:00"), "UTC", (number,), uid="m"))
    (row,) = services.contacts.rows([number])
    assert row.last_contact == yesterday
    assert row.next_step == date(2026, 3, 3)
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_a_batch_that_fails_leaves_nothing_while_the_command_goes_on(
    services: Services, file: sqlite3.Connection
) -> None:
    with services.uow(Label("Import")) as tx:
        tx.add_many([replace(ABEBE, uid="a")])
        with pytest.raises(sqlite3.IntegrityError):
            tx.add_many([replace(ABEBE, uid="b", tags=("lost",)), replace(ABEBE, uid="a")])
        tx.contacts.insert(replace(ABEBE, uid="c", notes="noted"))
    assert services.contacts.count() == 2
    assert [tag.name for tag in services.contacts.tags()] == ["runner"]
    assert differences(derived(file), derived_anew(services, file)) == {}
    services.undo.undo()
    assert file.execute("SELECT count(*) FROM contact").fetchone() == (0,)


def test_contacts_loaded_without_a_label_are_told_too(services: Services, told: list[DataChanged]) -> None:
    with services.uow(None) as tx:
        (number,) = tx.add_many([replace(ABEBE, uid="a")])
    assert told[-1].changes.touches(Kind.CONTACT, [number])


def test_a_loaded_card_was_added_when_it_was_loaded_whatever_it_says(
    services: Services, file: sqlite3.Connection, clock: FakeClock
) -> None:
    with services.uow(Label("Import")) as tx:
        (number,) = tx.add_many([replace(ABEBE, uid="a", created_at=clock.now() - timedelta(days=900))])
    assert services.contacts.rows([number])[0].added == clock.now()
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_loaded_cards_are_listed_as_their_companies_and_tags_are_spelled(
    services: Services, file: sqlite3.Connection
) -> None:
    services.contacts.add(ABEBE)
    with services.uow(Label("Import")) as tx:
        (number, other) = tx.add_many(
            [
                Contact(Name("Mamo"), uid="a", roles=(Role("MARATHON"),), tags=("RUNNER",)),
                Contact(Name("Derartu"), uid="b", roles=(Role("Track"), Role("TRACK"))),
            ]
        )
    (row, row_of_other) = services.contacts.rows([number, other])
    assert (row.company, row.tags, row_of_other.company) == ("Marathon", ("runner",), "Track")
    assert differences(derived(file), derived_anew(services, file)) == {}


class _Asked:
    """A cancel that is pressed once so many steps were told."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.told: list[tuple[int, int]] = []

    def progress(self, done: int, total: int) -> None:
        self.told.append((done, total))
        self.left -= 1

    def is_set(self) -> bool:
        return self.left <= 0


def _many(services: Services, count: int) -> list[int]:
    with services.uow(Label("Add many")) as tx:
        return tx.add_many([Contact(Name(f"Person {n}"), uid=f"urn:x:{n}") for n in range(count)])


def test_a_change_of_very_many_tells_how_far_it_is(services: Services) -> None:
    ids, asked = _many(services, 1100), _Asked(100)
    with services.contacts.watched(asked.progress, asked):
        services.contacts.set_status(ids, "lead")
    assert asked.told == [(0, 0)] * 3 + [(0, 1100), (500, 1100), (1000, 1100)]
    services.contacts.set_status(ids, "customer")  # nobody watches any more
    assert len(asked.told) == 6


@pytest.mark.parametrize("steps", [1, 4])
def test_a_cancelled_change_of_very_many_leaves_nothing(services: Services, steps: int) -> None:
    ids, asked = _many(services, 1100), _Asked(steps)
    with pytest.raises(Cancelled), services.contacts.watched(asked.progress, asked):
        services.contacts.set_status(ids, "lead")
    assert list(services.contacts.ids(ContactQuery(status="lead"))) == []
    assert services.undo.undo_label() == Label("Add many")
