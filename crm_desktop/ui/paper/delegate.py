"""Paints the cells of the notebook and makes the fields to type into them.

Signals: as those of `CellEdit`, with the cell: `block_pasted(index, str)`, `row_asked(index, int)`; and
`typed(index, str)` with every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from crm_desktop.ui.paper.cell_edit import NEXT, CellEdit
from crm_desktop.ui.paper.words import cell_sentence, state_look, understood_text
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.pill import paint_pill, pill_size
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import (
        QObject,
    )
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from crm_desktop.ui.paper.model import PaperModel
    from crm_desktop.ui.theme.controller import ThemeController

_AnyIndex = QModelIndex | QPersistentModelIndex
_PAD, _ICON, _GAP, _ROW = 10, 15, 6, 40


class PaperDelegate(QStyledItemDelegate):
    """`completions(key, typed)` gives what may be meant in a column."""

    block_pasted = Signal(QPersistentModelIndex, str)
    row_asked = Signal(QPersistentModelIndex, int)
    typed = Signal(QPersistentModelIndex, str)

    def __init__(
        self,
        model: PaperModel,
        completions: Callable[[str, str], Sequence[str]],
        theme: ThemeController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._completions, self._theme = model, completions, theme

    @property
    def row_height(self) -> int:
        """How high a row is at the font's size."""
        return max(self._theme.px(_ROW), self._theme.metrics(Face.BODY).height() + self._theme.px(16))

    # Typing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _AnyIndex) -> QWidget:
        column, place = self._model.columns[index.column()], QPersistentModelIndex(index)
        proposal = self._model.proposal(index.row(), index.column())
        sticky = column.is_sticky
        edit = CellEdit(
            proposal, (lambda typed: self._completions(column.key, typed)) if sticky else None, parent
        )
        edit.setAccessibleName(self.tr("{column}, row {row}").format(column=column.word, row=index.row() + 1))
        edit.declined.connect(lambda: self._model.decline(place))
        edit.block_pasted.connect(lambda text: self.block_pasted.emit(place, text))
        edit.row_asked.connect(lambda way: self.row_asked.emit(place, way))
        edit.from_above_asked.connect(lambda: self._fill_from_above(edit, place))
        edit.textChanged.connect(lambda text: self.typed.emit(place, text))
        return edit

    def setEditorData(self, editor: QWidget, index: _AnyIndex) -> None:
        # Rows are shown anew while somebody types in them: what is in the field stays.
        if isinstance(editor, CellEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, _model: object, index: _AnyIndex) -> None:
        if isinstance(editor, CellEdit):
            self._model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _AnyIndex) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CellEdit) and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Tab:
                    watched.take_proposal()
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    watched.row_asked.emit(NEXT)
                    return True
            if (
                event.type() is QEvent.Type.ShortcutOverride
                and event.key() == Qt.Key.Key_D
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _fill_from_above(self, edit: CellEdit, place: QPersistentModelIndex) -> None:
        text = self._model.above(place.row(), place.column())
        if text:
            edit.setText(text)
            edit.setModified(True)

    # Painting

    def sizeHint(self, _option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        if index.column() == self._model.state_column:
            text, _tone, icon = state_look(self._model.rows[index.row()])
            return QSize(pill_size(text, self._theme, icon).width() + self._theme.px(24), self.row_height)
        return QSize(self._theme.px(self._model.columns[index.column()].width), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        painter.save()
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option)
        pad = self._theme.px(_PAD)
        inner = option.rect.adjusted(pad, 0, -pad, 0)
        if index.column() == self._model.state_column:
            self._paint_state(painter, option, inner, index.row())
        else:
            self._paint_cell(painter, option, inner, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, rect = self._theme.tokens, option.rect
        painter.fillRect(rect, tokens.surface)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.selection)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), tokens.border)
        edge = rect.x() if option.direction == Qt.LayoutDirection.RightToLeft else rect.right()
        painter.fillRect(QRect(edge, rect.y(), 1, rect.height()), tokens.border)
        if option.state & QStyle.StateFlag.State_HasFocus:
            for inset in (0, 1):
                painter.setPen(tokens.focus)
                painter.drawRect(rect.adjusted(inset, inset, -1 - inset, -1 - inset))

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, index: _AnyIndex
    ) -> None:
        key = self._model.columns[index.column()].key
        text = self._model.rows[index.row()].text(key)
        tokens = self._theme.tokens
        if not text:
            proposed = self._model.proposal(index.row(), index.column())
            if proposed:
                self._draw(painter, inner, Face.BODY, proposed, tokens.text_muted, italic=True)
            return
        if cell_sentence(key, text, self._model.reader)[1]:
            side = self._theme.px(_ICON)
            spot = QRect(inner.right() + 1 - side, inner.center().y() - side // 2, side, side)
            place = QStyle.visualRect(option.direction, inner, spot)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            self._theme.icons.paint(painter, QRectF(place), "alert", tokens.warn.fg, rtl=rtl)
            inner = QStyle.visualRect(
                option.direction, inner, inner.adjusted(0, 0, -side - self._theme.px(_GAP), 0)
            )
        self._draw(painter, inner, Face.BODY, text, tokens.text)
        self._paint_understood(painter, option, inner, text, understood_text(key, text, self._model.reader))

    def _paint_understood(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, text: str, understood: str
    ) -> None:
        """Behind what was typed how it is understood, where there is room for all of it."""
        if not understood:
            return
        metrics = self._theme.metrics(Face.BODY)
        used = metrics.horizontalAdvance(one_line(text)) + self._theme.px(2 * _GAP)
        rest = inner.adjusted(used, 0, 0, 0)
        if rest.width() >= self._theme.metrics(Face.SMALL).horizontalAdvance(understood):
            place = QStyle.visualRect(option.direction, inner, rest)
            self._draw(painter, place, Face.SMALL, understood, self._theme.tokens.text_muted)

    def _paint_state(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, number: int
    ) -> None:
        text, tone, icon = state_look(self._model.rows[number])
        if not text:
            return
        size = pill_size(text, self._theme, icon)
        width = min(size.width(), inner.width())
        spot = QRect(inner.x(), inner.center().y() - size.height() // 2, width, size.height())
        place = QStyle.visualRect(option.direction, inner, spot)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        paint_pill(painter, QRectF(place), text, self._theme, tone=tone, icon=icon, rtl=rtl)

    def _draw(
        self, painter: QPainter, place: QRect, face: Face, text: str, ink: QColor, *, italic: bool = False
    ) -> None:
        font = QFont(self._theme.font(face))
        font.setItalic(italic)
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetrics(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, place.width())
        flags = int(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        )
        painter.drawText(place, flags, isolated(shown))
