"""A day on paper: when and with whom, what was promised, whose day it is, and room to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.ui.printing.blocks import Cell, Gap, Heading, Row, Rule, Text, WritingLines
from crm_desktop.ui.printing.flow import FlowDocument
from crm_desktop.ui.printing.ink import Style
from crm_desktop.ui.wording.days import full_day
from crm_desktop.ui.wording.people import label_word
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from crm_desktop.domain.papers import DaySheet
    from crm_desktop.domain.today import ComingDate, Meeting, Promise
    from crm_desktop.ui.printing.blocks import Block
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate
_WHEN, _WHAT, _PHONE = 0.16, 0.56, 0.28


def day_sheet(sheet: DaySheet, days: DayWords, shape: Shape, ink: Ink) -> FlowDocument:
    """One day; what it does not bring is left out, but never the room to write."""
    title = full_day(sheet.day)
    blocks: list[Block] = [Text(title, Style.TITLE)]
    if not (sheet.meetings or sheet.promises or sheet.dates):
        blocks.append(Text(_translate("Printing", "Nothing is planned."), Style.SMALL))
    if sheet.meetings:
        blocks += [Gap(4), Heading(_translate("Printing", "Meetings"))]
        for meeting in sheet.meetings:
            blocks += _meeting(meeting, sheet, days)
    if sheet.promises:
        blocks += [Gap(4), Heading(_translate("Printing", "Promised"))]
        blocks += [_promise(promise, sheet, days) for promise in sheet.promises]
    if sheet.dates:
        blocks += [Gap(4), Heading(_translate("Printing", "Birthdays and dates"))]
        blocks += [_date(coming, sheet) for coming in sheet.dates]
    blocks += [Gap(4), Heading(_translate("Printing", "Important")), WritingLines(4)]
    blocks += [Gap(4), Heading(_translate("Printing", "Notes")), WritingLines(6, fills=True)]
    return FlowDocument(title, blocks, shape, ink)


def _meeting(meeting: Meeting, sheet: DaySheet, days: DayWords) -> list[Block]:
    one = meeting.appointment
    long = minutes_text(one.minutes) if one.minutes else ""
    what = " · ".join(part for part in (one.title, one.place, long) if part)
    blocks: list[Block] = [
        Row(
            (
                Cell(days.time(one.starts_at), _WHEN, Style.STRONG),
                Cell(what, 1 - _WHEN, Style.STRONG, wraps=True),
            ),
            keeps=True,
        )
    ]
    for who in meeting.attendees:
        phone = Cell(_left(sheet.phones.get(who.contact_id, "")), _PHONE, end=True)
        blocks.append(Row((Cell("", _WHEN), Cell(who.name, _WHAT), phone), keeps=True))
        lines = list(who.facts)
        if who.last_talk is not None and who.last_talk.text:
            said = _translate("Printing", "Last time: {text}")
            lines.append(said.format(text=" ".join(who.last_talk.text.split())[:300]))
        lines += [
            _translate("Printing", "Promised: {text}").format(text=promise.text) for promise in who.promises
        ]
        blocks += [_below(line) for line in lines]
    if one.agenda:
        blocks.append(_below(one.agenda[:1000]))
    return [*blocks, Rule()]


def _below(text: str) -> Row:
    return Row((Cell("", _WHEN), Cell(text, 1 - _WHEN, Style.SMALL, wraps=True)), keeps=True)


def _promise(promise: Promise, sheet: DaySheet, days: DayWords) -> Row:
    follow_up = promise.follow_up
    what = " · ".join(part for part in (promise.name, follow_up.text) if part)
    late = days.until(follow_up.due) if promise.days_late else ""
    phone = sheet.phones.get(follow_up.contact_id, "") if follow_up.contact_id else ""
    return Row(
        (
            Cell("☐", 0.05),
            Cell(what, 0.95 - _PHONE - _WHEN, wraps=True),
            Cell(late, _WHEN, Style.SMALL),
            Cell(_left(phone), _PHONE, end=True),
        ),
        ruled=True,
    )


def _date(coming: ComingDate, sheet: DaySheet) -> Row:
    noted = coming.noted
    age = coming.turns
    turns = (
        _translate("ImportantDate", "turns {age}").format(age=age) if age and noted.label == BIRTHDAY else ""
    )
    what = " · ".join(part for part in (label_word(noted.label), turns) if part)
    return Row(
        (
            Cell(noted.name, 1 - _PHONE - 0.3),
            Cell(what, 0.3, Style.SMALL),
            Cell(_left(sheet.phones.get(noted.contact_id, "")), _PHONE, end=True),
        ),
        ruled=True,
    )


def _left(number: str) -> str:
    return f"\u2066{number}\u2069" if number else ""
