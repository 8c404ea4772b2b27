"""Keeps rows of the notebook as cards, each as an undo step of its own; and finds whom they resemble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.environment import told_words
from crm_desktop.ui.paper.rows import changed, united

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.domain.duplicates.groups import Resemblance
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.ui.paper.rows import PaperRow, RowReader

_MOST_LIKE = 3


class RowKeeper:
    """What cannot be kept stays in its row, with the reason. `origin` goes out with every change."""

    def __init__(
        self, contacts: ContactBook, duplicates: Duplicates, reader: RowReader, origin: object
    ) -> None:
        self._contacts, self._duplicates = contacts, duplicates
        self.reader = reader
        self._origin = origin

    def keep(self, row: PaperRow) -> bool:
        """Keep a row that waits for it; whether it is kept now."""
        return self._tried(row, lambda: self._keep(row)) if row.is_waiting else not row.is_empty

    def join(self, row: PaperRow, contact_id: ContactId) -> bool:
        """Put what a row says on the card of somebody known; whether that is done.

        Where the row was kept as somebody new, that card goes to the trash.
        """
        return self._tried(row, lambda: self._join(row, contact_id))

    def likes(self, cells: Mapping[str, str], contact_id: ContactId | None) -> tuple[Resemblance, ...]:
        """Whom these cells resemble, but for the contact that they are kept as."""
        contact = self.reader.contact(cells)
        if contact.is_empty:
            return ()
        found = self._duplicates.like(contact, contact_id, loosely=True)
        return tuple(found[:_MOST_LIKE])

    def look_after(self, rows: Sequence[PaperRow]) -> list[PaperRow]:
        """See whose cards are gone and whose are there again; the rows of which that changed."""
        kept = [row for row in rows if row.contact_id is not None]
        living = self._contacts.names([row.contact_id for row in kept if row.contact_id is not None])
        moved = [row for row in kept if row.is_gone is (row.contact_id in living)]
        for row in moved:
            row.is_gone = not row.is_gone
        return moved

    def _keep(self, row: PaperRow) -> None:
        typed = self.reader.contact(row.cells)
        if row.contact_id is None or row.is_gone:
            row.contact_id = self._contacts.add(typed, origin=self._origin)
        else:
            current = self._contacts.get(row.contact_id)
            before, after = (
                self._contacts.cleaned(self.reader.contact(row.kept or {})),
                self._contacts.cleaned(typed),
            )
            self._contacts.save(changed(current, before, after), origin=self._origin)
        row.is_gone = False
        row.kept = dict(row.cells)

    def _join(self, row: PaperRow, contact_id: ContactId) -> None:
        current = self._contacts.get(contact_id)
        typed = self._contacts.cleaned(self.reader.contact(row.cells))
        self._contacts.save(united(current, typed), origin=self._origin)
        if row.contact_id is not None and row.contact_id != contact_id and not row.is_gone:
            self._contacts.delete([row.contact_id], origin=self._origin)
        row.contact_id, row.is_gone, row.kept, row.likes = contact_id, False, dict(row.cells), ()

    def _tried(self, row: PaperRow, act: Callable[[], None]) -> bool:
        row.why = ""
        try:
            act()
        except Exception as error:
            words = told_words(error)
            if not words:
                raise
            row.why = words
            return False
        return True
