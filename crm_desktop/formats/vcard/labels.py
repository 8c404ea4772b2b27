"""What other programs call the kinds of numbers and places, and what we call them.

Our labels are plain lower-case words; a label outside these tables is the user's own and kept as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# Types that say nothing to a person, or nothing that is not in the value.
_SILENT: Final = frozenset(
    (
        "voice",
        "internet",
        "x-internet",
        "smtp",
        "x400",
        "dom",
        "intl",
        "postal",
        "parcel",
        "pref",
        "msg",
        "text",
    )
)
_MEANING: Final = {"cell": "mobile", "mobile": "mobile", "x-mobile": "mobile", "iphone": "iPhone"}
_KNOWN: Final = frozenset({"home", "work", "fax", "pager", "main", "other", "car", "school", "video"})
_PAIRS: Final = {
    frozenset({"home", "fax"}): "home fax",
    frozenset({"work", "fax"}): "work fax",
    frozenset({"other", "fax"}): "other fax",
    frozenset({"work", "mobile"}): "work mobile",
    frozenset({"home", "mobile"}): "mobile",
    frozenset({"iPhone", "mobile"}): "iPhone",
    frozenset({"work", "pager"}): "work pager",
}
_APPLE: Final = {
    "homefax": "home fax",
    "workfax": "work fax",
    "otherfax": "other fax",
    "homepage": "homepage",
    "iphone": "iPhone",
    "applewatch": "Apple Watch",
}

_TYPES: Final = {
    "home": ("home",),
    "work": ("work",),
    "mobile": ("cell",),
    "fax": ("fax",),
    "home fax": ("home", "fax"),
    "work fax": ("work", "fax"),
    "work mobile": ("work", "cell"),
    "pager": ("pager",),
}


def from_types(types: Iterable[str]) -> str:
    """The label behind TYPE parameters, or "" where they say nothing."""
    words: list[str] = []
    for kind in types:
        plain = kind.lower()
        if plain not in _SILENT:
            word = _MEANING.get(plain) or (plain if kind.isupper() or plain in _KNOWN else kind)
            words.append(word[2:] if plain.startswith("x-") else word)
    words = list(dict.fromkeys(words))
    if len(words) < 2:
        return words[0] if words else ""
    return _PAIRS.get(frozenset(words[:2])) or words[0]


def from_apple(text: str) -> str:
    """The label behind an X-ABLabel: `_$!<Mobile>!$_` is Apple's way to write a known one."""
    label = text.strip()
    if not (label.startswith("_$!<") and label.endswith(">!$_")):
        return label
    plain = label[4:-4]
    return _APPLE.get(plain.lower()) or plain.lower()


def to_types(label: str, *, phone: bool) -> tuple[str, ...] | None:
    """The TYPE values that read back as this label, or None where it has to be written out."""
    if not label:
        return ()
    types = _TYPES.get(label)
    if types and (phone or types in (("home",), ("work",))):
        return types
    return None
