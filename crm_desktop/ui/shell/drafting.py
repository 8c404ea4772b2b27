"""What was typed and not saved: kept while it is typed, offered at the start, and always to be found."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.services.environment import told_words
from crm_desktop.ui.drafts.keeper import DraftKeeper
from crm_desktop.ui.drafts.typed import NOT_OURS
from crm_desktop.ui.shell.dialog_drafts import DialogDrafts
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.drafts.drafts_bar import DraftsBar
    from crm_desktop.ui.drafts.drafts_sheet import DraftsSheet
    from crm_desktop.ui.drafts.text_sheet import TextSheet
    from crm_desktop.ui.people.editor_drafts import EditorDrafts
    from crm_desktop.ui.shell.going_on import GoingOn
    from crm_desktop.ui.shell.session import WindowSession


class Drafting(QObject):
    """Signals: `changed`, another draft waits or one is gone."""

    changed = Signal()

    def __init__(self, session: WindowSession) -> None:
        super().__init__(session)
        services = session.services
        self._session = session
        self._days = DayWords(services.clock)
        self._offered: set[str] = set()
        self._bar: DraftsBar | None = None
        self.keeper = DraftKeeper(services.drafts, services.clock, session.messages.error, self)
        self.dialogs = DialogDrafts(self.keeper, session.messages, self._days, session.theme, self)
        self.dialogs.continue_asked.connect(self.go_on)
        self.dialogs.text_asked.connect(self.show_text)
        self.keeper.changed.connect(self._on_changed)
        session.relay.data_changed.connect(self.keeper.take_change)
        session.app.commitDataRequest.connect(self._on_session_ending)

    @cached_property
    def editors(self) -> EditorDrafts:
        """For the People page."""
        from crm_desktop.ui.people.editor_drafts import EditorDrafts

        throw_away = self.dialogs.throw_away
        return EditorDrafts(self.keeper, self._days, self._session.theme, self.show_text, throw_away)

    @property
    def waiting(self) -> list[Draft]:
        """The drafts that nobody is writing at just now, newest first."""
        return self.keeper.waiting()

    def offer(self) -> None:
        """At the start: say on top of the page what was not saved the last time, where there is any."""
        waiting = self.waiting
        if not waiting:
            return
        from crm_desktop.ui.drafts.drafts_bar import DraftsBar

        session = self._session
        self._offered = {draft.key for draft in waiting}
        self._bar = DraftsBar(self._days, session.theme, session.window.content)
        self._bar.continue_asked.connect(self.go_on)
        self._bar.throw_asked.connect(self.dialogs.throw_away)
        self._bar.all_asked.connect(self.show_all)
        session.window.content.add_notice(self._bar)
        self._bar.show_drafts(waiting)

    def show_all(self) -> DraftsSheet:
        """Show every draft, each to be gone on with or thrown away."""
        from crm_desktop.ui.drafts.drafts_sheet import DraftsSheet

        session = self._session
        sheet = DraftsSheet(self.waiting, self._days, session.theme, session.window)
        sheet.continue_asked.connect(self.go_on)
        sheet.throw_asked.connect(self._throw_away)
        sheet.bring_back_asked.connect(self.dialogs.bring_back)
        sheet.open()
        return sheet

    def go_on(self, draft: Draft) -> None:
        """Open its editor with everything as it was; or show its text where no editor understands it."""
        latest = self.keeper.find(draft.key)
        if latest is None:
            return
        self._session.window.come_forward()
        if not latest.is_understood:
            self.show_text(latest)
            return
        try:
            why = self._going_on.open(latest)
        except NOT_OURS:
            self.show_text(latest)
            return
        if why:
            self.show_text(latest, why)

    def show_text(self, draft: Draft, why: str = "") -> TextSheet:
        """Show the text alone, to be read and copied."""
        from crm_desktop.ui.drafts.text_sheet import TextSheet

        session = self._session
        why = why or self.tr("This text cannot be put back as it was. Copy what you need of it.")
        sheet = TextSheet(draft, why, session.theme, session.window)
        sheet.thrown_away.connect(lambda: self.dialogs.throw_away(draft))
        sheet.open()
        return sheet

    def keep_now(self) -> str:
        """Keep all that is typed; why that cannot be, empty where it is kept."""
        return self.keeper.keep_now()

    def stop(self) -> None:
        """The window ends: keep all."""
        try:
            self.keeper.stop()
        except Exception as error:
            if not told_words(error):
                raise

    def _on_session_ending(self, _manager: object) -> None:
        # A method of ours: the application, which outlives the window, holds a lambda for ever.
        self.keeper.keep_now()

    @cached_property
    def _going_on(self) -> GoingOn:
        from crm_desktop.ui.shell.going_on import GoingOn

        return GoingOn(self._session)

    def _throw_away(self, draft: Draft) -> None:
        """From the sheet, which has its own way back."""
        self.keeper.forget(draft.key)
        self.keeper.write(wait=False)

    def _on_changed(self) -> None:
        if self._bar is not None and not self._bar.isHidden():
            self._bar.show_drafts([draft for draft in self.waiting if draft.key in self._offered])
        with suppress(RuntimeError):  # the window may be on its way out
            self.changed.emit()
