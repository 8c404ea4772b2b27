"""The menu of a section's heading: where the section stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_translate = QCoreApplication.translate
_NATIVE = QKeySequence.SequenceFormat.NativeText


def order_menu(
    move: Callable[[int], None],
    usual: Callable[[], None],
    *,
    can_rise: bool,
    can_sink: bool,
    is_usual: bool,
    parent: QWidget,
) -> QMenu:
    """A menu that tells `move` the step (-1 up, 1 down), or asks for the `usual` order."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    choices = (
        (_translate("Today", "Move up"), "Alt+Up", partial(move, -1), can_rise),
        (_translate("Today", "Move down"), "Alt+Down", partial(move, 1), can_sink),
    )
    for text, keys, chosen, possible in choices:
        # The keys belong to the section: here they are only told.
        action = menu.addAction(f"{text}\t{QKeySequence(keys).toString(_NATIVE)}", chosen)
        action.setEnabled(possible)
    menu.addSeparator()
    menu.addAction(_translate("Today", "Back to the usual order"), usual).setEnabled(not is_usual)
    return menu
