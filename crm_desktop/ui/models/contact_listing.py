"""Runs the query of a contact list and keeps its model in step: the first screen at once, the rest after.

The border between the list's model, which holds no query, and the contact book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contact_query import ContactQuery, ContactSet, SortColumn
from crm_desktop.ui.models.contact_list import ContactListModel

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.changes import Changes
    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.ui.models.contact_list import RowTexts

FIRST_SCREEN = 60
# Someone who types is answered with the first screen; the whole list may wait until they pause.
_PAUSE_AFTER_KEY_MS = 150
# A list as long as this takes longer than a key may wait.
_LONG = 4000

_ALWAYS = (Kind.CONTACT, Kind.COMPANY, Kind.TAG, Kind.FIELD, Kind.SETTING)
_TALKED = (ContactSet.COLD, ContactSet.COOLING)
_TALKED_SORTS = (SortColumn.LAST_CONTACT, SortColumn.WARMTH)


class FindsContacts(Protocol):
    """Answers which contacts a query means, and what stands on their rows."""

    def ids(self, query: ContactQuery, limit: int | None = None) -> array[int]:
        """Their ids in order, at most `limit`."""

    def rows(self, ids: Sequence[int], text: str = "") -> list[ContactRow]:
        """Their rows in that order, with `text` saying where a search found each."""


class Runner(Protocol):
    """Does work beside the window."""

    @property
    def busy(self) -> bool:
        """Whether new work would have to wait."""

    def run(
        self,
        work: Callable[[Any, Any], Any],
        *,
        on_done: Callable[[Any], None] = ...,
        on_error: Callable[[BaseException], None] = ...,
    ) -> object:
        """Do `work`; one of `on_done` and `on_error` follows on the window's thread."""


class ContactListing(QObject):
    """Keeps the model showing what the query means now.

    A list of many thousands is fetched beside the window, so that keys are answered meanwhile.

    `listed(count, whole)`: the list was filled; `whole` is false while only its first screen is there.
    """

    listed = Signal(int, bool)

    def __init__(
        self,
        contacts: FindsContacts,
        texts: RowTexts,
        runner: Runner | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._runner = runner
        self._ticket = 0
        self.model = ContactListModel(self._rows, texts, self)
        self._query = ContactQuery()
        self._whole = False
        self._longest = 0
        self._asks_beside = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._fetch)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._fetch)

    @property
    def query(self) -> ContactQuery:
        """What is asked now."""
        return self._query

    @property
    def is_whole(self) -> bool:
        """Whether all ids are there, and not only the first screen."""
        return self._whole

    @property
    def asks_again(self) -> bool:
        """Whether something changed on which the list hangs, and it is asked anew in a moment."""
        return self._again.isActive()

    def ask(self, query: ContactQuery, *, hold_rest: bool = False) -> None:
        """Show what this query means: its first screen now, the rest when there is time.

        With `hold_rest` the rest waits for `go_on`.
        """
        typed = query.text != self._query.text and bool(query.text)
        self._query = query
        self._ticket += 1
        self._again.stop()
        if self._is_slow(query):
            self._rest.stop()
            self._whole = False
            self._ask_beside()
            return
        ids = self._contacts.ids(query, FIRST_SCREEN)
        self._whole = len(ids) < FIRST_SCREEN
        self.model.show(ids)
        self.listed.emit(len(ids), self._whole)
        if self._whole or hold_rest:
            self._rest.stop()
        else:
            self._rest.start(_PAUSE_AFTER_KEY_MS if typed else 0)

    def _is_slow(self, query: ContactQuery) -> bool:
        """Whether even the first screen may take longer than a key may wait: a filter that was made, asked
        of many thousands.
        """
        if query.condition is None or self._runner is None or self._longest < _LONG:
            return False
        return self._asks_beside or not self._runner.busy

    def _ask_beside(self) -> None:
        """Ask for all of it beside the window; what is in view stays until then."""
        if self._asks_beside or self._runner is None:
            return  # who answers sees that something else was asked meanwhile
        self._asks_beside = True
        ticket, query = self._ticket, self._query
        self._runner.run(
            lambda _progress, _cancel: self._contacts.ids(query),
            on_done=lambda ids: self._on_answered(ticket, ids),
            on_error=self._on_not_answered,
        )

    def _on_answered(self, ticket: int, ids: array[int]) -> None:
        self._asks_beside = False
        if self._whole:
            return
        if ticket != self._ticket:
            if self._is_slow(self._query):
                self._ask_beside()
            return
        self._whole = True
        self.model.show(ids)
        self.listed.emit(len(ids), True)

    def _on_not_answered(self, error: BaseException) -> None:
        self._asks_beside = False
        raise error

    def go_on(self) -> None:
        """Fetch what is beyond the first screen, soon."""
        if not self._whole:
            self._rest.start(0)

    def complete(self) -> None:
        """Have the ids beyond the first screen now, if they are not there yet."""
        if not self._whole:
            self._rest.stop()
            self._take(self._ticket, self._contacts.ids(self._query))

    def take_changes(self, changes: Changes) -> None:
        """Repaint what changed; ask again, once and soon, where the order or the members may differ."""
        touched = changes.ids.get(Kind.CONTACT, frozenset())
        only_contacts = not changes.everything and set(changes.ids) <= {Kind.CONTACT, Kind.REMINDER}
        self.model.renew(touched if only_contacts else None)
        if self._may_differ(changes):
            self._again.start()

    def _rows(self, ids: Sequence[int]) -> list[ContactRow]:
        return self._contacts.rows(ids, self._query.text)

    def _may_differ(self, changes: Changes) -> bool:
        query = self._query
        if any(changes.touches(kind) for kind in _ALWAYS):
            return True
        if query.condition is not None:
            return True  # it may ask for anything
        if changes.touches(Kind.INTERACTION):
            return bool(query.text) or query.which in _TALKED or query.sort in _TALKED_SORTS
        if changes.touches(Kind.APPOINTMENT) or changes.touches(Kind.FOLLOW_UP):
            return query.which is ContactSet.NO_NEXT_STEP or query.sort is SortColumn.NEXT_STEP
        return False

    def _fetch(self) -> None:
        """Fetch the whole list: at once where it is short, else beside the window."""
        self._rest.stop()
        self._again.stop()
        self._ticket += 1
        ticket, query = self._ticket, self._query
        short = self._whole and self.model.rowCount() < _LONG
        if self._runner is None or self._runner.busy or short:
            self._take(ticket, self._contacts.ids(query))
            return
        self._runner.run(
            lambda _progress, _cancel: self._contacts.ids(query),
            on_done=lambda ids: self._take(ticket, ids),
        )

    def _take(self, ticket: int, ids: array[int]) -> None:
        if ticket != self._ticket:
            return  # something else was asked meanwhile
        self._whole = True
        self._longest = max(self._longest, len(ids))
        self.model.become(ids)
        self.listed.emit(len(ids), True)
