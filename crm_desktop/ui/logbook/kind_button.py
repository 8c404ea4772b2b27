"""What kind of thing happened, on one button: its icon and word, the others in its menu.

`chosen(InteractionKind)`: the user took one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.wording.interactions import kind_icon, kind_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

KINDS = tuple(InteractionKind)


class KindButton(QuietButton):
    """Begins with a call, which is what is logged most."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__("", theme, "phone", parent)
        self._kind = InteractionKind.CALL
        self.clicked.connect(self._open_menu)
        self.set_kind(InteractionKind.CALL)

    @property
    def kind(self) -> InteractionKind:
        """The kind on the button."""
        return self._kind

    def set_kind(self, kind: InteractionKind) -> None:
        """Show a kind; tells nobody."""
        self._kind = kind
        self.setText(kind_word(kind))
        self.set_icon(kind_icon(kind))
        self.setAccessibleName(self.tr("Kind: {kind}").format(kind=kind_word(kind)))

    def step(self, by: int) -> None:
        """The next or the previous kind, round and round."""
        self._choose(KINDS[(KINDS.index(self._kind) + by) % len(KINDS)])

    def _choose(self, kind: InteractionKind) -> None:
        self.set_kind(kind)
        self.chosen.emit(kind)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for kind in KINDS:
            action = menu.addAction(self._theme.icon(kind_icon(kind)), kind_word(kind))
            action.setCheckable(True)
            action.setChecked(kind is self._kind)
            action.triggered.connect(lambda _=False, each=kind: self._choose(each))
            group.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
