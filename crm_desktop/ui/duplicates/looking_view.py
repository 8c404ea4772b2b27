"""While the book is searched: how far it is, how long yet, and Cancel.

Signals: `cancel_asked()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from crm_desktop.ui.runtime.task_runner import TaskProgress
    from crm_desktop.ui.theme.controller import ThemeController

_WIDE = 420


class LookingView(QWidget):
    """Stands in the middle of the page."""

    cancel_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.working = WorkingView(theme, self)
        self.working.setMaximumWidth(theme.px(_WIDE))
        self.working.setMinimumWidth(min(theme.px(_WIDE), 600))
        self.cancel_button = QuietButton(self.tr("Cancel"), theme, "x", self)
        self.cancel_button.clicked.connect(self.cancel_asked)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.working, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self.cancel_button)

    def begin(self, what: str) -> None:
        """Something begins."""
        self.working.begin(what)

    def show_progress(self, progress: TaskProgress) -> None:
        """How far it is."""
        self.working.show_progress(progress)
