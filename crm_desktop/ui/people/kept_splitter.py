"""Two parts beside each other, with a width that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.people.ports import KeepsState
    from crm_desktop.ui.theme.controller import ThemeController

_NAME = "people/splitter"
_LIST_WIDTH, _CARD_WIDTH = 380, 700


class KeptSplitter(QSplitter):
    """The second part takes what there is; neither can be folded away."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        theme: ThemeController,
        state: KeepsState | None,
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._state = state
        self.setHandleWidth(theme.px(9))
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        kept = state.value(_NAME) if state is not None else None
        if kept is None or not self.restoreState(kept):
            self.setSizes([theme.px(_LIST_WIDTH), theme.px(_CARD_WIDTH)])
        self.splitterMoved.connect(self._on_moved)

    def _on_moved(self) -> None:
        if self._state is not None:
            self._state.keep_value(_NAME, self.saveState())
