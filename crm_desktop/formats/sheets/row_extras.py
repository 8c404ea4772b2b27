"""Parts of a row that few sheets but ours have: how much somebody matters, the span of a role."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import Role
from crm_desktop.domain.importance import Importance
from crm_desktop.formats.sheets.meaning import Part
from crm_desktop.formats.vcard.dates import parse_marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.formats.sheets.meaning import Meaning

_KEPT_BY_NAME: Final = frozenset((Part.STATUS, Part.SOURCE, Part.FACT, Part.MESSENGER, Part.STOP))


def read_importance(text: str) -> Importance:
    """ "low", "high"; normal for all else."""
    try:
        return Importance[text.strip().upper()]
    except KeyError:
        return Importance.NORMAL


def read_day(text: str) -> datetime.date | None:
    """A whole day in the Gregorian calendar, as in "2026-03-09"; None for other text."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def role_of(parts: Mapping[Part, Sequence[str]]) -> Role:
    """The role that these cells tell of."""
    company, title, department, since, until = (
        ", ".join(parts.get(part, ()))
        for part in (Part.COMPANY, Part.TITLE, Part.DEPARTMENT, Part.SINCE, Part.UNTIL)
    )
    return Role(company, title, department, _partial(since), _partial(until))


@cache
def named_otherwise(label: str) -> Meaning | None:
    """What a value is that Google has under a name of its own; None where it is a field of the user's."""
    from crm_desktop.formats.sheets.headings import meaning_of

    found = meaning_of(label) if label else None
    return found if found is not None and found.part in _KEPT_BY_NAME and not found.number else None


def _partial(text: str) -> PartialDate | None:
    try:
        return parse_marked(text)
    except ValueError:
        return None
