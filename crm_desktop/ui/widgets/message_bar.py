"""One quiet line at the foot of a page: what was done, with a way back, or what could not be done.

Messages wait for each other a moment; an error stays until it is read away or something else is done.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget
from shiboken6 import isValid

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.buttons import IconButton, QuietButton
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

SHOWN_MS = 6000
SHOWN_WITH_ACTION_MS = 10000
_LEAST_MS = 1200  # what the next message leaves to the one before it
_MOST_WAITING = 3
_ICON = 20
_DONE = "check-circle"


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    action: str = ""
    on_action: Callable[[], object] | None = None
    is_error: bool = False
    icon: str = _DONE


class MessageBar(QWidget):
    """Hidden while there is nothing to say. `message_shown(str)` for each message that comes up."""

    message_shown = Signal(str)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waiting: deque[_Message] = deque()
        self._message: _Message | None = None
        self._came_from: QWidget | None = None
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self._action = QuietButton("", theme)
        self._action.clicked.connect(self._on_action_clicked)
        self._close = IconButton("x", theme, self.tr("Close the message"))
        self._close.clicked.connect(self.dismiss)
        # A click must not take the keyboard away from the page; Tab reaches them.
        for button in (self._action, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._action)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._measure)
        self._measure()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, "" while it is hidden."""
        return self._message.text if self._message is not None else ""

    @property
    def is_error(self) -> bool:
        """Whether it tells of something that could not be done."""
        return self._message is not None and self._message.is_error

    def say(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        icon: str = _DONE,
    ) -> None:
        """Tell something for some seconds: what was done, if the icon says no other; `action` is a button
        such as Undo.
        """
        self._add(_Message(text, action, on_action, icon=icon))

    def error(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Tell what could not be done and what to do; it comes up at once and stays."""
        self._waiting.clear()
        self._show(_Message(text, action, on_action, is_error=True))

    def dismiss(self) -> None:
        """Take the present message away; the keyboard goes back to where it was."""
        self._timer.stop()
        if self._waiting:
            self._show(self._waiting.popleft())
            return
        self._message = None
        came_from = self._came_from if self._holds_focus() else None
        self.hide()
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds_focus(self) -> bool:
        return self._action.hasFocus() or self._close.hasFocus()

    def clear(self) -> None:
        """Take all messages away, those that wait included."""
        self._waiting.clear()
        self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        tone = tokens.bad if self.is_error else tokens.accented
        painter = QPainter(self)
        edge = tone.fg if self.is_error else tokens.border
        strokes.box(painter, QRectF(self.rect()), tokens.surface, edge, px(10))
        side = px(_ICON)
        spot = QRect(px(14), (self.height() - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        name = "alert" if self._message is None or self._message.is_error else self._message.icon
        self._theme.icons.paint(painter, QRectF(place), name, tone.fg)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._measure()

    def enterEvent(self, event: QEvent) -> None:
        # Whoever reads or reaches for the button is given time.
        self._timer.stop()
        super().enterEvent(event)  # type: ignore[arg-type]

    def leaveEvent(self, event: QEvent) -> None:
        if self._message is not None and not self._message.is_error:
            self._timer.start(SHOWN_MS)
        super().leaveEvent(event)

    def _add(self, message: _Message) -> None:
        if self._message is None or self._message.is_error or not self.isVisible():
            self._waiting.clear()
            self._show(message)
            return
        self._waiting.append(message)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft()
        if self._timer.remainingTime() > _LEAST_MS or not self._timer.isActive():
            self._timer.start(_LEAST_MS)

    def _show(self, message: _Message) -> None:
        self._message = message
        if not self._holds_focus():
            self._came_from = self.window().focusWidget()
        self._label.setText(message.text)
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        self._close.setVisible(True)
        self.setAccessibleName(message.text)
        self.show()
        self.update()
        if message.is_error:
            self._timer.stop()
        elif self._waiting:
            self._timer.start(_LEAST_MS)
        else:
            self._timer.start(SHOWN_WITH_ACTION_MS if message.action else SHOWN_MS)
        self._announce(message.text)
        self.message_shown.emit(message.text)

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_timer_timeout(self) -> None:
        if self._holds_focus():
            self._timer.start(SHOWN_MS)
            return
        self.dismiss()

    def _on_action_clicked(self) -> None:
        message = self._message
        self.dismiss()
        if message is not None and message.on_action is not None:
            message.on_action()

    def _measure(self) -> None:
        px = self._theme.px
        before, after = px(14) + px(_ICON) + px(12), px(8)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            before, after = after, before
        self._row.setContentsMargins(before, px(8), after, px(8))
        self._row.setSpacing(px(8))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._theme.px(48)))
