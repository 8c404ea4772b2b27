"""The headings of our own sheets, and how they are known again, whatever else was added beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.formats.sheets.guard import unguarded
from crm_desktop.formats.sheets.meaning import Meaning, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALONE: Final = {
    "Name": Meaning(Part.NAME),
    "Birthday": Meaning(Part.DATE, BIRTHDAY),
    "Tags": Meaning(Part.TAGS),
    "Notes": Meaning(Part.NOTES),
    "Facts": Meaning(Part.FACT),
    "Source": Meaning(Part.SOURCE),
    "Status": Meaning(Part.STATUS),
    "Importance": Meaning(Part.IMPORTANCE),
    "Cadence Days": Meaning(Part.CADENCE),
    "Do Not Contact": Meaning(Part.STOP),
    "Paused Until": Meaning(Part.PAUSED),
    "Name Prefix": Meaning(Part.PREFIX),
    "First Name": Meaning(Part.GIVEN),
    "Middle Name": Meaning(Part.MIDDLE),
    "Last Name": Meaning(Part.FAMILY),
    "Name Suffix": Meaning(Part.SUFFIX),
    "Nickname": Meaning(Part.NICKNAME),
}
SINGLE: Final = tuple(_ALONE)
"""The first begins the sheet; behind it stand the repeated ones, which people look for, then the rest."""
UID: Final = "UID"
REPEATED: Final = (
    ("Phone", ("Label", "Value")),
    ("E-mail", ("Label", "Value")),
    ("Organization", ("Name", "Title", "Department", "Since", "Until")),
    ("Address", ("Label", "Street", "City", "Region", "Postal Code", "Country")),
    ("Website", ("Label", "Value")),
    ("IM", ("Service", "Value")),
    ("Event", ("Label", "Value")),
)
CONTINUED: Final = " (continued {})"
_PARTS: Final = {
    "Phone": Part.PHONE, "E-mail": Part.EMAIL, "Website": Part.LINK, "IM": Part.MESSENGER,
    "Event": Part.DATE, "Address": Part.ADDRESS,
    "Name": Part.COMPANY, "Title": Part.TITLE, "Department": Part.DEPARTMENT, "Since": Part.SINCE,
    "Until": Part.UNTIL, "Street": Part.STREET, "City": Part.CITY, "Region": Part.REGION,
    "Postal Code": Part.POSTCODE, "Country": Part.COUNTRY,
}  # fmt: skip
_NUMBERED: Final = re.compile(r"([A-Za-z-]{2,12}) ([1-9]\d{0,3}) - ([A-Za-z ]{4,12})")
_CONTINUED: Final = re.compile(r"(.+) \(continued \d{1,3}\)", re.DOTALL)
_FIELD: Final = "Field: "
_SURE: Final = frozenset(("Name", "Facts", "Cadence Days", "Do Not Contact", UID))
"""No other program has all of these."""
REFUSED: Final = "Refused because"
"""What stands over the reasons in a file of refused rows."""


def is_own(headings: Sequence[str]) -> bool:
    """Whether these are the headings of one of our sheets, in whatever order, and added to."""
    return _SURE.issubset(headings)


def own_meanings(headings: Sequence[str]) -> tuple[Meaning, ...]:
    """What the columns mean of a sheet of ours. A column that somebody added is a field of their own."""
    seen: set[str] = set()
    found: list[Meaning] = []
    for heading in map(unguarded, headings):
        begun = _CONTINUED.fullmatch(heading)
        if begun and begun[1] in seen:
            found.append(Meaning(Part.NOTHING))
        else:
            found.append(Meaning(Part.CUSTOM, heading) if heading in seen else _meaning(heading))
        seen.add(heading)
    return tuple(found)


def continued(headings: Sequence[str]) -> dict[int, int]:
    """The places of columns that go on where another ends, each with that other's place."""
    places: dict[str, int] = {}
    found: dict[int, int] = {}
    for place, heading in enumerate(map(unguarded, headings)):
        match = _CONTINUED.fullmatch(heading)
        if match and match[1] in places:
            found[place] = places[match[1]]
        else:
            places.setdefault(heading, place)
    return found


def custom_heading(name: str) -> str:
    """What stands over a field of the user's own: its name, unless that could be taken for another column."""
    taken = name.startswith(_FIELD) or name == REFUSED or _CONTINUED.fullmatch(name)
    return f"{_FIELD}{name}" if taken or _known(name) else name


def _meaning(heading: str) -> Meaning:
    if not heading.strip():
        return Meaning(Part.NOTES)
    if heading == REFUSED:
        return Meaning(Part.NOTHING)
    return _known(heading) or Meaning(Part.CUSTOM, heading.removeprefix(_FIELD))


def _known(heading: str) -> Meaning | None:
    if heading == UID:
        return Meaning(Part.UID)
    if heading in _ALONE:
        return _ALONE[heading]
    found = _NUMBERED.fullmatch(heading)
    group, parts = next((each for each in REPEATED if found and each[0] == found[1]), ("", ()))
    if not found or found[3] not in parts:
        return None
    number = int(found[2])
    if found[3] in ("Label", "Service"):
        return Meaning(Part.LABEL, "", number, _PARTS[group])
    return Meaning(_PARTS[group if found[3] == "Value" else found[3]], "", number)
