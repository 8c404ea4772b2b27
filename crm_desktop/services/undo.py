"""Undo and redo of whatever was done, across restarts, with the name of what they would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.card_history import CardOperation
    from crm_desktop.domain.changes import Label, Operation
    from crm_desktop.domain.ids import ContactId, OperationId
    from crm_desktop.services.ports import CardHistoryReads, UnitOfWork


class Undo:
    """One line of operations; a new one forgets what was undone."""

    def __init__(self, uow: UnitOfWork, cards: CardHistoryReads) -> None:
        self._uow = uow
        self._cards = cards

    def undo_label(self) -> Label | None:
        """What `undo` would undo; None where nothing is left."""
        return self._uow.labels()[0]

    def redo_label(self) -> Label | None:
        """What `redo` would do again; None where nothing was undone."""
        return self._uow.labels()[1]

    def undo(self, *, origin: object | None = None) -> Label | None:
        """Take the last operation back, whole; its label, or None where there was none."""
        return self._uow.reverse(undo=True, origin=origin)

    def newest(self) -> int:
        """The number of what `undo` would undo, 0 where nothing is left."""
        return self._uow.newest()

    def history(self, limit: int = 500) -> list[Operation]:
        """What was done, the newest first; what was undone and can be done again among it."""
        return self._uow.history(limit)

    def of_contact(self, contact_id: ContactId, limit: int = 200) -> list[CardOperation]:
        """What was done to one card, the newest first, with the values before and after.

        As far back as anything can be undone; empty for a card that nobody touched since.
        """
        return self._cards.of(contact_id, limit)

    def go_to(self, operation_id: OperationId, *, origin: object | None = None) -> int:
        """Lead to where this was the last thing done: undo all that came later, or redo up to it.

        All or nothing; gives how many operations that took. Raises UserError where it is not there.
        """
        return self._uow.go_to(operation_id, origin=origin)

    def redo(self, *, origin: object | None = None) -> Label | None:
        """Do again what was undone last; its label, or None where there was none."""
        return self._uow.reverse(undo=False, origin=origin)
