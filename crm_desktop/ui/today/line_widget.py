"""One line of the page on screen: a face or an icon, what it says, its buttons, and its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPropertyAnimation, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QToolTip, QWidget

from crm_desktop.ui.today.deeds import ICONS, deed_of, deed_word, tooltip
from crm_desktop.ui.today.line_painter import LinePainter, LineState
from crm_desktop.ui.today.lines import Deed
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Line

_PAD_X, _BUTTON_GAP = 14, 2
# What buttons leave to the rest of the line: the words, the face and the menu, and a pill. One stays beside
# the menu unless the line is very narrow.
_WORDS, _BESIDE, _PILL, _NARROWEST = 260, 110, 90, 340
_translate = QCoreApplication.translate


class LineWidget(QWidget):
    """Signals: `deed_asked(line, deed, place for a menu)` by button, menu, key or double click; `left(self)`
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
        changed_deeds = (line.deeds, line.more) != (self._line.deeds, self._line.more)
        changed = line != self._line
        self._line = line
        if changed:
            self._say()
            self.updateGeometry()
            self.update()
        if changed_deeds:
            self._make_buttons()

    def button(self, deed: Deed) -> IconButton:
        """The button of a deed; that of the menu where it has none in view."""
        deeds = self._line.deeds
        button = self._buttons[deeds.index(deed) if deed in deeds else -1]
        return self._buttons[-1] if button.isHidden() else button

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()

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

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._painter.is_cut:
            text = "\n".join((self._line.title, *self._line.details))
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._show_menu(event.globalPos())
        else:
            self._show_menu(self._below(self._buttons[-1]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and Deed.OPEN in self._line.all_deeds:
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
        self.deed_asked.emit(self._line, deed, self._below(self.button(deed)))

    def _below(self, button: IconButton) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())

    def _show_menu(self, place: QPoint) -> None:
        from crm_desktop.ui.today.line_menu import line_menu

        line_menu(self._line, self._theme, self._ask, self).popup(place)

    def _deed_of(self, key: int) -> Deed | None:
        deeds = self._line.all_deeds
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return Deed.OPEN if Deed.OPEN in deeds else deeds[0]
        return deed_of(key, deeds)

    def _say(self) -> None:
        line = self._line
        mark = _translate("Today", "Reminder") if line.is_marked else ""
        self.setAccessibleName(", ".join(p for p in (line.title, *line.details, line.pill, mark) if p))
        self.setAccessibleDescription(", ".join(tooltip(deed) for deed in line.all_deeds))

    def _make_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(deed) for deed in self._line.deeds]
        self._buttons.append(self._menu_button())
        for button in self._buttons:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """As many as leave room for the words, beside the first of them."""
        px = self._theme.px
        own, menu = self._buttons[:-1], self._buttons[-1]
        left = self.width() - px(_WORDS) - px(_BESIDE) - (px(_PILL) if self._line.pill else 0)
        room = left // (menu.sizeHint().width() + self._row.spacing())
        room = max(room, int(self.width() >= px(_NARROWEST)))
        for at, button in enumerate(own):
            button.setVisible(at < room)
        menu.setVisible(bool(self._line.more) or len(own) > room)
        top = (self._painter.head_height(self._line) - menu.sizeHint().height()) // 2
        self._row.setContentsMargins(px(_PAD_X), max(0, top), px(_PAD_X), 0)

    def _button(self, deed: Deed) -> IconButton:
        button = IconButton(ICONS[deed], self._theme, deed_word(deed))
        button.setToolTip(tooltip(deed))
        button.setAccessibleName(f"{deed_word(deed)}: {self._line.title}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._ask(deed))
        return button

    def _menu_button(self) -> IconButton:
        name = _translate("Today", "More")
        button = IconButton("more", self._theme, name)
        button.setAccessibleName(f"{name}: {self._line.title}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._show_menu(self._below(button)))
        return button

    def _buttons_width(self) -> int:
        """What the buttons take at the end of the line, the margin included."""
        shown = [button for button in self._buttons if not button.isHidden()]
        widths = sum(button.sizeHint().width() for button in shown)
        return widths + self._row.spacing() * len(shown) + self._theme.px(_PAD_X)
