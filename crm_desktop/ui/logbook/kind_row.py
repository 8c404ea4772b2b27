"""What kind of thing happened: every kind with its icon, one of them on.

`chosen(InteractionKind)`: the user pressed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.wording.interactions import kind_icon, kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController


class KindRow(QWidget):
    """Begins with a call, which is what is logged most."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[InteractionKind, Chip] = {}
        flow = FlowLayout(self, gap=theme.px(6))
        for kind in InteractionKind:
            chip = Chip(kind_word(kind), theme, kind_icon(kind), parent=self)
            chip.clicked.connect(lambda _=False, each=kind: self._on_clicked(each))
            self._chips[kind] = chip
            flow.addWidget(chip)
        self.set_kind(InteractionKind.CALL)

    @property
    def kind(self) -> InteractionKind:
        """The kind that is on."""
        return next(kind for kind, chip in self._chips.items() if chip.isChecked())

    def set_kind(self, kind: InteractionKind) -> None:
        """Turn a kind on; tells nobody."""
        for each, chip in self._chips.items():
            chip.setChecked(each is kind)

    def draft_content(self) -> JSON:
        return self.kind.value

    def restore(self, content: Any) -> None:
        self.set_kind(InteractionKind(content))

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.chosen,)

    def _on_clicked(self, kind: InteractionKind) -> None:
        self.set_kind(kind)
        self.chosen.emit(kind)
