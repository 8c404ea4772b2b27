"""The lists on paper: phone numbers, and birthdays by their months."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.calendars import from_gregorian
from crm_desktop.domain.papers import initial
from crm_desktop.ui.printing.blocks import Cell, Gap, Heading, Row, Text
from crm_desktop.ui.printing.flow import FlowDocument
from crm_desktop.ui.printing.ink import Style
from crm_desktop.ui.wording.date_pattern import write_date
from crm_desktop.ui.wording.days import full_day, month_name
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_desktop.domain.papers import BirthdayEntry, PhoneEntry
    from crm_desktop.domain.partial_date import Calendar
    from crm_desktop.ui.printing.blocks import Block
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape

_translate = QCoreApplication.translate


def phone_list(entries: Sequence[PhoneEntry], today: date, shape: Shape, ink: Ink) -> FlowDocument:
    """Names in two columns under their first letters, each with every number."""
    blocks: list[Block] = []
    for letter, group in groupby(entries, lambda entry: initial(entry.name)):
        blocks += [Gap(2.5), Heading(letter)]
        for entry in group:
            blocks += _with_phones(entry)
    title = _translate("Printing", "Phone list")
    count = english_plural(
        _translate("Printing", "%n contact(s) with a phone", None, len(entries)), len(entries)
    )
    head = _head(title, count, today)
    columns = 1 if shape.name == "a5" else 2
    return FlowDocument(title, blocks, shape, ink, head=head, columns=columns)


def birthday_list(
    entries: Sequence[BirthdayEntry], today: date, calendar: Calendar, shape: Shape, ink: Ink
) -> FlowDocument:
    """The birthdays of the year to come, under the months of the user's calendar."""
    blocks: list[Block] = []
    for (year, month), group in groupby(entries, lambda entry: from_gregorian(calendar, entry.on)[:2]):
        name = month_name(month, calendar)
        blocks += [
            Gap(4),
            Heading(write_date(QLocale(), year=year, month=month, month_word=name, day=None)),
        ]
        blocks += [_birthday(entry, calendar) for entry in group]
    title = _translate("Printing", "Birthdays")
    count = english_plural(_translate("Printing", "%n birthday(s)", None, len(entries)), len(entries))
    return FlowDocument(title, blocks, shape, ink, head=_head(title, count, today))


def _head(title: str, count: str, today: date) -> list[Block]:
    as_of = _translate("Printing", "{count} · as of {day}").format(count=count, day=full_day(today))
    return [Text(title, Style.TITLE), Text(as_of, Style.SMALL), Gap(3)]


def _with_phones(entry: PhoneEntry) -> list[Block]:
    """The name beside its first number, further ones below it."""
    rows: list[Block] = []
    company = entry.company if entry.company != entry.name else ""
    for number, phone in enumerate(entry.phones):
        name, style = (entry.name, Style.STRONG) if number == 0 else ("", Style.BODY)
        if number == 1 and company:
            name, style = company, Style.SMALL
        last = number == len(entry.phones) - 1
        rows.append(
            Row(
                (Cell(name, 0.55, style, wraps=True), Cell(_isolated(phone.typed), 0.45, end=True)),
                keeps=not last,
            )
        )
    if company and len(entry.phones) == 1:
        rows[-1] = Row(rows[-1].cells, keeps=True)  # type: ignore[attr-defined]
        rows.append(Row((Cell(company, 1, Style.SMALL),)))
    return rows


def _birthday(entry: BirthdayEntry, calendar: Calendar) -> Row:
    locale = QLocale()
    day = locale.toString(from_gregorian(calendar, entry.on)[2])
    weekday = locale.dayName(entry.on.isoweekday(), QLocale.FormatType.ShortFormat)
    turns = _translate("ImportantDate", "turns {age}").format(age=entry.turns) if entry.turns else ""
    return Row(
        (
            Cell(day, 0.07, Style.STRONG),
            Cell(weekday, 0.1, Style.SMALL),
            Cell(entry.name, 0.43),
            Cell(turns, 0.15, Style.SMALL),
            Cell(_isolated(entry.phone), 0.25, end=True),
        ),
        ruled=True,
    )


def _isolated(phone: str) -> str:
    """A number reads from left to right on every page."""
    return f"\u2066{phone}\u2069" if phone else ""
