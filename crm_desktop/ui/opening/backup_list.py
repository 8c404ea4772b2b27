"""The backups to choose from, two lines each: when it was made, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
)

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from crm_desktop.domain.backup import Backup
    from crm_desktop.ui.opening.rescue_words import RescueWords
    from crm_desktop.ui.theme.controller import ThemeController

_BACKUP, _WHEN, _HOLDS = (Qt.ItemDataRole.UserRole + number for number in range(3))
_PAD, _GAP, _RADIUS, _LEAST, _MOST = 12, 2, 9, 1, 3


class BackupList(QListWidget):
    """One that cannot be used is shown and cannot be chosen. The arrow keys choose."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Backups, the newest first"))
        self.setItemDelegate(_TwoLines(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        theme.theme_changed.connect(self._measure)

    def show_backups(self, backups: Sequence[Backup], words: RescueWords) -> None:
        """Show these; the first that can be used is chosen."""
        self.clear()
        for backup in backups:
            when, holds = words.when(backup), words.holds(backup)
            item = QListWidgetItem(f"{when}, {holds}", self)
            item.setData(_BACKUP, backup)
            item.setData(_WHEN, when)
            item.setData(_HOLDS, holds)
            if backup.problem:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        good = next((row for row, one in enumerate(backups) if not one.problem), -1)
        self.setCurrentRow(good)
        self._measure()

    @property
    def chosen(self) -> Backup | None:
        """The one that is chosen."""
        item = self.currentItem()
        found: Backup | None = item.data(_BACKUP) if item is not None and item.isSelected() else None
        return found

    def choose(self, name: str) -> None:
        """Choose one by its name, if it is there."""
        for row in range(self.count()):
            if self.item(row).data(_BACKUP).name == name:
                self.setCurrentRow(row)

    def _measure(self) -> None:
        high = line_height(self._theme)
        self.setMinimumHeight(min(max(_LEAST, self.count()), 2) * high)
        self.setMaximumHeight(max(_LEAST, self.count()) * high)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = max(_LEAST, min(self.count(), _MOST))
        return QSize(self._theme.px(400), rows * line_height(self._theme))


def line_height(theme: ThemeController) -> int:
    """How high an entry is, in pixels."""
    text = theme.metrics(Face.STRONG).height() + theme.metrics(Face.SMALL).height()
    return text + theme.px(_GAP) + theme.px(_PAD) + theme.px(6)


class _TwoLines(QStyledItemDelegate):
    def __init__(self, theme: ThemeController, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(200), line_height(self._theme))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        usable = bool(option.state & QStyle.StateFlag.State_Enabled)
        spot = QRectF(option.rect).adjusted(px(3), px(2), -px(3), -px(2))
        if option.state & QStyle.StateFlag.State_Selected:
            strokes.box(painter, spot, tokens.selection, None, px(_RADIUS))
            if option.state & QStyle.StateFlag.State_HasFocus:
                strokes.focus_ring(painter, spot, tokens, px(_RADIUS))
        elif usable and option.state & QStyle.StateFlag.State_MouseOver:
            strokes.box(painter, spot, tokens.hover, None, px(_RADIUS))
        strong, small = theme.metrics(Face.STRONG).height(), theme.metrics(Face.SMALL).height()
        room = option.rect.adjusted(px(_PAD) + px(3), 0, -px(_PAD) - px(3), 0)
        top = room.top() + (room.height() - strong - px(_GAP) - small) // 2
        ink = tokens.text if usable else tokens.text_muted
        upper = QRect(room.left(), top, room.width(), strong)
        lower = QRect(room.left(), upper.bottom() + px(_GAP), room.width(), small)
        self._write(painter, option, upper, index.data(_WHEN), Face.STRONG, ink)
        below = tokens.text_muted if usable else tokens.bad.fg
        self._write(painter, option, lower, index.data(_HOLDS), Face.SMALL, below)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        text: str,
        face: Face,
        ink: QColor,
    ) -> None:
        painter.setFont(self._theme.font(face))
        painter.setPen(ink)
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextSingleLine), isolated(shown))
