"""The frame of a dialog that stands alone before there is a window: a page that scrolls, and two buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent

    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT, _PAD, _GAP, _MARK = 640, 620, 24, 14, 44
_AROUND = 60  # what a desktop has around a window: its own bars, and a frame


@dataclass(frozen=True, slots=True)
class Deed:
    """A button's words, and what it does."""

    text: str
    do: Callable[[], object]


class RescueFrame(QDialog):
    """`show_page` exchanges what it shows. Enter does the deed, or what a focused button does; Esc is
    the way back.
    """

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self.theme = theme
        self._back: Deed | None = None
        self._deed: Deed | None = None
        self.setWindowTitle(self.tr("CRM Desktop"))
        self.setWindowIcon(theme.icons.app_icon())
        self.title = FaceLabel("", theme, Face.TITLE)
        self.title.setWordWrap(True)
        self._mark = Mark("info", theme, _MARK)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, theme.px(4))
        head.setSpacing(theme.px(_GAP))
        head.addWidget(self._mark)
        head.addWidget(self.title, 1)
        self.trouble = FaceLabel("", theme)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads to what is on the page; the page itself is scrolled along.
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back_button = QuietButton("", theme)
        self.back_button.clicked.connect(self.reject)
        self.deed_button = PrimaryButton("", theme)
        self.deed_button.setDefault(True)
        self.deed_button.clicked.connect(self._on_deed)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.back_button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.deed_button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.area, 1)
        self._column.addWidget(self.trouble)
        self._column.addLayout(self._foot)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def show_page(
        self,
        title: str,
        page: QWidget,
        *,
        icon: str,
        deed: Deed | None,
        back: Deed | None,
        focus: QWidget,
    ) -> None:
        """Show a page. `focus` is what has the keyboard first."""
        self._mark.set_icon(icon)
        self._deed, self._back = deed, back
        self.title.setText(title)
        self.setAccessibleName(title)
        for button, what in ((self.deed_button, deed), (self.back_button, back)):
            button.setVisible(what is not None)
            button.setEnabled(what is not None)
            button.setText(what.text if what else "")
        holder = QWidget()
        column = QVBoxLayout(holder)
        # The bar by which it is scrolled stands at the end of reading, apart from the text.
        apart = self.theme.px(_PAD) // 2
        column.setContentsMargins(
            apart if self.isRightToLeft() else 0, 0, 0 if self.isRightToLeft() else apart, 0
        )
        column.setSpacing(self.theme.px(_GAP))
        self._head.setParent(None)
        column.addWidget(self._head)
        column.addWidget(page, 1)
        before = self.area.takeWidget()
        self.area.setWidget(holder)
        self._head.show()
        if before is not None:
            before.deleteLater()
        self.say_trouble("")
        follow_layout(self)
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    def say_trouble(self, words: str) -> None:
        """Say above the buttons what could not be done; "" takes it away."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.tokens.bad.fg)
        self.trouble.setPalette(palette)
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def reject(self) -> None:
        """The way back, which ends the dialog where it leads out of it."""
        if self._back is not None and self.back_button.isEnabled():
            self._back.do()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            # Whoever went to a button with Tab means that one.
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self._on_deed()
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        follow_layout(self)

    def _on_deed(self) -> None:
        if self._deed is not None and self.deed_button.isEnabled():
            self._deed.do()

    def _measure(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(_PAD), px(_PAD), px(_PAD), px(_PAD))
        self._column.setSpacing(px(_GAP))
        self._foot.setSpacing(px(8))
        room = self.screen().availableSize() - QSize(_AROUND, _AROUND)
        self.resize(QSize(px(_WIDTH), px(_HEIGHT)).boundedTo(room))
