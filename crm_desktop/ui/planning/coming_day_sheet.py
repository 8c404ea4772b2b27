"""Asks for a day that is still to come."""

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


class ComingDaySheet(Sheet):
    """Tells `chosen` the local day; `save` is the word on the button, `name` what the day is."""

    def __init__(
        self,
        title: str,
        save: str,
        name: str,
        clock: Clock,
        chosen: Callable[[date], None],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, theme, parent, save=save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = DayWords(clock)
        self._chosen = chosen
        self.day = DayChoice(theme, clock, name, self)
        self.body.addWidget(self.day)
        self.saved.connect(self._on_saved)

    def _on_saved(self) -> None:
        day = self.day.day()
        if day <= self._words.today():
            self.error(self.tr("Choose a day that is still to come."))
            return
        self._chosen(day)
        self.accept()
