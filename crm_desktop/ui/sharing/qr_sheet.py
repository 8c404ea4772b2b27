"""One contact as a code that a phone reads from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from crm_desktop.ui.sharing.left_words import left_text
from crm_desktop.ui.sharing.qr_view import QrView
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.formats.qr import QrCard
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 480, 640
_WIDE, _LOW = 760, 480
_AROUND = 80  # what a desktop has around a window


class QrSheet(Sheet):
    """The name above, the code as large as there is room for, and what is not in it below, or beside it where
    the screen is low or the letters are large.
    """

    def __init__(
        self, name: str, told: str, code: QrCard, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        """`told` is the contact in plain lines, for whoever does not see the code."""
        super().__init__(name, theme, parent)
        self.view = QrView(code.modules, self.tr("QR code of {name}").format(name=name), told, theme)
        self.hint = Muted(self.tr("Point the camera of a phone at it to take the contact over."), theme)
        self.left = Muted(left_text(code.left_out), theme)
        self.left.setVisible(bool(code.left_out))
        beside = theme.px(_HEIGHT) + _AROUND > self.screen().availableSize().height()
        words = QVBoxLayout()
        words.setSpacing(theme.px(8))
        ways = QBoxLayout.Direction
        both = QBoxLayout(ways.LeftToRight if beside else ways.TopToBottom)
        both.setSpacing(theme.px(16))
        both.addWidget(self.view, 3)
        both.addLayout(words, 2 if beside else 0)
        for label in (self.hint, self.left):
            if not beside:
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.addWidget(label)
        if beside:
            words.addStretch(1)
        self.body.addLayout(both, 1)
        self.fit(*((_WIDE, _LOW) if beside else (_WIDTH, _HEIGHT)))
