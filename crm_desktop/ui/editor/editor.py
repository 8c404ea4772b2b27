"""The contact editor: the form in a page of its own, with Save and Cancel always in view.

Enter and Ctrl+S save, Esc leaves. It never loses what was typed: whoever shows it keeps it until then.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.phone import digits
from crm_desktop.services.environment import told_words
from crm_desktop.ui.drafts.fields import content_of, on_edit
from crm_desktop.ui.editor.form import ContactForm
from crm_desktop.ui.editor.twin_notice import TwinNotice
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.keys import keys_within
from crm_desktop.ui.widgets.labels import PlainLabel, Title
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.relationship import Relationship, RelationshipKind
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController

_TWINS_AFTER_MS = 200
_SHORTEST_PHONE = 6
_WIDEST = 680


class ContactEditor(QWidget):
    """Writes one contact, new (id None) or kept.

    Signals: `saved(id)`; `cancelled()`; `thrown_away()`, what was typed is not wanted; `edited()`, something
    was; `contact_asked(id)` another contact's card is wanted.
    """

    saved = Signal(int)
    cancelled = Signal()
    thrown_away = Signal()
    edited = Signal()
    contact_asked = Signal(int)

    def __init__(
        self,
        contacts: ContactBook,
        custom_fields: CustomFields,
        settings: Settings,
        clock: Clock,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        tag_names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts = contacts
        tags = [each.name for each in contacts.tags()] if tag_names is None else tag_names
        self._theme = theme
        self._loaded = self._written = Contact()
        self._related: tuple[Relationship, ...] = ()
        self.form = ContactForm(contacts, custom_fields.all(), tags, settings, DayWords(clock), theme, self)
        self._baseline: Contact | None = None
        self._twins = TwinNotice(theme, self)
        self._look_for_twins = QTimer(self, singleShot=True, interval=_TWINS_AFTER_MS)
        self._look_for_twins.timeout.connect(self._show_twins)
        self._title = Title("", theme, self)
        self._wrong = PlainLabel("", self)
        self._save_button = PrimaryButton(self.tr("Save"), theme, "check", self)
        self.throw_button = FlatButton(self.tr("Throw away"), theme, "trash", self)
        self.cancel_button = QuietButton(self.tr("Cancel"), theme, parent=self)
        self._lay_out()
        self._connect()

    @property
    def contact_id(self) -> ContactId | None:
        """Whose card is edited; None for someone new."""
        return self._loaded.id

    @property
    def name(self) -> str:
        """What the contact is called as the form stands, however little is in it."""
        try:
            return self.form.contact(self._loaded).display_name
        except UserError:
            return self.form.name.value().display

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is kept nowhere else."""
        try:
            now = self.form.contact(self._loaded)
            return now != self._baseline or _links(self.form.related()) != _links(self._related)
        except UserError:
            return True

    def begin_new(self, name: str = "") -> None:
        """Begin with nobody, or with a name."""
        self._title.setText(self.tr("New contact"))
        self._load(Contact(), ())
        self.form.name.set_value(Name(full=name))
        self.form.name.setFocus()

    def begin(self, contact_id: ContactId) -> None:
        """Begin with a kept contact. Raises UserError where there is none."""
        contact = self._contacts.get(contact_id)
        self._title.setText(self.tr("Edit contact"))
        self._load(contact, self._contacts.relationships(contact_id))
        self.form.name.setFocus()

    def save(self) -> bool:
        """Keep what stands in the form; False, with the reason in view, where it cannot be kept."""
        try:
            contact_id = self._keep()
        except Exception as error:
            words = told_words(error)
            if not words:
                raise
            self._say_wrong(words)
            return False
        self._say_wrong("")
        self.saved.emit(contact_id)
        return True

    # Drafts

    def draft_title(self) -> str:
        """What is being written, in words."""
        if self._loaded.id is None:
            return self.tr("New contact: {name}").format(name=self.name) if self.name else self._title.text()
        return self.tr("Card of {name}").format(name=self.name)

    def draft_content(self) -> dict[str, JSON]:
        """What stands in the fields."""
        return content_of(self.form.draft_fields())

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put back what was typed and not saved."""
        self.form.restore(content)
        self.throw_button.show()

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Every change of a card is."""
        return bool(typed)

    def show_notice(self, notice: QWidget) -> None:
        """Show something to know above the fields."""
        self._above.insertWidget(0, notice)

    def _load(self, contact: Contact, related: tuple[Relationship, ...]) -> None:
        self._loaded = self._written = contact
        self._related = related
        self.form.show_contact(contact, related)
        self._baseline = self.form.contact(contact)
        self._say_wrong("")
        self._twins.show_twins(())
        self.throw_button.hide()

    def _keep(self) -> ContactId:
        wanted = self.form.contact(self._written)
        related = self.form.related()
        if self._written.id is None:
            contact_id = self._contacts.add(wanted)
            # Where a relationship cannot be kept after it, saving again must not write them twice.
            self._written = self._contacts.get(contact_id)
            self._baseline = self.form.contact(self._written)
        else:
            contact_id = self._written.id
            self._contacts.save(self._merged(wanted, contact_id))
        self._relate(contact_id, related)
        return contact_id

    def _merged(self, wanted: Contact, contact_id: ContactId) -> Contact:
        """Only what was changed here, over the card as it is now: it may have been tagged meanwhile."""
        now = self._contacts.get(contact_id)
        before = self._baseline or self._loaded
        changed = {
            field.name: getattr(wanted, field.name)
            for field in fields(Contact)
            if getattr(wanted, field.name) != getattr(before, field.name)
        }
        return replace(now, **changed)

    def _relate(self, contact_id: ContactId, related: tuple[Relationship, ...]) -> None:
        before, after = _links(self._related), _links(related)
        for kind, other in before - after:
            self._contacts.unrelate(contact_id, kind, other)
        for kind, other in after - before:
            self._contacts.relate(contact_id, kind, other)

    def _show_twins(self) -> None:
        phones = [line.value() for line in self.form.phones.lines]
        emails = [line.value() for line in self.form.emails.lines]
        typed = [each.typed for each in phones if each and len(digits(each.typed)) >= _SHORTEST_PHONE]
        addresses = [each.address for each in emails if each and "@" in each.address]
        found = self._contacts.twins(typed, addresses, self._loaded.id) if typed or addresses else []
        self._twins.show_twins(found)

    def _say_wrong(self, text: str) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, self._theme.tokens.bad.fg)
        self._wrong.setPalette(palette)
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pressed = self.focusWidget()
            if isinstance(pressed, QAbstractButton):
                pressed.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(4), px(18), px(16), 0)
        head.setSpacing(px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self.throw_button)
        head.addWidget(self.cancel_button)
        head.addWidget(self._save_button)
        self._wrong.setWordWrap(True)
        self._wrong.setContentsMargins(px(4), 0, px(16), 0)
        card = Card(self._theme)
        card.body.addWidget(self.form)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(4), 0, px(16), px(16))
        column.addWidget(self._twins)
        self._above = column
        column.addWidget(card)
        column.addStretch(1)
        inside.setMaximumWidth(px(_WIDEST))
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(10))
        whole.addLayout(head)
        whole.addWidget(self._wrong)
        whole.addWidget(scroll, 1)
        self._wrong.hide()
        self.throw_button.hide()
        QWidget.setTabOrder(self.cancel_button, self._save_button)

    def _connect(self) -> None:
        self._save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancelled)
        self.throw_button.clicked.connect(self.thrown_away)
        self.form.changed.connect(self.edited)
        # Half a word of a tag and half a name are nothing to the form yet, and something to lose.
        on_edit({name: self.form.draft_fields()[name] for name in ("tags",)}, lambda *_: self.edited.emit())
        self.edited.connect(self.throw_button.show)
        self._twins.open_asked.connect(self.contact_asked)
        self.form.reach_changed.connect(self._look_for_twins.start)
        self.form.notes.submitted.connect(self.save)
        self.form.photo.refused.connect(self._say_wrong)
        self.form.changed.connect(lambda: self._say_wrong(""))
        keys_within(self, "Ctrl+S", self.save)


def _links(related: tuple[Relationship, ...]) -> set[tuple[RelationshipKind, ContactId]]:
    return {(each.kind, each.other_id) for each in related}
