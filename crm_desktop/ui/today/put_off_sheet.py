"""Asks to which day a promise is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.planning.coming_day_sheet import ComingDaySheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


class PutOffSheet(ComingDaySheet):
    """Tells `chosen` a local day that is still to come."""

    def __init__(
        self,
        clock: Clock,
        chosen: Callable[[date], None],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        title, save = _translate("PutOff", "Put off to a day"), _translate("PutOff", "Put off")
        super().__init__(title, save, _translate("PutOff", "The day"), clock, chosen, theme, parent)
