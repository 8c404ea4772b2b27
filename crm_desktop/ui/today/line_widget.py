"""One line of the page on screen: a face or an icon, what it says, and a button for each deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPropertyAnimation, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget

from crm_desktop.ui.today.deeds import ICONS, KEYS, deed_word, tooltip
from crm_desktop.ui.today.line_painter import LinePainter, LineState
from crm_desktop.ui.today.lines import Deed
from crm_desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Line

_PAD_X, _BUTTON_GAP = 14, 2


class LineWidget(QWidget):
    """Signals: `deed_asked(line, deed, place for a menu)` by button, key or double click; `left(self)`
    once it has folded up.
    """

    deed_asked = Signal(object, object, QPoint)
    left = Signal(object)

    def __init__(self, line: Line, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        self._painter = LinePainter(theme)
        self._buttons: list[IconButton] = []
        self._leaving: QPropertyAnimation | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.px(_BUTTON_GAP))
        self._row.addStretch()
        self._say()
        self._make_buttons()

    @property
    def line(self) -> Line:
        """What it shows now."""
        return self._line

    def set_line(self, line: Line) -> None:
        """Show the same line as it is now."""
        changed_deeds = line.deeds != self._line.deeds
        changed = line != self._line
        self._line = line
        if changed:
            self._say()
            self.updateGeometry()
            self.update()
        if changed_deeds:
            self._make_buttons()

    def button(self, deed: Deed) -> IconButton:
        """The button of a deed; ValueError where the line has none."""
        return self._buttons[self._line.deeds.index(deed)]

    def leave(self) -> None:
        """Fold up and go; `left` follows when it is gone."""
        if self._leaving is not None:
            return
        self.setEnabled(False)
        duration = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._leaving = QPropertyAnimation(self, b"maximumHeight", self)
        self._leaving.setDuration(duration if self.isVisible() else 0)
        self._leaving.setStartValue(self.height())
        self._leaving.setEndValue(0)
        self._leaving.finished.connect(lambda: self.left.emit(self))
        self._leaving.start()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._painter.height(self._line))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = None if event.modifiers() else self._deed_of(event.key())
        if deed is None:
            super().keyPressEvent(event)
        else:
            self._ask(deed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and Deed.OPEN in self._line.deeds:
            self._ask(Deed.OPEN)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(0, 0, -self._buttons_width(), 0)
        self._painter.paint(painter, self._line, self.rect(), room, self._state())
        painter.end()

    def _state(self) -> LineState:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return LineState(focused=self.hasFocus(), hovered=self.underMouse(), rtl=rtl)

    def _ask(self, deed: Deed) -> None:
        button = self.button(deed)
        self.deed_asked.emit(self._line, deed, button.mapToGlobal(button.rect().bottomLeft()))

    def _deed_of(self, key: int) -> Deed | None:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return Deed.OPEN if Deed.OPEN in self._line.deeds else self._line.deeds[0]
        return next((deed for deed in self._line.deeds if KEYS[deed] == key), None)

    def _say(self) -> None:
        self.setAccessibleName(self._line.spoken)
        keys = ", ".join(tooltip(deed) for deed in self._line.deeds)
        self.setAccessibleDescription(keys)

    def _make_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(deed) for deed in self._line.deeds]
        for button in self._buttons:
            self._row.addWidget(button)
        pad = self._theme.px(_PAD_X)
        self._row.setContentsMargins(pad, 0, pad, 0)

    def _button(self, deed: Deed) -> IconButton:
        button = IconButton(ICONS[deed], self._theme, deed_word(deed))
        button.setToolTip(tooltip(deed))
        button.setAccessibleName(f"{deed_word(deed)}: {self._line.title}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._ask(deed))
        return button

    def _buttons_width(self) -> int:
        """What the buttons take at the end of the line, the margin included."""
        widths = sum(button.sizeHint().width() for button in self._buttons)
        return widths + self._row.spacing() * len(self._buttons) + self._theme.px(_PAD_X)
