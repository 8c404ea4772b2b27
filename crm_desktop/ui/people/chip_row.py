"""Chips in a line or two; those that find no room are in the menu of the last one.

The chips stay the same objects wherever they are: the menu only presses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.plain_text import plain_action

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from crm_desktop.ui.theme.controller import ThemeController

_GAP = 6


class ChipRow(QWidget):
    """Lays chips out in at most `lines` lines; a chip that is on is shown before one that is off."""

    def __init__(self, theme: ThemeController, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._chips: list[Chip] = []
        self._hidden: list[Chip] = []
        self._kept: Chip | None = None
        self._more = Chip(self.tr("More"), theme, "chevron-down", parent=self)
        self._more.setCheckable(False)
        self._more.clicked.connect(self._open_menu)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All of them, shown or not."""
        return tuple(self._chips)

    def set_chips(self, chips: list[Chip], keep: Chip | None = None) -> None:
        """Show these; the ones that are gone are deleted. `keep` stays in view as one does that is on."""
        self._kept = keep
        for old in self._chips:
            if old not in chips:
                old.hide()
                old.deleteLater()
        self._chips = chips
        before: QWidget | None = None
        for chip in chips:
            if chip.parentWidget() is not self:
                chip.setParent(self)
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        if before is not None:
            QWidget.setTabOrder(before, self._more)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._more.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        spots, _ = self._spots(max(1, width))
        bottom = max((spot.bottom() + 1 for spot in spots.values()), default=0)
        return max(bottom, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._arrange()

    def _arrange(self) -> None:
        spots, hidden = self._spots(max(1, self.width()))
        self._hidden = hidden
        for chip in self._chips:
            chip.setVisible(chip in spots)
        self._more.setVisible(bool(hidden))
        self._more.setAccessibleName(self.tr("More filters"))
        for chip, spot in spots.items():
            chip.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def _spots(self, width: int) -> tuple[dict[Chip, QRect], list[Chip]]:
        """Where each chip goes, the one for the rest among them, and who is left out."""
        spots = self._placed(self._chips, width)
        if spots is not None:
            return spots, []
        ranked = sorted(self._chips, key=lambda chip: not (chip.isChecked() or chip is self._kept))
        for count in range(len(ranked) - 1, 0, -1):
            kept = set(ranked[:count])
            shown = [chip for chip in self._chips if chip in kept]
            spots = self._placed([*shown, self._more], width)
            if spots is not None:
                return spots, [chip for chip in self._chips if chip not in kept]
        return {self._more: QRect(QPoint(0, 0), self._more.sizeHint())}, list(self._chips)

    def _placed(self, chips: list[Chip], width: int) -> dict[Chip, QRect] | None:
        """Where chips go in this order, None where they need more lines than there are."""
        gap = self._theme.px(_GAP)
        spots: dict[Chip, QRect] = {}
        x, y, line = 0, 0, 1
        for chip in chips:
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y, line = 0, y + size.height() + gap, line + 1
            if line > self._lines:
                return None
            spots[chip] = QRect(x, y, min(size.width(), width), size.height())
            x += size.width() + gap
        return spots

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._hidden:
            action = menu.addAction(plain_action(chip.text()))
            action.setCheckable(chip.isCheckable())
            action.setChecked(chip.isChecked())
            action.triggered.connect(chip.click)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
