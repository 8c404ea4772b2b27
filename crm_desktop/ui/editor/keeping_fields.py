"""How one keeps in touch: status, importance, how often, and whether not at all.

`changed`: something was edited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QWidget

from crm_desktop.domain.importance import Importance
from crm_desktop.ui.people.bulk_bar import CADENCES
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.wording.people import importance_word, status_word
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST_WORD = 60
_LONGEST_CADENCE = 3650
_OTHER = -1


class KeepingFields(QWidget):
    """Shows and reads a contact's status, importance, cadence and "do not contact"."""

    changed = Signal()

    def __init__(
        self, statuses: Sequence[str], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._status = self._box(self.tr("Status"))
        self._importance = self._box(self.tr("Importance"))
        self._cadence = self._box(self.tr("How often to be in touch"))
        self._days = QSpinBox(self)
        self._days.setRange(1, _LONGEST_CADENCE)
        self._days.setSuffix(self.tr(" days"))
        self._days.setAccessibleName(self.tr("Every how many days"))
        self._days.hide()
        self._stop = QCheckBox(self.tr("Do not contact: never suggest, never remind"), self)
        for status in ("", *statuses):
            self._status.addItem(one_line(status_word(status), _LONGEST_WORD) or self.tr("No status"), status)
        for importance in sorted(Importance, reverse=True):
            self._importance.addItem(importance_word(importance), importance)
        for days in (None, *CADENCES, 0):
            self._cadence.addItem(cadence_text(days), days)
        self._cadence.addItem(self.tr("Every … days"), _OTHER)
        self._lay_out(theme)
        self._cadence.currentIndexChanged.connect(self._on_cadence_changed)
        for box in (self._status, self._importance, self._cadence):
            box.currentIndexChanged.connect(self.changed)
        self._days.valueChanged.connect(self.changed)
        self._stop.toggled.connect(self.changed)
        self.setFocusProxy(self._status)

    def applied(self, contact: Contact) -> Contact:
        """The contact with what stands here."""
        cadence = self._cadence.currentData()
        return replace(
            contact,
            status=self._status.currentData(),
            importance=Importance(self._importance.currentData()),
            cadence_days=self._days.value() if cadence == _OTHER else cadence,
            do_not_contact=self._stop.isChecked(),
        )

    def show_contact(self, contact: Contact) -> None:
        """Show what stands on a card."""
        if self._status.findData(contact.status) < 0:
            self._status.addItem(one_line(status_word(contact.status), _LONGEST_WORD), contact.status)
        self._status.setCurrentIndex(self._status.findData(contact.status))
        self._importance.setCurrentIndex(self._importance.findData(contact.importance))
        usual = contact.cadence_days is None or contact.cadence_days in (*CADENCES, 0)
        place = self._place_of(contact.cadence_days) if usual else self._cadence.count() - 1
        self._cadence.setCurrentIndex(place)
        self._days.setValue(contact.cadence_days or self._days.minimum())
        self._stop.setChecked(contact.do_not_contact)

    def draft_fields(self) -> dict[str, QWidget]:
        """The fields by name, to be kept while they are not saved."""
        return {
            "status": self._status,
            "importance": self._importance,
            "cadence": self._cadence,
            "days": self._days,
            "stop": self._stop,
        }

    def _place_of(self, days: int | None) -> int:
        # findData(None) finds nothing: Qt takes None for "no data".
        return next(place for place in range(self._cadence.count()) if self._cadence.itemData(place) == days)

    def _on_cadence_changed(self) -> None:
        self._days.setVisible(self._cadence.currentData() == _OTHER)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        return box

    def _lay_out(self, theme: ThemeController) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        rows = (
            (self.tr("Status"), self._status),
            (self.tr("Importance"), self._importance),
            (self.tr("In touch"), self._cadence),
        )
        for row, (text, box) in enumerate(rows):
            label = PlainLabel(text, self)
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(self._days, 2, 2)
        grid.addWidget(self._stop, 3, 0, 1, 3)
        grid.setColumnStretch(1, 1)
