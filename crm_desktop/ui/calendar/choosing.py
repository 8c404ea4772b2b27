"""Which of several things at one place is meant: a menu of them, or the only one at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from crm_desktop.ui.widgets.plain_text import plain_action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.calendar.entries import Entry


def choose(
    entries: Sequence[Entry], place: QPoint, chosen: Callable[[Entry], object], parent: QWidget
) -> None:
    """Hand over the entry that is meant; of several it is chosen in a menu at a point of the screen."""
    if len(entries) == 1:
        chosen(entries[0])
    if len(entries) < 2:
        return
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        text = " ".join(part for part in (entry.time, entry.title) if part)
        menu.addAction(plain_action(text), partial(chosen, entry))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(place)


def by_keyboard(event: QContextMenuEvent) -> bool:
    """Whether a menu was asked for by a key; by the mouse it opens as the button goes down."""
    return event.reason() is QContextMenuEvent.Reason.Keyboard
