"""Undo takes back one command after another, across restarts; redo does them again."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name, Phone, Photo
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.store import unit_of_work
from crm_desktop.store.unit_of_work import KEPT_OPERATIONS
from tests.fakes import FakeClock
from tests.unit.store.whole_file import derived, derived_anew, differences, facts

ABEBE = Contact(
    Name("Abebe"), phones=(Phone("0911234567"),), photo=Photo("image/png", b"\x00\xff"), tags=("runner",)
)


def _names(services: Services) -> list[str]:
    return [row.name for row in services.contacts.rows(services.contacts.ids(ContactQuery()))]


def test_undo_and_redo_say_what_they_would_do(services: Services) -> None:
    assert (services.undo.undo_label(), services.undo.redo_label()) == (None, None)
    assert services.undo.undo() is None
    assert services.undo.redo() is None
    services.contacts.add(ABEBE)
    assert str(services.undo.undo_label()) == "Add Abebe"
    assert services.undo.undo() == Label("Add {name}", {"name": "Abebe"})
    assert (services.undo.undo_label(), str(services.undo.redo_label())) == (None, "Add Abebe")
    assert str(services.undo.redo()) == "Add Abebe"
    assert _names(services) == ["Abebe"]


@pytest.mark.parametrize("name", ["{name}", "{0.__class__}", "%s", "{", "\u202eabc\u202c", "<b>x</b>"])
def test_a_label_shows_a_name_as_it_is(services: Services, name: str) -> None:
    services.contacts.add(Contact(Name(name)))
    assert str(services.undo.undo_label()) == f"Add {name}"


def test_undo_leads_back_across_a_restart_and_forward_again(tmp_path: Path, clock: FakeClock) -> None:
    def once(work: Callable[[Services], Any]) -> Any:
        services = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
        try:
            return work(services)
        finally:
            services.close()

    number = once(lambda s: s.contacts.add(ABEBE))
    card = once(lambda s: s.contacts.get(number))
    once(lambda s: s.contacts.delete([number]))
    assert [str(once(lambda s: s.undo.undo())) for _ in range(2)] == ["Delete Abebe", "Add Abebe"]
    assert once(lambda s: s.undo.undo()) is None
    assert once(lambda s: s.contacts.all_ids()) == []
    assert [str(once(lambda s: s.undo.redo())) for _ in range(2)] == ["Add Abebe", "Delete Abebe"]
    once(lambda s: s.undo.undo())
    assert once(lambda s: s.contacts.get(number)) == card


def test_a_new_command_forgets_what_was_undone(services: Services) -> None:
    services.contacts.add(ABEBE)
    services.contacts.add(Contact(Name("Mamo")))
    services.undo.undo()
    services.contacts.add(Contact(Name("Derartu")))
    assert services.undo.redo_label() is None
    assert services.undo.redo() is None
    assert _names(services) == ["Abebe", "Derartu"]
    while services.undo.undo():
        pass
    assert _names(services) == []


def test_a_preference_is_no_step_and_forgets_nothing(services: Services) -> None:
    services.contacts.add(ABEBE)
    services.undo.undo()
    services.settings.theme = "dark"
    services.settings.cadence_normal = 7
    assert str(services.undo.redo()) == "Add Abebe"
    services.undo.undo()
    assert services.settings.theme == "dark"


def test_the_number_of_an_undone_contact_is_given_to_nobody_else(services: Services) -> None:
    first = services.contacts.add(ABEBE)
    services.undo.undo()
    assert services.contacts.add(Contact(Name("Mamo"))) != first


def test_an_import_of_many_is_one_step(services: Services, file: sqlite3.Connection) -> None:
    services.contacts.add(replace(ABEBE, tags=("old",)))
    before = facts(file)
    with services.uow(Label("Import {file}", {"file": "all.vcf"})) as tx:
        for batch in range(3):
            tx.add_many(
                [
                    replace(services.contacts.cleaned(ABEBE), uid=f"{batch}-{at}", tags=("new", f"t{at % 7}"))
                    for at in range(300)
                ]
            )
    after = facts(file)
    assert services.contacts.count() == 901
    assert str(services.undo.undo()) == "Import all.vcf"
    assert differences(before, facts(file)) == {}
    assert differences(derived(file), derived_anew(services, file)) == {}
    services.undo.redo()
    assert differences(after, facts(file)) == {}
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_five_hundred_steps_are_kept() -> None:
    assert KEPT_OPERATIONS == 500


def test_the_oldest_steps_are_forgotten(
    services: Services, file: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_of_work, "KEPT_OPERATIONS", 50)
    number = services.contacts.add(Contact(Name("0")))
    for at in range(1, 70):
        services.contacts.save(replace(services.contacts.get(number), name=Name(str(at))))
    assert file.execute("SELECT count(*) FROM operation").fetchone() == (50,)
    steps = 0
    while services.undo.undo():
        steps += 1
    assert steps == 50
    assert services.contacts.get(number).name.full == "19"
    while services.undo.redo():
        steps -= 1
    assert steps == 0
    assert services.contacts.get(number).name.full == "69"


def test_undo_knows_rows_that_were_written_before_a_column_came(
    tmp_path: Path, clock: FakeClock, services: Services, file: sqlite3.Connection
) -> None:
    number = services.contacts.add(replace(ABEBE, notes="old"))
    services.contacts.save(replace(services.contacts.get(number), notes="new"))
    with services.uow(Label("Purge")) as tx:
        tx.contacts.purge([number])
    services.close()
    file.execute("ALTER TABLE contact ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")
    file.execute("ALTER TABLE phone ADD COLUMN verified INTEGER")
    newer = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
    assert [str(newer.undo.undo()) for _ in range(2)] == ["Purge", "Edit Abebe"]
    assert newer.contacts.get(number).notes == "old"
    assert newer.contacts.get(number).phones[0].typed == "0911234567"
    assert file.execute("SELECT mood FROM contact").fetchone() == ("calm",)
    newer.close()


def test_undo_passes_over_a_column_that_is_gone(services: Services, file: sqlite3.Connection) -> None:
    number = services.contacts.add(replace(ABEBE, notes="old"))
    services.contacts.save(replace(services.contacts.get(number), notes="new"))
    file.execute("UPDATE journal SET image = json_set(image, '$.mood', 'calm') WHERE image IS NOT NULL")
    services.undo.undo()
    assert services.contacts.get(number).notes == "old"


def test_a_reminder_that_was_dismissed_too_soon_comes_after_all(services: Services, clock: FakeClock) -> None:
    birthday = ImportantDate(BIRTHDAY, PartialDate(None, 3, 9))
    services.contacts.add(replace(ABEBE, dates=(birthday,)))
    now = clock.now()
    first, *_ = services.reminders.between(now - timedelta(days=1), now + timedelta(days=30))
    services.reminders.dismiss(first.key)
    assert services.reminders.fire_due() == []
    services.undo.undo()
    assert [shown.key for shown in services.reminders.fire_due()] == [first.key]


def test_a_decision_on_a_reminder_is_done_again_although_it_was_shown_meanwhile(
    services: Services, clock: FakeClock
) -> None:
    birthday = ImportantDate(BIRTHDAY, PartialDate(None, 3, 9))
    services.contacts.add(replace(ABEBE, dates=(birthday,)))
    now = clock.now()
    first, *_ = services.reminders.between(now - timedelta(days=1), now + timedelta(days=30))
    services.reminders.dismiss(first.key)
    services.undo.undo()
    services.reminders.fire_due()
    assert services.reminders.open_count() == 1
    services.undo.redo()
    assert services.reminders.open_count() == 0
    services.undo.undo()
    assert services.reminders.open_count() == 1


def test_what_another_reminder_wrote_meanwhile_is_left_alone(services: Services, clock: FakeClock) -> None:
    people = [
        replace(ABEBE, dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, day)),)) for day in (9, 10, 11)
    ]
    for person in people:
        services.contacts.add(person)
    now = clock.now()
    first, second, *_ = services.reminders.between(now - timedelta(days=1), now + timedelta(days=2))
    services.reminders.dismiss(second.key)
    services.undo.undo()
    services.reminders.fire_due()
    shown = {reminder.key for reminder in services.reminders.inbox()}
    assert first.key in shown
    services.undo.redo()
    assert {reminder.key for reminder in services.reminders.inbox()} == shown - {second.key}


def test_an_undo_while_something_long_runs_is_refused_in_words(services: Services) -> None:
    services.contacts.add(ABEBE)

    def undo_inside() -> None:
        with services.uow(Label("Import")):
            services.undo.undo()

    with pytest.raises((UserError, RuntimeError)):
        undo_inside()
    assert str(services.undo.undo_label()) == "Add Abebe"
