"""The numbers of an answer, big, each with its icon and its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.asking.reply import Tally
    from crm_desktop.ui.theme.controller import ThemeController


class Numbers(QWidget):
    """Side by side as far as there is room."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(self, gap=theme.px(8))
        self._shown: tuple[Tally, ...] = ()

    def show_tallies(self, tallies: Sequence[Tally]) -> None:
        """Show these and no others."""
        if tuple(tallies) == self._shown:
            return
        self._shown = tuple(tallies)
        self._flow.clear()
        for tally in tallies:
            self._flow.addWidget(self._one(tally))
        self.setVisible(bool(tallies))
        self.updateGeometry()

    def _one(self, tally: Tally) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        row.addWidget(FaceLabel(QLocale().toString(tally.count), self._theme, Face.TITLE))
        row.addWidget(Pill(tally.word, self._theme, tally.tone, tally.icon))
        return holder
