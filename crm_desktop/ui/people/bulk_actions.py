"""Does with all selected contacts what the bulk bar asks; each is one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.people.messages import attempt
from crm_desktop.ui.wording.people import status_word
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.warmth import cadence_text, paused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.models.contact_listing import Runner
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.wording.days import DayWords

# More than these take longer than the window may stand still.
_MANY = 300


class BulkActions(QObject):
    """`chosen` says who is selected when something is asked."""

    def __init__(
        self,
        contacts: ContactBook,
        chosen: Callable[[], Sequence[int]],
        messages: Messages,
        days: DayWords,
        runner: Runner | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._contacts = contacts
        self._chosen = chosen
        self._messages = messages
        self._days = days

    def tag(self, name: str) -> None:
        """Put a tag on them."""
        ids = self._ids()
        text = self.tr("Tagged %n contact(s) “{tag}”", None, len(ids))
        self._do(ids, lambda: self._contacts.tag(ids, name), text.replace("{tag}", name))

    def untag(self, name: str) -> None:
        """Take a tag off them."""
        ids = self._ids()
        text = self.tr("Took “{tag}” off %n contact(s)", None, len(ids))
        self._do(ids, lambda: self._contacts.untag(ids, name), text.replace("{tag}", name))

    def set_cadence(self, days: int | None) -> None:
        """How often to be in touch with them."""
        ids = self._ids()
        text = self.tr("%n contact(s): {cadence}", None, len(ids)).replace("{cadence}", cadence_text(days))
        self._do(ids, lambda: self._contacts.set_cadence(ids, days), text)

    def pause(self, until: date | None) -> None:
        """Say nothing of their silence before a local day; None: go on reminding."""
        ids = self._ids()
        told = paused(until, self._days)
        word = told.text if told is not None else self.tr("Reminders go on")
        text = self.tr("%n contact(s): {pause}", None, len(ids)).replace("{pause}", word)
        self._do(ids, lambda: self._contacts.pause(ids, until), text)

    def set_status(self, status: str) -> None:
        """What they are to the user."""
        ids = self._ids()
        word = status_word(status) or self.tr("no status")
        text = self.tr("%n contact(s): {status}", None, len(ids)).replace("{status}", word)
        self._do(ids, lambda: self._contacts.set_status(ids, status), text)

    def delete(self, contact_ids: Sequence[int]) -> None:
        """Move contacts to the trash."""
        ids = [ContactId(key) for key in contact_ids]
        if len(ids) == 1:
            name = self._contacts.names(ids).get(ids[0], "")
            text = self.tr("Deleted {name}").replace("{name}", name)
        else:
            text = self.tr("Deleted %n contact(s)", None, len(ids))
        self._do(ids, lambda: self._contacts.delete(ids), text)

    def _do(self, ids: Sequence[ContactId], command: Callable[[], object], text: str) -> None:
        done = english_plural(text, len(ids))
        if self._runner is not None and len(ids) > _MANY:
            self._runner.run(
                lambda _progress, _cancel: command(),
                on_done=lambda _result: self._messages.undoable(done),
                on_error=self._on_failed,
            )
        elif ids:
            attempt(self._messages, command, done)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._messages.error(str(error))

    def _ids(self) -> list[ContactId]:
        return [ContactId(key) for key in self._chosen()]
