"""A sheet of contacts as CSV, or as a workbook: the same rows, safe to open in every spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from crm_desktop.formats.sheets.guard import guarded
from crm_desktop.formats.sheets.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.formats.card import Relation
    from crm_desktop.formats.sheets.values import Sheet, Value


def csv_head(sheet: Sheet) -> bytes:
    """The headings, behind the mark by which spreadsheets know UTF-8 where the layout has one."""
    return (codecs.BOM_UTF8 if sheet.marked else b"") + _lines([sheet.headings()])


def csv_table(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table of anything, with the mark by which spreadsheets know UTF-8."""
    return codecs.BOM_UTF8 + _lines([headings, *rows])


def csv_rows(sheet: Sheet, contacts: Iterable[tuple[Contact, Sequence[Relation]]]) -> bytes:
    """A row for each."""
    return _lines(sheet.row(contact, relations) for contact, relations in contacts)


def _lines(rows: Iterable[Iterable[Value]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(_cells(row) for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _cells(row: Iterable[Value]) -> Iterator[str]:
    return (guarded(text_of(value)) for value in row)
