"""What is to be done next, and by when; empty where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class NextStep(QWidget):
    """The day is asked for once there is something to do."""

    def __init__(self, theme: ThemeController, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = LineEdit(parent=self)
        self._text.setAccessibleName(self.tr("Next step"))
        self._text.setPlaceholderText(self.tr("Send the price list (may stay empty)"))
        self._day = DayChoice(theme, clock, self.tr("Next step: by which day"), self)
        self._day.hide()
        self._text.textChanged.connect(lambda text: self._day.setVisible(bool(text.strip())))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._text)
        column.addWidget(self._day)
        self.setFocusProxy(self._text)

    def draft_fields(self) -> dict[str, QWidget]:
        """What is kept of it while it is not saved."""
        return {"text": self._text, "by": self._day}

    def promise(self) -> tuple[str, date] | None:
        """What, and by which day; None where nothing was written."""
        text = self._text.text().strip()
        return (text, self._day.day()) if text else None
