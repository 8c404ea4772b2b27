"""A sheet of labelled rows. Enter and Ctrl+S save; what is wrong is said in it, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.widgets.calm_wheel import CalmWheel
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.theme.controller import ThemeController


class FormDialog(Sheet):
    """Fill it with `add_row`; `save` keeps what was put in."""

    def __init__(self, title: str, save_text: str, theme: ThemeController, parent: QWidget | None) -> None:
        super().__init__(title, theme, parent, save=save_text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        self.form = QGridLayout(content)
        # Room for the ring of a field in focus, which a scroll area would cut.
        self.form.setContentsMargins(2, 2, theme.px(6), 2)
        self.form.setHorizontalSpacing(theme.px(14))
        self.form.setVerticalSpacing(theme.px(12))
        self.form.setColumnStretch(1, 1)
        self.body.addWidget(FittingScroll(content, self), 1)
        self._said = ""
        self._wheel = CalmWheel(self)
        self.saved.connect(self.submit)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)

    def sizeHint(self) -> QSize:
        """As high as its rows need at the width that it will have."""
        layout, hint = self.layout(), super().sizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        width = max(hint.width(), self.minimumWidth())
        return QSize(width, layout.totalHeightForWidth(width))

    def set_title(self, title: str) -> None:
        """Say what the dialog is about."""
        self.setWindowTitle(title)
        self.title.setText(title)
        self.title.setWordWrap(True)

    def add_row(self, text: str, widget: QWidget, *, top: int = 9) -> PlainLabel:
        """A row with its label, which stands `top` of the design's pixels below the widget's upper edge."""
        label = PlainLabel(text)
        label.setBuddy(widget)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setContentsMargins(0, self.theme.px(top), 0, 0)
        row = self.form.rowCount()
        self._wheel.calm(widget)
        self.form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.form.addWidget(widget, row, 1)
        return label

    @property
    def error_text(self) -> str:
        """What is wrong, as it is said in the dialog; empty while nothing is."""
        return self._said

    def submit(self) -> None:
        """Save and close; or say what is wrong and stay."""
        if self.tried(self.save):
            self.accept()

    def tried(self, act: Callable[[], object]) -> bool:
        """Do something, or say in the dialog what is wrong with it; whether it was done."""
        try:
            act()
        except UserError as error:
            self._said = str(error)
            self.error(self._said)
            return False
        return True

    def save(self) -> None:
        """Keep what was put in. Raises UserError for what cannot be kept."""
        raise NotImplementedError
