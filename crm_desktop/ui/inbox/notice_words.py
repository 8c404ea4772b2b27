"""The desktop notification for what has just come due, in the window's language: one for all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.services.reminder_wording import LISTED, Notice
from crm_desktop.ui.inbox.reminder_words import ReminderWords
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.ports import Clock

_translate = QCoreApplication.translate


class NoticeWords:
    """Words groups of reminders as seen from now."""

    def __init__(self, clock: Clock) -> None:
        self._words = ReminderWords(clock)

    def notice(self, reminders: Sequence[Reminder]) -> Notice:
        """One notification for at least one reminder."""
        if len(reminders) == 1:
            return self._single(reminders[0])
        lines = [self._line(one) for one in reminders[:LISTED]]
        rest = len(reminders) - LISTED
        if rest > 0:
            lines.append(english_plural(_translate("Notice", "and %n more", None, rest), rest))
        return Notice(self._group_title(reminders), "\n".join(lines))

    def _single(self, one: Reminder) -> Notice:
        return Notice(self._title(one), self._detail(one))

    def _title(self, one: Reminder) -> str:
        if one.kind is ReminderKind.COLD:
            return _translate("Notice", "{name} has gone cold").format(name=one.name)
        if one.kind is ReminderKind.BIRTHDAY and one.turns:
            return _translate("Notice", "{name} turns {age}").format(name=one.name, age=one.turns)
        return self._words.text(one).title

    def _detail(self, one: Reminder) -> str:
        # The age stands in the title already.
        return self._words.text(replace(one, turns=None)).detail

    def _line(self, one: Reminder) -> str:
        title = self._title(one)
        if one.kind is ReminderKind.COLD:
            return title
        return f"{title}: {self._detail(one)}"

    def _group_title(self, reminders: Sequence[Reminder]) -> str:
        count, kinds = len(reminders), {one.kind for one in reminders}
        if kinds == {ReminderKind.COLD}:
            text = _translate("Notice", "%n contact(s) have gone cold", None, count)
        elif kinds == {ReminderKind.BIRTHDAY}:
            text = _translate("Notice", "%n birthday(s)", None, count)
        elif kinds == {ReminderKind.APPOINTMENT}:
            text = _translate("Notice", "%n meeting(s)", None, count)
        else:
            text = _translate("Notice", "%n reminder(s)", None, count)
        return english_plural(text, count)
