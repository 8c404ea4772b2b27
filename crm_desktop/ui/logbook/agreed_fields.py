"""Why they came, what was offered, what was agreed: three lines that unfold where somebody wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController


class AgreedFields(QWidget):
    """A button, and the fields once it was pressed or one of them has a text."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = FlatButton(self.tr("Came for, offered, agreed"), theme, "plus", self)
        self._button.clicked.connect(self._on_clicked)
        names = (self.tr("What they came for"), self.tr("What you offered"), self.tr("What you agreed"))
        self._areas = [TextArea(name, theme, name, lines=1, parent=self) for name in names]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        for area in self._areas:
            column.addWidget(area)
            area.hide()

    def texts(self) -> tuple[str, str, str]:
        """What they came for, what was offered, what was agreed."""
        came_for, offered, agreed = (area.toPlainText().strip() for area in self._areas)
        return came_for, offered, agreed

    def set_texts(self, texts: tuple[str, str, str]) -> None:
        """Show these."""
        for area, text in zip(self._areas, texts, strict=True):
            area.setPlainText(text)
        self.unfold_if_filled()

    def unfold_if_filled(self) -> None:
        """What was put in is never out of sight."""
        if any(area.toPlainText() for area in self._areas):
            self._unfold()

    def fields(self) -> dict[str, QWidget]:
        """By the names that they have in a draft."""
        return dict(zip(("came_for", "offered", "agreed"), self._areas, strict=True))

    def _on_clicked(self) -> None:
        self._unfold()
        self._areas[0].setFocus()

    def _unfold(self) -> None:
        self._button.hide()
        for area in self._areas:
            area.show()
