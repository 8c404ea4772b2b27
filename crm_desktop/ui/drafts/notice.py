"""Says in an editor that its text comes from a draft, and what became of the rest meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController


class DraftNotice(QWidget):
    """One sentence, in the colour of a warning where there is something to decide, and a button for that."""

    def __init__(self, text: str, theme: ThemeController, *, warns: bool = False) -> None:
        super().__init__()
        self._theme, self._warns = theme, warns
        px = theme.px
        self.label = PlainLabel(text, self)
        self.label.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(40), px(9), px(12), px(9))
        self._column.setSpacing(px(2))
        self._column.addWidget(self.label)
        self.setAccessibleName(text)
        if self.isRightToLeft():
            self._column.setContentsMargins(px(12), px(9), px(40), px(9))

    def offer(self, text: str, act: Callable[[], object]) -> None:
        """A button below the sentence; the notice goes when it is pressed."""
        button = FlatButton(text, self._theme, parent=self)
        button.clicked.connect(act)
        button.clicked.connect(self.hide)
        self._column.addWidget(button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        tone = tokens.warn if self._warns else tokens.info
        painter = QPainter(self)
        strokes.box(painter, QRectF(self.rect()), tone.soft, None, px(8))
        icon = QRectF(px(12), px(11), px(18), px(18))
        if self.isRightToLeft():
            icon.moveRight(self.width() - px(12))
        self._theme.icons.paint(painter, icon, "alert" if self._warns else "edit", tone.fg)
        painter.end()
