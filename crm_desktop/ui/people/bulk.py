"""What can be done with everyone who is selected, put together for the People page: bar, menus and deeds.

Signals: `export_asked`, `print_asked`, `copy_asked`: to a file, on paper, to the clipboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.ui.people.bulk_actions import BulkActions
from crm_desktop.ui.people.bulk_bar import CHANGES, TAGS, BulkBar

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.people.bulk_actions import Runner
    from crm_desktop.ui.people.bulk_menus import BulkMenus
    from crm_desktop.ui.people.list_pane import ListPane
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class Bulk(QObject):
    """Shows the bar while more than one is selected, or while a long change is under way."""

    export_asked = Signal()
    print_asked = Signal()
    copy_asked = Signal()

    def __init__(
        self,
        pane: ListPane,
        contacts: ContactBook,
        custom_fields: CustomFields,
        clock: Clock,
        messages: Messages,
        days: DayWords,
        theme: ThemeController,
        runner: Runner | None,
    ) -> None:
        super().__init__(pane)
        self._pane, self._contacts, self._custom_fields = pane, contacts, custom_fields
        self._clock, self._theme = clock, theme
        self.bar = BulkBar(theme, pane)
        self.actions = BulkActions(contacts, messages, days, runner, self)
        pane.put_under_search(self.bar)
        view, bar, actions = pane.view, self.bar, self.actions
        view.selection_changed.connect(self._show)
        view.delete_requested.connect(lambda: actions.delete(view.selected_ids()))
        bar.delete_asked.connect(lambda: actions.delete(view.selected_ids()))
        bar.clear_asked.connect(view.clearSelection)
        bar.all_asked.connect(self._select_all)
        bar.menu_asked.connect(self._open_menu)
        bar.cancel_asked.connect(actions.cancel)
        actions.begun.connect(self._on_begun)
        actions.progressed.connect(bar.show_progress)
        actions.ended.connect(self._on_ended)
        self._made_menus: BulkMenus | None = None

    def open_menu(self, spot: QPoint) -> None:
        """Everything that can be done with the selected, where the mouse is."""
        from crm_desktop.ui.people.bulk_menus import menu_over

        menu = menu_over(self._pane)
        self.menus.fill_all(menu, self._pane.view.selected_ids())
        menu.popup(spot)

    @property
    def menus(self) -> BulkMenus:
        """The menus; made when the first is opened."""
        if self._made_menus is None:
            from crm_desktop.ui.people.bulk_menus import BulkMenus, Choices

            book = self._contacts
            choices = Choices(
                self._pane.tag_names, book.statuses, book.sources, book.companies, self._custom_fields.all
            )
            self._made_menus = BulkMenus(self.actions, choices, self._clock, self._theme, self._pane)
            self._made_menus.export_asked.connect(self.export_asked)
            self._made_menus.print_asked.connect(self.print_asked)
            self._made_menus.copy_asked.connect(self.copy_asked)
        return self._made_menus

    def _open_menu(self, name: str, spot: QPoint) -> None:
        from crm_desktop.ui.people.bulk_menus import menu_over

        menu, ids = menu_over(self.bar), self._pane.view.selected_ids()
        if name == TAGS:
            self.menus.fill_tags(menu, ids)
        elif name == CHANGES:
            self.menus.fill_changes(menu, ids)
        else:
            self.menus.fill_ways_out(menu, ids)
        menu.popup(spot)

    def _select_all(self) -> None:
        self._pane.view.selectAll()
        self._pane.view.setFocus()

    def _show(self) -> None:
        view, listing = self._pane.view, self._pane.listing
        count = view.selected_count()
        self.bar.show_count(count, listing.model.rowCount() if listing.is_whole else None)
        self._pane.show_bulk(self.bar, shown=count > 1 or self.actions.is_working)

    def _on_begun(self, what: str) -> None:
        self.bar.begin_work(what)
        self._show()

    def _on_ended(self) -> None:
        self.bar.end_work()
        self._show()
