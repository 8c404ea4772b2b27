"""The page of duplicates: what is found, side by side, chosen by mouse or keys, merged, kept apart."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import BIRTHDAY, Email, ImportantDate, Name, Phone, Role
from crm_desktop.domain.duplicates.groups import DuplicateGroup, Reason, Signal
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.duplicates.apart_sheet import ApartSheet
from crm_desktop.ui.duplicates.merge_sheet import MergeSheet
from crm_desktop.ui.duplicates.page import DuplicatesPage
from crm_desktop.ui.duplicates.words import likelihood_word
from crm_desktop.ui.runtime.task_runner import TaskRunner
from tests.ui.duplicates.conftest import AddContact, MakePage, listed, press
from tests.ui.fakes import SaidMessages

Key = Qt.Key
SHOP, HOME = Phone("+49 30 1234567"), Phone("+49 171 7654321")


def _twice(add: AddContact, name: str, number: int = 0) -> tuple[ContactId, ContactId]:
    """Two cards of one person, by name, phone and e-mail."""
    phone, email = Phone(f"+49 30 55{number:05}"), Email(f"p{number}@example.org")
    return add(name, phones=(phone,), emails=(email,)), add(name, phones=(phone,), emails=(email,))


def _anna(add: AddContact) -> tuple[ContactId, ContactId]:
    """Two cards that differ in the birthday, the status and what else they say."""
    one = add(
        "Anna Meier",
        phones=(SHOP,),
        emails=(Email("anna@example.org"),),
        dates=(ImportantDate(BIRTHDAY, PartialDate(None, 5, 17)),),
        status="lead",
        tags=("choir",),
    )
    other = add(
        "Anna K. Meier",
        phones=(SHOP, HOME),
        emails=(Email("anna@example.org"),),
        dates=(ImportantDate(BIRTHDAY, PartialDate(1980, 5, 17)),),
        status="customer",
        roles=(Role("Bakery"),),
    )
    return one, other


def _cell_texts(page: DuplicatesPage, what: str) -> list[tuple[str, bool]]:
    return [(cell.cell.text, cell.isChecked()) for cell in page.pane.compare.cells[what] if cell is not None]


def test_nobody_twice_says_when_that_was_looked_at(add: AddContact, make_page: MakePage) -> None:
    add("Anna")
    page = make_page()

    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "No duplicates found"
    assert page.empty.accessibleDescription() == "1 person was looked at, Today 09:00."
    _twice(add, "Berta")
    page.empty.action_button.click()
    assert listed(page) == ["Berta"]


def test_what_differs_is_to_choose_the_better_value_is_taken_and_all_else_is_united(
    add: AddContact, make_page: MakePage
) -> None:
    _anna(add)
    page = make_page()
    compare = page.pane.compare

    assert _cell_texts(page, "name") == [("Anna Meier", False), ("Anna K. Meier", True)]
    assert _cell_texts(page, "birthday") == [("17 May", False), ("17 May 1980", True)]
    assert compare.result_text("birthday") == "17 May 1980"
    assert "phones" not in compare.cells
    assert compare.result_text("phones").count("+49") == 2
    assert compare.result_text("tags") == "choir"


def test_another_value_is_chosen_by_a_click(services: Services, add: AddContact, make_page: MakePage) -> None:
    one, _ = _anna(add)
    page = make_page()
    cell = page.pane.compare.cells["name"][0]
    assert cell is not None
    cell.click()

    assert page.pane.compare.result_text("name") == "Anna Meier"
    page.pane.merge.click()
    assert services.contacts.get(one).name.display == "Anna Meier"


def test_another_value_is_chosen_by_keys_alone(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    one, _ = _anna(add)
    page = make_page()

    press(qtbot, page, Key.Key_C, Key.Key_Left)
    assert _cell_texts(page, "name") == [("Anna Meier", True), ("Anna K. Meier", False)]
    press(qtbot, page, Key.Key_Down)
    focus = page.window().focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Birthday: ")
    press(qtbot, page, Key.Key_Return, control=True)

    anna = services.contacts.get(one)
    assert (anna.name.display, anna.birthday) == ("Anna Meier", PartialDate(1980, 5, 17))
    assert anna.phones == (replace(SHOP, e164="+49301234567"), replace(HOME, e164="+491717654321"))


def test_after_a_merge_the_next_group_comes_and_undo_brings_the_first_back(
    services: Services, messages: SaidMessages, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    for number, name in enumerate(("Anna", "Berta", "Carla")):
        _twice(add, name, number)
    page = make_page()
    first, *rest = listed(page)

    press(qtbot, page, Key.Key_Return)

    assert listed(page) == rest
    assert page.pane.place.text() == "1 of 2"
    assert messages.undoables == [f"2 cards of {first} are one now"]
    assert page.list.hasFocus()
    services.undo.undo()
    assert listed(page) == [first, *rest]
    assert page.list.currentIndex().row() == 0
    assert services.contacts.count() == 6


def test_undo_brings_the_group_back_into_view_where_it_stood(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    for number, name in enumerate(("Anna", "Berta", "Carla")):
        _twice(add, name, number)
    page = make_page()
    names = listed(page)
    press(qtbot, page, Key.Key_J, Key.Key_M, Key.Key_K)
    assert page.list.currentIndex().row() == 0

    services.undo.undo()

    assert listed(page) == names
    assert page.list.currentIndex().row() == 1
    services.undo.redo()
    assert listed(page) == [names[0], names[2]]


def test_j_and_k_and_s_go_through_the_groups(add: AddContact, make_page: MakePage, qtbot: QtBot) -> None:
    for number, name in enumerate(("Anna", "Berta", "Carla")):
        _twice(add, name, number)
    page = make_page()
    places = []
    for key in (Key.Key_J, Key.Key_Down, Key.Key_J, Key.Key_S, Key.Key_S, Key.Key_K):
        press(qtbot, page, key)
        places.append(page.list.currentIndex().row())

    assert places == [1, 2, 2, 0, 1, 0]
    assert len(listed(page)) == 3


def test_two_people_are_remembered_seen_and_taken_back(
    services: Services, messages: SaidMessages, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    one, other = _twice(add, "Anna")
    page = make_page()
    press(qtbot, page, Key.Key_D)
    assert page.empty.isVisible()
    assert messages.undoables == ["They will not be proposed as one again"]
    page.look()
    assert listed(page) == []

    page.head.apart.click()
    sheet = page.window().findChild(ApartSheet)
    assert sheet is not None
    assert [button.text() for button in sheet.buttons] == ["Take back"]
    sheet.buttons[0].click()
    assert sheet.buttons == []
    sheet.close()

    assert services.duplicates.apart_pairs() == []
    assert listed(page) == ["Anna"]
    press(qtbot, page, Key.Key_D)
    services.undo.undo()
    assert listed(page) == ["Anna"]
    assert services.contacts.count() == 2
    assert {one, other} == set(page.groups.open[0].ids)


def test_what_hangs_on_each_card_is_told_and_kept(
    services: Services, add: AddContact, make_page: MakePage
) -> None:
    one, other = _anna(add)
    now = services.clock.now()
    for who in (one, other, other):
        services.interactions.log(Interaction(InteractionKind.CALL, now, (who,), "hello"))
    services.interactions.log(Interaction(InteractionKind.VISIT, now, (one, other), "both"))
    services.follow_ups.promise(FollowUp(other, "write", date(2026, 3, 9)))
    page = make_page()

    assert page.pane.compare.result_text("attached") == "4 entries, 1 promise"
    page.pane.merge.click()
    (left,) = services.contacts.all_ids()
    assert len(services.interactions.timeline(ContactId(left))) == 4
    assert len(services.follow_ups.of(ContactId(left))) == 1


def test_one_of_three_can_be_left_out(services: Services, add: AddContact, make_page: MakePage) -> None:
    parts = {"phones": (SHOP,), "emails": (Email("a@example.org"),)}
    ids = [add("Anna Meier", **parts) for _ in range(3)]
    page = make_page()
    assert set(page.groups.open[0].ids) == set(ids)
    boxes = [button for button in page.pane.findChildren(QAbstractButton) if "same person" in button.text()]
    assert len(boxes) == 3

    boxes[2].click()
    assert page.plan is not None
    assert len(page.plan.contacts) == 2
    page.pane.merge.click()

    assert services.contacts.count() == 2
    assert len(page.groups.open) == 1
    page.pane.merge.click()
    assert services.contacts.count() == 1


def test_all_that_is_very_likely_is_merged_at_once_with_the_number_told_first(
    services: Services, messages: SaidMessages, add: AddContact, make_page: MakePage
) -> None:
    for number in range(5):
        _twice(add, f"Person {'ABCDE'[number]} Meier", number)
    page = make_page()
    assert len(page.groups.very_likely) == 5
    assert page.head.merge_all.text() == "Merge 5 very likely…"
    page.head.merge_all.click()
    sheet = page.window().findChild(MergeSheet)
    assert sheet is not None
    assert sheet.save_button.text() == "Merge 5 groups"

    sheet.save_button.click()

    assert services.contacts.count() == 5
    assert messages.undoables == ["10 cards are 5 people now"]
    assert page.empty.isVisible()
    services.undo.undo()
    assert services.contacts.count() == 10
    assert len(listed(page)) == 5


@pytest.mark.parametrize(
    "signals, score, word",
    [
        ("name phone", 0.65, "Very likely"),
        ("name birthday", 0.7, "Very likely"),
        ("phone email", 0.8, "Very likely"),
        ("name company", 0.7, "Likely"),
        ("phone address", 0.9, "Likely"),
        ("name phone", 0.55, "Perhaps"),
    ],
)
def test_only_what_is_ones_own_makes_it_very_likely(signals: str, score: float, word: str) -> None:
    reasons = tuple(Reason(Signal(signal), "x") for signal in signals.split())
    group = DuplicateGroup((ContactId(1), ContactId(2)), score, reasons)

    assert likelihood_word(group) == word


def test_whom_the_user_chose_can_be_compared_though_nothing_speaks_for_it(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    _twice(add, "Berta")
    anna, ana = add("Anna", phones=(SHOP,)), add("Ana Maria", phones=(HOME,))
    page = make_page()

    page.compare([anna, ana])
    assert listed(page) == ["Anna · Ana Maria", "Berta"]
    assert page.list.currentIndex().row() == 0
    assert page.groups.very_likely == [page.groups.open[1]]
    press(qtbot, page, Key.Key_D)
    assert listed(page) == ["Berta"]
    page.compare([anna, ana])
    page.look()
    assert listed(page) == ["Anna · Ana Maria", "Berta"]
    press(qtbot, page, Key.Key_M)

    assert listed(page) == ["Berta"]
    assert len(services.contacts.get(anna).phones) == 2


def test_the_list_follows_what_changes_elsewhere(
    services: Services, add: AddContact, make_page: MakePage
) -> None:
    anna, _ = _twice(add, "Anna", 1)
    berta, _ = _twice(add, "Berta", 2)
    page = make_page()
    services.contacts.save(replace(services.contacts.get(berta), name=Name("Berta Newname")))
    assert any("Berta Newname" in name for name in listed(page))
    services.contacts.delete([anna])
    assert not any("Anna" in name for name in listed(page))
    services.contacts.restore([anna])
    assert any("Anna" in name for name in listed(page))


def test_a_card_that_was_changed_meanwhile_is_not_merged_as_it_was(
    services: Services, messages: SaidMessages, add: AddContact, make_page: MakePage
) -> None:
    one, _ = _anna(add)
    page = make_page()
    stale = page.plan
    assert stale is not None
    with services.uow(None) as tx:  # by another program: nobody tells the page
        tx.contacts.set_column([one], "source", "radio")
    page._current.plan = stale

    page.pane.merge.click()

    assert len(messages.errors) == 1
    assert services.contacts.count() == 2
    page.pane.merge.click()
    assert services.contacts.get(one).source == "radio"


def test_looking_can_be_cancelled_and_begun_again(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _twice(add, "Anna")
    began = threading.Event()
    find = services.duplicates.find

    def slow(progress: Callable[[int, int], None], cancel: threading.Event) -> object:
        progress(1, 100)
        began.set()
        cancel.wait(10)
        return find(progress, cancel)

    monkeypatch.setattr(type(services.duplicates), "find", lambda _self, p, c: slow(p, c), raising=False)
    runner = TaskRunner(services.close)
    page = make_page(runner)
    qtbot.waitUntil(began.is_set)
    assert page.looking.isVisible()
    assert page.looking.cancel_button.hasFocus()

    page.looking.cancel_button.click()
    qtbot.waitUntil(page.empty.isVisible)

    assert page.empty.accessibleName() == "Nothing was looked at yet"
    monkeypatch.undo()
    page.empty.action_button.click()
    qtbot.waitUntil(lambda: bool(listed(page)))
    runner.stop()


def test_names_from_outside_are_shown_as_they_are_and_long_ones_fit(
    services: Services, add: AddContact, make_page: MakePage
) -> None:
    strange = "<b>Tom</b> & %s {name} {count}"
    parts = {"phones": (SHOP,), "emails": (Email("t@example.org"),)}
    add(strange, **parts)
    add(strange + " Jr", notes="W" * 20_000, **parts)
    page = make_page()

    assert strange in listed(page)[0]
    assert page.pane.width() <= page.width()
    page.pane.merge.click()
    assert services.contacts.count() == 1


def test_every_control_has_a_name(add: AddContact, make_page: MakePage) -> None:
    _anna(add)
    page = make_page()

    for button in page.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text() or not button.isVisible(), button


def test_thousands_of_groups_are_listed_and_gone_through(
    services: Services,
    add: AddContact,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    figures: Callable[[str], None],
) -> None:
    from crm_desktop.domain.contact import Contact

    cards = [
        Contact(Name(f"Person {n // 2}"), uid=f"urn:x:{n}", phones=(Phone(f"12345{n // 2:05}"),))
        for n in range(4000)
    ]
    with services.uow(None) as tx:
        ids = [number for at in range(0, 4000, 500) for number in tx.add_many(cards[at : at + 500])]
    groups = [
        DuplicateGroup((ids[n], ids[n + 1]), 0.95, (Reason(Signal.PHONE, "1"),)) for n in range(0, 4000, 2)
    ]
    monkeypatch.setattr(type(services.duplicates), "find", lambda *_: groups, raising=False)
    page = make_page()
    assert page.model.rowCount() == 2000
    at = time.perf_counter()
    for _ in range(5):
        press(qtbot, page, Key.Key_J)
    step = (time.perf_counter() - at) / 5
    at = time.perf_counter()
    press(qtbot, page, Key.Key_M)
    merge = time.perf_counter() - at

    assert page.model.rowCount() == 1999
    assert page.list.currentIndex().row() == 5
    figures(f"2,000 groups: next one {step * 1000:.0f} ms, merge and next {merge * 1000:.0f} ms")
