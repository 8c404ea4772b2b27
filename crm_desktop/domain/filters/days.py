"""Days in filters: fixed ones as ISO dates, and those that move with today ("today-30", "today+1w")."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.errors import UserError

_TODAY = "today"
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_UNITS = {"": 1, "d": 1, "w": 7}
_MOST_DIGITS = 6
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def canonical_day(text: str) -> str:
    """A day as it stands in a test: "2026-11-30", "today", "today-30". Raises UserError for anything else."""
    plain = "".join(_ascii(ch) for ch in text.casefold() if not ch.isspace())
    for word, days in _NEAR.items():
        if plain.startswith(word):
            further = _count(plain[len(word) :])
            if further is not None:
                return _from_today(days + further)
    try:
        return date.fromisoformat(plain).isoformat() if len(plain) == len("2026-11-30") else _refuse(text)
    except ValueError:
        return _refuse(text)


def day_on(value: str, today: date) -> int | None:
    """The ordinal of a canonical day, as of `today`; None where it is none. Never out of the calendar."""
    if value.startswith(_TODAY):
        days = _count(value[len(_TODAY) :])
        return None if days is None else min(max(today.toordinal() + days, _FIRST), _LAST)
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


def days_from_today(value: str) -> int | None:
    """How many days from today a canonical value lies; None for a fixed day."""
    return _count(value[len(_TODAY) :]) if value.startswith(_TODAY) else None


def _from_today(days: int) -> str:
    return f"{_TODAY}{days:+}" if days else _TODAY


def _count(text: str) -> int | None:
    """The days in "", "+7", "-2w"; None where it is none of these."""
    if not text:
        return 0
    unit = text[-1] if text[-1] in "dw" else ""
    digits = text[1 : len(text) - len(unit)]
    if text[0] not in "+-\u2212" or not digits.isdecimal() or not digits.isascii():
        return None
    if len(digits) > _MOST_DIGITS:
        return None
    return (1 if text[0] == "+" else -1) * int(digits) * _UNITS[unit]


def _ascii(ch: str) -> str:
    return str(int(ch)) if ch.isdecimal() else ch


def _refuse(text: str) -> str:
    raise UserError(f"“{text}” is not a day; write 2026-11-30, today, today-30 or today+7.")
