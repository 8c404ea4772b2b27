"""The menu of a line: everything that can be done about it, with its icon and its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from crm_desktop.ui.today.deeds import ICONS, deed_word, key_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Deed, Line


def line_menu(line: Line, theme: ThemeController, chosen: Callable[[Deed], None], parent: QWidget) -> QMenu:
    """A menu that tells `chosen` the deed. It goes when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for deed in line.all_deeds:
        action = menu.addAction(theme.icon(ICONS[deed]), deed_word(deed), partial(chosen, deed))
        # The key belongs to the line: here it is only told.
        action.setText(f"{deed_word(deed)}\t{key_letter(deed)}")
    return menu
