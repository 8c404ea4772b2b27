"""All fields of a contact. Little is there at first; the rest unfolds where it is filled or asked for.

`changed`: something was edited. `reach_changed`: a phone or an e-mail address was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.contact import Contact
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.phone import international
from crm_desktop.ui.drafts.fields import put_back
from crm_desktop.ui.editor.form_row import FormRow
from crm_desktop.ui.editor.keeping_fields import KeepingFields
from crm_desktop.ui.editor.life_lines import DateLine, FactLine, RoleLine
from crm_desktop.ui.editor.line import line_edit
from crm_desktop.ui.editor.line_list import LineList
from crm_desktop.ui.editor.name_fields import NameFields
from crm_desktop.ui.editor.own_fields import OwnFields
from crm_desktop.ui.editor.photo_edit import PhotoEdit
from crm_desktop.ui.editor.reach_lines import AddressLine, EmailLine, LinkLine, MessengerLine, PhoneLine
from crm_desktop.ui.editor.relationship_line import RelationshipLine
from crm_desktop.ui.editor.suggestions import Suggestions, holding
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.widgets.calm_wheel import CalmWheel
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.tab_order import follow_layout
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.widgets.token_edit import TokenEdit
from crm_desktop.ui.wording.important_dates import next_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.domain.contact import ImportantDate, Role
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.relationship import Relationship
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.editor.line import Line
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _More:
    """A part that is folded away until it is filled or asked for, and the button that asks for it."""

    row: FormRow
    button: FlatButton


class ContactForm(QWidget):
    """Shows a contact and gives back what was made of it; it keeps nothing."""

    changed = Signal()
    reach_changed = Signal()

    def __init__(
        self,
        contacts: ContactBook,
        fields: Sequence[CustomField],
        tag_names: Sequence[str],
        settings: Settings,
        days: DayWords,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts, self._settings, self._days, self._theme = contacts, settings, days, theme
        self._more: list[_More] = []
        # Lines come and go several at a time; Tab is told the order once they stand.
        self._order_tabs = QTimer(self, singleShot=True, interval=0)
        self._order_tabs.timeout.connect(lambda: follow_layout(self))
        self._wheel = CalmWheel(self)
        self._order_tabs.timeout.connect(lambda: self._wheel.calm(self))
        self._make_first(tag_names)
        self._make_rest(fields)
        self._lay_out()
        self._connect()

    # In and out

    def show_contact(self, contact: Contact, relationships: Sequence[Relationship] = ()) -> None:
        """Show a contact; what it does not have stays folded away."""
        self.name.set_value(contact.name)
        self.photo.load(contact.photo)
        self.photo.set_person(contact.display_name, contact.id or 0)
        self.phones.set_values(contact.phones)
        self.emails.set_values(contact.emails)
        self.roles.set_values(contact.roles)
        self.tags.set_tokens(contact.tags)
        self.notes.setPlainText(contact.notes)
        self.dates.set_values(contact.dates)
        self.addresses.set_values(contact.addresses)
        self.messengers.set_values(contact.messengers)
        self.links.set_values(contact.links)
        self.facts.set_values(contact.facts)
        self.relationships.set_values(relationships)
        self.keeping.show_contact(contact)
        self.source.setText(contact.source)
        self.own.set_values(contact.custom)
        self._fold(contact, relationships)
        self._order_tabs.start()

    def contact(self, base: Contact) -> Contact:
        """`base` with what stands in the form. Raises UserError, with the cursor where it is wrong."""
        kept = self.keeping.applied(base)
        return replace(
            kept,
            name=self.name.value(),
            photo=self.photo.photo,
            phones=self.phones.values(),
            emails=self.emails.values(),
            roles=self.roles.values(),
            tags=tuple(self.tags.tokens()),
            notes=self.notes.toPlainText().strip(),
            dates=self.dates.values(),
            addresses=self.addresses.values(),
            messengers=self.messengers.values(),
            links=self.links.values(),
            facts=self.facts.values(),
            source=self.source.text().strip(),
            custom=self.own.values(),
        )

    def related(self) -> tuple[Relationship, ...]:
        """The relationships as they stand in the form."""
        return self.relationships.values()

    def draft_fields(self) -> dict[str, QWidget]:
        """Every part by name, to be kept while it is not saved."""
        return {
            "name": self.name,
            "photo": self.photo,
            "phones": self.phones,
            "emails": self.emails,
            "roles": self.roles,
            "tags": self.tags,
            "notes": self.notes,
            "dates": self.dates,
            "addresses": self.addresses,
            "messengers": self.messengers,
            "links": self.links,
            "facts": self.facts,
            "relationships": self.relationships,
            "keeping": self.keeping,
            "source": self.source,
            "own": self.own,
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put back what was typed and not saved, and unfold what it is in."""
        parts = self.draft_fields()
        put_back(parts, content)
        for more in self._more:
            if any(parts[name] is more.row.content for name in content):
                more.row.show()
                more.button.hide()
        self._on_name_changed()
        self._order_tabs.start()

    # Making

    def _make_first(self, tag_names: Sequence[str]) -> None:
        theme, settings = self._theme, self._settings
        calendar = Calendar(settings.calendar)

        def understood(typed: str) -> str | None:
            return international(typed, settings.country)

        self.photo = PhotoEdit(theme, self)
        self.name = NameFields(theme, self)
        self.phones = LineList(theme, lambda of: PhoneLine(theme, understood, of), self.tr("Another phone"))
        self.emails = LineList(theme, lambda of: EmailLine(theme, of), self.tr("Another e-mail"))
        self.roles: LineList[Role] = LineList(
            theme,
            lambda of: RoleLine(theme, self._contacts.companies, calendar, of),
            self.tr("Another company"),
        )
        self.tags = TokenEdit(self.tr("Tags"), theme, self.tr("Tags, parted by commas"), self)
        self.tags.set_suggestions(tag_names)
        self.notes = TextArea(
            self.tr("Notes"), theme, self.tr("Notes (Markdown works)"), lines=4, parent=self
        )

    def _make_rest(self, fields: Sequence[CustomField]) -> None:
        theme = self._theme
        calendar = Calendar(self._settings.calendar)
        texts = ContactTexts(self._days)
        self.dates = self._folded_list(
            lambda of: DateLine(theme, calendar, self._explain_date, of), self.tr("Another date")
        )
        self.addresses = self._folded_list(lambda of: AddressLine(theme, of), self.tr("Another address"))
        self.messengers = self._folded_list(lambda of: MessengerLine(theme, of), self.tr("Another messenger"))
        self.links = self._folded_list(lambda of: LinkLine(theme, of), self.tr("Another link"))
        self.facts = self._folded_list(lambda of: FactLine(theme, of), self.tr("Another fact"))
        self.relationships = self._folded_list(
            lambda of: RelationshipLine(theme, self._contacts, texts, of), self.tr("Another relationship")
        )
        self._lists: tuple[LineList[Any], ...] = (
            self.phones,
            self.emails,
            self.roles,
            self.dates,
            self.addresses,
            self.messengers,
            self.links,
            self.facts,
            self.relationships,
        )
        self.keeping = KeepingFields(self._contacts.statuses(), theme, self)
        self.source = line_edit(self.tr("Where they heard of you"), self.tr("Where they heard of you"), self)
        Suggestions(self.source, lambda typed: holding(self._contacts.sources(), typed))
        self.own = OwnFields(fields, theme, self)
        self._has_own = bool(fields)

    def _folded_list(self, make: Callable[[QWidget], Line[Value]], add_text: str) -> LineList[Value]:
        """A list without a line until one is asked for."""
        return LineList(self._theme, make, add_text, starts_with_one=False)

    def _explain_date(self, noted: ImportantDate) -> str:
        return next_text(noted, self._days, self._settings.feb_29)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addWidget(self.photo, 0)
        head.addWidget(self.name, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(14))
        self._column.addLayout(head)
        first: tuple[tuple[str, QWidget], ...] = (
            ("phone", self.phones),
            ("mail", self.emails),
            ("building", self.roles),
            ("tag", self.tags),
            ("note", self.notes),
        )
        for icon, content in first:
            self._column.addWidget(FormRow(icon, content, self._theme))
        self._add_buttons = QWidget(self)
        flow = FlowLayout(self._add_buttons, gap=px(4))
        for icon, part, text, heading in self._rest():
            self._add_more(icon, part, text, heading, flow)
        self._column.addWidget(self._add_buttons)

    def _rest(self) -> list[tuple[str, QWidget, str, str]]:
        rest: list[tuple[str, QWidget, str, str]] = [
            ("cake", self.dates, self.tr("Birthday or date"), self.tr("Dates")),
            ("map-pin", self.addresses, self.tr("Address"), self.tr("Addresses")),
            ("send", self.messengers, self.tr("Messenger"), self.tr("Messengers")),
            ("globe", self.links, self.tr("Link"), self.tr("Links")),
            ("repeat", self.keeping, self.tr("Status and keeping in touch"), self.tr("Keeping in touch")),
            ("people", self.relationships, self.tr("Relationship"), self.tr("Relationships")),
            ("sparkle", self.facts, self.tr("Little facts"), self.tr("Good to know")),
            ("handshake", self.source, self.tr("Source"), self.tr("Source")),
        ]
        if self._has_own:
            rest.append(("star", self.own, self.tr("Your own fields"), self.tr("Your own fields")))
        return rest

    def _add_more(self, icon: str, content: QWidget, text: str, heading: str, flow: FlowLayout) -> None:
        row = FormRow(icon, content, self._theme, heading)
        row.hide()
        button = FlatButton(text, self._theme, "plus", self._add_buttons)
        more = _More(row, button)
        button.clicked.connect(lambda: self._unfold(more))
        flow.addWidget(button)
        self._column.addWidget(row)
        self._more.append(more)

    def _unfold(self, more: _More) -> None:
        more.row.show()
        more.button.hide()
        self._order_tabs.start()
        content = more.row.content
        if isinstance(content, LineList):
            content.begin()
        else:
            content.setFocus()

    def _fold(self, contact: Contact, relationships: Sequence[Relationship]) -> None:
        plain = replace(Contact(), id=contact.id)
        filled = {
            self.dates: bool(contact.dates),
            self.addresses: bool(contact.addresses),
            self.messengers: bool(contact.messengers),
            self.links: bool(contact.links),
            self.facts: bool(contact.facts),
            self.relationships: bool(relationships),
            self.source: bool(contact.source),
            self.own: bool(contact.custom),
            self.keeping: any(
                getattr(contact, part) != getattr(plain, part)
                for part in ("status", "importance", "cadence_days", "do_not_contact")
            ),
        }
        for more in self._more:
            shown = filled[more.row.content]
            more.row.setVisible(shown)
            more.button.setVisible(not shown)

    def _connect(self) -> None:
        for signal in (self.name.changed, self.photo.changed, self.keeping.changed, self.own.changed):
            signal.connect(self.changed)
        for each in self._lists:
            each.changed.connect(self.changed)
            each.grown.connect(self._order_tabs.start)
        self.tags.tokens_changed.connect(lambda _words: self.changed.emit())
        self.notes.textChanged.connect(self.changed)
        self.source.textEdited.connect(lambda _text: self.changed.emit())
        for lines in (self.phones, self.emails):
            lines.changed.connect(self.reach_changed)
        self.name.changed.connect(self._on_name_changed)

    def _on_name_changed(self) -> None:
        self.photo.set_person(self.name.value().display, 0)
