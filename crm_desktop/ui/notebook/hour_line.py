"""One ruled line of the notebook: an hour, what stands at it, and room to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import ThemedButton
from crm_desktop.ui.widgets.labels import FaceLabel, isolated
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QColor, QPaintEvent

    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.theme.controller import ThemeController

_HOUR, _ICON, _GAP, _PAD, _LEAST = 58, 15, 6, 4, 26


class EntryButton(ThemedButton):
    """An entry in the colour of what came of it; icon and words say it too. A click opens it."""

    menu_asked = Signal(QPoint)

    def __init__(self, entry: Entry, theme: ThemeController) -> None:
        super().__init__(entry.title, theme, entry.icon)
        self._entry = entry
        self.setAccessibleName(entry.spoken)
        self.setToolTip(plain_tip(entry.spoken))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.mapToGlobal(at)))

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, self._theme.metrics(Face.BODY)
        return QSize(px(80), metrics.height() + px(8))

    def _ink(self, _state: QStyle.StateFlag) -> QColor:
        return self._theme.tokens.tone(self._entry.tone).fg

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        tone = self._theme.tokens.tone(self._entry.tone)
        strokes.box(painter, rect, tone.soft, None, self._theme.px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            strokes.focus_ring(painter, rect, self._theme.tokens, self._theme.px(6))

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        px, side = self._theme.px, self._theme.px(_ICON)
        left = px(8)
        place = QRect(left, (self.height() - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        self._theme.icons.paint(painter, QRectF(place), self._entry.icon, ink, rtl=self.isRightToLeft())
        left += side + px(_GAP)
        parts = (self._entry.time, self._entry.title, self._entry.detail, self._entry.status)
        text = " · ".join(part for part in parts if part)
        room = self.width() - left - px(8)
        shown = self._theme.metrics(Face.BODY).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._theme.font(Face.BODY))
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, 0, room, self.height()))
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(place, flags, isolated(shown))


class HourLine(QWidget):
    """Signals: `written(time, str)` for what was written at the hour; `step_asked(by)` to the line above or
    below; `entry_opened(Entry, QPoint)`, `menu_asked(Entry, QPoint)`.
    """

    written = Signal(object, str)
    step_asked = Signal(int)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)

    def __init__(self, at: time, text: str, theme: ThemeController) -> None:
        super().__init__()
        self._at = at
        self._theme = theme
        px = theme.px
        self._hour = FaceLabel(text, theme, Face.SMALL, muted=True)
        self._hour.setFixedWidth(px(_HOUR))
        self.edit = LineEdit()
        self.edit.setFrame(False)
        self.edit.setAccessibleName(self.tr("Write at {time}").format(time=text))
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self._on_written)
        self.edit.editingFinished.connect(self._on_written)
        self._column = QVBoxLayout()
        self._column.setSpacing(px(3))
        self._column.addWidget(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(_PAD), 0, px(_PAD))
        row.setSpacing(px(6))
        row.addWidget(self._hour, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        self.edit.setMinimumHeight(px(_LEAST))
        self._buttons: list[EntryButton] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """What stands at this hour, above the room to write."""
        for button in self._buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(entry) for entry in entries]
        for at, button in enumerate(self._buttons):
            self._column.insertWidget(at, button)

    def keep_written(self) -> None:
        """Hand over what is written and was not yet."""
        self._on_written()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == event.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())  # type: ignore[attr-defined]
            if step is not None:
                self.step_asked.emit(step)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.tokens.border)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _button(self, entry: Entry) -> EntryButton:
        button = EntryButton(entry, self._theme)
        button.clicked.connect(
            lambda: self.entry_opened.emit(entry, button.mapToGlobal(button.rect().center()))
        )
        button.menu_asked.connect(lambda place: self.menu_asked.emit(entry, place))
        return button

    def _on_written(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.edit.clear()
            self.written.emit(self._at, text)
