"""The settings page: every section in one column. What is chosen is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.ui.widgets.labels import Title
from crm_desktop.ui.widgets.tab_order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.ui.settings.section import Section
    from crm_desktop.ui.theme.controller import ThemeController

_WIDEST, _MARGIN, _TOP, _GAP = 760, 28, 20, 26


class SettingsPage(QWidget):
    """Signals: `shown` each time that somebody comes to look; `changed` when contacts or fields did."""

    shown = Signal()
    changed = Signal()

    def __init__(
        self, sections: Sequence[Section], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme.px
        content = QWidget()
        content.setMaximumWidth(px(_WIDEST) + 2 * px(_MARGIN))
        column = QVBoxLayout(content)
        column.setContentsMargins(px(_MARGIN), px(_TOP), px(_MARGIN), px(_MARGIN))
        column.setSpacing(px(_GAP))
        column.addWidget(Title(self.tr("Settings"), theme))
        for section in sections:
            column.addWidget(section)
        column.addStretch()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(content, 1)
        row.addStretch()
        self._area = area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def reveal(self, kind: type[Section]) -> None:
        """Bring a section into view, with the keyboard in it."""
        section = self.findChild(kind)
        if section is None:
            return
        first = next((found for found in in_order(section) if found.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(section)

    def notice(self, change: DataChanged) -> None:
        """The data changed while the page is there."""
        if change.changes.touches(Kind.CONTACT) or change.changes.touches(Kind.FIELD):
            self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()
