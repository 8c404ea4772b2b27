"""Phone numbers: what people type, the international form (E.164) behind it, and how six digits find it.

Kept light: the numbering plans (phonenumbers) are read at the first number that is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from phonenumbers import PhoneMetadata

WINDOW: Final = 6
_SEPARATORS: Final = " -.()/\u00a0\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LONGEST: Final = 40
_TELLING: Final = 9


def international(typed: str, country: str) -> str | None:
    """The number in E.164 ("+251911234567"), or None where it is not a possible whole number.

    `country` is the ISO 3166 code that numbers without a country code belong to ("" for none).
    An extension is left out; digits may be of any script.
    """
    plain = typed.translate(_PLAIN)
    if plain[:1] == "+" and _is_digits(plain[1:]):
        answer = _from_international(plain[1:])
    elif _is_digits(plain):
        answer = _from_national(plain, country.upper())
    else:
        answer = _UNSURE
    return _by_the_book(typed, country.upper()) if answer == _UNSURE else answer


def digits(typed: str) -> str:
    """The digits in what was typed, as ASCII, nothing else."""
    return typed.translate(_DIGITS)


def windows(typed: str, e164: str | None) -> list[str]:
    """Every six digits in a row of the number in both its forms; a shorter number as it is."""
    found = dict.fromkeys(_rows(digits(typed)[:_LONGEST]))
    if e164:
        found.update(dict.fromkeys(_rows(e164[1:])))
    return list(found)


def query_windows(typed: str) -> list[str]:
    """The rows of digits that a number must all have, so that it contains what was typed.

    The last may be shorter than six digits: it is the beginning of a row. Leading zeros, and what
    stands before the last nine digits, are trunk or country codes that the other form may lack.
    """
    wanted = digits(typed)
    wanted = (wanted.lstrip("0") or wanted)[-_TELLING:]
    if len(wanted) <= WINDOW:
        return [wanted] if wanted else []
    return [wanted[:WINDOW], wanted[-WINDOW:]]


def _rows(number: str) -> list[str]:
    rows = [number[at : at + WINDOW] for at in range(max(0, len(number) - WINDOW) + 1)] if number else []
    if "0" in number[-WINDOW:]:
        # What follows a zero near the end: zeros at the beginning of a query do not count.
        tail = range(max(1, len(number) - WINDOW + 1), len(number))
        rows += [number[at:] for at in tail if number[at - 1] == "0"]
    return rows


def _is_digits(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) > 2


# The fast path: the same steps as phonenumbers.parse, for input that is nothing but digits after the
# separators are gone. Where a step would need more than that it answers _UNSURE, and the library decides.

_UNSURE: Final = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The part of a numbering plan that decides how a number of digits is read."""

    country_code: str
    lengths: frozenset[int]
    longest: int
    """Lengths of the region; `world_lengths` those of the country code, which it may share."""
    world_lengths: frozenset[int]
    is_number: Callable[[str], object]
    trunk: Callable[[str], re.Match[str] | None] | None
    trunk_is_simple: bool
    leaves_country: Callable[[str], object] | None

    def without_trunk(self, number: str) -> str:
        """The national number without the prefix for domestic calls; _UNSURE where it is rewritten."""
        found = self.trunk(number) if self.trunk else None
        if not found:
            return number
        if not self.trunk_is_simple:
            return _UNSURE
        rest = number[found.end() :]
        if self.is_number(number) and not self.is_number(rest):
            return number
        return rest if len(rest) in self.lengths or len(rest) > self.longest else number

    def e164(self, number: str) -> str | None:
        """The international form of digits typed without the country code."""
        national = self.without_trunk(number)
        if national == _UNSURE:
            return _UNSURE
        return f"+{self.country_code}{national}" if len(national) in self.world_lengths else None


def _from_international(number: str) -> str | None:
    for end in (1, 2, 3):
        plan = _plan_of_code(number[:end])
        if plan:
            return plan.e164(number[end:]) if len(number) > end + 2 else _UNSURE
    return _UNSURE


def _from_national(number: str, country: str) -> str | None:
    plan = _plan_of_country(country)
    if not plan or number.startswith(plan.country_code):
        return _UNSURE
    if plan.leaves_country and plan.leaves_country(number):
        return _UNSURE
    return plan.e164(number)


@cache
def _plan_of_code(code: str) -> _Plan | None:
    return None if code.startswith("0") else _plan(_main_plan(int(code)))


@cache
def _plan_of_country(country: str) -> _Plan | None:
    from phonenumbers import PhoneMetadata

    return _plan(PhoneMetadata.metadata_for_region(country, None))


def _main_plan(code: int) -> PhoneMetadata | None:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE.get(code)
    return PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0]) if regions else None


def _plan(plan: PhoneMetadata | None) -> _Plan | None:
    world = _main_plan(plan.country_code) if plan and plan.country_code else None
    if not (plan and plan.general_desc and plan.general_desc.national_number_pattern):
        return None
    if not (world and world.general_desc):
        return None
    trunk = re.compile(plan.national_prefix_for_parsing) if plan.national_prefix_for_parsing else None
    lengths = frozenset(plan.general_desc.possible_length)
    return _Plan(
        country_code=str(plan.country_code),
        lengths=lengths,
        longest=max(lengths),
        world_lengths=frozenset(world.general_desc.possible_length),
        is_number=re.compile(plan.general_desc.national_number_pattern).fullmatch,
        trunk=trunk.match if trunk else None,
        trunk_is_simple=not plan.national_prefix_transform_rule and not (trunk and trunk.groups),
        leaves_country=re.compile(plan.international_prefix).match if plan.international_prefix else None,
    )


def _by_the_book(typed: str, country: str) -> str | None:
    import phonenumbers

    text = "".join(ch for ch in typed if unicodedata.category(ch) != "Cf")
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class _Digits(dict[int, str]):
    """Digits of any script as ASCII, everything else as nothing."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = self.of(chr(code))
        return kept

    def of(self, ch: str) -> str:
        return str(unicodedata.decimal(ch, ""))


class _Plain(_Digits):
    """Digits as ASCII; separators and direction marks as nothing; everything else as it is."""

    def of(self, ch: str) -> str:
        if ch in _SEPARATORS or unicodedata.category(ch) == "Cf":
            return ""
        return super().of(ch) or ("+" if ch == "＋" else ch)


_DIGITS: Final = _Digits()
_PLAIN: Final = _Plain()
