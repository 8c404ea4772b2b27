"""Settings of what closing the window means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from crm_desktop.ui.settings.section import Section

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController


class WindowSection(Section):
    """With a tray the program waits there; without one unseen, until it is started again."""

    def __init__(self, settings: Settings, theme: ThemeController, *, has_tray: bool) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Closing the window"))
        self._settings = settings
        self.stay_box = QCheckBox(self.tr("Keep reminding me"))
        self.stay_box.setChecked(settings.close_to_tray)
        self.stay_box.toggled.connect(self._on_stay_toggled)
        if has_tray:
            hint = self.tr("The program stays in the tray. Quit it there, or with Ctrl+Q.")
        else:
            hint = self.tr(
                "The program goes on without a window, for this desktop has no tray. "
                "Start it again to see it, and quit it with Ctrl+Q."
            )
        self.add_row(self.tr("When the window is closed"), self.stay_box, hint)

    def _on_stay_toggled(self, stay: bool) -> None:
        self._settings.close_to_tray = stay
