"""An answer of the notebook on paper: the sentence, its numbers, and the list behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.ui.printing.blocks import Cell, Gap, Heading, Row, Rule, Text
from crm_desktop.ui.printing.flow import FlowDocument
from crm_desktop.ui.printing.ink import Style
from crm_desktop.ui.wording.days import full_day
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.ui.asking.reply import Line, Reply
    from crm_desktop.ui.printing.blocks import Block
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape

_translate = QCoreApplication.translate
_MOST = 3000
"""Lines on paper: more nobody reads, and a file for spreadsheets has all of them."""


def answer(reply: Reply, today: date, shape: Shape, ink: Ink) -> FlowDocument:
    """What was asked, and the answer as it is today."""
    as_of = _translate("Printing", "as of {day}").format(day=full_day(today))
    blocks: list[Block] = [Text(reply.title, Style.TITLE), Text(as_of, Style.SMALL), Gap(3)]
    if reply.sentence:
        blocks += [Text(reply.sentence, Style.STRONG), Gap(2)]
    for tally in reply.tallies:
        count = Cell(QLocale().toString(tally.count), 0.12, Style.HEADING)
        blocks.append(Row((count, Cell(tally.word, 0.88))))
    if reply.tallies:
        blocks.append(Rule())
    blocks += [block for line in reply.lines[:_MOST] for block in _line(line)]
    more = len(reply.lines) - _MOST
    if more > 0:
        text = _translate("Printing", "and %n more line(s): export the answer to have them all", None, more)
        blocks.append(Text(english_plural(text, more), Style.SMALL))
    return FlowDocument(reply.title, blocks, shape, ink)


def _line(line: Line) -> list[Block]:
    if line.day is not None:
        return [Gap(3), Heading(f"{line.title} · {line.status}")]
    names = Cell(line.detail, 0.26, Style.SMALL, wraps=True)
    cells = [
        Cell(line.when, 0.26, Style.SMALL, wraps=True),
        Cell(line.title, 0.3, wraps=True),
        *([names] if line.detail else []),
        Cell(line.status, 0.2 if line.detail else 0.44, Style.SMALL, end=True, wraps=True),
    ]
    return [Row(cells, ruled=True)]
