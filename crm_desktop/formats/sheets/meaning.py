"""What a column of a sheet says about a contact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """The part of a card that a column goes to. `LABEL` names what another column of its number holds;
    `YEAR`, `MONTH` and `DAY` make one date. `STOP` is "do not contact", `SINCE` and `UNTIL` are a role's.
    """

    NAME = "name"
    PREFIX = "prefix"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    MESSENGER = "messenger"
    ADDRESS = "address"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    COMPANY = "company"
    TITLE = "title"
    DEPARTMENT = "department"
    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    NOTES = "notes"
    FACT = "fact"
    TAGS = "tags"
    SOURCE = "source"
    STATUS = "status"
    CADENCE = "cadence"
    IMPORTANCE = "importance"
    STOP = "stop"
    PAUSED = "paused"
    SINCE = "since"
    UNTIL = "until"
    CUSTOM = "custom"
    UID = "uid"
    RECORD = "record"
    LABEL = "label"
    NOTHING = "nothing"


DATE_PARTS: Final = (Part.YEAR, Part.MONTH, Part.DAY)
ADDRESS_PARTS: Final = (Part.STREET, Part.CITY, Part.REGION, Part.POSTCODE, Part.COUNTRY)
_WRITTEN: Final = re.compile(r"([a-z]+)(?::([^#]*))?(?:#(\d{1,3})(?: of ([a-z]+))?)?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A part of a card; `label` is which ("work", "birthday", the name of one's own field).

    Columns of one `number` belong together: the street and the city of one address, a phone and the column
    that says its label (`LABEL`, which tells in `of` what it labels).
    """

    part: Part
    label: str = ""
    number: int = 0
    of: Part | None = None

    def __str__(self) -> str:
        """As `read_meaning` takes it: "phone:work", "street:home#2", "label#1 of phone"."""
        text = self.part.value
        if self.label:
            text += f":{self.label}"
        if self.number or self.of:
            text += f"#{self.number}"
        return text if self.of is None else f"{text} of {self.of.value}"


def read_meaning(text: str) -> Meaning:
    """The reverse of `str`. Raises ValueError for what means nothing to us."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a column's meaning: {text[:60]}")
    part, label, number, of = found.groups()
    return Meaning(Part(part), (label or "").strip(), int(number or 0), Part(of) if of else None)
