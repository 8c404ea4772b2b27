"""Does with many contacts what is asked for; each is one step back, and what takes long can be cancelled.

Signals: `begun(what)` long work starts; `progressed(TaskProgress)`; `ended` it is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.ids import ContactId
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.people.counting import people_text, with_people
from crm_desktop.ui.people.messages import attempt
from crm_desktop.ui.wording.people import importance_word, status_word
from crm_desktop.ui.wording.warmth import cadence_text, paused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from crm_desktop.domain.importance import Importance
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.runtime.task_runner import Task
    from crm_desktop.ui.wording.days import DayWords

# More than these take longer than the window may stand still.
_MANY = 300


class Runner(Protocol):
    """Does work beside the window, and tells how far it is."""

    @property
    def busy(self) -> bool:
        """Whether new work would have to wait."""

    def run(
        self,
        work: Callable[[Any, Any], Any],
        *,
        on_done: Callable[[Any], None] = ...,
        on_error: Callable[[BaseException], None] = ...,
        on_progress: Callable[[Any], None] = ...,
    ) -> Task:
        """Do `work`; one of `on_done` and `on_error` follows on the window's thread."""


class BulkActions(QObject):
    """Everything that can be done to many at once. One long change runs at a time."""

    begun = Signal(str)
    progressed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        contacts: ContactBook,
        messages: Messages,
        days: DayWords,
        runner: Runner | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._contacts = contacts
        self._messages = messages
        self._days = days
        self._task: Task | None = None
        self._is_working = False

    @property
    def is_working(self) -> bool:
        """Whether a long change is under way."""
        return self._is_working

    def cancel(self) -> None:
        """Stop the long change that is under way; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()

    def tag(self, ids: Sequence[int], name: str) -> None:
        """Put a tag on them."""
        text = with_people(self.tr("Tagged {people} “{tag}”"), len(ids), tag=name)
        self._do(ids, lambda people: self._contacts.tag(people, name), text)

    def untag(self, ids: Sequence[int], name: str) -> None:
        """Take a tag off them."""
        text = with_people(self.tr("Took “{tag}” off {people}"), len(ids), tag=name)
        self._do(ids, lambda people: self._contacts.untag(people, name), text)

    def set_cadence(self, ids: Sequence[int], days: int | None) -> None:
        """How often to be in touch with them."""
        self._do(
            ids,
            lambda people: self._contacts.set_cadence(people, days),
            self._told(len(ids), cadence_text(days)),
        )

    def pause(self, ids: Sequence[int], until: date | None) -> None:
        """Say nothing of their silence before a local day; None: go on reminding."""
        told = paused(until, self._days)
        word = told.text if told is not None else self.tr("Reminders go on")
        self._do(ids, lambda people: self._contacts.pause(people, until), self._told(len(ids), word))

    def set_do_not_contact(self, ids: Sequence[int], value: bool) -> None:
        """Never suggest them, or do so again."""
        word = self.tr("Do not contact") if value else self.tr("May be contacted")
        self._do(
            ids,
            lambda people: self._contacts.set_do_not_contact(people, value),
            self._told(len(ids), word),
        )

    def set_status(self, ids: Sequence[int], status: str) -> None:
        """What they are to the user."""
        word = status_word(status) or self.tr("no status")
        self._do(ids, lambda people: self._contacts.set_status(people, status), self._told(len(ids), word))

    def set_importance(self, ids: Sequence[int], importance: Importance) -> None:
        """How much they matter."""
        word = self.tr("Importance {importance}").format(importance=importance_word(importance))
        self._do(
            ids,
            lambda people: self._contacts.set_importance(people, importance),
            self._told(len(ids), word),
        )

    def set_source(self, ids: Sequence[int], source: str) -> None:
        """Where they heard of the user."""
        word = source or self.tr("no source")
        self._do(ids, lambda people: self._contacts.set_source(people, source), self._told(len(ids), word))

    def set_company(self, ids: Sequence[int], company: str) -> None:
        """Where they work."""
        word = company or self.tr("no company")
        self._do(ids, lambda people: self._contacts.set_company(people, company), self._told(len(ids), word))

    def set_field(self, ids: Sequence[int], field: str, value: str, shown: str = "") -> None:
        """One of the user's own fields, by its name; `shown` is the value in words."""
        word = self.tr("{field}: {value}").format(field=field, value=shown or value or self.tr("nothing"))
        self._do(
            ids, lambda people: self._contacts.set_field(people, field, value), self._told(len(ids), word)
        )

    def delete(self, ids: Sequence[int]) -> None:
        """Move contacts to the trash."""
        if len(ids) == 1:
            name = self._contacts.names(ids).get(ids[0], "")
            text = self.tr("Deleted {name}").format(name=name)
        else:
            text = with_people(self.tr("Deleted {people}"), len(ids))
        self._do(ids, self._contacts.delete, text)

    def _told(self, count: int, what: str) -> str:
        return self.tr("{people}: {what}").format(people=people_text(count), what=what)

    # Doing

    def _do(self, ids: Sequence[int], command: Callable[[list[ContactId]], object], done: str) -> None:
        people = [ContactId(key) for key in ids]
        if not people:
            return
        if self._is_working:
            self._messages.error(
                self.tr("A change of many people is under way. Wait until it is finished, or cancel it.")
            )
        elif self._runner is None or len(people) <= _MANY:
            attempt(self._messages, lambda: command(people), done)
        else:
            self._begin(people, command, done)

    def _begin(
        self, people: list[ContactId], command: Callable[[list[ContactId]], object], done: str
    ) -> None:
        assert self._runner is not None

        def work(progress: Any, cancel: Any) -> None:
            with self._contacts.watched(progress, cancel):
                command(people)

        self._is_working = True
        self.begun.emit(with_people(self.tr("Changing {people}…"), len(people)))
        task = self._runner.run(
            work,
            on_done=lambda _result: self._on_done(done),
            on_error=self._on_failed,
            on_progress=self.progressed.emit,
        )
        self._task = task if self._is_working else None

    def _on_done(self, done: str) -> None:
        self._end()
        self._messages.undoable(done)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._messages.say(self.tr("Cancelled. Nobody was changed."))
            return
        from crm_desktop.services.environment import told_words

        words = told_words(error) if isinstance(error, Exception) else ""
        if not words:
            raise error
        self._messages.error(words)

    def _end(self) -> None:
        self._is_working, self._task = False, None
        self.ended.emit()
