"""Tidying up by keys: each decides and brings the next one, and every one can be taken back."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Email, Name, Phone, Role
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.services.context import Services
from crm_desktop.ui.triage.page import TriagePage
from crm_desktop.ui.triage.sources import Source
from tests.fakes import FakeClock
from tests.ui.fakes import SaidMessages
from tests.ui.triage.conftest import AddContact, MakePage, press, shown

Key = Qt.Key


def _sitting(page: TriagePage, qtbot: QtBot) -> TriagePage:
    press(qtbot, page, Key.Key_Return)
    assert page.currentWidget() is page.sitting
    return page


def _three(add: AddContact, make_page: MakePage, qtbot: QtBot) -> TriagePage:
    for name in ("Anna", "Berta", "Carla"):
        add(name)
    return _sitting(make_page(), qtbot)


def test_it_says_how_many_are_waiting_and_begins_with_enter(
    add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    assert not page.start.begin_button.isVisible()
    for name in ("Anna", "Berta", "Carla"):
        add(name)
    assert page.start.begin_button.isVisible()
    page.setFocus()

    press(qtbot, page, Key.Key_Return)

    assert shown(page) == "Anna"
    assert page.sitting.progress_label.text() == "1 of 3 · less than a minute left"


def test_k_keeps_and_the_next_one_comes(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)

    press(qtbot, page, Key.Key_K)

    assert shown(page) == "Berta"
    assert page.sitting.progress_label.text().startswith("2 of 3")
    assert str(services.undo.undo_label()) == "Keep Anna"


def test_a_digit_tags_a_letter_sets_how_often_and_d_deletes(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    add("Tagged", tags=("family",), phones=(Phone("1234567"),))
    page = _three(add, make_page, qtbot)

    press(qtbot, page, Key.Key_1, Key.Key_Q, Key.Key_D)

    anna, berta = services.contacts.load([2, 3])
    assert anna.tags == ("family",)
    assert berta.cadence_days == 90
    assert [one.name for one in services.contacts.trash()] == ["Carla"]


def test_with_shift_several_things_are_one_decision(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    add("Tagged", tags=("family", "shop"), phones=(Phone("1234567"),))
    page = _three(add, make_page, qtbot)

    press(qtbot, page, Key.Key_1, Key.Key_2, Key.Key_H, Key.Key_2, shift=True)
    assert shown(page) == "Anna"
    assert page.sitting.deeds.tags["family"].is_lit
    assert not page.sitting.deeds.tags["shop"].is_lit
    press(qtbot, page, Key.Key_Return)

    anna = services.contacts.get(2)
    assert (anna.tags, anna.cadence_days) == (("family",), 180)
    services.undo.undo()
    assert services.contacts.get(2).content() == Contact(Name("Anna")).content()
    assert shown(page) == "Anna"


def test_t_takes_a_new_tag_and_gives_it_a_key_of_its_own_for_good(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)

    press(qtbot, page, Key.Key_T)
    entry = page.sitting.deeds.tag_entry
    qtbot.keyClicks(entry, "choir")
    qtbot.keyClick(entry, Key.Key_Return)

    assert services.contacts.get(1).tags == ("choir",)
    assert shown(page) == "Berta"
    press(qtbot, page, Key.Key_1)
    assert services.contacts.get(2).tags == ("choir",)
    assert services.settings.triage_tags == ("choir",)


def test_esc_leaves_the_field_for_a_tag_and_not_the_sitting(
    add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_T)
    qtbot.keyClicks(page.sitting.deeds.tag_entry, "kd")
    qtbot.keyClick(page.sitting.deeds.tag_entry, Key.Key_Escape)

    assert page.currentWidget() is page.sitting
    assert shown(page) == "Anna"
    assert page.sitting.hasFocus()


def test_left_goes_back_and_shows_what_was_decided_and_another_key_decides_anew(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_D, Key.Key_Left)

    assert shown(page) == "Anna"
    assert "Deleted" in page.sitting.card.accessibleName()
    press(qtbot, page, Key.Key_K)

    assert services.contacts.trash() == []
    assert shown(page) == "Berta"


def test_who_is_put_off_comes_back_at_the_end_and_next_time(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)

    press(qtbot, page, Key.Key_L, Key.Key_K, Key.Key_K)
    assert shown(page) == "Anna"
    assert page.sitting.progress_label.text().startswith("Put off before · 3 of 3")
    press(qtbot, page, Key.Key_L)

    assert page.currentWidget() is page.end
    assert page.end.told.text().endswith("Left for another time: 1 person.")
    assert services.triage.queue() == [1]


def test_the_end_says_what_was_done_and_leads_back(
    add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_K, Key.Key_M, Key.Key_D)

    assert page.currentWidget() is page.end
    assert page.end.title.text() == "Well done"
    assert page.end.told.text() == "You looked at 3 people in less than a minute."
    with qtbot.waitSignal(page.back_asked):
        press(qtbot, page, Key.Key_Return)
    assert page.currentWidget() is page.start


def test_one_goes_on_where_one_stopped(
    services: Services, clock: FakeClock, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_K, Key.Key_Escape)
    assert page.end.title.text() == "Until next time"
    clock.advance(days=1)

    page = make_page()
    assert page.start.begin_button.text() == "Go on"
    press(qtbot, page, Key.Key_Return)

    assert shown(page) == "Berta"


def test_undo_from_anywhere_brings_the_person_back_and_redo_goes_on(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_K, Key.Key_D)
    assert shown(page) == "Carla"

    services.undo.undo()
    assert shown(page) == "Berta"
    services.undo.redo()
    assert shown(page) == "Carla"


def test_the_undo_beside_the_last_decision_takes_only_that_back(
    services: Services, messages: SaidMessages, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_D)
    assert page.sitting.undo_button.isVisible()
    page.sitting.undo_button.click()
    assert shown(page) == "Anna"
    press(qtbot, page, Key.Key_D)
    services.follow_ups.promise(FollowUp(None, "water the flowers", services.clock.now().date()))

    page.sitting.undo_button.click()

    assert messages.errors == ["Something else was done since; the history leads back."]
    assert services.follow_ups.open_until() != []


def test_who_is_deleted_elsewhere_is_passed_over(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    services.contacts.delete([1, 2])

    assert shown(page) == "Carla"
    assert page.sitting.progress_label.text().startswith("1 of 1")


def test_a_change_elsewhere_is_seen_on_the_card(
    services: Services, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    services.contacts.save(Contact(Name("Anna Meier"), id=1))

    assert shown(page) == "Anna Meier"


def test_only_some_people(add: AddContact, make_page: MakePage, qtbot: QtBot) -> None:
    one, two, three = add("Anna"), add("Berta"), add("Carla")
    page = make_page(lambda: (Source("No phone", {two}), Source("Nobody", set())))

    assert [row.text() for row in page.start.rows] == ["No phone"]
    page.start.rows[0].click()
    assert shown(page) == "Berta"

    page.begin([one, three], "Selection")
    assert page.run is not None
    assert page.run.people() == [one, three]


def test_looking_again_at_those_of_before(
    services: Services, clock: FakeClock, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    page = _three(add, make_page, qtbot)
    press(qtbot, page, Key.Key_K, Key.Key_K, Key.Key_K, Key.Key_Return)
    clock.advance(days=1)
    page = make_page()
    assert not page.start.begin_button.isVisible()

    page.start.again_box.setChecked(True)
    page.start.begin_button.click()

    assert shown(page) == "Anna"


def test_from_right_to_left_back_is_where_one_came_from(
    qapp: QApplication, add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        page = _three(add, make_page, qtbot)
        press(qtbot, page, Key.Key_K, Key.Key_Right)
        assert shown(page) == "Anna"
        press(qtbot, page, Key.Key_Left, Key.Key_Left)
        assert shown(page) == "Carla"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_key_held_down_decides_once(add: AddContact, make_page: MakePage, qtbot: QtBot) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    page = _three(add, make_page, qtbot)
    for repeated in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_D, Qt.KeyboardModifier.NoModifier, "d", repeated)
        QApplication.sendEvent(page.sitting, event)

    assert shown(page) == "Berta"


def test_every_control_has_a_name_and_what_a_name_holds_is_shown_as_it_is(
    add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QProgressBar

    add(
        "<b>Tom</b> & %s {name}",
        tags=("a&b", "{tag}"),
        emails=(Email("x@example.org"),),
        roles=(Role("<i>Shop</i>"),),
    )
    page = _sitting(make_page(), qtbot)

    assert shown(page) == "<b>Tom</b> & %s {name}"
    for kind in (QAbstractButton, QLineEdit, QProgressBar):
        for widget in page.findChildren(kind):
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named or not widget.isVisible(), widget
    press(qtbot, page, Key.Key_1, Key.Key_Left)
    assert shown(page) == "<b>Tom</b> & %s {name}"


def test_long_names_and_many_tags_do_not_make_the_page_wider(
    add: AddContact, make_page: MakePage, qtbot: QtBot
) -> None:
    add("W" * 3000, tags=tuple(f"tag number {n} " + "x" * 60 for n in range(30)))
    page = _sitting(make_page(), qtbot)

    assert page.minimumSizeHint().width() <= 1000
    assert page.sitting.card.width() <= page.width()


def test_three_hundred_people_are_decided_by_keys(
    services: Services,
    add: AddContact,
    make_page: MakePage,
    qtbot: QtBot,
    rounds: Callable[[int, int], int],
    figures: Callable[[str], None],
) -> None:
    many = rounds(60, 300)
    for number in range(many):
        add(f"Person {number}", phones=(Phone(f"+49 30 1234{number:03}"),), tags=("family", "shop"))
    page = _sitting(make_page(), qtbot)
    began, slowest = time.perf_counter(), 0.0
    for number in range(many):
        key = (Key.Key_K, Key.Key_1, Key.Key_M, Key.Key_D)[number % 4]
        at = time.perf_counter()
        press(qtbot, page, key)
        slowest = max(slowest, time.perf_counter() - at)
    whole = time.perf_counter() - began

    assert page.currentWidget() is page.end
    assert services.contacts.count() == many * 3 // 4
    assert services.triage.queue() == []
    each = whole / many * 1000
    figures(f"{many} decisions {whole:.2f} s, {each:.1f} ms each, slowest {slowest * 1000:.0f} ms")
