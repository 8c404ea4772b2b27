"""What the settings say of how reminding fares, and what came of a test notification."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.services.notify_trouble import NotifyTrouble
from crm_desktop.ui.settings.health import HealthSection
from crm_desktop.ui.shell.desktop_notices import DesktopNotices
from crm_desktop.ui.shell.ports import NotifyOutcome
from crm_desktop.ui.theme.controller import ThemeController
from tests.fakes import FakeClock


@dataclass(frozen=True)
class Outcome:
    """How the desktop took a notification."""

    delivered: bool = True
    reason: str = ""
    trouble: NotifyTrouble | None = None


class Notifier:
    """Answers each notification as it is told to; None is not at all."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = Outcome()

    def notify_later(self, _title: str, _body: str, answered: Callable[[NotifyOutcome], None]) -> None:
        if self.outcome is not None:
            answered(self.outcome)

    def close(self) -> None:
        """Nothing runs."""


@dataclass
class Checking:
    """What looks at what is due."""

    last_checked: datetime | None = None
    is_held_up: bool = False


@pytest.fixture
def notifier() -> Notifier:
    return Notifier()


@pytest.fixture
def checking(clock: FakeClock) -> Checking:
    return Checking(clock.now())


@pytest.fixture
def notices(notifier: Notifier, clock: FakeClock) -> DesktopNotices:
    return DesktopNotices(lambda: notifier, clock)


@pytest.fixture
def section(
    services: Services,
    theme: ThemeController,
    clock: FakeClock,
    notices: DesktopNotices,
    checking: Checking,
    qtbot: QtBot,
) -> HealthSection:
    made = HealthSection(
        settings=services.settings,
        reminders=services.reminders,
        notices=notices,
        reminding=lambda: checking,
        clock=clock,
        theme=theme,
    )
    qtbot.addWidget(made)
    made.show()
    return made


def answer_to_test(section: HealthSection, qtbot: QtBot) -> str:
    """What is said under the button once the desktop has answered a test."""
    section.test_button.click()
    qtbot.waitUntil(section.test_button.isEnabled)
    return section.result.text()


def test_in_the_beginning_all_is_well_and_nothing_waits(section: HealthSection):
    assert section.state.text == "All is well"
    assert section.checked.text() == "Just now"
    assert section.next_due.text() == "Nothing waits."
    assert section.last.text() == "None yet"
    assert section.trouble.isHidden()
    assert section.quiet.isHidden()
    assert section.next_due.accessibleName() == "Next due: Nothing waits."


def test_the_next_one_is_named(section: HealthSection, services: Services):
    born = ImportantDate(BIRTHDAY, PartialDate(None, 3, 3))
    services.settings.birthday_days_ahead = 0
    services.contacts.add(Contact(Name("Anna <b>Meier</b>"), dates=(born,), cadence_days=0))
    section.refresh()
    assert section.next_due.text() == "Tomorrow 09:00, birthday of Anna <b>Meier</b>"
    services.contacts.add(Contact(Name("Bea"), dates=(born,), cadence_days=0))
    section.refresh()
    assert section.next_due.text().endswith(" and 1 more")


def test_while_somebody_looks_the_line_stays_true(section: HealthSection, clock: FakeClock, qtbot: QtBot):
    clock.advance(minutes=2)
    section._looking.setInterval(1)
    qtbot.waitUntil(lambda: section.checked.text() == "2 minutes ago")
    section.hide()
    assert not section._looking.isActive()


def test_a_tick_that_does_not_come_is_told(section: HealthSection, checking: Checking, clock: FakeClock):
    clock.advance(minutes=4)
    section.refresh()
    assert section.state.text == "Needs a look"
    assert section.checked.text() == "4 minutes ago"
    assert "start it again" in section.trouble.text()
    checking.last_checked = clock.now()
    section.refresh()
    assert section.state.text == "All is well"


def test_a_tick_that_never_came_is_told_too(section: HealthSection, checking: Checking, clock: FakeClock):
    checking.last_checked = None
    section.refresh()
    assert (section.checked.text(), section.state.text) == ("Not yet", "All is well")
    clock.advance(minutes=4)
    section.refresh()
    assert section.state.text == "Needs a look"


