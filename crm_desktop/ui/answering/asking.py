"""When a meeting is over it asks once how it went, where somebody looks; the list on Today waits besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.services.answering import Answering


class MeetingAsking(QObject):
    """`look` is called with every tick, and when the window comes forward; what it asks is noted first."""

    def __init__(
        self,
        answering: Answering,
        is_looked_at: Callable[[], bool],
        offer: Callable[[str, str, Callable[[], object]], None],
        answer: Callable[[Appointment], object],
        show_list: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._answering = answering
        self._is_looked_at = is_looked_at
        self._offer = offer
        self._answer = answer
        self._show_list = show_list

    def look(self) -> None:
        """Ask about what has ended since, if somebody looks at the window; else it waits."""
        if not self._is_looked_at():
            return
        meeting, count = self._answering.to_ask()
        if meeting is None:
            return
        try:
            self._answering.asked()
        except UserError:  # another program is writing; the next tick finds it again
            return
        if count == 1:
            text = self.tr("How did it go: {title}?").format(title=isolated(meeting.title))
            self._offer(text, self.tr("Answer"), lambda: self._answer(meeting))
        else:
            text = english_plural(self.tr("%n meetings are over. How did they go?", None, count), count)
            self._offer(text, self.tr("Show"), self._show_list)
