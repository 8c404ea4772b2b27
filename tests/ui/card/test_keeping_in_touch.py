"""On the card: what is planned beside the warmth, pauses, and the rhythm that the history shows."""

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.ui.card.card_pane import CardPane
from crm_desktop.ui.people.pause_menu import PauseSheet
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.pill import Pill
from tests.fakes import FakeClock
from tests.ui.card.conftest import ShowCard
from tests.ui.fakes import SaidMessages

# It is 2 March 2026, 9:00.
TODAY = date(2026, 3, 2)
RHYTHM = "You usually speak every 3 weeks."


def keep(services: Services, **parts: object) -> ContactId:
    return services.contacts.add(Contact(name=Name(full="Abebe Bekele"), **parts))  # type: ignore[arg-type]


def talk(services: Services, contact_id: ContactId, *days_ago: int) -> None:
    for days in days_ago:
        at = services.clock.now() - timedelta(days=days)
        services.interactions.log(Interaction(InteractionKind.CALL, at, (contact_id,), "Spoke"))


def every_three_weeks(services: Services, **parts: object) -> ContactId:
    contact_id = keep(services, **parts)
    talk(services, contact_id, 1, 22, 42, 64, 85)
    return contact_id


def pills(pane: CardPane) -> list[str]:
    return [pill.text for pill in pane.header.findChildren(Pill) if pill.isVisibleTo(pane)]


def more(pane: CardPane) -> dict[str, QAction]:
    """What the menu of what one does more rarely has."""
    pane.header.more_button.click()
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    actions = {action.text(): action for action in menu.actions() if action.text()}
    menu.hide()
    return actions


def pauses(pane: CardPane) -> list[QAction]:
    menu = more(pane)["Pause until…"].menu()
    assert menu is not None
    return menu.actions()


# Planned


def test_a_promise_stands_beside_the_warmth_and_does_not_warm(
    services: Services, show: ShowCard, clock: FakeClock
) -> None:
    abebe = keep(services, cadence_days=30)
    talk(services, abebe, 0)
    clock.advance(days=41)
    services.follow_ups.promise(FollowUp(abebe, "Send the list", TODAY + timedelta(days=42)))
    assert pills(show(abebe)) == ["Cold · 41 days", "Planned · tomorrow"]


def test_what_comes_first_is_told(services: Services, show: ShowCard) -> None:
    abebe = keep(services)
    services.follow_ups.promise(FollowUp(abebe, "Send the list", TODAY + timedelta(days=5)))
    meeting = Appointment("Coffee", datetime.combine(TODAY, time(15)), "UTC", (abebe,))
    number = services.appointments.plan(meeting)
    pane = show(abebe)
    assert "Planned · today" in pills(pane)
    services.appointments.cancel(number)
    pane.refresh()
    assert "Planned · 7 Mar" in pills(pane)


