"""The history: what was done, and the way back to any point of it."""

import sqlite3
from datetime import timedelta

import pytest

from crm_desktop.domain.changes import DataChanged
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import OperationId
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add
from tests.unit.store.whole_file import derived, derived_anew, differences, facts


def told_of(services: Services) -> list[tuple[str, bool]]:
    return [(str(one.label), one.undone) for one in services.undo.history()]


def test_what_was_done_stands_there_with_when_and_how_much(services: Services, clock: FakeClock) -> None:
    add(services, "Abebe")
    clock.advance(minutes=5)
    services.contacts.tag([add(services, "Bekele")], "regular")
    newest, *_, first = services.undo.history()
    assert (str(first.label), first.rows, first.at) == ("Add Abebe", 1, clock.now() - timedelta(minutes=5))
    assert str(newest.label) == "Tag Bekele"
    assert newest.rows >= 2
    services.undo.undo()
    assert told_of(services) == [("Tag Bekele", True), ("Add Bekele", False), ("Add Abebe", False)]


def test_one_step_leads_back_to_any_point_and_forward_again(
    services: Services, file: sqlite3.Connection, told: list[DataChanged]
) -> None:
    states = []
    for name in ("One", "Two", "Three", "Four"):
        add(services, name)
        states.append(facts(file))
    newest_first = services.undo.history()
    before = len(told)
    assert services.undo.go_to(newest_first[2].id) == 2
    assert differences(states[1], facts(file)) == {}
    assert len(told) == before + 1
    assert services.undo.go_to(newest_first[0].id) == 2
    assert differences(states[3], facts(file)) == {}
    assert differences(derived(file), derived_anew(services, file)) == {}
    assert services.undo.go_to(newest_first[0].id) == 0


def test_a_point_that_is_gone_is_told(services: Services) -> None:
    with pytest.raises(UserError, match="history"):
        services.undo.go_to(OperationId(99))


def test_where_one_step_fails_nothing_has_changed(
    services: Services, file: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("One", "Two", "Three"):
        add(services, name)
    before = facts(file)
    journal = services.uow._writing.journal  # type: ignore[attr-defined]
    reverse, calls = journal.reverse, []

    def fails_at_the_second(number: int) -> int:
        calls.append(number)
        if len(calls) == 2:
            raise sqlite3.OperationalError("database or disk is full")
        return int(reverse(number))

    monkeypatch.setattr(journal, "reverse", fails_at_the_second)
    with pytest.raises(sqlite3.OperationalError):
        services.undo.go_to(services.undo.history()[-1].id)
    assert differences(before, facts(file)) == {}
    assert [undone for _, undone in told_of(services)] == [False, False, False]
