"""The contacts that are being written: one editor in view, and those left with unsaved text, kept whole.

Nothing typed is lost: an editor that is left stays as it is until its text is saved or thrown away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.people.editor_drafts import contact_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.draft import Draft
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.editor.editor import ContactEditor
    from crm_desktop.ui.people.editor_drafts import EditorDrafts
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController


class Editing(QObject):
    """Signals: `saved(id)`; `left()` without saving; `reopened(editor)` is to be in view again;
    `contact_asked(id)` someone else's card is wanted.
    """

    saved = Signal(int)
    left = Signal()
    reopened = Signal(object)
    contact_asked = Signal(int)

    def __init__(
        self,
        contacts: ContactBook,
        custom_fields: CustomFields,
        settings: Settings,
        clock: Clock,
        messages: Messages,
        theme: ThemeController,
        widget: QWidget,
        tag_names: Callable[[], Sequence[str]] | None = None,
        drafts: EditorDrafts | None = None,
    ) -> None:
        super().__init__(widget)
        self._tag_names = tag_names
        self._drafts = drafts
        self._contacts, self._custom_fields, self._settings = contacts, custom_fields, settings
        self._clock, self._messages, self._theme, self._widget = clock, messages, theme, widget
        self._open: ContactEditor | None = None
        self._kept: list[ContactEditor] = []

    @property
    def is_open(self) -> bool:
        """Whether an editor is in view."""
        return self._open is not None

    @property
    def open_editor(self) -> ContactEditor | None:
        """The editor in view."""
        return self._open

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed is kept nowhere but in an editor."""
        return bool(self._kept) or (self._open is not None and self._open.is_changed)

    def begin_new(self, name: str = "") -> ContactEditor:
        """An editor for someone new; the one that was left unsaved, if there is one."""
        kept = None if name else self._take_kept(None)
        if kept is not None:
            return self._show(kept)
        editor = self._make()
        editor.begin_new(name)
        self._follow(editor)
        return self._show(editor)

    def begin(self, contact_id: ContactId) -> ContactEditor | None:
        """An editor for a contact, with what was left unsaved; None where there is no such contact."""
        if self._open is not None and self._open.contact_id == contact_id:
            return self._open
        kept = self._take_kept(contact_id)
        if kept is not None:
            return self._show(kept)
        editor = self._make()
        try:
            editor.begin(contact_id)
        except UserError as error:
            editor.deleteLater()
            self._messages.error(str(error))
            return None
        self._follow(editor)
        return self._show(editor)

    def go_on(self, draft: Draft) -> ContactEditor:
        """The editor that a draft was typed into, or a new one with everything put back.

        Raises UserError where its contact is gone, one of typed.NOT_OURS for a draft of something else.
        """
        for editor in (self._open, *self._kept):
            if editor is not None and self._drafts is not None and self._drafts.is_in(draft, editor):
                if editor in self._kept:
                    self._kept.remove(editor)
                return self._show(editor)
        editor = self._make()
        try:
            contact_id = contact_of(draft)
            if contact_id is None:
                editor.begin_new()
            else:
                editor.begin(contact_id)
            self._follow(editor, draft)
        except Exception:
            editor.deleteLater()
            raise
        return self._show(editor)

    def throw_away(self, editor: ContactEditor) -> None:
        """What was typed there is not wanted; there is a way back where drafts are kept."""
        if self._open is editor:
            self._open = None
        if self._drafts is not None:
            self._drafts.throw_away(editor)
        editor.deleteLater()
        self.left.emit()

    def leave(self) -> None:
        """Put the open editor away; what was typed there can be gone on with."""
        editor = self._open
        if editor is None:
            return
        self._open = None
        self._put_away(editor)
        self.left.emit()

    def _make(self) -> ContactEditor:
        from crm_desktop.ui.editor.editor import ContactEditor

        editor = ContactEditor(
            self._contacts,
            self._custom_fields,
            self._settings,
            self._clock,
            self._theme,
            self._widget,
            tag_names=self._tag_names() if self._tag_names is not None else None,
        )
        editor.saved.connect(lambda contact_id: self._on_saved(editor, contact_id))
        editor.cancelled.connect(self.leave)
        editor.thrown_away.connect(lambda: self.throw_away(editor))
        editor.contact_asked.connect(self._on_contact_asked)
        return editor

    def _show(self, editor: ContactEditor) -> ContactEditor:
        if self._open is not None and self._open is not editor:
            before, self._open = self._open, None
            self._put_away(before)
        self._open = editor
        return editor

    def _take_kept(self, contact_id: ContactId | None) -> ContactEditor | None:
        """The last editor that was left with unsaved text about this contact, or someone new."""
        for editor in reversed(self._kept):
            if editor.contact_id == contact_id:
                self._kept.remove(editor)
                return editor
        return None

    def _follow(self, editor: ContactEditor, draft: Draft | None = None) -> None:
        if self._drafts is not None:
            self._drafts.follow(editor, draft)

    def _put_away(self, editor: ContactEditor) -> None:
        if editor.is_changed:
            self._keep(editor)
            return
        if self._drafts is not None:
            self._drafts.done(editor)
        editor.deleteLater()

    def _keep(self, editor: ContactEditor) -> None:
        self._kept.append(editor)
        if self._drafts is not None:
            self._drafts.keep(editor)
        editor.hide()
        text = self.tr("Not saved: {name}").format(name=editor.name or self.tr("new contact"))
        self._messages.offer(text, self.tr("Continue editing"), lambda: self._reopen(editor))

    def _reopen(self, editor: ContactEditor) -> None:
        if editor in self._kept:
            self._kept.remove(editor)
            self.reopened.emit(self._show(editor))

    def _on_saved(self, editor: ContactEditor, contact_id: int) -> None:
        was_new = editor.contact_id is None
        if self._drafts is not None:
            self._drafts.done(editor)
        if self._open is editor:
            self._open = None
        editor.deleteLater()
        name = self._contacts.names([contact_id]).get(contact_id, "")
        done = self.tr("Added {name}") if was_new else self.tr("Saved {name}")
        self._messages.undoable(done.format(name=name))
        self.saved.emit(contact_id)

    def _on_contact_asked(self, contact_id: int) -> None:
        self.leave()
        self.contact_asked.emit(contact_id)
