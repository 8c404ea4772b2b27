"""What is next with a contact: planned meetings and open promises, each acted on where it stands.

Signals carry the appointment or the follow-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import ElidedLabel, FaceLabel, Heading
from crm_desktop.ui.wording.recurrence import text_words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class PlannedCard(Card):
    """Hidden while nothing is next."""

    appointment_opened = Signal(object)
    appointment_cancelled = Signal(object)
    attachments_asked = Signal(object)
    brief_asked = Signal(object)
    follow_up_opened = Signal(object)
    follow_up_done = Signal(object)
    follow_up_deleted = Signal(object)

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, pad=16)
        self._days = days
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self.body.addWidget(Heading(self.tr("Next"), theme))
        self.body.addLayout(self._rows)

    def show_plans(self, appointments: tuple[Appointment, ...], follow_ups: tuple[FollowUp, ...]) -> None:
        """Show these, soonest first; what repeats says how it does."""
        self._clear()
        for appointment in appointments:
            self._rows.addWidget(self._appointment_row(appointment))
        for follow_up in sorted(follow_ups, key=lambda each: each.due):
            self._rows.addWidget(self._follow_up_row(follow_up))
        self.setVisible(bool(appointments or follow_ups))

    def _appointment_row(self, appointment: Appointment) -> QWidget:
        when = self._days.moment(appointment.starts_at, exact=True)
        text = " · ".join(part for part in (appointment.title, appointment.place) if part)
        again = text_words(appointment.rule, (appointment.occurrence or appointment.starts).date())
        row = PlanRow("calendar", "accented", text, when, again, self._theme)
        row.add("printer", self.tr("Print a brief"), lambda: self.brief_asked.emit(appointment))
        row.add("link", self.tr("Attachments"), lambda: self.attachments_asked.emit(appointment))
        row.add("edit", self.tr("Change the meeting"), lambda: self.appointment_opened.emit(appointment))
        row.add("x", self.tr("Cancel the meeting"), lambda: self.appointment_cancelled.emit(appointment))
        return row

    def _follow_up_row(self, follow_up: FollowUp) -> QWidget:
        late = follow_up.due < self._days.today()
        when = self._days.until(follow_up.due) if late else self._days.day(follow_up.due, weekday=True)
        again = text_words(follow_up.rule, follow_up.occurrence or follow_up.due)
        row = PlanRow("bell", "bad" if late else "warn", follow_up.text, when, again, self._theme)
        row.add("check", self.tr("Done"), lambda: self.follow_up_done.emit(follow_up))
        row.add("edit", self.tr("Change the promise"), lambda: self.follow_up_opened.emit(follow_up))
        row.add("x", self.tr("Leave the promise out"), lambda: self.follow_up_deleted.emit(follow_up))
        return row

    def _clear(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class PlanRow(QWidget):
    """An icon in its tone, what it is, when it is and when again, and what can be done."""

    def __init__(
        self, icon: str, tone: str, text: str, when: str, again: str, theme: ThemeController
    ) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(10))
        self._row.addWidget(_Dot(icon, tone, theme, self))
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(ElidedLabel(text, theme, Face.BODY, parent=self))
        if again:
            words.addWidget(_Again(again, theme, self))
        self._row.addLayout(words, 1)
        self._row.addWidget(FaceLabel(when, theme, Face.SMALL, muted=True, parent=self))
        self._text = text

    def add(self, icon: str, name: str, act: object) -> None:
        """A thing to do."""
        button = IconButton(icon, self._theme, name, self)
        button.setAccessibleName(f"{name}: {self._text}")
        button.clicked.connect(act)
        self._row.addWidget(button)

    def add_widget(self, widget: QWidget) -> None:
        """Something else at its end."""
        self._row.addWidget(widget)


class _Again(QWidget):
    """A small sign of repetition with its words."""

    def __init__(self, words: str, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(5))
        row.addWidget(_Sign("repeat", theme, self))
        row.addWidget(ElidedLabel(words, theme, Face.SMALL, muted=True, parent=self), 1)


class _Sign(QWidget):
    """A small icon in the colour of what explains."""

    def __init__(self, icon: str, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._theme = icon, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(13), self._theme.px(13))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._theme.icons.paint(painter, QRectF(self.rect()), self._icon, self._theme.tokens.text_muted)
        painter.end()


class _Dot(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon: str, tone: str, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._theme = icon, tone, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(30), self._theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = self._theme.tokens.tone(self._tone)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        strokes.pill(painter, rect, tone.soft)
        inset = (rect.width() - self._theme.px(16)) / 2
        self._theme.icons.paint(painter, rect.adjusted(inset, inset, -inset, -inset), self._icon, tone.fg)
        painter.end()
