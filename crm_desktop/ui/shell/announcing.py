"""Tells the desktop of what the inbox has: all that is new in one notice, again until it was taken."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.ids import ReminderKey
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.reminder_wording import Notice
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.ui.shell.desktop_notices import DesktopNotices

_log = logging.getLogger(__name__)


class Announcing:
    """One notice at a time. What nobody could see is told again with the next tick, as long as it is open."""

    def __init__(
        self,
        reminders: Reminders,
        notices: DesktopNotices,
        wording: Callable[[Sequence[Reminder]], Notice],
    ) -> None:
        self._reminders = reminders
        self._notices = notices
        self._wording = wording
        self._under_way = False
        self._came_meanwhile = False
        self._unseen: list[ReminderKey] = []

    def announce(self) -> None:
        """Ask the desktop to show what it was not yet told of; to be called at every tick."""
        if self._under_way:
            self._came_meanwhile = True
            return
        try:
            self._give_back()
            waiting = self._reminders.to_announce()
        except UserError as busy:  # another program is writing; the next tick finds it again
            _log.info("not now: %s", type(busy).__name__)
            return
        if not waiting:
            return
        notice = self._wording(waiting)
        self._under_way = True
        keys = [one.key for one in waiting]
        self._notices.notify_later(notice.title, notice.body, partial(self._on_answered, keys))

    def _on_answered(self, keys: list[ReminderKey], seen: bool) -> None:
        self._under_way = False
        came_meanwhile, self._came_meanwhile = self._came_meanwhile, False
        if seen:
            if came_meanwhile:
                self.announce()
            return
        self._unseen += keys
        try:
            self._give_back()
        except UserError as busy:
            _log.info("not now: %s", type(busy).__name__)

    def _give_back(self) -> None:
        if self._unseen:
            self._reminders.not_announced(self._unseen)
            self._unseen = []
