"""One value that may be taken: words or a picture beside a radio mark, framed while it is the one taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle

from crm_desktop.ui.people.photos import pixmap_of
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.duplicates.lines import Cell
    from crm_desktop.ui.theme.controller import ThemeController

_PAD, _MARK, _GAP, _FACE = 10, 16, 8, 44
_MAY_BREAK = "\u200b"
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def value_widget(cell: Cell, theme: ThemeController, parent: QWidget, *, face: Face = Face.BODY) -> QWidget:
    """What a cell says, as a picture or as words over as many lines as they need."""
    if cell.photo is not None:
        avatar = Avatar(theme, _FACE, parent)
        avatar.show_person("", photo=pixmap_of(cell.photo))
        return avatar
    # An e-mail address may go on in a new line behind its "@": three columns fit beside each other then.
    words = cell.text.replace("@", f"@{_MAY_BREAK}")
    label = FaceLabel(words or "—", theme, face, muted=not cell.text, parent=parent)
    label.setAccessibleName(cell.text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return label


class ValueCell(QAbstractButton):
    """`clicked` by mouse or Space: take this one. `moved(right, down)`: an arrow key asks for a neighbour."""

    moved = Signal(int, int)

    def __init__(self, cell: Cell, name: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cell = cell
        self._theme = theme
        self._name = name
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        inner = value_widget(cell, theme, self)
        inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        px = theme.px
        row.setContentsMargins(px(_PAD), px(8), px(_PAD), px(8))
        row.addSpacing(px(_MARK + _GAP))
        row.addWidget(inner, 0 if cell.photo is not None else 1, Qt.AlignmentFlag.AlignTop)
        if cell.photo is not None:
            row.addStretch(1)
        self.take(False)

    def take(self, taken: bool) -> None:
        """Show whether this is the value that is taken; Tab stops there, arrows lead to the others."""
        self.setChecked(taken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if taken else Qt.FocusPolicy.ClickFocus)
        said = one_line(self.cell.text) or self.tr("Photo")
        spoken = self.tr("{name}: {value}").replace("{name}", self._name).replace("{value}", said)
        taken_words = self.tr("{what}, taken").replace("{what}", spoken)
        self.setAccessibleName(taken_words if taken else spoken)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            right = -way[0] if self.isRightToLeft() else way[0]
            self.moved.emit(right, way[1])
        elif event.key() == Qt.Key.Key_Space:
            self.click()
        else:
            event.ignore()

    def nextCheckState(self) -> None:
        """Whoever shows it says which one is taken."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        taken = self.isChecked()
        fill = tokens.accent_soft if taken else tokens.hover if self.underMouse() else tokens.surface
        strokes.box(
            painter, rect, fill, tokens.accent if taken else tokens.outline, px(8), 2.0 if taken else 1.0
        )
        if self.hasFocus():
            strokes.focus_ring(painter, QRectF(self.rect()), tokens, px(9))
        side = px(_MARK)
        line = max(side, self._theme.metrics(Face.BODY).height())
        spot = QRect(px(_PAD), px(8) + (line - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        state = QStyle.StateFlag.State_Enabled
        if taken:
            state |= QStyle.StateFlag.State_On
        strokes.radio_button(painter, QRectF(place), tokens, state)
        painter.end()
