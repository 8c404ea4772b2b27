"""When a meeting is over it is asked once how it went: where somebody looks, and not again after a start."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.services.context import Services
from crm_desktop.ui.answering.asking import MeetingAsking
from tests.fakes import FakeClock


class Window:
    """What the window says, and whether anybody looks at it."""

    def __init__(self, services: Services, qtbot: QtBot) -> None:
        self.is_looked_at = True
        self.said: list[str] = []
        self.opened: list[object] = []
        self.press: Callable[[], object] = lambda: None
        self._home = QObject()
        self.asking = MeetingAsking(
            services.answering,
            lambda: self.is_looked_at,
            self._offer,
            self.opened.append,
            lambda: self.opened.append("today"),
            self._home,
        )

    def _offer(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        self.said.append(f"{text} [{action}]")
        self.press = on_action


@pytest.fixture
def window(services: Services, qtbot: QtBot) -> Window:
    return Window(services, qtbot)


def test_it_asks_once_and_one_click_answers(window: Window, meeting: Appointment) -> None:
    window.asking.look()
    window.asking.look()
    assert len(window.said) == 1
    assert "Prices" in window.said[0]
    window.press()
    assert window.opened == [meeting]


def test_it_waits_until_somebody_looks(window: Window, meeting: Appointment) -> None:
    window.is_looked_at = False
    window.asking.look()
    assert window.said == []
    window.is_looked_at = True
    window.asking.look()
    assert len(window.said) == 1


def test_it_does_not_ask_again_after_a_start(
    window: Window, meeting: Appointment, services: Services, qtbot: QtBot
) -> None:
    window.asking.look()
    services.settings.forget()
    again = Window(services, qtbot)
    again.asking.look()
    assert again.said == []


def test_several_at_once_are_one_question_that_shows_the_list(
    window: Window, meeting: Appointment, services: Services
) -> None:
    services.appointments.plan(replace(meeting, id=None, title="Tea", uid=""))
    window.asking.look()
    assert window.said == ["2 meetings are over. How did they go? [Show]"]
    window.press()
    assert window.opened == ["today"]


def test_one_that_ends_later_is_asked_about_when_it_ends(
    window: Window, meeting: Appointment, services: Services, clock: FakeClock
) -> None:
    window.asking.look()
    soon = clock.now().replace(tzinfo=None) + timedelta(hours=1)
    services.appointments.plan(replace(meeting, id=None, title="Tea", uid="", starts=soon))
    window.asking.look()
    clock.advance(timedelta(hours=1, minutes=45))
    window.asking.look()
    assert ["Tea" in said for said in window.said] == [False, True]
