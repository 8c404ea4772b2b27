"""The page for tidying up: begins with some people, shows one after the other, ends with what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.triage import Verdict
from crm_desktop.services.local_day import local_today
from crm_desktop.ui.people.photos import Photos
from crm_desktop.ui.triage.end_view import EndView, Summary
from crm_desktop.ui.triage.person_card import Look
from crm_desktop.ui.triage.run import TriageRun
from crm_desktop.ui.triage.run_view import RunView
from crm_desktop.ui.triage.sources import CountedSource, Source
from crm_desktop.ui.triage.start_view import StartView
from crm_desktop.ui.triage.tag_keys import TagKeys
from crm_desktop.ui.triage.words import progress_words, verdict_word
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.services.triage import Triage
    from crm_desktop.services.undo import Undo
    from crm_desktop.ui.models.contact_listing import Runner
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController


@dataclass(frozen=True, slots=True)
class TriageServices:
    """What the page stands on. `selected` are those chosen in the list of people; `sources` says whom else
    one may begin with, and may be slow.
    """

    triage: Triage
    contacts: ContactBook
    undo: Undo
    settings: Settings
    clock: Clock
    sources: Callable[[], Sequence[Source]] = lambda: ()
    selected: Callable[[], Collection[int]] = lambda: ()


class TriagePage(QStackedWidget):
    """Signals: `back_asked()` to the list of people; `open_asked(id)` to look at a whole card."""

    back_asked = Signal()
    open_asked = Signal(int)

    def __init__(
        self,
        services: TriageServices,
        runner: Runner,
        messages: Messages,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._messages = messages
        self._photos = Photos(services.contacts.photo, self)
        self._run: TriageRun | None = None
        self._source: Source | None = None
        self._since: date = local_today(services.clock)
        self._tag_keys = TagKeys((), ())
        self._last_operation = 0
        self.start = StartView(theme)
        self.sitting = RunView(DayWords(services.clock), theme)
        self.end = EndView(theme)
        for view in (self.start, self.sitting, self.end):
            self.addWidget(view)
        self._connect()

    @property
    def run(self) -> TriageRun | None:
        """The sitting that is going on."""
        return self._run

    def begin(self, ids: Collection[int], title: str) -> None:
        """Tidy up these people: who was looked at before too where all of them were."""
        self._begin(Source(title, frozenset(ids)), again=None)

    def notice(self, change: DataChanged) -> None:
        """Something changed; what this page did itself it knows."""
        if change.origin is self:
            return
        if change.changes.touches(Kind.CONTACT):
            self._photos.forget()
            self._catch_up()
        elif change.changes.touches(Kind.INTERACTION) or change.changes.touches(Kind.TAG):
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._run is not None:
            self._run.rest()
        if self.currentWidget() is self.start and not event.spontaneous():
            self._refresh_start()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard goes to what is in view."""
        view = self.currentWidget()
        if view is not None:
            view.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    # Before

    def _refresh_start(self) -> None:
        sources, triage = self._services.sources, self._services.triage
        selected = frozenset(self._services.selected())
        chosen = [Source(self.tr("Selected in the list"), selected, "check")] if selected else []

        def count(_progress: object, _cancel: object) -> list[CountedSource]:
            every = [Source(""), *chosen, *sources()]
            return [
                CountedSource(source, tally)
                for source, tally in zip(every, triage.tallies([one.ids for one in every]), strict=True)
            ]

        self._runner.run(count, on_done=self.start.show_sources)

    def _begin(self, source: Source, *, again: bool | None) -> None:
        """Begin with a source; `again` None takes those looked at before only where there are no others."""
        triage, self._source = self._services.triage, source

        def line_up(_progress: object, _cancel: object) -> list[ContactId]:
            queue = triage.queue(source.ids, again=bool(again))
            return triage.queue(source.ids, again=True) if not queue and again is None else queue

        self._runner.run(line_up, on_done=self._on_lined_up)

    def _on_lined_up(self, queue: list[ContactId]) -> None:
        if not queue:
            self._messages.say(self.tr("You have looked at all of them today."))
            self._show_start()
            return
        self._since = local_today(self._services.clock)
        self._run = TriageRun(queue)
        self._last_operation = 0
        worn = self._services.contacts.tags()
        self._tag_keys = TagKeys(self._services.settings.triage_tags, worn)
        self.sitting.show_tags(self._tag_keys.tags, [tag.name for tag in worn])
        self.sitting.tell("")
        self._turn_to(self.sitting)
        self._show_current()

    # During

    def _show_current(self) -> None:
        run = self._run
        if run is None:
            return
        look = None
        while run.current is not None and look is None:
            look = self._look_at(run.current)
            if look is None:
                run.drop([run.current])
        if look is None:
            self._finish()
            return
        words = progress_words(run.place, run.total, run.seconds_left(), run.put_off)
        if run.is_second_look:
            words = self.tr("Put off before · {progress}").format(progress=words)
        share = run.decided / run.total if run.total else 1.0
        self.sitting.show_person(look, words, share, can_go_back=run.can_go_back)

    def _look_at(self, contact_id: ContactId) -> Look | None:
        """What is shown of somebody; None who is not there any more, or was deleted elsewhere."""
        contacts, run = self._services.contacts, self._run
        verdict = run.verdict(contact_id) if run is not None else None
        found = next(iter(contacts.load([contact_id])), None)
        if found is None:
            return None
        photo = self._photos.now(contact_id) if found.photo is not None else None
        if contact_id in self._services.triage.living([contact_id]):
            card = contacts.card(contact_id)
            return Look(card.contact, card.warmth, card.last_contact, card.last_interaction, photo, verdict)
        return Look(found, photo=photo, verdict=verdict) if verdict is not None else None

    def _on_decided(self, verdict: Verdict) -> None:
        run, services = self._run, self._services
        if run is None or run.current is None:
            return
        current = run.current
        name = services.contacts.names([current]).get(current, "")
        try:
            services.triage.decide(current, verdict, origin=self)
        except UserError as error:
            self._messages.error(str(error))
            return
        self._last_operation = services.undo.newest()
        name = name or services.contacts.get(current).display_name
        told = self.tr("{name}: {verdict}").format(name="{name}", verdict=verdict_word(verdict))
        self.sitting.tell(told.replace("{name}", name or self.tr("No name")))
        run.decide(verdict)
        self._show_current()

    def _on_tag_used(self, tag: str) -> None:
        before = self._tag_keys.tags
        self._tag_keys.use(tag)
        tags = self._tag_keys.tags
        if tags != before:
            known = [one.name for one in self._services.contacts.tags()]
            self.sitting.show_tags(tags, [*known, tag] if tag not in known else known)
        if tags != tuple(self._services.settings.triage_tags):
            try:
                self._services.settings.triage_tags = tags
            except UserError as error:
                self._messages.error(str(error))

    def _on_later(self) -> None:
        if self._run is not None:
            self._run.later()
            self.sitting.tell("")
            self._show_current()

    def _on_back(self) -> None:
        if self._run is not None and self._run.back():
            self.sitting.tell("")
            self._show_current()

    def _on_undo(self) -> None:
        undo = self._services.undo
        if not self._last_operation or undo.newest() != self._last_operation:
            self._messages.error(self.tr("Something else was done since; the history leads back."))
            return
        self._last_operation = 0
        undo.undo()

    def _catch_up(self) -> None:
        """Somebody was changed elsewhere, or a decision was undone."""
        run = self._run
        if run is None:
            if self.currentWidget() is self.start and self.isVisible():
                self._refresh_start()
            return
        people = run.people()
        days, living = self._services.triage.seen(people), self._services.triage.living(people)
        looked_at = {one for one in people if (day := days.get(one)) is not None and day >= self._since}
        decided = {one for one in people if run.verdict(one) is not None}
        for one in decided & looked_at:
            verdict = run.verdict(one)
            if verdict is not None and verdict.delete != (one not in living):
                run.revise(one, Verdict(delete=one not in living))
        run.take_back(sorted(decided - looked_at))
        run.bring_again(sorted(looked_at - decided))
        run.drop(one for one in people if one not in living and run.verdict(one) is None)
        self.sitting.tell("")
        if self.currentWidget() is self.end and run.current is not None:
            self._turn_to(self.sitting)
        if self.currentWidget() is self.sitting:
            self._show_current()

    # After

    def _finish(self) -> None:
        run = self._run
        if run is None:
            return
        self.end.show_summary(Summary(run.verdicts, run.elapsed, run.total - run.decided))
        self._turn_to(self.end)

    def _on_stop(self) -> None:
        run = self._run
        if run is not None and run.decided:
            self._finish()
        else:
            self._show_start()

    def _on_more(self) -> None:
        run = self._run
        if run is not None and run.total > run.decided and self._source is not None:
            self._begin(self._source, again=self.start.again)
        else:
            self._show_start()

    def _on_back_asked(self) -> None:
        self._show_start()
        self.back_asked.emit()

    def _show_start(self) -> None:
        self._run = None
        self._turn_to(self.start)
        self._refresh_start()

    def _turn_to(self, view: QWidget) -> None:
        before = self.currentWidget()
        self.setCurrentWidget(view)
        if before is not view and self.isVisible():
            view.setFocus()

    def _on_open(self) -> None:
        if self._run is not None and self._run.current is not None:
            self.open_asked.emit(int(self._run.current))

    def _connect(self) -> None:
        start, sitting, end = self.start, self.sitting, self.end
        start.begin_asked.connect(lambda source: self._begin(source, again=start.again))
        start.again_changed.connect(lambda _again: self._refresh_start())
        start.back_asked.connect(self.back_asked)
        sitting.decided.connect(self._on_decided)
        sitting.tag_used.connect(self._on_tag_used)
        sitting.later_asked.connect(self._on_later)
        sitting.back_asked.connect(self._on_back)
        sitting.stop_asked.connect(self._on_stop)
        sitting.open_asked.connect(self._on_open)
        sitting.undo_asked.connect(self._on_undo)
        end.back_asked.connect(self._on_back_asked)
        end.more_asked.connect(self._on_more)
