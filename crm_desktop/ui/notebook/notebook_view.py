"""A page of the notebook. What is written at an hour is planned; what is important is kept as it is typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette, QPolygon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.notebook.hour_line import EntryButton, HourLine
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import Heading
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.wording.days import DayWords, clock_text, full_day

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from crm_desktop.services.agenda import Agenda
    from crm_desktop.services.day_notes import DayNotes
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.calendar.entries import Entry, EntryMaker
    from crm_desktop.ui.theme.controller import ThemeController

_SETTLE_MS: Final = 1500
_RIBBON: Final = 26


class _Ribbon(QWidget):
    """Marks today's page, as in a book."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(theme.px(_RIBBON), theme.px(2 * _RIBBON))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        width, height = self.width(), self.height()
        middle, notch = width // 2, height - self._theme.px(9)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.accent)
        corners = ((0, 0), (width, 0), (width, height), (middle, notch), (0, height))
        painter.drawPolygon(QPolygon([QPoint(*corner) for corner in corners]))
        painter.end()


class NotebookView(QWidget):
    """Signals: `written(datetime, str)` with a wall time; `refused(str)` where what is important could not be
    kept; `entry_opened(Entry, QPoint)`, `menu_asked(Entry, QPoint)`; `day_changed(date)` when a key
    turns the page.
    """

    written = Signal(object, str)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)
    refused = Signal(str)
    day_changed = Signal(object)

    def __init__(
        self,
        agenda: Agenda,
        notes: DayNotes,
        settings: Settings,
        clock: Clock,
        maker: EntryMaker,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self._notes = notes
        self._settings = settings
        self._words = DayWords(clock)
        self._maker = maker
        self._theme = theme
        self._day = date.min
        self._lines: dict[int, HourLine] = {}
        self._whole_day: list[EntryButton] = []
        self._shown_note = ""
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self.keep)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make()

    @property
    def day(self) -> date:
        """The day of the page."""
        return self._day

    def show_day(self, day: date) -> None:
        """Open the page of a day, or show anew what stands on it; what is being written stays."""
        if day != self._day:
            self.keep()
            self._day = day
            self._shown_note = ""
            self.important.setPlainText("")
        [found] = self._agenda.days(day, 1)
        self._name.setText(self._words.day(day, weekday=True))
        if self.important.toPlainText().rstrip() == self._shown_note and found.note != self._shown_note:
            self.important.setPlainText(found.note)
            self._shown_note = found.note
            self._soon.stop()
        entries = [entry for entry in self._maker.entries(found) if not self._is_note(entry)]
        self._show_whole_day([entry for entry in entries if entry.is_whole_day or entry.goes_on])
        self._show_hours([entry for entry in entries if not (entry.is_whole_day or entry.goes_on)])
        self._ribbon.setVisible(day == self._words.today())
        self.setAccessibleName(self.tr("Page of {day}").format(day=full_day(day)))
        self.setAccessibleDescription("; ".join(entry.spoken for entry in entries))

    def keep(self) -> None:
        """Keep what is important as it stands, and what is written at an hour."""
        self._soon.stop()
        for line in list(self._lines.values()):
            line.keep_written()
        text = self.important.toPlainText().rstrip()
        if self._day == date.min or text == self._shown_note:
            return
        try:
            self._notes.write(self._day, text, origin=self)
        except UserError as error:
            self.refused.emit(str(error))
        else:
            self._shown_note = text

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self._theme.px(16)
        self._ribbon.move(left if self.isRightToLeft() else self.width() - left - self._ribbon.width(), 0)

    # Keys: the arrows turn the page, Down and Enter lead to its lines, Escape leads back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if self.isRightToLeft() else 1
        step = {Qt.Key.Key_Right: ahead, Qt.Key.Key_Left: -ahead}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus()  # from writing back to the page, where letters change the view
        elif not self.hasFocus() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step is not None:
            self.day_changed.emit(self._day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shown = sorted(at for at, line in self._lines.items() if line.isVisibleTo(self))
            self._lines[shown[0]].edit.setFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter, around = QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1)
            strokes.focus_ring(painter, around, self._theme.tokens, self._theme.px(14))
            painter.end()

    # What stands on the page

    def _is_note(self, entry: Entry) -> bool:
        return entry.subject is None and entry.icon == "pin"

    def _show_whole_day(self, entries: list[Entry]) -> None:
        for button in self._whole_day:
            self._all_day.removeWidget(button)
            button.deleteLater()
        self._whole_day = []
        for entry in entries:
            button = EntryButton(entry, self._theme)
            button.clicked.connect(lambda _=False, each=entry, at=button: self._open(each, at))
            button.menu_asked.connect(lambda place, each=entry: self.menu_asked.emit(each, place))
            self._all_day.addWidget(button)
            self._whole_day.append(button)

    def _open(self, entry: Entry, button: EntryButton) -> None:
        self.entry_opened.emit(entry, button.mapToGlobal(button.rect().center()))

    def _show_hours(self, entries: list[Entry]) -> None:
        by_hour: dict[int, list[Entry]] = {}
        for entry in entries:
            assert entry.starts is not None
            by_hour.setdefault(entry.starts.hour, []).append(entry)
        first = min(self._settings.work_from.hour, *by_hour, 23)
        last = max(self._settings.work_until.hour, *by_hour, 0)
        for hour in range(24):
            line = self._lines.get(hour)
            if line is None and first <= hour <= last:
                line = self._line(hour)
            if line is not None:
                line.setVisible(first <= hour <= last)
                line.show_entries(by_hour.get(hour, ()))

    def _line(self, hour: int) -> HourLine:
        at = time(hour)
        line = HourLine(at, clock_text(datetime.combine(date.min, at)), self._theme)
        line.written.connect(self._on_written)
        line.step_asked.connect(lambda by: self._step(hour, by))
        line.entry_opened.connect(self.entry_opened)
        line.menu_asked.connect(self.menu_asked)
        later = [other for other in self._lines if other > hour]
        place = self._hours.indexOf(self._lines[min(later)]) if later else self._hours.count() - 1
        self._hours.insertWidget(place, line)
        self._lines[hour] = line
        return line

    def _on_written(self, at: time, text: str) -> None:
        self.written.emit(datetime.combine(self._day, at), text)

    def _step(self, hour: int, by: int) -> None:
        shown = sorted(at for at, line in self._lines.items() if line.isVisibleTo(self))
        place = shown.index(hour) + by
        if 0 <= place < len(shown):
            self._lines[shown[place]].edit.setFocus()
            self._area.ensureWidgetVisible(self._lines[shown[place]])

    # Making

    def _make(self) -> None:
        px, theme = self._theme.px, self._theme
        self._name = Heading("", theme)
        left, right = Card(theme), Card(theme)
        left.body.addWidget(self._name)
        self._all_day = QVBoxLayout()
        self._all_day.setSpacing(px(4))
        left.body.addLayout(self._all_day)
        lines = QWidget()
        lines.setBackgroundRole(QPalette.ColorRole.Base)
        lines.setAutoFillBackground(True)
        self._hours = QVBoxLayout(lines)
        self._hours.setContentsMargins(0, 0, 0, 0)
        self._hours.setSpacing(0)
        self._hours.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(lines)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        left.body.addWidget(self._area, 1)
        right.body.addWidget(Heading(self.tr("Important"), theme))
        self.important = TextArea(
            self.tr("Important on this day"), theme, self.tr("Write here. It is kept as you type.")
        )
        self.important.textChanged.connect(self._soon.start)
        right.body.addWidget(self.important, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(3), px(3), px(3), px(3))
        row.setSpacing(px(12))
        row.addWidget(left, 3)
        row.addWidget(right, 2)
        self._ribbon = _Ribbon(theme, self)
