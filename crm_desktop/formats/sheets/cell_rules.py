"""How the cells of a sheet are read: with patience for what other programs write, or to the letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.sheets import cells
from crm_desktop.formats.sheets.guard import unguarded
from crm_desktop.formats.sheets.lists import separated
from crm_desktop.formats.vcard.dates import parse_marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.partial_date import PartialDate

_LABELS: Final = {
    "smtp": "",
    "ex": "",
    "workfax": "fax",
    "homefax": "fax",
    "business": "work",
    "private": "home",
    "cell": "mobile",
}


@dataclass(frozen=True, slots=True)
class CellRules:
    """`plain` gives the text of a cell, the others what stands in such a text: `label` what kind of a thing,
    `name` what a field or a service is called. `day(text, month_first=…, this_year=…)` raises ValueError.
    With `exact` nothing is made up from other cells, and nobody is refused who has anything.
    """

    plain: Callable[[str], str]
    phones: Callable[[str], list[str]]
    emails: Callable[[str], list[str]]
    tags: Callable[[str], list[str]]
    values: Callable[[str], list[str]]
    label: Callable[[str], str]
    name: Callable[[str], str]
    day: Callable[..., PartialDate | None]
    exact: bool = False


def _usual_label(text: str) -> str:
    label = " ".join(text.lstrip("* ").split())
    key = label.casefold().replace(" ", "")
    return _LABELS.get(key, label.casefold() if label.isascii() and label.istitle() else label)


def _exact_day(text: str, *, month_first: bool, this_year: int) -> PartialDate | None:
    """As we wrote it, or as a spreadsheet wrote it anew since."""
    try:
        return parse_marked(text)
    except ValueError:
        return cells.day_in(text, month_first=month_first, this_year=this_year)


def _alone(text: str) -> list[str]:
    return [text]


USUAL: Final = CellRules(
    plain=cells.plain,
    phones=cells.phones_in,
    emails=cells.emails_in,
    tags=cells.tags_in,
    values=cells.values_in,
    label=_usual_label,
    name=lambda text: " ".join(text.lstrip("* ").split()),
    day=cells.day_in,
)
EXACT: Final = CellRules(
    plain=unguarded,
    phones=_alone,
    emails=_alone,
    tags=separated,
    values=separated,
    label=str,
    name=str,
    day=_exact_day,
    exact=True,
)
"""For sheets of ours: a cell holds one thing, or several in our own way."""