def test_a_late_promise_is_not_called_a_plan(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    abebe = keep(services)
    number = services.follow_ups.promise(FollowUp(abebe, "Send the list", TODAY - timedelta(days=2)))
    pane = show(abebe)
    assert "Promised · 2 days late" in pills(pane)
    services.follow_ups.done(number)
    qtbot.waitUntil(lambda: pills(pane) == ["New"])


# Pause


def test_a_pause_is_two_clicks_away_and_is_told(
    services: Services, show: ShowCard, clock: FakeClock, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe = keep(services, cadence_days=30)
    talk(services, abebe, 41)
    pane = show(abebe)
    pauses(pane)[0].trigger()
    assert services.contacts.get(abebe).paused_until == date(2026, 3, 9)
    assert messages.undoables == ["Abebe Bekele: Paused until 9 Mar"]
    qtbot.waitUntil(lambda: pills(pane) == ["Cold · 41 days", "Paused until 9 Mar"])
    assert pane.header.reason_label.text() == (
        "You wanted every 30 days; it has been 41. No reminder before 9 Mar."
    )
    services.undo.undo()
    qtbot.waitUntil(lambda: pills(pane) == ["Cold · 41 days"])


def test_a_day_of_ones_own_is_asked_for(services: Services, show: ShowCard) -> None:
    abebe = keep(services)
    pane = show(abebe)
    pauses(pane)[-1].trigger()
    sheet = pane.findChild(PauseSheet)
    sheet.day.set_day(date(2026, 6, 1))
    sheet.save_button.click()
    assert services.contacts.get(abebe).paused_until == date(2026, 6, 1)


def test_one_can_go_on_before_the_day(
    services: Services, show: ShowCard, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe = keep(services)
    pane = show(abebe)
    assert "Go on reminding" not in more(pane)
    services.contacts.pause([abebe], date(2026, 4, 1))
    qtbot.waitUntil(lambda: "Paused until 1 Apr" in pills(pane))
    more(pane)["Go on reminding"].trigger()
    assert services.contacts.get(abebe).paused_until is None
    assert messages.undoables == ["Abebe Bekele: Reminders go on"]
    qtbot.waitUntil(lambda: pills(pane) == ["New"])


def test_when_its_day_has_come_a_pause_is_over(services: Services, show: ShowCard, clock: FakeClock) -> None:
    abebe = keep(services, cadence_days=90)
    services.contacts.pause([abebe], date(2026, 3, 9))
    clock.advance(days=7)
    pane = show(abebe)
    assert pills(pane) == ["New"]
    assert "No reminder" not in pane.header.reason_label.text()
    assert "Go on reminding" not in more(pane)


@pytest.mark.parametrize("parts", [{"cadence_days": 0}, {"do_not_contact": True}])
def test_where_nobody_is_reminded_there_is_nothing_to_pause(
    services: Services, show: ShowCard, parts: dict[str, object]
) -> None:
    abebe = keep(services, **parts)
    services.contacts.pause([abebe], date(2026, 3, 9))
    pane = show(abebe)
    assert "Pause until…" not in more(pane)
    assert not [text for text in pills(pane) if "Paused" in text]


# Rhythm


def test_the_rhythm_of_the_history_is_proposed_and_nothing_is_set(services: Services, show: ShowCard) -> None:
    abebe = every_three_weeks(services)
    line = show(abebe).header.rhythm
    assert line.isVisible()
    assert line.label.text() == RHYTHM
    assert services.contacts.get(abebe).cadence_days is None


def test_one_click_uses_it(services: Services, show: ShowCard, messages: SaidMessages, qtbot: QtBot) -> None:
    abebe = every_three_weeks(services)
    pane = show(abebe)
    pane.header.rhythm.use_button.click()
    assert services.contacts.get(abebe).cadence_days == 21
    assert messages.undoables == ["Abebe Bekele: Every 3 weeks"]
    qtbot.waitUntil(lambda: not pane.header.rhythm.isVisible())
    services.undo.undo()
    assert services.contacts.get(abebe).cadence_days is None
    qtbot.waitUntil(pane.header.rhythm.isVisible)


def test_a_no_is_remembered_and_can_be_taken_back(
    services: Services, show: ShowCard, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe = every_three_weeks(services)
    pane = show(abebe)
    pane.header.rhythm.no_button.click()
    contact = services.contacts.get(abebe)
    assert (contact.cadence_days, contact.declined_rhythm) == (None, 21)
    assert messages.undoables == ["This rhythm is not proposed again"]
    qtbot.waitUntil(lambda: not pane.header.rhythm.isVisible())
    talk(services, abebe, 106)
    pane.refresh()
    assert not pane.header.rhythm.isVisible()
    services.undo.undo()
    services.undo.undo()
    qtbot.waitUntil(pane.header.rhythm.isVisible)


@pytest.mark.parametrize("parts", [{"cadence_days": 0}, {"cadence_days": 20}, {"do_not_contact": True}])
def test_nothing_is_proposed_where_it_is_not_wanted(
    services: Services, show: ShowCard, parts: dict[str, object]
) -> None:
    assert not show(every_three_weeks(services, **parts)).header.rhythm.isVisible()


def test_four_talks_show_no_rhythm(services: Services, show: ShowCard) -> None:
    abebe = keep(services)
    talk(services, abebe, 1, 22, 43, 64)
    assert not show(abebe).header.rhythm.isVisible()


def test_who_sees_nothing_hears_what_the_answers_mean(services: Services, show: ShowCard) -> None:
    line = show(every_three_weeks(services)).header.rhythm
    spoken = [
        QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        for button in (line.use_button, line.no_button)
    ]
    assert spoken == ["Remind in this rhythm: Every 3 weeks", "Do not use this rhythm: Every 3 weeks"]


# For everyone


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("width", [420, 760])
def test_all_of_it_has_room(
    services: Services, show: ShowCard, theme: ThemeController, qtbot: QtBot, scale: int, width: int
) -> None:
    theme.set_font_scale(scale)
    abebe = every_three_weeks(services, status="customer")
    services.follow_ups.promise(FollowUp(abebe, "Send the list", TODAY + timedelta(days=1)))
    services.contacts.pause([abebe], date(2026, 4, 1))
    pane = show(abebe)
    pane.resize(width * scale // 100, 640)
    header = pane.header
    qtbot.waitUntil(lambda: header.reason_label.width() > 0)
    parts = [*(pill for pill in header.findChildren(Pill) if pill.isVisible()), header.rhythm.label]
    for part in (*parts, header.rhythm.use_button, header.rhythm.no_button):
        assert part.width() >= part.sizeHint().width()
    reason = header.reason_label
    assert reason.height() >= reason.heightForWidth(reason.width())
