"""Follows the dialogs in which something is written: what is typed there outlives a crash, Esc and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.ui.drafts.following import follow, notice_of
from crm_desktop.ui.drafts.words import title_of

if TYPE_CHECKING:
    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.drafts.following import Kept, Subject
    from crm_desktop.ui.drafts.keeper import DraftKeeper, Watch
    from crm_desktop.ui.drafts.typed import TakenUp
    from crm_desktop.ui.planning.form_dialog import FormDialog
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class DialogDrafts(QObject):
    """Signals: `continue_asked(Draft)`; `text_asked(Draft)`, its text is to be shown."""

    continue_asked = Signal(object)
    text_asked = Signal(object)

    def __init__(
        self,
        keeper: DraftKeeper,
        messages: BarMessages,
        days: DayWords,
        theme: ThemeController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._keeper, self._messages, self._days, self._theme = keeper, messages, days, theme

    def follow(self, dialog: FormDialog, subject: Subject, kept: Kept | None = None) -> None:
        """Keep what is typed into a dialog from now on, and put back what was kept of it.

        Raises one of typed.NOT_OURS for a draft of another dialog.
        """

        def show(taken_up: Kept, how: TakenUp) -> None:
            shown = notice_of(taken_up, how, dialog, self._days, self._theme, self.text_asked.emit)
            dialog.show_notice(shown)

        watch = follow(self._keeper, dialog, subject, kept, show)
        dialog.keep_on_leaving(watch.keep)
        if watch.draft is not None:
            dialog.offer_to_throw_away()
        dialog.accepted.connect(watch.done)
        dialog.rejected.connect(lambda: self._on_left(dialog, watch))

    def throw_away(self, draft: Draft) -> None:
        """Have a draft no more, with a way back."""
        self._keeper.forget(draft.key)
        self._keeper.write(wait=False)
        text = self.tr("Thrown away: {title}").format(title=title_of(draft))
        self._messages.with_action(text, self.tr("Bring back"), lambda: self.bring_back(draft))

    def bring_back(self, draft: Draft) -> None:
        """Have a draft again."""
        self._keeper.put(draft)
        self._keeper.write(wait=False)

    def _on_left(self, dialog: FormDialog, watch: Watch) -> None:
        if dialog.is_thrown_away:
            watch.note()
        draft = watch.draft
        watch.end()
        if draft is None:
            return
        if dialog.is_thrown_away:
            self.throw_away(draft)
            return
        text = self.tr("Not saved: {title}").format(title=title_of(draft))
        self._messages.offer(text, self.tr("Continue"), lambda: self.continue_asked.emit(draft))
