"""A line on a card in which one plans: what was understood stands under it, Enter plans it, and what is typed
stays with its contact until then.

Signals: `planned(Offer)` is to be planned; `look_asked(Appointment)` is to be looked at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import ElidedLabel
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.ui.planning.line_plans import LinePlans, Offer
    from crm_desktop.ui.theme.controller import ThemeController


class PlanLineEdit(QWidget):
    """Enter plans at once where the hour is known; otherwise, and with Shift, the dialog is asked for."""

    planned = Signal(object)
    look_asked = Signal(object)

    def __init__(
        self, plans: Callable[[], LinePlans], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make_plans = plans
        self._plans: LinePlans | None = None
        self._contact: ContactId | None = None
        self._typed: dict[ContactId, str] = {}
        self._line = QLineEdit(self)
        self._line.setAccessibleName(self.tr("Plan in one line"))
        self._line.setPlaceholderText(self.tr("Plan: tomorrow 15:00 lunch"))
        self._theme = theme
        self._sign = self._line.addAction(theme.icon("calendar"), QLineEdit.ActionPosition.LeadingPosition)
        theme.theme_changed.connect(self._show_sign)
        self._line.textChanged.connect(self._say)
        self._line.installEventFilter(self)
        self._understood = ElidedLabel("", theme, Face.SMALL, muted=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(self._line)
        column.addWidget(self._understood)
        self.setFocusProxy(self._line)
        self._say()

    def belong_to(self, contact_id: ContactId) -> None:
        """Plan with this contact; what was typed for another comes back with that one."""
        if contact_id == self._contact:
            return
        if self._contact is not None:
            self._typed[self._contact] = self._line.text()
        self._contact = contact_id
        self._line.setText(self._typed.pop(contact_id, ""))

    def clear(self) -> None:
        """It is planned."""
        self._line.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do(look=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() == Qt.Key.Key_Escape and self._line.text():
                self._line.clear()
                return True
        return super().eventFilter(watched, event)

    def _show_sign(self) -> None:
        self._sign.setIcon(self._theme.icon("calendar"))

    def _offer(self) -> Offer | None:
        text = self._line.text().strip()
        if not text or self._contact is None:
            return None
        if self._plans is None:
            self._plans = self._make_plans()
        return next(iter(self._plans.offers(text, (self._contact,))), None)

    def _do(self, *, look: bool) -> None:
        offer = self._offer()
        if offer is not None and offer.is_whole and not look:
            self.planned.emit(offer)
        elif offer is not None:
            self.look_asked.emit(offer.meeting)
            self.clear()

    def _say(self) -> None:
        offer, text = self._offer(), self._line.text().strip()
        words = ""
        if offer is not None:
            words = " · ".join(part for part in (offer.headline, offer.details) if part)
        elif text:
            words = self.tr("Say a day and an hour: tomorrow 15:00, Friday 3pm, in 20 min")
        self._understood.setText(one_line(words))
        self._understood.setVisible(bool(words))
