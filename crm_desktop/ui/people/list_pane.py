"""The People page's list: search, filters, list or table, what to do with many, and what to say when empty.

It knows the contact book and tells what happened on it; the card beside it is the page's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contact_query import ContactQuery, SortColumn
from crm_desktop.ui.models.contact_columns import Column, columns_named
from crm_desktop.ui.models.contact_listing import ContactListing
from crm_desktop.ui.people.contact_view import ContactView
from crm_desktop.ui.people.emptiness import Emptiness
from crm_desktop.ui.people.filter_bar import FilterBar, Filters
from crm_desktop.ui.runtime.first_paint import FirstPaint
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton, PrimaryButton
from crm_desktop.ui.widgets.labels import FaceLabel, Title
from crm_desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.contact_query import ContactSet
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.models.contact_listing import Runner
    from crm_desktop.ui.models.contact_texts import ContactTexts
    from crm_desktop.ui.people.photos import Photos
    from crm_desktop.ui.theme.controller import ThemeController

# While the first screen is not full, gathering the tags is quick.
_FEW = 60


class ListPane(QWidget):
    """Signals: `add_asked(name)` someone is to be added; `mode_changed(is_table)`."""

    add_asked = Signal(str)
    mode_changed = Signal(bool)

    def __init__(
        self,
        contacts: ContactBook,
        custom_fields: CustomFields,
        settings: Settings,
        texts: ContactTexts,
        photos: Photos,
        theme: ThemeController,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._custom_fields = custom_fields
        self._settings = settings
        self._theme = theme
        self._sort, self._descending = SortColumn.NAME, False
        self._tags: list[str] = []
        self._runner = runner
        self.listing = ContactListing(contacts, texts, runner, self)
        self.view = ContactView(theme, self.listing.model, texts, photos, self)
        self.search = SearchBox(self.tr("Search people"), theme, self.tr("Search name, phone, note…"), self)
        self.filters = FilterBar(theme, self)
        self._empty = Emptiness(theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        # At least a row; the words for an empty list would ask for more, and press the filters flat.
        self._stack.setMinimumHeight(theme.px(64))
        self._count = FaceLabel("", theme, Face.SMALL, muted=True)
        self._offer = QTimer(self, singleShot=True, interval=0)
        self._offer.timeout.connect(self._offer_filters)
        self._offers_when_whole = False
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_mode()

    # Asking

    def start(self) -> None:
        """Show everyone; what is not needed for the first screen follows once that is painted."""
        self.listing.ask(self.query(), hold_rest=True)
        FirstPaint(self, self._follow)

    def _follow(self) -> None:
        # The tags come last: both at once would only make the list wait.
        self._offers_when_whole = True
        if self.listing.is_whole:
            self._offer.start()
        self.listing.go_on()

    def query(self) -> ContactQuery:
        """What the search, the filters and the header ask for together."""
        sorted_by = ContactQuery(
            text=self.search.text().strip(), sort=self._sort, descending=self._descending
        )
        return self.filters.filters.applied(sorted_by)

    def show_set(self, which: ContactSet) -> None:
        """Filter by a ready-made set, and by nothing else."""
        self.search.clear()
        self.filters.set_filters(Filters(which=which))

    def show_filters(self, filters: Filters) -> None:
        """Filter by these, and by nothing else."""
        self.search.clear()
        self.filters.set_filters(filters)

    def find(self, text: str) -> None:
        """Search for a text, with the cursor behind it."""
        self.search.setText(text)
        self.focus_search()

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def take_change(self, change: DataChanged) -> None:
        """Something was committed: repaint it, and ask again where the list may be another."""
        self.listing.take_changes(change.changes)
        if any(change.changes.touches(kind) for kind in (Kind.TAG, Kind.FIELD, Kind.SETTING, Kind.CONTACT)):
            self._offer.start(0)

    def put_under_search(self, bar: QWidget) -> None:
        """A bar that may stand in the place of the filters."""
        self._top.addWidget(bar)

    def show_bulk(self, bar: QWidget, *, shown: bool) -> None:
        """Exchange filters and bar; equally high, so that no row moves away under the mouse."""
        if shown and self.filters.isVisible():
            bar.setFixedHeight(self.filters.height())
        holder = self.window().focusWidget()
        if not shown and holder is not None and bar.isAncestorOf(holder):
            self.view.setFocus()  # the keyboard would go on to whatever stands next
        self.filters.setVisible(not shown)
        bar.setVisible(shown)

    def _ask(self) -> None:
        self.listing.ask(self.query())

    def tag_names(self) -> list[str]:
        """Every tag that is worn."""
        return self._tags

    def _offer_filters(self) -> None:
        """The tags of very many contacts take a while to gather."""
        self._offers_when_whole = False
        if self._runner is None or self._runner.busy or self.listing.model.rowCount() < _FEW:
            self._take_tags(self._read_tags())
        else:
            self._runner.run(lambda _progress, _cancel: self._read_tags(), on_done=self._take_tags)

    def _read_tags(self) -> list[str]:
        return [each.name for each in self._contacts.tags()]

    def _take_tags(self, tags: list[str]) -> None:
        self._tags = tags
        self.filters.offer(tags, self._contacts.statuses(), self._custom_fields.all())

    # What is shown

    def _on_listed(self, count: int, whole: bool) -> None:
        if whole and self._offers_when_whole:
            self._offer.start()
        self._stack.setCurrentWidget(self.view if count else self._empty)
        if not count:
            self._empty.explain(self.query(), nobody_at_all=self._contacts.count() == 0)
        self._count.setText(self.locale().toString(count) if whole and count else "")
        sorted_by = None if self.search.text().strip() else Column(self._sort.value)
        self.view.show_sorted(sorted_by, descending=self._descending)

    def _show_mode(self) -> None:
        if self._settings.people_view == "table":
            self.view.show_as_table(columns_named(self._settings.people_columns))
        else:
            self.view.show_as_list()
        edge = self._theme.px(16) if self.view.is_table else 0
        self._around.setContentsMargins(edge, 0, edge, 0)
        self._columns_button.setVisible(self.view.is_table)
        self._list_button.setChecked(not self.view.is_table)
        self._table_button.setChecked(self.view.is_table)

    def _set_mode(self, mode: str) -> None:
        self._settings.people_view = mode
        self._show_mode()
        self.mode_changed.emit(self.view.is_table)

    def _on_sort_asked(self, column: Column) -> None:
        if column.sort is None:
            return
        again = column.sort is self._sort
        self._sort, self._descending = column.sort, again and not self._descending
        self._ask()
        self.view.scrollToTop()

    def _on_columns_moved(self, columns: tuple[Column, ...]) -> None:
        self._settings.people_columns = tuple(column.value for column in columns)

    def _choose_columns(self) -> None:
        chosen = columns_named(self._settings.people_columns)
        from crm_desktop.ui.people.column_chooser import ColumnChooser

        chooser = ColumnChooser(chosen, self._theme, self)
        chooser.chosen.connect(self._on_columns_chosen)
        chooser.open()

    def _on_columns_chosen(self, columns: tuple[Column, ...]) -> None:
        self._on_columns_moved(columns)
        self._show_mode()

    # Keys in the search

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self._enter_list()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_first()
                return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        if self.listing.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            self.view.go_to(max(0, self.view.currentIndex().row()))

    def _open_first(self) -> None:
        if self.listing.model.rowCount():
            self.view.go_to(0)
            self.view.opened.emit(self.view.current_id)
        elif self.search.text().strip():
            self.add_asked.emit(self.search.text().strip())

    def _on_typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)

    def _on_empty_acted(self) -> None:
        if self._empty.action_clears:
            self.search.clear()
            self.filters.set_filters(Filters())
            self._ask()
        else:
            self.add_asked.emit(self.search.text().strip())

    # Making

    def _make_buttons(self) -> None:
        self.new_button = PrimaryButton(self.tr("New"), self._theme, "plus", self)
        self.new_button.setAccessibleName(self.tr("New contact"))
        self._list_button = IconButton("list", self._theme, self.tr("Show as a list"), self)
        self._table_button = IconButton("table", self._theme, self.tr("Show as a table"), self)
        self._columns_button = IconButton("columns", self._theme, self.tr("Choose columns"), self)
        for button in (self._list_button, self._table_button):
            button.setCheckable(True)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(Title(self.tr("People"), self._theme))
        head.addSpacing(px(6))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        for button in (self._columns_button, self._list_button, self._table_button):
            head.addWidget(button)
        head.addSpacing(px(6))
        head.addWidget(self.new_button)
        top = QVBoxLayout()
        top.setContentsMargins(px(16), px(18), px(16), 0)
        top.setSpacing(px(10))
        top.addLayout(head)
        top.addWidget(self.search)
        top.addWidget(self.filters)
        self._top = top
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(top)
        self._around = QHBoxLayout()
        self._around.addWidget(self._stack)
        column.addLayout(self._around, 1)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._ask)
        self.filters.changed.connect(self._ask)
        self.listing.listed.connect(self._on_listed)
        self.view.typed.connect(self._on_typed)
        self.view.search_requested.connect(self.focus_search)
        self.view.all_wanted.connect(self.listing.complete)
        self.view.sort_asked.connect(self._on_sort_asked)
        self.view.columns_asked.connect(self._choose_columns)
        self.view.columns_moved.connect(self._on_columns_moved)
        self.new_button.clicked.connect(lambda: self.add_asked.emit(""))
        self._list_button.clicked.connect(lambda: self._set_mode("list"))
        self._table_button.clicked.connect(lambda: self._set_mode("table"))
        self._columns_button.clicked.connect(self._choose_columns)
        self._empty.action_clicked.connect(self._on_empty_acted)
