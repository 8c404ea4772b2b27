"""The palette's box: an overlay over the window, so that it opens at once and input methods work in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desktop.ui.palette.delegate import PaletteDelegate
from crm_desktop.ui.palette.model import ENTRY_ROLE, PaletteModel
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from crm_desktop.ui.palette.source import PaletteSource
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _TOP, _PADDING, _RADIUS, _ROWS_SHOWN, _ROW, _FIELD = 620, 84, 10, 14, 9, 44, 44
_SCRIM = 90  # alpha of 255, over the window behind
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QWidget):
    """Covers its parent while it is open. Enter does what is chosen, the arrows choose, Esc closes. With
    Shift, Enter lets one look at what would be done where that can be looked at.

    Signals: `closed` after it went away, whether something was chosen or not.
    """

    closed = Signal()

    def __init__(self, source: PaletteSource, theme: ThemeController, window: QWidget) -> None:
        super().__init__(window)
        self._source = source
        self._theme = theme
        self._came_from: QWidget | None = None
        self._model = PaletteModel(self)
        self._field = QLineEdit()
        self._field.setAccessibleName(self.tr("Find or do anything"))
        self._field.setPlaceholderText(self.tr("A name, a number, a page, an action…"))
        self._field.textChanged.connect(self._on_text_changed)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setAccessibleName(self.tr("What was found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteDelegate(theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._on_list_clicked)
        self._panel = QWidget(self)
        column = QVBoxLayout(self._panel)
        pad = theme.px(_PADDING)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(pad)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self.hide()
        window.installEventFilter(self)

    def open(self, typed: str = "") -> None:
        """Come up over the window, with the keyboard in the box."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        font = self._theme.font(Face.HEADING)
        font.setWeight(QFont.Weight.Normal)
        self._field.setFont(font)
        self._field.setMinimumHeight(self._theme.px(_FIELD))
        self._place()
        self.show()
        self.raise_()
        self._field.setText(typed)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._on_text_changed(typed)

    def close_palette(self) -> None:
        """Go away, and give the keyboard back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        came_from, self._came_from = self._came_from, None
        # A cell that was being typed into is gone by now.
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside: it moves through the list as the arrows do."""
        self._move(1 if forward else -1)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        scrim = type(tokens.text)(0, 0, 0, _SCRIM)
        painter.fillRect(self.rect(), scrim)
        strokes.box(
            painter, QRectF(self._panel.geometry()), tokens.surface, tokens.border, self._theme.px(_RADIUS)
        )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            look = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._run(self._list.currentIndex(), look=look)
        elif key in _MOVING:
            page = _ROWS_SHOWN - 1 if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else 1
            self._move(page if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -page)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        at = self._list.currentIndex().row() + by
        # One step beyond an end goes round; a page stops there.
        at = at % count if abs(by) == 1 else min(count - 1, max(0, at))
        self._list.setCurrentIndex(self._model.index(at))

    def _on_text_changed(self, typed: str) -> None:
        self._model.show(self._source.entries(typed))
        self._list.setCurrentIndex(self._model.index(0))
        self._place()

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def _run(self, index: QModelIndex, *, look: bool = False) -> None:
        entry = index.data(ENTRY_ROLE)
        if entry is not None:
            self.close_palette()
            (entry.look if look and entry.look is not None else entry.run)()

    def _place(self) -> None:
        px, window = self._theme.px, self.window().rect()
        self.setGeometry(window)
        wide = min(px(_WIDTH), window.width() - 2 * px(_PADDING))
        top = min(px(_TOP), window.height() // 8)
        rows = min(_ROWS_SHOWN, max(1, self._model.rowCount()))
        row = max(1, self._list.sizeHintForRow(0)) if self._model.rowCount() else px(_ROW)
        field = max(self._field.sizeHint().height(), self._field.minimumHeight())
        high = min(field + rows * row + 3 * px(_PADDING), window.height() - 2 * top)
        self._panel.setGeometry(QRect(QPoint((window.width() - wide) // 2, top), QPoint(0, 0)))
        self._panel.resize(wide, high)
