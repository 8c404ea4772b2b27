"""One contact as a code that a phone reads from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.ui.sharing.left_words import left_text
from crm_desktop.ui.sharing.qr_view import QrView
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.formats.qr import QrCard
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 480, 640


class QrSheet(Sheet):
    """The name above, the code as large as there is room for, and below it what is not in it."""

    def __init__(
        self, name: str, told: str, code: QrCard, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        """`told` is the contact in plain lines, for whoever does not see the code."""
        super().__init__(name, theme, parent)
        self.view = QrView(code.modules, self.tr("QR code of {name}").format(name=name), told, theme)
        self.hint = Muted(self.tr("Point the camera of a phone at it to take the contact over."), theme)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.left = Muted(left_text(code.left_out), theme)
        self.left.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.left.setVisible(bool(code.left_out))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.left)
        self.fit(_WIDTH, _HEIGHT)
