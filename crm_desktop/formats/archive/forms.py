"""What may stand in the JSON of an archive: one declaration reads, writes, checks, and gives the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

LONGEST_TEXT: Final = 4 << 20
"""Letters of one text; a book has a million."""
MOST_OF_A_LIST: Final = 100_000
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_REQUIRED: Final = object()


class BadValue(ValueError):
    """A value is not what it should be; the text says which, and what it should be."""


class Form(Protocol):
    """What one value looks like in JSON."""

    @property
    def schema(self) -> dict[str, Any]: ...
    def read(self, value: Any) -> Any: ...
    def write(self, value: Any) -> Any: ...


@dataclass(frozen=True)
class Text:
    """A text; `empty` says whether it may be."""

    empty: bool = True
    longest: int = LONGEST_TEXT

    @property
    def schema(self) -> dict[str, Any]:
        """As JSON Schema has it."""
        least = {} if self.empty else {"minLength": 1}
        return {"type": "string", **least, "maxLength": self.longest}

    def read(self, value: Any) -> str:
        """The text. Half an emoji, which JSON can spell and nobody can keep, becomes a question mark."""
        if not isinstance(value, str) or not (self.empty or value) or len(value) > self.longest:
            raise BadValue("a text" if self.empty else "a text with something in it")
        return value if value.isascii() else value.encode("utf-8", "replace").decode()

    def write(self, value: str) -> str:
        """As it is."""
        return value


@dataclass(frozen=True)
class Whole:
    """A whole number within borders."""

    low: int
    high: int

    @property
    def schema(self) -> dict[str, Any]:
        """As JSON Schema has it."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def read(self, value: Any) -> int:
        """The number; a truth value is none."""
        if type(value) is not int or not self.low <= value <= self.high:
            raise BadValue(f"a whole number from {self.low:,} to {self.high:,}")
        return value

    def write(self, value: int) -> int:
        """As it is."""
        return value


class Instant:
    """A moment in UTC, to the second."""

    schema: Final[dict[str, Any]] = {
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
        "description": "a moment in UTC, as in 2026-03-09T08:30:00Z",
    }

    def read(self, value: Any) -> datetime:
        """The aware moment."""
        if isinstance(value, str) and _INSTANT.match(value):
            try:
                return datetime.fromisoformat(value[:-1]).replace(tzinfo=UTC)
            except ValueError:
                pass
        raise BadValue("a moment such as 2026-03-09T08:30:00Z")

    def write(self, value: datetime) -> str:
        """As text, with four digits for the year on every system."""
        return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


class Day:
    """A day of the Gregorian calendar."""

    schema: Final[dict[str, Any]] = {
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\d$",
        "description": "a day, as in 2026-03-09",
    }

    def read(self, value: Any) -> date:
        """The day."""
        if isinstance(value, str) and _DAY.match(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise BadValue("a day such as 2026-03-09")

    def write(self, value: date) -> str:
        """As text."""
        return value.isoformat()


@dataclass(frozen=True)
class OneOf:
    """One word of a few."""

    words: type[StrEnum]

    @property
    def schema(self) -> dict[str, Any]:
        """As JSON Schema has it."""
        return {"enum": [word.value for word in self.words]}

    def read(self, value: Any) -> StrEnum:
        """The word as a value of ours."""
        if isinstance(value, str):
            try:
                return self.words(value)
            except ValueError:
                pass
        raise BadValue(f"one of {', '.join(word.value for word in self.words)}")

    def write(self, value: StrEnum) -> str:
        """The bare word."""
        return value.value


@dataclass(frozen=True)
class Many:
    """A list of values of one form."""

    of: Form

    @property
    def schema(self) -> dict[str, Any]:
        """As JSON Schema has it."""
        return {"type": "array", "items": self.of.schema, "maxItems": MOST_OF_A_LIST}

    def read(self, value: Any) -> tuple[Any, ...]:
        """All of them."""
        if not isinstance(value, list) or len(value) > MOST_OF_A_LIST:
            raise BadValue("a list")
        read = self.of.read
        return tuple([read(one) for one in value])

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        """As a list."""
        write = self.of.write
        return [write(one) for one in value]


class Anything:
    """Any JSON value: whoever takes it over checks it."""

    schema: Final[dict[str, Any]] = {}

    def read(self, value: Any) -> Any:
        """As it is."""
        return value

    def write(self, value: Any) -> Any:
        """As it is."""
        return value


@dataclass(frozen=True)
class Part:
    """A named value of a record. What equals `default` is left out of the file."""

    form: Form
    meaning: str
    default: Any = _REQUIRED

    @property
    def is_required(self) -> bool:
        """Whether it must be there."""
        return self.default is _REQUIRED


@dataclass(frozen=True)
class Record:
    """An object with named values. Names that nobody knows are passed over: a later version may add some."""

    parts: Mapping[str, Part]
    meaning: str = ""
    _known: list[tuple[str, Part]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", list(self.parts.items()))

    @property
    def schema(self) -> dict[str, Any]:
        """As JSON Schema has it."""
        return {
            "type": "object",
            **({"description": self.meaning} if self.meaning else {}),
            "properties": {
                name: {**part.form.schema, "description": part.meaning} for name, part in self._known
            },
            "required": [name for name, part in self._known if part.is_required],
        }

    def read(self, value: Any) -> dict[str, Any]:
        """The values by name, defaults filled in."""
        if not isinstance(value, dict):
            raise BadValue("an object")
        found: dict[str, Any] = {}
        for name, part in self._known:
            if name in value:
                try:
                    found[name] = part.form.read(value[name])
                except BadValue as wrong:
                    raise BadValue(_told(name, wrong)) from None
            elif part.default is _REQUIRED:
                raise BadValue(f"“{name}” is missing")
            else:
                found[name] = part.default
        return found

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """An object, without what stands at its default."""
        return {
            name: part.form.write(value[name])
            for name, part in self._known
            if part.default is _REQUIRED or value[name] != part.default
        }


def _told(name: str, wrong: BadValue) -> str:
    text = str(wrong)
    return text if text.startswith("“") else f"“{name}” should be {text}"
