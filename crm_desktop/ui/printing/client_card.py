"""A client on paper: how to reach them, what to know, what was said, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.papers import AddressLabel, postal_lines
from crm_desktop.ui.card.timeline_texts import TimelineTexts
from crm_desktop.ui.printing.blocks import Cell, Gap, Heading, NewPage, Row, Text, WritingLines, paragraphs
from crm_desktop.ui.printing.flow import FlowDocument
from crm_desktop.ui.printing.ink import Style
from crm_desktop.ui.wording.important_dates import date_text
from crm_desktop.ui.wording.interactions import outcome_word
from crm_desktop.ui.wording.people import importance_word, label_word, relationship_word, status_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.papers import ClientCard
    from crm_desktop.ui.printing.blocks import Block
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate
_LABEL, _VALUE = 0.22, 0.78


def client_cards(cards: Sequence[ClientCard], days: DayWords, shape: Shape, ink: Ink) -> FlowDocument:
    """Each client begins on a page of their own."""
    blocks: list[Block] = []
    for number, card in enumerate(cards):
        if number:
            blocks.append(NewPage())
        blocks += _client(card, days)
    only = cards[0].card.contact.display_name if len(cards) == 1 else ""
    title = only or _translate("Printing", "Client cards")
    return FlowDocument(title, blocks, shape, ink)


def _client(card: ClientCard, days: DayWords) -> list[Block]:
    contact = card.card.contact
    role = next((one for one in contact.roles if one.until is None), None)
    under = " · ".join(part for part in (role.title, role.company) if part) if role else ""
    standing = [status_word(contact.status) if contact.status else "", importance_word(contact.importance)]
    blocks: list[Block] = [Text(contact.display_name, Style.TITLE, keeps=True)]
    if under:
        blocks.append(Text(under, keeps=True))
    tags = ", ".join(contact.tags)
    blocks.append(Text(" · ".join(part for part in (*standing, tags) if part), Style.SMALL))
    blocks += _section(_translate("Printing", "How to reach them"), _reach(contact))
    blocks += _section(_translate("Printing", "What to know"), _known(contact, card))
    blocks += _section(_translate("Printing", "What is open"), _open(card, days))
    blocks += _section(_translate("Printing", "What was said"), _said(card, days))
    return [*blocks, Gap(3), Heading(_translate("Printing", "Notes")), WritingLines(4, fills=True)]


def _section(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [Gap(4), Heading(title), *blocks] if blocks else []


def _pair(label: str, value: str) -> Row:
    return Row((Cell(label, _LABEL, Style.SMALL), Cell(value, _VALUE, wraps=True)))


def _reach(contact: Contact) -> list[Block]:
    rows = [
        _pair(label_word(one.label) or _translate("Printing", "Phone"), _left(one.typed))
        for one in contact.phones
    ]
    rows += [
        _pair(label_word(one.label) or _translate("Printing", "E-mail"), one.address)
        for one in contact.emails
    ]
    rows += [
        _pair(one.service or _translate("Printing", "Messenger"), one.handle) for one in contact.messengers
    ]
    rows += [_pair(label_word(one.label) or _translate("Printing", "Link"), one.url) for one in contact.links]
    for one in contact.addresses:
        lines = postal_lines(AddressLabel("", "", one), country=True)
        rows.append(_pair(label_word(one.label) or _translate("Printing", "Address"), "\n".join(lines)))
    return list(rows)


def _known(contact: Contact, card: ClientCard) -> list[Block]:
    rows: list[Block] = [_pair(label_word(one.label), date_text(one)) for one in contact.dates]
    rows += [_pair(relationship_word(one.kind), one.other_name) for one in card.card.relationships]
    rows += [_pair(one.field, one.value) for one in contact.custom]
    rows += [Row((Cell("•", 0.03), Cell(fact, 0.97, wraps=True))) for fact in contact.facts]
    return [*rows, *paragraphs(contact.notes)]


def _open(card: ClientCard, days: DayWords) -> list[Block]:
    rows: list[Block] = [
        _pair(
            days.moment(one.starts_at, exact=True), ", ".join(part for part in (one.title, one.place) if part)
        )
        for one in card.card.appointments
    ]
    return rows + [_pair(days.day(one.due), one.text) for one in card.card.follow_ups]


def _said(card: ClientCard, days: DayWords) -> list[Block]:
    texts = TimelineTexts(days)
    assert card.card.contact.id is not None
    texts.belong_to(card.card.contact.id)
    texts.learn(card.names)
    blocks: list[Block] = []
    for entry in card.interactions:
        outcome = outcome_word(entry.outcome) if entry.outcome else ""
        heading = " · ".join(part for part in (texts.heading(entry), outcome) if part)
        when = Cell(days.moment(entry.at, exact=True), 0.3, Style.SMALL, end=True)
        blocks.append(Row((Cell(heading, 0.7, Style.STRONG), when), keeps=bool(entry.text)))
        blocks += paragraphs(entry.text)
        blocks += [_pair(part.label, part.text) for part in texts.parts(entry)]
        blocks.append(Gap(1.5, keeps=False))
    return blocks


def _left(number: str) -> str:
    return f"\u2066{number}\u2069"
