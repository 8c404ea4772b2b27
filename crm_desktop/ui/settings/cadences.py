"""Settings of keeping in touch: how often, by importance, for contacts without a cadence of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSpinBox

from crm_desktop.domain.importance import Importance
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.wording.people import importance_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController

_NAMES = {
    Importance.HIGH: "cadence_high",
    Importance.NORMAL: "cadence_normal",
    Importance.LOW: "cadence_low",
}
_LONGEST = 3650


class CadencesSection(Section):
    """`keep(work)` runs what may take a moment, since every contact's warmth hangs on these."""

    def __init__(
        self, settings: Settings, keep: Callable[[Callable[[], None]], None], theme: ThemeController
    ) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Keeping in touch"))
        self._settings = settings
        self._keep = keep
        self.add_note(
            self.tr(
                "How often you want to be in touch. A cadence written on a contact's card goes before these."
            )
        )
        self.boxes = {importance: self._box(importance) for importance in _NAMES}
        for importance, box in self.boxes.items():
            name = self.tr("{importance} importance").format(importance=importance_word(importance))
            self.add_row(name, box)

    def _box(self, importance: Importance) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, _LONGEST)
        box.setSpecialValueText(self.tr("Don't remind"))
        box.setPrefix(self.tr("every "))
        box.setSuffix(self.tr(" days"))
        box.setKeyboardTracking(False)
        box.setValue(self._settings.cadences[importance])
        box.valueChanged.connect(lambda days: self._on_days_changed(importance, days))
        return box

    def _on_days_changed(self, importance: Importance, days: int) -> None:
        self._keep(lambda: setattr(self._settings, _NAMES[importance], days))
