"""Keeps what is typed into contact editors and into the log line, and puts it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.drafts.following import Kept, Subject, follow, new_key, notice_of
from crm_desktop.ui.drafts.typed import ABOUT, FIELDS, NOT_OURS
from crm_desktop.ui.people.draft_kinds import CONTACT, LINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.drafts.keeper import DraftKeeper, Watch
    from crm_desktop.ui.drafts.typed import TakenUp
    from crm_desktop.ui.editor.editor import ContactEditor
    from crm_desktop.ui.logbook.log_line import LogLine
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class EditorDrafts:
    """`show_text` shows a draft's text, `throw_away` has it no more, with a way back."""

    def __init__(
        self,
        keeper: DraftKeeper,
        days: DayWords,
        theme: ThemeController,
        show_text: Callable[[Draft], object],
        throw_away: Callable[[Draft], object],
    ) -> None:
        self._keeper, self._days, self._theme = keeper, days, theme
        self._show_text, self._throw_away = show_text, throw_away
        self._watches: dict[ContactEditor, Watch] = {}

    def follow(self, editor: ContactEditor, draft: Draft | None = None) -> None:
        """Keep what is typed into an editor that has just begun, and put back what was kept of it.

        Raises one of typed.NOT_OURS for a draft of something else.
        """
        owner = editor.contact_id
        subject = Subject(CONTACT, f"{CONTACT}/{owner}" if owner is not None else "", {"contact": owner})

        def show(kept: Kept, how: TakenUp) -> None:
            editor.show_notice(notice_of(kept, how, editor, self._days, self._theme, self._show_text))

        self._watches[editor] = follow(self._keeper, editor, subject, Kept(draft) if draft else None, show)

    def is_in(self, draft: Draft, editor: ContactEditor) -> bool:
        """Whether an editor is the one into which it is typed."""
        watch = self._watches.get(editor)
        return watch is not None and watch.key == draft.key

    def keep(self, editor: ContactEditor) -> None:
        """The editor is left as it is: keep its text now."""
        if editor in self._watches:
            self._watches[editor].keep()

    def done(self, editor: ContactEditor) -> None:
        """It was saved, or nothing was typed."""
        watch = self._watches.pop(editor, None)
        if watch is not None:
            watch.done()

    def throw_away(self, editor: ContactEditor) -> None:
        """Its text is not wanted."""
        watch = self._watches.pop(editor, None)
        if watch is None:
            return
        watch.note()
        draft = watch.draft
        watch.end()
        if draft is not None:
            self._throw_away(draft)

    def follow_line(self, line: LogLine, contact_id: ContactId, name: str) -> Watch:
        """Keep what is typed into the log line about a contact; what was typed before is put back."""
        key = f"{LINE}/{contact_id}"
        there = self._keeper.find(key)
        if there is not None:
            try:
                line.restore(cast("Any", there.content[FIELDS]))
            except NOT_OURS:
                # It stays as it is, to be read.
                line.clear()
                key = new_key(LINE)

        def content() -> dict[str, Any] | None:
            fields = line.draft_content()
            return {ABOUT: {"contact": contact_id}, FIELDS: fields} if fields else None

        def title() -> str:
            return line.tr("Note about {name}").format(name=name)

        return self._keeper.watch(line, key, LINE, title, content)


def contact_of(draft: Draft) -> ContactId | None:
    """Whose card it is about, None for someone new. Raises one of typed.NOT_OURS where it does not say."""
    number = cast("Any", draft.content[ABOUT])["contact"]
    return None if number is None else ContactId(int(number))
