"""The top of a card: face, name, status, how to reach them, how warm and why, and what one does most.

Signals: `call_asked`, `write_asked` (with the button under which a menu may open), `plan_asked`,
`follow_up_asked`, `log_asked`, `edit_asked`, `more_asked`, `back_asked`; the `rhythm` line has its own, and
`drag` says that the face or the name is dragged out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.card.rhythm_line import RhythmLine
from crm_desktop.ui.models.contact_texts import isolated, left_to_right
from crm_desktop.ui.sharing.drag_start import DragStart
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.buttons import IconButton, QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.wording.people import status_tone, status_word
from crm_desktop.ui.wording.warmth import pause_reason, paused, pill_look, pill_text, planned, reason

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QPixmap

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.contact_card import ContactCard
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.widgets.buttons import ThemedButton
    from crm_desktop.ui.wording.days import DayWords
    from crm_desktop.ui.wording.warmth import Beside

# Narrower than this (in the design's pixels) the reason would be a column of single words.
_LEAST_REASON = 240


class CardHeader(Card):
    """Shows who it is."""

    call_asked = Signal(QPoint)
    write_asked = Signal(QPoint)
    more_asked = Signal(QPoint)
    plan_asked = Signal()
    follow_up_asked = Signal()
    log_asked = Signal()
    edit_asked = Signal()
    back_asked = Signal()

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._days = days
        self._face = Avatar(theme, 68, self)
        self.name_label = ElidedLabel("", theme, Face.TITLE, parent=self)
        self.drag = DragStart((self._face, self.name_label), self)
        self._face.setToolTip(self.tr("Drag it into a mail or a folder, as a vCard. Your notes are in it."))
        self._status = Pill("", theme, parent=self)
        self._reach = ElidedLabel("", theme, Face.BODY, muted=True, parent=self)
        self._warmth = Pill("", theme, parent=self)
        self._planned = Pill("", theme, parent=self)
        self._paused = Pill("", theme, parent=self)
        self.reason_label = Muted("", theme, self)
        self.rhythm = RhythmLine(theme, self)
        self._stop = Pill(self.tr("Do not contact"), theme, "bad", "bell-off", parent=self)
        self.back_button = IconButton("chevron-left", theme, self.tr("Back to the list"), self)
        self.back_button.clicked.connect(self.back_asked)
        self.back_button.hide()
        self.edit_button = self._icon("edit", self.tr("Edit (F2)"), self.edit_asked)
        self.more_button = IconButton("more", theme, self.tr("More"), self)
        self.more_button.clicked.connect(lambda: self.more_asked.emit(below(self.more_button)))
        self.call_button = QuietButton(self.tr("Call"), theme, "phone", self)
        self.call_button.clicked.connect(lambda: self.call_asked.emit(below(self.call_button)))
        self.write_button = QuietButton(self.tr("Write"), theme, "mail", self)
        self.write_button.clicked.connect(lambda: self.write_asked.emit(below(self.write_button)))
        self._lay_out()

    def show_card(self, card: ContactCard, photo: QPixmap | None) -> None:
        """Show this contact."""
        contact = card.contact
        name = contact.display_name
        self._face.show_person(name, seed=contact.id, photo=photo)
        self.name_label.setText(name)
        self.name_label.setAccessibleName(name)
        self._status.set(status_word(contact.status), status_tone(contact.status))
        self._status.setVisible(bool(contact.status))
        # The name is cut where both have no room: half a status says nothing.
        self._status.setMinimumWidth(self._status.sizeHint().width())
        self._stop.setVisible(contact.do_not_contact)
        self._reach.setText(reach_line(contact))
        self._reach.setVisible(bool(self._reach.text()))
        self._show_warmth(card)
        self.call_button.setEnabled(bool(contact.phones))
        self.write_button.setEnabled(bool(contact.emails or contact.messengers or contact.phones))

    def _show_warmth(self, card: ContactCard) -> None:
        """How warm and why; what is planned does not warm, and a pause says for how long it is quiet."""
        self._warmth.set(pill_text(card.warmth), *pill_look(card.warmth))
        _show_beside(self._planned, planned(self._next_step(card), self._days))
        words, until = reason(card.warmth), card.contact.paused_until
        # Where nobody is reminded there is nothing to pause, nor a rhythm to propose.
        pause = paused(until, self._days) if card.warmth.cadence_days is not None else None
        if pause is not None and until is not None:
            words = f"{words} {pause_reason(until, self._days)}"
        _show_beside(self._paused, pause)
        self.reason_label.setText(words)
        self.rhythm.show_rhythm(None if card.contact.do_not_contact else card.rhythm)

    def _next_step(self, card: ContactCard) -> date | None:
        """The local day of what is planned or promised next; a meeting that is on is today's."""
        today = self._days.today()
        steps = [max(self._days.local(each.starts_at).date(), today) for each in card.appointments]
        return min([*steps, *(each.due for each in card.follow_ups)], default=None)

    def _lay_out(self) -> None:
        px = self._theme.px
        name = QHBoxLayout()
        name.setSpacing(px(10))
        name.addWidget(self.name_label)
        name.addWidget(self._status)
        name.addWidget(self._stop)
        name.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addStretch(1)
        words.addLayout(name)
        words.addWidget(self._reach)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(px(16))
        top.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._face)
        top.addLayout(words, 1)
        corner = QHBoxLayout()
        corner.setSpacing(px(2))
        corner.addWidget(self.edit_button)
        corner.addWidget(self.more_button)
        top.addLayout(corner)
        top.setAlignment(corner, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(px(14))
        self.body.addLayout(top)
        self.body.addWidget(self._make_warmth())
        self.body.addWidget(self._make_actions())

    def _make_warmth(self) -> QWidget:
        """The pills with the reason behind them, or below where they leave it no room; then the proposal."""
        pills = QWidget(self)
        flow = FlowLayout(pills, gap=self._theme.px(8))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.reason_label.setSizePolicy(policy)
        for widget in (self._warmth, self._planned, self._paused, self.reason_label):
            flow.addWidget(widget)
        self._measure_reason()
        self._theme.theme_changed.connect(self._measure_reason)
        warmth = QWidget(self)
        column = QVBoxLayout(warmth)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addWidget(pills)
        column.addWidget(self.rhythm)
        return warmth

    def _measure_reason(self) -> None:
        # One line of it stands as high as the pills.
        pad = self._theme.px(4)
        self.reason_label.setContentsMargins(0, pad, 0, pad)
        self.reason_label.setMinimumWidth(self._theme.px(_LEAST_REASON))

    def _make_actions(self) -> QWidget:
        actions = QWidget(self)
        flow = FlowLayout(actions, gap=self._theme.px(8))
        flow.addWidget(self.call_button)
        flow.addWidget(self.write_button)
        for icon, text, signal in (
            ("calendar", self.tr("Plan"), self.plan_asked),
            ("bell", self.tr("Follow up"), self.follow_up_asked),
            ("note", self.tr("Log"), self.log_asked),
        ):
            button = QuietButton(text, self._theme, icon, self)
            button.clicked.connect(lambda _=False, each=signal: each.emit())
            flow.addWidget(button)
        return actions

    def _icon(self, icon: str, name: str, signal: SignalInstance) -> IconButton:
        button = IconButton(icon, self._theme, name, self)
        button.clicked.connect(signal)
        return button


def _show_beside(pill: Pill, beside: Beside | None) -> None:
    pill.setVisible(beside is not None)
    if beside is not None:
        pill.set(beside.text, beside.tone, beside.icon)


def below(button: ThemedButton) -> QPoint:
    """Where a menu of the button opens."""
    return button.mapToGlobal(QPoint(0, button.height()))


def reach_line(contact: Contact) -> str:
    """The first phone, e-mail and town, as far as they are known."""
    phone = next((left_to_right(each.typed) for each in contact.phones), "")
    email = next((isolated(each.address) for each in contact.emails), "")
    town = next((isolated(each.city) for each in contact.addresses if each.city), "")
    company = isolated(contact.company) if contact.company else ""
    return "  ·  ".join(part for part in (company, phone, email, town) if part)
