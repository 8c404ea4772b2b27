"""The People page: the list, and beside it a card, the editor, or a word about what to do.

On a narrow page, and beside a table, the card takes the whole width and has a way back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.people.bulk import Bulk
from crm_desktop.ui.people.card_dialogs import open_dialogs
from crm_desktop.ui.people.editing import Editing
from crm_desktop.ui.people.filter_bar import Filters
from crm_desktop.ui.people.kept_splitter import KeptSplitter
from crm_desktop.ui.people.list_pane import ListPane
from crm_desktop.ui.people.photos import Photos
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.keys import keys_within
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.contact_query import ContactSet
    from crm_desktop.domain.draft import Draft
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.ids import FilterId
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.interactions import Logbook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.card.card_pane import CardPane
    from crm_desktop.ui.editor.editor import ContactEditor
    from crm_desktop.ui.people.bulk_actions import Runner
    from crm_desktop.ui.people.editor_drafts import EditorDrafts
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.people.ports import KeepsState, PageDialogs
    from crm_desktop.ui.runtime.event_relay import EventRelay
    from crm_desktop.ui.theme.controller import ThemeController

# Below this width, in the design's pixels, the card takes the whole page.
_BESIDE_FROM = 800
_LEAST_LIST, _LEAST_CARD = 280, 400
# While someone walks through the list by the arrow keys, cards wait this long.
_CARD_WAIT_MS = 45


class PeoplePage(QWidget):
    """`contact_shown(id)`: this contact's card is in view; `print_asked`: the selected on paper."""

    contact_shown = Signal(int)
    print_asked = Signal()

    def __init__(
        self,
        contacts: ContactBook,
        logbook: Logbook,
        appointments: Appointments,
        follow_ups: FollowUps,
        custom_fields: CustomFields,
        settings: Settings,
        clock: Clock,
        theme: ThemeController,
        messages: Messages,
        dialogs: PageDialogs,
        relay: EventRelay,
        state: KeepsState | None = None,
        runner: Runner | None = None,
        parent: QWidget | None = None,
        drafts: EditorDrafts | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts, self._theme, self._dialogs, self._state = contacts, theme, dialogs, state
        self._started = False
        self._wanted = 0
        self._days = DayWords(clock)
        self._today = self._days.today()
        self._photos = Photos(contacts.photo, self)
        self.list = ListPane(
            contacts, custom_fields, settings, ContactTexts(self._days), self._photos, theme, runner, self
        )
        self.bulk = Bulk(self.list, contacts, custom_fields, clock, messages, self._days, theme, runner)
        self.editing = Editing(
            contacts, custom_fields, settings, clock, messages, theme, self, self.list.tag_names, drafts
        )
        book = (contacts, logbook, appointments, follow_ups, custom_fields, settings, clock)
        self._make_card = lambda: _new_card(*book, self._photos, messages, theme, self, drafts)
        self._card: CardPane | None = None
        self._nobody = EmptyState("people", "", theme)
        self._nobody.say(*self._invitation(0))
        self._show_soon = QTimer(self, singleShot=True, interval=_CARD_WAIT_MS)
        self._show_soon.timeout.connect(self._show_wanted)
        self._lay_out()
        self._connect()
        # Arrows walk through the people at once; letters go on to the search.
        self.setFocusProxy(self.list.view)
        relay.data_changed.connect(self._on_data_changed)

    # What others ask for

    def show_contact(self, contact_id: int) -> None:
        """Show this contact's card, and the contact in the list where the list has it."""
        self._start()
        self.editing.leave()
        self._open(contact_id)
        self.list.listing.complete()
        position = self.list.listing.model.position_of(contact_id)
        if position is not None and self.list.view.current_id != contact_id:
            self.list.view.go_to(position)

    def new_contact(self, name: str = "") -> None:
        """Begin a new contact."""
        self._show_editor(self.editing.begin_new(name))

    def edit_contact(self, contact_id: int) -> None:
        """Change a contact."""
        editor = self.editing.begin(ContactId(contact_id))
        if editor is not None:
            self._show_editor(editor)

    def continue_draft(self, draft: Draft) -> None:
        """Go on with a card that was not saved.

        Raises UserError where its contact is gone, one of typed.NOT_OURS for a draft of something else.
        """
        self._show_editor(self.editing.go_on(draft))

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._show_list()
        self.list.focus_search()

    def show_set(self, which: ContactSet) -> None:
        """Show one of the ready-made sets."""
        self._show_list()
        self.list.show_set(which)

    def show_condition(self, condition: Condition, name: str, saved: FilterId | None = None) -> None:
        """Show whom a condition lists, under this name; `saved` says which list it is."""
        self._show_list()
        self.list.show_filters(Filters(condition=condition, name=name, saved=saved))

    def current_people(self) -> tuple[ContactId, ...]:
        """Who is meant now: the selected, or the one whose card it is."""
        if self.list.view.selected_count() > 1:
            return tuple(ContactId(key) for key in self.list.view.selected_ids())
        contact_id = self._card.contact_id if self._card is not None else None
        return (contact_id,) if contact_id is not None else ()

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed into an editor is kept nowhere else."""
        return self.editing.has_unsaved

    @property
    def card(self) -> CardPane:
        """The card; made when it is first wanted."""
        if self._card is None:
            self._card = self._make_card()
            self._right.addWidget(self._card)
            self._connect_card(self._card)
        return self._card

    # List and card

    def _start(self) -> None:
        if not self._started:
            self._started = True
            self.list.start()

    def _on_current_changed(self, contact_id: int) -> None:
        self._wanted = contact_id
        if contact_id and self._is_beside():
            self._show_soon.start()

    def _on_current_lost(self, contact_id: int, row: int) -> None:
        """Someone left the list: deleted, the next one follows; only filtered out, their card stays."""
        self._wanted = 0
        if not self._contacts.names([contact_id]):
            self.list.view.go_to(min(row, self.list.listing.model.rowCount() - 1))

    def _show_wanted(self) -> None:
        if not self._wanted or not self._is_beside():
            return
        if self.editing.is_open:
            if not self.list.view.hasFocus():
                return  # the list moved by itself
            self.editing.leave()
        self._show_card(self._wanted)

    def _open(self, contact_id: int) -> None:
        self._show_soon.stop()
        if self._show_card(contact_id) and not self._is_beside():
            self._arrange(card_first=True)

    def _on_opened(self, contact_id: int) -> None:
        self._open(contact_id)
        self.card.begin_log()

    def _show_card(self, contact_id: int) -> bool:
        if self.card.contact_id != contact_id and not self.card.show_contact(ContactId(contact_id)):
            return False
        self._show_right(self.card)
        self.contact_shown.emit(contact_id)
        return True

    def _show_right(self, widget: QWidget) -> None:
        if self._right.indexOf(widget) < 0:
            self._right.addWidget(widget)
        self._right.setCurrentWidget(widget)
        self._arrange(card_first=widget is not self._nobody)

    def _show_editor(self, editor: ContactEditor) -> None:
        self._show_right(editor)
        editor.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        self._start()
        self._arrange(card_first=False)

    def _back(self) -> None:
        if self._card is None or self._card.contact_id is None:
            self._right.setCurrentWidget(self._nobody)
        self._arrange(card_first=False)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_beside(self) -> bool:
        """Whether list and card have room beside each other."""
        return not self.list.view.is_table and self.width() >= self._theme.px(_BESIDE_FROM)

    def _arrange(self, *, card_first: bool) -> None:
        self._measure()
        beside = self._is_beside()
        editing = self._right.currentWidget() is not self._nobody
        self._right.setVisible(beside or (card_first and editing))
        self.list.setVisible(beside or not self._right.isVisibleTo(self))
        if self._card is not None:
            self._card.header.back_button.setVisible(not beside)

    def _on_mode_changed(self) -> None:
        self._arrange(card_first=False)
        self._on_current_changed(self.list.view.current_id)

    # Editing

    def _on_edited(self, contact_id: int) -> None:
        """The editor is done: show whom it was about."""
        if self._card is not None and self._card.contact_id == contact_id:
            self._card.refresh()
        self.show_contact(contact_id)
        if self.list.isVisible():
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edit_left(self) -> None:
        shown = self._card is not None and self._card.contact_id is not None
        self._right.setCurrentWidget(self.card if shown else self._nobody)
        self._arrange(card_first=shown)
        if self.list.isVisible():
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is heard

    def _on_data_changed(self, change: DataChanged) -> None:
        touched = change.changes.ids.get(Kind.CONTACT)
        if change.changes.touches(Kind.CONTACT):
            self._photos.forget(None if Kind.CONTACT in change.changes.everything else touched)
        self._look_at_the_day()
        if self._started:
            self.list.take_change(change)
        if self._card is not None:
            self._card.take_change(change)

    def _look_at_the_day(self) -> None:
        """ "Today" is another day after midnight."""
        if self._days.today() != self._today:
            self._today = self._days.today()
            self.list.view.words_changed()

    def _on_listed(self, count: int, _whole: bool) -> None:
        """Begin with a card in view where there is room for one."""
        self._nobody.say(*self._invitation(count))
        no_card = self._card is None or self._card.contact_id is None
        if count and no_card and self._is_beside() and not self.list.search.hasFocus():
            QTimer.singleShot(0, self, self._show_first)

    def _invitation(self, count: int) -> tuple[str, str, str]:
        if count:
            hint = self.tr("Choose someone in the list to see their card.")
            return "people", self.tr("Nobody chosen"), hint
        return "people", self.tr("Cards are shown here"), ""

    def _show_first(self) -> None:
        if not self.list.view.current_id:
            self.list.view.go_to(0)

    # Making

    def _lay_out(self) -> None:
        self._right = QStackedWidget(self)
        self._right.addWidget(self._nobody)
        self._theme.theme_changed.connect(self._measure)
        self._splitter = KeptSplitter(self.list, self._right, self._theme, self._state, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    def _measure(self) -> None:
        """Neither side may be squeezed by the other; alone, each takes what there is."""
        beside = self._is_beside()
        self.list.setMinimumWidth(self._theme.px(_LEAST_LIST) if beside else 0)
        self._right.setMinimumWidth(self._theme.px(_LEAST_CARD) if beside else 0)

    def _connect(self) -> None:
        view, bulk = self.list.view, self.bulk
        view.current_changed.connect(self._on_current_changed)
        view.current_lost.connect(self._on_current_lost)
        view.opened.connect(self._on_opened)
        view.edit_requested.connect(self.edit_contact)
        view.log_requested.connect(self._on_opened)
        view.menu_requested.connect(self._open_menu)
        view.copy_requested.connect(self._copy_cards)
        self.list.add_asked.connect(self.new_contact)
        self.list.mode_changed.connect(self._on_mode_changed)
        self.list.listing.listed.connect(self._on_listed)
        bulk.export_asked.connect(lambda: self._dialogs.export_file(self.current_people()))
        bulk.print_asked.connect(self.print_asked)
        bulk.copy_asked.connect(self._copy_cards)
        self.editing.saved.connect(self._on_edited)
        self.editing.left.connect(self._on_edit_left)
        self.editing.reopened.connect(self._show_editor)
        self.editing.contact_asked.connect(self.show_contact)
        keys_within(self, "Alt+Left", self._back)

    def _connect_card(self, card: CardPane) -> None:
        card.edit_asked.connect(self.edit_contact)
        card.delete_asked.connect(lambda key: self.bulk.actions.delete([key]))
        card.contact_asked.connect(self.show_contact)
        card.back_asked.connect(self._back)
        keys_within(card, "Esc", self._back)
        open_dialogs(card, self._dialogs)

    def _copy_cards(self) -> None:
        from crm_desktop.ui.sharing.share import Share

        self._dialogs.share(Share.COPY, self.current_people())

    def _open_menu(self, spot: QPoint) -> None:
        ids = self.list.view.selected_ids()
        if len(ids) > 1:
            self.bulk.open_menu(spot)
        elif len(ids) == 1 and self.card.contact_id == ids[0]:
            self.card.open_more(spot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start()
        self._arrange(card_first=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shows_card = self._right.isVisibleTo(self) and not self.list.isVisibleTo(self)
        self._arrange(card_first=shows_card)


def _new_card(*parts: Any) -> CardPane:
    # The first screen needs no card, and a card imports a lot.
    from crm_desktop.ui.card.card_pane import CardPane

    return CardPane(*parts)
