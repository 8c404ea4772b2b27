"""The saved filters as lists: in the side bar with their numbers, on the People page and in menus.

Numbers are counted beside the window, a moment after the last change, and never before the first paint.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.local_day import local_today
from crm_desktop.ui.widgets.plain_text import plain_action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.draft import Draft
    from crm_desktop.domain.filters.condition import Condition, Missing, SavedFilter
    from crm_desktop.ui.drafts.following import Kept
    from crm_desktop.ui.filters.list_deeds import ListDeeds
    from crm_desktop.ui.people.filter_bar import Filters
    from crm_desktop.ui.people.page import PeoplePage
    from crm_desktop.ui.shell.session import WindowSession

_COUNT_AFTER_MS, _TRY_AGAIN_MS = 400, 1500
_PEOPLE = "people"
# Counting what is missing among so many takes no time worth speaking of.
_FEW = 2000
# Who is in a list hangs on everything else.
_NOT_ASKED_FOR = frozenset({Kind.REMINDER})


class LiveLists(QObject):
    """One for a window. It loads nothing before `begin`, and shows nothing where there is no list."""

    def __init__(self, session: WindowSession) -> None:
        super().__init__(session)
        self._session = session
        self._saved: list[SavedFilter] = []
        self._counts: dict[int, int] = {}
        self._today = local_today(session.services.clock)
        self._is_counting = False
        self._deeds: ListDeeds | None = None
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)

    def begin(self) -> None:
        """Show the lists that there are, and follow what changes."""
        session = self._session
        session.relay.data_changed.connect(self._on_data_changed)
        session.stack.page_shown.connect(lambda _name: self.mark())
        self._load()
        if self._saved:
            self._soon.start(0)

    @property
    def saved(self) -> Sequence[SavedFilter]:
        """The lists in the user's order."""
        return tuple(self._saved)

    # Showing

    def show(self, saved: SavedFilter) -> None:
        """Show whom a list lists, on the People page."""
        self._session.people().show_condition(saved.condition, saved.name, saved.id)
        if saved.problem:
            self._session.messages.error(saved.problem)

    def show_condition(self, condition: Condition, name: str = "") -> None:
        """Show whom a condition lists, without keeping it."""
        from crm_desktop.ui.filters.sentence import sentence

        self._session.people().show_condition(condition, name or sentence(condition))

    def named(self) -> list[tuple[str, Callable[[], None]]]:
        """The lists by name, each with what shows it: for the palette."""
        return [(each.name, partial(self.show, each)) for each in self._saved]

    # Making and changing

    def make(self, condition: Condition | None = None) -> None:
        """Open the builder for something new, which may begin with a condition."""
        self._open_builder(None, condition)

    def change(self, saved: SavedFilter) -> None:
        """Open the builder for a list."""
        self._open_builder(saved, None)

    def _make_anew(self) -> None:
        self.make()

    def make_or_change(self) -> None:
        """Go on with what is on, on the page in view; else begin anew."""
        page = self._page() if self._session.stack.current == _PEOPLE else None
        on = page.list.filters.filters if page is not None else None
        saved = self._find(on.saved) if on is not None else None
        if saved is not None:
            self.change(saved)
        else:
            self.make(on.condition if on is not None else None)

    def go_on(self, draft: Draft) -> None:
        """Go on with a filter that was not kept. Raises one of typed.NOT_OURS for another draft."""
        from crm_desktop.ui.drafts.following import Kept
        from crm_desktop.ui.drafts.typed import ABOUT

        about: Any = draft.content[ABOUT]
        number = about["filter"]
        saved = next((each for each in self._session.services.filters.all() if each.id == number), None)
        self._open_builder(saved, None, Kept(draft, anew=number is not None and saved is None))

    def _open_builder(
        self, saved: SavedFilter | None, condition: Condition | None, kept: Kept | None = None
    ) -> None:
        from crm_desktop.ui.filters.builder import Start
        from crm_desktop.ui.shell.filtering import open_builder

        open_builder(self._session, Start(condition, saved), self._on_made, kept)

    def _on_made(self, made: SavedFilter) -> None:
        if made.id is not None:
            self.show(made)
        else:
            self.show_condition(made.condition)

    @property
    def deeds(self) -> ListDeeds:
        """Renaming and its sisters."""
        if self._deeds is None:
            from crm_desktop.ui.filters.list_deeds import ListDeeds

            session = self._session
            self._deeds = ListDeeds(session.services.filters, session.messages, session.theme, session.window)
        return self._deeds

    def export(self, saved: SavedFilter) -> None:
        """Write whom a list lists to a file."""
        ids = self._session.services.filters.matching(saved.condition)
        self._session.dialogs.export_file([ContactId(key) for key in ids])

    def print(self, saved: SavedFilter) -> None:
        """Put whom a list lists on paper."""
        self.show(saved)
        self._session.people().list.view.selectAll()
        self._session.actions.print.trigger()

    # Menus

    def fill(self, menu: QMenu, on: Filters) -> None:
        """What stands first in the People page's menu of filters."""
        theme = self._session.theme
        menu.addAction(theme.icon("plus"), self.tr("New filter…"), self._make_anew)
        saved = self._find(on.saved)
        if saved is not None:
            inner = menu.addMenu(theme.icon("list"), plain_action(saved.name))
            self.fill_deeds(inner, saved, shown=True)
        elif on.condition is not None:
            condition = on.condition
            menu.addAction(
                theme.icon("edit"), self.tr("Change this filter, or keep it…"), lambda: self.make(condition)
            )
        if self._saved:
            lists = menu.addMenu(theme.icon("list"), self.tr("Lists"))
            for each in self._saved:
                action = lists.addAction(plain_action(each.name))
                action.setCheckable(True)
                action.setChecked(each.id == on.saved)
                action.triggered.connect(lambda _=False, one=each: self.show(one))
        self._add_missing(menu)

    def fill_deeds(self, menu: QMenu, saved: SavedFilter, *, shown: bool = False) -> None:
        """Everything that can be done with a list."""
        theme, deeds = self._session.theme, self.deeds
        order = [each.id for each in self._saved]
        place = order.index(saved.id) if saved.id in order else 0
        if not shown:
            menu.addAction(theme.icon("people"), self.tr("Show"), lambda: self.show(saved))
        menu.addAction(theme.icon("edit"), self.tr("Change…"), lambda: self.change(saved))
        menu.addAction(self.tr("Rename…"), lambda: deeds.rename(saved))
        menu.addAction(theme.icon("copy"), self.tr("Duplicate"), lambda: deeds.duplicate(saved))
        menu.addSeparator()
        up = menu.addAction(theme.icon("chevron-up"), self.tr("Move up"), lambda: deeds.move(saved, -1))
        up.setEnabled(place > 0)
        down = menu.addAction(theme.icon("chevron-down"), self.tr("Move down"), lambda: deeds.move(saved, 1))
        down.setEnabled(place < len(order) - 1)
        menu.addSeparator()
        menu.addAction(theme.icon("export"), self.tr("Export…"), lambda: self.export(saved))
        menu.addAction(theme.icon("printer"), self.tr("Print…"), lambda: self.print(saved))
        menu.addSeparator()
        menu.addAction(theme.icon("trash"), self.tr("Delete the list"), lambda: deeds.delete(saved))

    def _open_menu(self, number: int, spot: QPoint) -> None:
        saved = self._find(number)
        if saved is None:
            return
        from crm_desktop.ui.people.bulk_menus import menu_over

        menu = menu_over(self._session.window)
        self.fill_deeds(menu, saved)
        menu.popup(spot)

    # What is missing

    def _add_missing(self, menu: QMenu) -> None:
        inner = menu.addMenu(self._session.theme.icon("alert"), self.tr("What is missing"))
        services = self._session.services
        if services.contacts.count() <= _FEW:
            self._fill_missing(inner, services.filters.missing())
            return
        waiting = inner.addAction(self.tr("Counting…"))
        waiting.setEnabled(False)
        self._session.runner.run(
            lambda _progress, _cancel: services.filters.missing(),
            on_done=lambda found: self._fill_missing(inner, found),
        )

    def _fill_missing(self, menu: QMenu, found: Sequence[Missing]) -> None:
        from crm_desktop.ui.filters.words import missing_word

        if not isValid(menu):
            return
        menu.clear()
        for one in found:
            if not one.count:
                continue
            word, count = missing_word(one.subject), menu.locale().toString(one.count)
            text = self.tr("{what} ({count})").format(what=word, count=count)
            action = menu.addAction(plain_action(text))
            action.triggered.connect(
                lambda _=False, each=one, name=word: self.show_condition(each.condition, name)
            )
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing is missing")).setEnabled(False)

    # The side bar

    def _load(self) -> None:
        self._saved = self._session.services.filters.all()
        there = {each.id for each in self._saved}
        self._counts = {number: count for number, count in self._counts.items() if number in there}
        self._show_rows()
        self.mark()

    def _show_rows(self) -> None:
        bar = self._session.side_bar
        if not self._saved and not bar.has_lists:
            return
        from crm_desktop.ui.people.counting import people_text
        from crm_desktop.ui.shell.side_bar_lists import ListRow

        if not bar.has_lists:
            bar.lists.chosen.connect(self._on_chosen)
            bar.lists.menu_asked.connect(self._open_menu)
            bar.lists.rename_asked.connect(lambda number: self._with(number, self.deeds.rename))
            bar.lists.delete_asked.connect(lambda number: self._with(number, self.deeds.delete))
            bar.lists.move_asked.connect(
                lambda number, by: self._with(number, lambda saved: self.deeds.move(saved, by))
            )
        rows = []
        for each in self._saved:
            assert each.id is not None
            count = self._counts.get(each.id)
            spoken = people_text(count) if count is not None else ""
            rows.append(ListRow(each.id, each.name, count, spoken, each.problem))
        bar.lists.show_rows(rows)

    def _on_chosen(self, number: int) -> None:
        self._with(number, self.show)

    def _with(self, number: int, do: Callable[[SavedFilter], object]) -> None:
        saved = self._find(number)
        if saved is not None:
            do(saved)

    def _find(self, number: int | None) -> SavedFilter | None:
        return next((each for each in self._saved if number is not None and each.id == number), None)

    def _page(self) -> PeoplePage | None:
        page: Any = self._session.stack.built(_PEOPLE)
        return page

    def mark(self) -> None:
        """Mark the list that is in view."""
        bar = self._session.side_bar
        if not bar.has_lists:
            return
        page = self._page() if self._session.stack.current == _PEOPLE else None
        bar.lists.mark(page.list.filters.filters.saved if page is not None else None)

    # What changes

    def _on_data_changed(self, change: DataChanged) -> None:
        changes = change.changes
        if changes.touches(Kind.FILTER):
            self._load()
            self._follow_on_page()
        touched = {*changes.ids, *changes.everything}
        if self._saved and touched - _NOT_ASKED_FOR:
            self._soon.start(_COUNT_AFTER_MS)

    def follow_the_time(self) -> None:
        """The day may be another: days that move with today have moved."""
        today = local_today(self._session.services.clock)
        if today != self._today:
            self._today = today
            if self._saved:
                self._soon.start(0)

    def _follow_on_page(self) -> None:
        """The list that the page shows may have been changed, renamed or deleted."""
        page = self._page()
        on = page.list.filters.filters if page is not None else None
        if page is None or on is None or on.saved is None:
            return
        saved = self._find(on.saved)
        if saved is None:
            page.list.filters.set_filters(replace(on, saved=None))
        else:
            page.list.filters.set_filters(replace(on, condition=saved.condition, name=saved.name))

    def _count(self) -> None:
        runner = self._session.runner
        if not self._saved:
            return
        if self._is_counting or runner.busy:
            self._soon.start(_TRY_AGAIN_MS)
            return
        self._is_counting = True
        filters = self._session.services.filters
        saved = tuple(self._saved)

        def work(_progress: object, _cancel: object) -> dict[int, int]:
            counts = filters.counts([each.condition for each in saved])
            return {each.id: count for each, count in zip(saved, counts, strict=True) if each.id is not None}

        runner.run(work, on_done=self._on_counted, on_error=self._on_not_counted)

    def _on_counted(self, counts: dict[int, int]) -> None:
        self._is_counting = False
        self._counts = counts
        self._show_rows()

    def _on_not_counted(self, error: BaseException) -> None:
        from crm_desktop.services.environment import told_words

        self._is_counting = False
        if not told_words(error):
            raise error
