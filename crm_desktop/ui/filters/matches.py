"""Who matches, while a filter is made: how many, and the first of them by name.

`counted(int)`: the number is known; -1 while it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.services.environment import told_words
from crm_desktop.ui.people.counting import people_text
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import ElidedLabel, FaceLabel, isolated
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.theme.controller import ThemeController

_AFTER_MS = 180
_SLOW_MS = 700
_NAMES, _LONGEST_NAME = 6, 40


class Runner(Protocol):
    """Does work beside the window."""

    def run(
        self,
        work: Callable[[Any, Any], Any],
        *,
        on_done: Callable[[Any], None] = ...,
        on_error: Callable[[BaseException], None] = ...,
    ) -> object: ...


class Matches(QWidget):
    """Counts beside the window, a moment after the last change; an old answer is never shown."""

    counted = Signal(int)

    def __init__(
        self, contacts: ContactBook, runner: Runner, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._contacts, self._runner = contacts, runner
        self._condition: Condition | None = None
        self._ticket, self._is_looking = 0, False
        self._count = FaceLabel("", theme, Face.STRONG, parent=self)
        self._names = ElidedLabel("", theme, Face.SMALL, muted=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._count)
        column.addWidget(self._names)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)

    @property
    def text(self) -> str:
        """What it says: how many, and who."""
        return "\n".join(filter(None, (self._count.text(), self._names.text())))

    def ask(self, condition: Condition | None) -> None:
        """Say who fulfils this now; None while nothing is asked for yet."""
        self._condition = condition
        self._ticket += 1
        if condition is None:
            self._soon.stop()
            self._say(self.tr("Nothing is asked for yet"), "")
            self.counted.emit(-1)
        else:
            self.counted.emit(-1)
            self._soon.start()

    def say_wrong(self) -> None:
        """What is asked for cannot be understood."""
        self._ticket += 1
        self._soon.stop()
        self._say("–", "")
        self.counted.emit(-1)

    def _look(self) -> None:
        if self._is_looking or self._condition is None:
            return  # the answer that is under way asks again
        self._is_looking = True
        self._slow.start()
        ticket, condition, contacts = self._ticket, self._condition, self._contacts

        def work(_progress: Any, _cancel: Any) -> tuple[int, list[str]]:
            ids = contacts.ids(ContactQuery(condition=condition))
            names = contacts.names(ids[:_NAMES])
            return len(ids), [names[key] for key in ids[:_NAMES] if key in names]

        self._runner.run(
            work,
            on_done=lambda found: self._on_found(ticket, *found),
            on_error=lambda error: self._on_failed(ticket, error),
        )

    def _on_found(self, ticket: int, count: int, names: list[str]) -> None:
        if not isValid(self):
            return  # the builder was closed meanwhile
        self._is_looking = False
        if ticket != self._ticket:
            self._look()
            return
        shown = ", ".join(isolated(one_line(name, _LONGEST_NAME)) for name in names)
        if count > len(names):
            shown = self.tr("{names} and others").format(names=shown)
        self._say(people_text(count) if count else self.tr("Nobody"), shown)
        self.counted.emit(count)

    def _on_failed(self, ticket: int, error: BaseException) -> None:
        words = told_words(error)
        if not words:
            raise error
        if not isValid(self):
            return
        self._is_looking = False
        if ticket == self._ticket:
            self._say(words, "")

    def _say_slow(self) -> None:
        """Something else is being done beside the window, or there are very many."""
        if self._is_looking:
            self._say(self.tr("Counting…"), "")

    def _say(self, count: str, names: str) -> None:
        self._count.setText(count)
        self._names.setText(names)