def test_a_long_task_is_no_fault(section: HealthSection, checking: Checking, clock: FakeClock):
    checking.is_held_up = True
    clock.advance(minutes=4)
    section.refresh()
    assert "as soon as it is done" in section.trouble.text()


def test_a_clock_that_was_set_back_alarms_nobody(section: HealthSection, clock: FakeClock):
    clock.advance(hours=-5)
    section.refresh()
    assert (section.checked.text(), section.state.text) == ("Just now", "All is well")


def test_a_test_that_arrives_says_so(section: HealthSection, qtbot: QtBot):
    assert answer_to_test(section, qtbot).startswith("The desktop took it.")
    assert section.last.text() == "Today 09:00, taken by the desktop"
    assert section.state.text == "All is well"


def test_while_the_desktop_has_not_answered_one_waits_and_sees_it(
    section: HealthSection, notifier: Notifier, notices: DesktopNotices
):
    notifier.outcome = None
    section.test_button.click()
    assert section.result.text() == "Asking the desktop…"
    assert not section.test_button.isEnabled()
    section.refresh()
    assert section.last.text() == "Today 09:00, waiting for an answer"
    notices.close()
    assert section.test_button.isEnabled()


@pytest.mark.parametrize(
    "trouble, words",
    [
        (
            NotifyTrouble.NO_TOOL,
            "notify-send is not installed (Debian package libnotify-bin). Reminders wait",
        ),
        (NotifyTrouble.NO_WAY, "This desktop has no way to show notifications. Reminders wait"),
        (NotifyTrouble.NO_SERVICE, "No notification service is running on this desktop. Reminders wait"),
        (NotifyTrouble.NO_ANSWER, "The notification service of this desktop does not answer."),
        (NotifyTrouble.REFUSED, "The desktop did not take it: <b>%s</b>. Reminders wait on the Today page"),
    ],
)
def test_a_notifier_that_fails_is_told_in_words(
    section: HealthSection, notifier: Notifier, qtbot: QtBot, trouble: NotifyTrouble, words: str
):
    notifier.outcome = Outcome(False, "<b>%s</b>.", trouble)
    assert answer_to_test(section, qtbot) == "The test did not arrive. What to do stands above."
    assert section.last.text() == "Today 09:00, not taken by the desktop"
    assert section.state.text == "Needs a look"
    assert section.trouble.text().startswith(words)
    notifier.outcome = Outcome()
    answer_to_test(section, qtbot)
    assert section.trouble.isHidden()


def test_a_tray_that_stands_in_is_named(
    section: HealthSection, notifier: Notifier, notices: DesktopNotices, qtbot: QtBot
):
    notices.balloon = lambda _title, _body: True
    notifier.outcome = Outcome(False, "no", NotifyTrouble.NO_TOOL)
    assert answer_to_test(section, qtbot) == "It was shown at the icon in the tray."
    assert section.last.text() == "Today 09:00, shown at the icon in the tray"
    assert "at the icon in the tray instead" in section.trouble.text()


def test_quiet_time_is_named_with_its_end(section: HealthSection, services: Services):
    services.settings.quiet_from, services.settings.quiet_until = time(8), time(10)
    section.refresh()
    assert not section.quiet.isHidden()
    assert section.quiet.text() == "Today 10:00"


def test_without_notifications_nothing_is_called_well(section: HealthSection, services: Services):
    services.settings.notifications = False
    section.refresh()
    assert section.state.text == "Only on the Today page"


def test_after_a_restart_the_last_notification_is_still_known(
    section: HealthSection, services: Services, clock: FakeClock
):
    start = (clock.now() + timedelta(minutes=5)).replace(tzinfo=None)
    anna = services.contacts.add(Contact(Name("Anna"), cadence_days=0))
    services.appointments.plan(Appointment("Lunch", start, "UTC", (anna,), remind=(15,)))
    services.reminders.fire_due()
    assert len(services.reminders.to_announce()) == 1
    clock.advance(days=1)
    section.refresh()
    assert section.last.text() == "Yesterday 09:00"
