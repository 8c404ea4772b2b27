"""Keeps the panel beside the calendar's views; where the page has no room for both, in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from crm_desktop.ui.widgets.chip import Chip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.asking.panel import AskPanel
    from crm_desktop.ui.asking.reply import Question
    from crm_desktop.ui.theme.controller import ThemeController

_ROOM, _WIDTH = 860, 360


class AskBeside(QObject):
    """`button` opens and closes the panel; a page's `views` are beside it, or give way."""

    def __init__(self, page: QWidget, views: QWidget, panel: AskPanel, theme: ThemeController) -> None:
        super().__init__(page)
        self._page = page
        self._views = views
        self._theme = theme
        self.panel = panel
        self.button = Chip(self.tr("Ask"), theme, "search")
        self.button.setToolTip(self.tr("Ask the notebook (Ctrl+Shift+A)"))
        self.button.toggled.connect(self._on_toggled)
        panel.close_asked.connect(self.close)
        panel.hide()
        page.installEventFilter(self)
        theme.theme_changed.connect(self._fit)

    def open(self, question: Question | None = None) -> None:
        """Show the panel, perhaps with a question."""
        self.button.setChecked(True)
        self._fit()
        if question is not None:
            self.panel.ask(question)
        self.panel.bar.chips[self.panel.bar.question].setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Give the whole page to the views again."""
        self.button.setChecked(False)
        self._views.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _on_toggled(self, _shown: bool) -> None:
        self._fit()

    def _fit(self) -> None:
        shown, px = self.button.isChecked(), self._theme.px
        narrow = self._page.width() < px(_ROOM)
        self._views.setVisible(not (shown and narrow))
        self.panel.setMaximumWidth(16_777_215 if narrow else px(_WIDTH))
        self.panel.setMinimumWidth(px(260) if narrow else px(_WIDTH))
        self.panel.setVisible(shown)
