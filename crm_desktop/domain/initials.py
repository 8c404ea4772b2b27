"""The one or two letters that stand for a contact on their avatar, in any script."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Name

_ZWJ: Final = "\u200d"
_ZWNJ: Final = "\u200c"
_CJK: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+")
_LONGEST_CHARACTER: Final = 24  # a family of four with skins; a pile of marks goes on for ever
_JOINING: Final = re.compile("[\u0620-\u077f\u08a0-\u08ff]")


def initials(name: Name | str) -> str:
    """Whole characters as a reader sees them, never half of one; "" for a name without letters.

    Han, kana and hangul names give the end, which is what people are called by: 王小明 gives 小明.
    """
    if isinstance(name, str):
        words = _words(name)
    else:
        words = _words(name.given) + _words(name.family) if name.given and name.family else []
        words = words or _words(name.display)
    if not words:
        return ""
    if _CJK.fullmatch(words[-1]):
        return words[-1][-2:] if len(words[-1]) > 2 or len(words) > 1 else words[-1][-1:]
    first = _first_character(words[0])
    if len(words) == 1:
        return first
    last = _first_character(words[-1])
    # Without a joiner's opposite the two letters would run into one.
    return f"{first}{_ZWNJ}{last}" if _JOINING.match(first) and _JOINING.match(last) else first + last


def _words(text: str) -> list[str]:
    words = [_from_letter(word) for word in text.split("@")[0].split()]
    words = [word for word in words if word]
    return words if any(word[0].isalpha() or any(map(_is_telling, word)) for word in words) else []


def _from_letter(word: str) -> str:
    if word[0].isalpha():
        return word
    return next((word[at:] for at, ch in enumerate(word) if ch.isdecimal() or _is_telling(ch)), "")


def _is_telling(ch: str) -> bool:
    return ch.isalpha() or unicodedata.category(ch) == "So"


def _first_character(word: str) -> str:
    """The first grapheme cluster: a letter with its marks, a flag, an emoji with all that is joined."""
    if word[:2].isalpha():  # a letter and another one: marks and joiners are none
        upper = word[0].upper()
        return upper if len(upper) == 1 else word[0]
    end = 1
    flag = _is_flag_letter(word[0])
    while end < min(len(word), _LONGEST_CHARACTER) and (
        unicodedata.category(word[end]).startswith("M")
        or word[end] == _ZWJ
        or word[end - 1] == _ZWJ
        or "\U0001f3fb" <= word[end] <= "\U0001f3ff"
        or (flag and end == 1 and _is_flag_letter(word[1]))
    ):
        end += 1
    character = word[:end].rstrip(_ZWJ)
    upper = character.upper()
    return upper if len(upper) == len(character) else character


def _is_flag_letter(ch: str) -> bool:
    return "\U0001f1e6" <= ch <= "\U0001f1ff"
