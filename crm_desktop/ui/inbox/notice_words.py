"""The desktop notification for what has just come due, in the window's language: one for all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.services.reminder_wording import LISTED, NAMED, Notice, was_away
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
        self._clock = clock
        self._words = ReminderWords(clock)

    def notice(self, reminders: Sequence[Reminder]) -> Notice:
        """One notification for at least one reminder; whoever has gone cold makes one line together."""
        if len(reminders) == 1:
            return Notice(self._title(reminders[0]), self._detail(reminders[0]))
        cold = [one for one in reminders if one.kind is ReminderKind.COLD]
        others = [one for one in reminders if one.kind is not ReminderKind.COLD]
        if not others:
            return Notice(_gone_cold(len(cold)), _names(cold))
        lines = [self._line(one) for one in others]
        if len(cold) == 1:
            lines.append(self._title(cold[0]))
        elif cold:
            words = _translate("Notice", "{gone_cold}: {names}")
            lines.append(words.format(gone_cold=_gone_cold(len(cold)), names=_names(cold)))
        title = self._group_title(reminders, len(lines))
        if len(lines) > LISTED:
            rest = len(lines) - LISTED
            lines[LISTED:] = [english_plural(_translate("Notice", "and %n more", None, rest), rest)]
        return Notice(title, "\n".join(lines))

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
        words = _translate("Notice", "{what}: {when}")
        return words.format(what=self._title(one), when=self._detail(one))

    def _group_title(self, reminders: Sequence[Reminder], things: int) -> str:
        kinds = {one.kind for one in reminders}
        if was_away(reminders, self._clock.now(), self._clock.zone()):
            text = _translate("Notice", "%n thing(s) while you were away", None, things)
        elif kinds == {ReminderKind.BIRTHDAY}:
            text = _translate("Notice", "%n birthday(s)", None, things)
        elif kinds == {ReminderKind.APPOINTMENT}:
            text = _translate("Notice", "%n meeting(s)", None, things)
        else:
            text = _translate("Notice", "%n reminder(s)", None, things)
        return english_plural(text, things)


def _gone_cold(count: int) -> str:
    return english_plural(_translate("Notice", "%n contact(s) have gone cold", None, count), count)


def _names(cold: Sequence[Reminder]) -> str:
    if len(cold) <= NAMED:
        return ", ".join(one.name for one in cold)
    named, rest = ", ".join(one.name for one in cold[: NAMED - 1]), len(cold) - NAMED + 1
    words = english_plural(_translate("Notice", "{names} and %n more", None, rest), rest)
    return words.format(names=named)
