"""Asks to which day a promise is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class PutOffSheet(Sheet):
    """Tells `chosen` a local day that is still to come."""

    def __init__(
        self,
        clock: Clock,
        chosen: Callable[[date], None],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Put off to a day"), theme, parent, save=self.tr("Put off"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = DayWords(clock)
        self._chosen = chosen
        self.day = DayChoice(theme, clock, self.tr("The day"), self)
        self.body.addWidget(self.day)
        self.saved.connect(self._on_saved)

    def _on_saved(self) -> None:
        if self.day.day() <= self._words.today():
            self.error(self.tr("Choose a day that is still to come."))
            return
        self._chosen(self.day.day())
        self.accept()
