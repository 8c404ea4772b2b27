"""The text of a draft that no editor can take up any more: to be read, copied, and thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication

from crm_desktop.ui.drafts.words import title_of, typed_text
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _LINES = 520, 9


class TextSheet(Sheet):
    """`thrown_away`: the text is not wanted any more. `why` says why it is only shown."""

    thrown_away = Signal()

    def __init__(self, draft: Draft, why: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(title_of(draft), theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title.setWordWrap(True)
        self._why = Muted(why, theme, self)
        self._why.setWordWrap(True)
        self.text = TextArea(self.tr("What you typed"), theme, lines=_LINES, parent=self)
        self.text.setPlainText(typed_text(draft))
        self.text.setReadOnly(True)
        self.copy_button = QuietButton(self.tr("Copy the text"), theme, "copy", self)
        self.throw_button = QuietButton(self.tr("Throw away"), theme, "trash", self)
        for button in (self.copy_button, self.throw_button):
            button.setAutoDefault(True)
        self.copy_button.clicked.connect(self._on_copy)
        self.throw_button.clicked.connect(self._on_throw_away)
        self.body.addWidget(self._why)
        self.body.addWidget(self.text, 1)
        self.foot.insertWidget(0, self.copy_button)
        self.foot.insertWidget(1, self.throw_button)
        self.resize(QSize(theme.px(_WIDTH), self.sizeHint().height()))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText(self.tr("Copied"))

    def _on_throw_away(self) -> None:
        self.thrown_away.emit()
        self.accept()
