"""What the desktop is told, and when: once, in one notice, not in quiet time, and until it was taken."""

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.services.notify_trouble import NotifyTrouble
from crm_desktop.ui.shell.session import WindowSession
from tests.fakes import FakeClock
from tests.ui.shell.conftest import Desktop, Outcome
from tests.ui.shell.ticking import plan_lunch, tick

NOBODY = Outcome(False, "no daemon", NotifyTrouble.NO_SERVICE)


def titles(desktop: Desktop) -> list[str]:
    return [title for title, _body in desktop.sent]


def test_what_the_desktop_did_not_take_is_told_again_until_it_does(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    desktop.answer_with(NOBODY)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert titles(desktop) == ["Lunch & more"], "one attempt a tick"
    tick(shown, desktop, qtbot)
    desktop.answer_with(Outcome())
    tick(shown, desktop, qtbot)
    assert len(desktop.sent) == 3
    tick(shown, desktop, qtbot)
    assert len(desktop.sent) == 3


def test_what_was_settled_before_the_desktop_came_back_is_not_told(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    desktop.answer_with(NOBODY)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    QCoreApplication.processEvents()
    services.reminders.done(services.reminders.inbox()[0].key)
    desktop.answer_with(Outcome())
    tick(shown, desktop, qtbot)
    assert len(desktop.sent) == 1


def test_what_is_new_joins_what_was_not_taken_in_one_notice(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    desktop.answer_with(NOBODY)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    QCoreApplication.processEvents()
    plan_lunch(services, clock, 10)
    desktop.answer_with(Outcome())
    tick(shown, desktop, qtbot)
    assert titles(desktop) == ["Lunch & more", "2 meetings"]


def test_a_desktop_that_hangs_is_asked_for_one_notice_at_a_time(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    desktop.answer_with(None)
    plan_lunch(services, clock, title="First")
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    plan_lunch(services, clock, 10, title="Second")
    tick(shown, desktop, qtbot)
    tick(shown, desktop, qtbot)
    assert titles(desktop) == ["First"]
    desktop.answer_with(Outcome())
    assert desktop.notifier is not None
    desktop.notifier.answer(Outcome())
    qtbot.waitUntil(lambda: titles(desktop) == ["First", "Second"])


def test_an_end_of_the_program_loses_no_notice_that_was_under_way(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    desktop.answer_with(None)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert services.reminders.to_announce() == []
    shown.close()
    assert [one.subject for one in services.reminders.to_announce()] == ["Lunch & more"]


def test_an_answer_that_comes_while_the_program_ends_still_counts(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    shown.close()
    assert services.reminders.to_announce() == []


def test_quiet_hours_hold_back_the_desktop_and_never_the_inbox(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    services.settings.quiet_from, services.settings.quiet_until = time(8), time(9, 30)
    plan_lunch(services, clock)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert desktop.sent == []
    assert shown.window.windowTitle() == "(2) Today – CRM Desktop"
    assert desktop.ticker is not None
    assert desktop.ticker.next[-1] == datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "a tick comes when they end"
    clock.advance(minutes=24)
    tick(shown, desktop, qtbot)
    assert titles(desktop) == ["2 meetings"]
    assert services.reminders.quiet_until() is None


def test_a_day_off_is_left_alone(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    services.settings.days_off = (1,)  # the clock stands at a Monday
    plan_lunch(services, clock, minutes=24 * 60)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert desktop.sent == []
    clock.advance(hours=15)
    tick(shown, desktop, qtbot)
    assert len(desktop.sent) == 1


def test_quiet_hours_that_are_chosen_name_the_tick_at_their_end(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    tick(shown, desktop, qtbot)
    services.settings.quiet_from = time(8)
    services.settings.quiet_until = time(10)
    end = clock.now() + timedelta(hours=1)
    qtbot.waitUntil(lambda: desktop.ticker is not None and desktop.ticker.next[-1] == end)


def test_who_wants_no_notifications_has_the_inbox_and_no_flood_later(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    services.settings.notifications = False
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert len(services.reminders.inbox()) == 1
    services.settings.notifications = True
    tick(shown, desktop, qtbot)
    assert desktop.sent == []


@pytest.mark.parametrize("trouble", NotifyTrouble)
def test_the_tray_stands_in_only_where_the_desktop_can_never_show_anything(
    shown: WindowSession,
    services: Services,
    clock: FakeClock,
    desktop: Desktop,
    qtbot: QtBot,
    trouble: NotifyTrouble,
):
    balloons: list[str] = []
    shown.notices.balloon = lambda title, _body: balloons.append(title) or True
    desktop.answer_with(Outcome(False, "no", trouble))
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    tick(shown, desktop, qtbot)
    if trouble in (NotifyTrouble.NO_TOOL, NotifyTrouble.NO_WAY):
        assert balloons == ["Lunch & more"]
        assert len(desktop.sent) == 1, "what the tray showed was seen"
    else:
        assert balloons == []
        assert len(desktop.sent) == 2


def test_without_a_tray_it_is_tried_again(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    shown.notices.balloon = lambda _title, _body: False
    desktop.answer_with(Outcome(False, "no", NotifyTrouble.NO_TOOL))
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    tick(shown, desktop, qtbot)
    assert len(desktop.sent) == 2
