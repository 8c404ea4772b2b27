"""A meeting on paper before it begins: where and what for, and of each who comes what one wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.card.timeline_texts import TimelineTexts
from crm_desktop.ui.printing.blocks import Cell, Gap, Heading, Row, Text, WritingLines, paragraphs
from crm_desktop.ui.printing.flow import FlowDocument
from crm_desktop.ui.printing.ink import Style
from crm_desktop.ui.wording.days import full_day
from crm_desktop.ui.wording.important_dates import date_text
from crm_desktop.ui.wording.interactions import outcome_word
from crm_desktop.ui.wording.people import label_word, relationship_word
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.papers import Brief, BriefPerson
    from crm_desktop.ui.printing.blocks import Block
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate
_LABEL, _VALUE = 0.2, 0.8
_LONGEST = 1500  # letters of one entry: a brief is read on the way


def brief(found: Brief, days: DayWords, shape: Shape, ink: Ink) -> FlowDocument:
    """The meeting, its people one after another, and room to write."""
    blocks = _head(found, days)
    for person in found.people:
        blocks += _person(person, found, days)
    if found.others:
        text = _translate("Printing", "and %n other(s)", None, found.others)
        blocks += [Gap(3), Text(english_plural(text, found.others), Style.SMALL)]
    blocks += [Gap(4), Heading(_translate("Printing", "Notes")), WritingLines(4, fills=True)]
    return FlowDocument(found.meeting.title, blocks, shape, ink)


def _head(found: Brief, days: DayWords) -> list[Block]:
    meeting = found.meeting
    begins = days.local(meeting.starts_at)
    when = [full_day(begins.date()), days.time(meeting.starts_at)]
    if meeting.minutes:
        when.append(minutes_text(meeting.minutes))
    blocks: list[Block] = [
        Text(meeting.title, Style.TITLE, keeps=True),
        Text(" · ".join(when), Style.STRONG),
    ]
    if meeting.place:
        blocks.append(_pair(_translate("Printing", "Place"), meeting.place))
    if found.came_from is not None:
        before = found.came_from
        text = " · ".join((before.title, days.moment(before.starts_at, exact=True)))
        if before.outcome is not None:
            text = f"{text} · {outcome_word(before.outcome)}"
        blocks.append(_pair(_translate("Printing", "Follows on"), text))
    return blocks + _section(_translate("Printing", "Agenda"), paragraphs(meeting.agenda))


def _person(person: BriefPerson, found: Brief, days: DayWords) -> list[Block]:
    contact = person.card.contact
    role = next((one for one in contact.roles if one.until is None), None)
    reach = contact.phones[0].typed if contact.phones else ""
    under = [part for part in (role.title, role.company) if part] if role else []
    blocks: list[Block] = [
        Gap(5),
        Heading(contact.display_name),
        Row((Cell(" · ".join(under), 0.65, Style.SMALL), Cell(_left(reach), 0.35, end=True)), keeps=True),
    ]
    if contact.do_not_contact:
        blocks.append(Text(_translate("Printing", "Wants not to be contacted"), Style.STRONG))
    blocks += [Row((Cell("•", 0.03), Cell(fact, 0.97, wraps=True))) for fact in contact.facts]
    blocks += [_pair(label_word(one.label), date_text(one)) for one in contact.dates]
    blocks += [_pair(relationship_word(one.kind), one.other_name) for one in person.card.relationships]
    blocks += _under(
        _translate("Printing", "Promised"),
        [_ticked(one.text, days.day(one.due)) for one in person.card.follow_ups],
    )
    blocks += _under(
        _translate("Printing", "Open matters"),
        [row for one in person.complaints for row in _complaint(one, days)],
    )
    blocks += _under(_translate("Printing", "What was said"), _said(person, found, days))
    if not person.interactions:
        blocks.append(Text(_translate("Printing", "Nothing was written down of them yet."), Style.SMALL))
    return blocks


def _complaint(one: Interaction, days: DayWords) -> list[Block]:
    text = " ".join(one.text.split())[:_LONGEST] or _translate("Interaction", "Complaint")
    since = _translate("Printing", "Complaint of {day}").format(day=days.day(days.local(one.at).date()))
    until = _translate("Printing", "to be settled: {day}").format(day=days.day(one.due)) if one.due else ""
    return [
        _ticked(text, "", keeps=True),
        Row((Cell("", 0.05), Cell(" · ".join(part for part in (since, until) if part), 0.95, Style.SMALL))),
    ]


def _ticked(text: str, when: str, *, keeps: bool = False) -> Row:
    cells = (Cell("☐", 0.05), Cell(text, 0.7, wraps=True), Cell(when, 0.25, Style.SMALL, end=True))
    return Row(cells, keeps=keeps)


def _said(person: BriefPerson, found: Brief, days: DayWords) -> list[Block]:
    texts = TimelineTexts(days)
    assert person.card.contact.id is not None
    texts.belong_to(person.card.contact.id)
    texts.learn(found.names)
    blocks: list[Block] = []
    for entry in person.interactions:
        outcome = outcome_word(entry.outcome) if entry.outcome else ""
        heading = " · ".join(part for part in (texts.heading(entry), outcome) if part)
        when = Cell(days.moment(entry.at, exact=True), 0.3, Style.SMALL, end=True)
        blocks.append(Row((Cell(heading, 0.7, Style.STRONG), when), keeps=bool(entry.text)))
        blocks += paragraphs(entry.text[:_LONGEST])
        blocks += [_pair(part.label, part.text[:_LONGEST]) for part in texts.parts(entry)]
        blocks.append(Gap(1.2, keeps=False))
    return blocks


def _section(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [Gap(4), Heading(title), *blocks] if blocks else []


def _under(title: str, blocks: Sequence[Block]) -> list[Block]:
    """A part of what is known of somebody, under a small heading."""
    return [Gap(2), Text(title, Style.SMALL, keeps=True), *blocks] if blocks else []


def _pair(label: str, value: str) -> Row:
    return Row((Cell(label, _LABEL, Style.SMALL), Cell(value, _VALUE, wraps=True)))


def _left(number: str) -> str:
    return f"\u2066{number}\u2069" if number else ""
