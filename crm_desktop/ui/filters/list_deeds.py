"""What can be done with a saved filter besides showing it: rename, duplicate, move, delete; each one undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain.match_key import match_key
from crm_desktop.ui.people.messages import attempt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.filters.condition import SavedFilter
    from crm_desktop.services.filters import Filters
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController


class ListDeeds(QObject):
    """Writes through the service; whoever shows lists hears of it by the change."""

    def __init__(self, filters: Filters, messages: Messages, theme: ThemeController, window: QWidget) -> None:
        super().__init__(window)
        self._filters, self._messages = filters, messages
        self._theme, self._window = theme, window

    def rename(self, saved: SavedFilter) -> None:
        """Ask for another name."""
        from crm_desktop.ui.people.ask_sheet import AskSheet

        def take(name: str) -> None:
            if name == saved.name:
                return
            self._filters.save(replace(saved, name=name))
            self._messages.undoable(self.tr("The list is called {name} now").format(name=name))

        AskSheet(
            self.tr("Rename the list"),
            self.tr("Name of the list"),
            take,
            self._theme,
            self._window,
            save=self.tr("Rename"),
            text=saved.name,
        ).open()

    def duplicate(self, saved: SavedFilter) -> None:
        """Keep the same once more, under a name that is free, right below."""
        name = self._free_name(saved.name)

        def do() -> None:
            self._filters.save(replace(saved, name=name, id=None, problem=""))

        attempt(self._messages, do, self.tr("Kept as {name}").format(name=name))

    def move(self, saved: SavedFilter, by: int) -> None:
        """Up by -1, down by 1."""
        order = [each.id for each in self._filters.all()]
        if saved.id is None or saved.id not in order:
            return
        place, number = order.index(saved.id) + by, saved.id
        if 0 <= place < len(order):
            attempt(self._messages, lambda: self._filters.move(number, place))

    def delete(self, saved: SavedFilter) -> None:
        """Remove a list; nobody in it is touched."""
        if saved.id is not None:
            number = saved.id
            done = self.tr("Deleted the list {name}. Nobody in it was touched.").format(name=saved.name)
            attempt(self._messages, lambda: self._filters.delete(number), done)

    def _free_name(self, name: str) -> str:
        taken = {match_key(each.name) for each in self._filters.all()}
        number = 2
        while True:
            wanted = self.tr("{name} ({number})").format(name=name, number=number)
            if match_key(wanted) not in taken:
                return wanted
            number += 1
