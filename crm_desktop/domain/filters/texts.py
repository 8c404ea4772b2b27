"""How text is compared in filters: found as in the search, or the same without regard to case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.fold import index_words, query_words
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.phone import digits

if TYPE_CHECKING:
    from collections.abc import Sequence

INSIDE: Final = "*"
"""Before a text that may stand inside of words too: "*strasse" finds Bahnhofstrasse."""
LOOKED_AT: Final = 20_000
"""Of a text longer than this the beginning is looked at, as the search does."""


def wanted_words(value: str) -> list[str]:
    """The folded words to look for, each once."""
    return list(dict.fromkeys(query_words(value)))


def words_have(words: Sequence[str], value: str) -> bool:
    """Whether each word of `value` begins one of these folded words, or stands inside one behind a "*"."""
    wanted = wanted_words(value)
    if value.startswith(INSIDE):
        return bool(wanted) and all(any(one in word for word in words) for one in wanted)
    return bool(wanted) and all(any(word.startswith(one) for word in words) for one in wanted)


def text_has(text: str, value: str) -> bool:
    """Whether all words of `value` stand in the text, as a search finds them: in any order, by their
    beginnings, and in whatever script.
    """
    return words_have(index_words(text[:LOOKED_AT]), value)


def text_is(text: str, value: str) -> bool:
    """Whether the text is this, without regard to case."""
    return match_key(text) == match_key(value)


def phone_has(typed: str, e164: str | None, value: str) -> bool:
    """Whether these digits stand in the number as typed or in its international form, which they begin
    where a "+" stands before them.
    """
    wanted = digits(value)
    if not wanted:
        return False
    if value.strip().startswith("+"):
        return (e164 or typed.strip()).startswith("+") and digits(e164 or typed).startswith(wanted)
    return wanted in digits(typed) or wanted in (e164 or "")


def phone_is(typed: str, e164: str | None, value: str) -> bool:
    """Whether the number is this one, as typed or in its international form; only the digits count."""
    wanted = digits(value)
    return bool(wanted) and wanted in (digits(typed), (e164 or "")[1:])
