"""How reminding fares, in words: what is next, how the last notification went, what to do about trouble."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.services.notify_trouble import NotifyTrouble
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.people import label_word
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.ui.shell.desktop_notices import LastNotice
    from crm_desktop.ui.shell.ports import NotifyOutcome

_translate = QCoreApplication.translate

_STALE = timedelta(minutes=3)
_TOGETHER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Checks:
    """What is known of the looks at what is due. Instants in UTC.

    `since` is when looking began; `held_up` whether long work is being written, which looks wait for.
    """

    since: datetime
    last: datetime | None
    held_up: bool = False


class HealthWords:
    """Words as seen from the clock's now."""

    def __init__(self, reminders: Reminders, clock: Clock) -> None:
        self._reminders = reminders
        self._clock = clock
        self._days = DayWords(clock)

    def checked(self, checks: Checks) -> str:
        """When it was last looked at what is due."""
        if checks.last is None:
            return _translate("Health", "Not yet")
        return self._days.ago(checks.last)

    def next_due(self) -> str:
        """What comes next, and when."""
        at = self._reminders.next_due()
        if at is None:
            return _translate("Health", "Nothing waits.")
        coming = self._reminders.between(at, at + _TOGETHER)
        when = self._days.moment(at, exact=True)
        if not coming:
            return when
        text = f"{when}, {_subject(coming[0])}"
        rest = len(coming) - 1
        if not rest:
            return text
        more = english_plural(_translate("Health", "and %n more", None, rest), rest)
        return f"{text} {more}"

    def quiet(self) -> str:
        """Until when the desktop is left alone; empty where it is not."""
        end = self._reminders.quiet_until()
        return self._days.moment(end, exact=True) if end is not None else ""

    def last_notice(self, last: LastNotice | None) -> str:
        """When the desktop was last asked for a notification, and how that went."""
        if last is None:
            asked_at = self._reminders.last_announced()
            if asked_at is None:
                return _translate("Health", "None yet")
            return self._days.moment(asked_at, exact=True)
        return f"{self._days.moment(last.asked_at, exact=True)}, {_went(last)}"

    def check_trouble(self, checks: Checks) -> str:
        """What is wrong with the looks at what is due; empty where all is well."""
        if self._clock.now() - (checks.last or checks.since) <= _STALE:
            return ""
        if checks.held_up:
            return _translate(
                "Health", "A long task is being written. Reminders are checked as soon as it is done."
            )
        return _translate(
            "Health",
            "Reminders have not been checked for more than three minutes. "
            "Quit the program and start it again.",
        )


def notice_trouble(last: LastNotice | None) -> str:
    """Why the last notification was not taken, and what to do; empty where it was."""
    outcome = last.outcome if last else None
    if last is None or outcome is None or outcome.delivered:
        return ""
    return f"{_cause(outcome)} {_meanwhile(last)}"


def _went(last: LastNotice) -> str:
    if last.outcome is None:
        return _translate("Health", "waiting for an answer")
    if last.outcome.delivered:
        return _translate("Health", "taken by the desktop")
    if last.in_tray:
        return _translate("Health", "shown at the icon in the tray")
    return _translate("Health", "not taken by the desktop")


def _cause(outcome: NotifyOutcome) -> str:
    match outcome.trouble:
        case NotifyTrouble.NO_TOOL:
            return _translate("Health", "notify-send is not installed (Debian package libnotify-bin).")
        case NotifyTrouble.NO_WAY:
            return _translate("Health", "This desktop has no way to show notifications.")
        case NotifyTrouble.NO_SERVICE:
            return _translate("Health", "No notification service is running on this desktop.")
        case NotifyTrouble.NO_ANSWER:
            return _translate(
                "Health",
                "The notification service of this desktop does not answer. "
                "Logging out of the desktop and in again may help.",
            )
        case _:
            reason = outcome.reason.rstrip(".")
            return _translate("Health", "The desktop did not take it: {reason}.").format(reason=reason)


def _meanwhile(last: LastNotice) -> str:
    if last.in_tray:
        return _translate("Health", "Reminders are shown at the icon in the tray instead.")
    return _translate(
        "Health", "Reminders wait on the Today page, and are sent again until the desktop takes them."
    )


def _subject(one: Reminder) -> str:
    """What a reminder is about, in a few words."""
    match one.kind:
        case ReminderKind.BIRTHDAY:
            return _translate("Health", "birthday of {name}").format(name=one.name)
        case ReminderKind.DATE:
            label = label_word(one.subject) or _translate("Health", "Important date")
            return _translate("Health", "{label} of {name}").format(label=label, name=one.name)
        case ReminderKind.COLD:
            return _translate("Health", "{name} goes cold").format(name=one.name)
        case _:
            return one.subject or one.name
