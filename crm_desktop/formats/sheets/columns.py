"""What every column of a sheet means: by its heading, by its neighbours, and by what stands in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.sheets.contents import is_email, is_phone, is_word, look_of
from crm_desktop.formats.sheets.headings import meaning_of
from crm_desktop.formats.sheets.meaning import ADDRESS_PARTS, Meaning, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ONCE: Final = frozenset({Part.NAME, Part.DATE})
"""Parts that the look of a column may claim only where no other column has them."""
_SINGULAR_NAMES: Final = frozenset(
    ("nombre", "nome", "imia", "ad", "adi", "isim", "ism", "nam", "sm", "igama")
)


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns, and is nobody's."""
    if not rows:
        return False
    first = [cell.strip() for cell in rows[0]]
    if any(is_email(cell) or is_phone(cell) for cell in first):
        return False
    named = [cell for cell in first if cell]
    known = sum(meaning_of(cell) is not None for cell in named)
    if known and known >= len(named) / 3:
        return True
    # Unknown words over columns of e-mails and phones are headings too; over other words they may be
    # a person.
    columns = zip(*rows[1:], strict=False)
    return len(set(first)) == len(first) and any(_is_telling(column) for column in columns)


def understood(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Meaning, ...]:
    """What each column means, told by its heading ("" where there are none) and some rows.

    A column that nobody understands goes into a field of the user's own under its heading; without one, into
    the notes.
    """
    width = len(headings) or max(map(len, rows), default=0)
    names = [headings[place] if place < len(headings) else "" for place in range(width)]
    values = [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]
    found: list[Meaning | None] = [meaning_of(name) for name in names]
    _settle_names(names, found)
    _settle_titles(names, found)
    _settle_streets(found)
    taken = {meaning.part for meaning in found if meaning is not None}
    for place, meaning in enumerate(found):
        if meaning is None:
            look = found[place] = _by_look(names[place], values[place], taken)
            taken.add(look.part)
    if not headings and not taken & {Part.NAME, Part.GIVEN, Part.FAMILY}:
        _settle_nameless(values, found)
    return tuple(meaning for meaning in found if meaning is not None)


def _is_telling(values: Iterable[str]) -> bool:
    look = look_of(list(values))
    return look is not None and look.part in (Part.EMAIL, Part.PHONE)


def _by_look(name: str, values: Sequence[str], taken: set[Part]) -> Meaning:
    look = look_of(values)
    title = " ".join(name.split())
    if look is not None and not (look.part in _ONCE and (look.part in taken or title)):
        if look.part in (Part.EMAIL, Part.PHONE, Part.LINK) and title:
            return replace(look, label=title[:60])
        return look
    return Meaning(Part.CUSTOM, title) if title else Meaning(Part.NOTES)


def _settle_names(names: Sequence[str], found: list[Meaning | None]) -> None:
    """A lone "nombre" is a whole name, and a "Name" beside a "Vorname" the family's."""
    parts = [meaning.part if meaning else None for meaning in found]
    if Part.GIVEN in parts and Part.FAMILY not in parts:
        from crm_desktop.domain.fold import fold

        given = parts.index(Part.GIVEN)
        if Part.NAME in parts:
            found[parts.index(Part.NAME)] = Meaning(Part.FAMILY)
        elif fold(names[given]) in _SINGULAR_NAMES:
            found[given] = Meaning(Part.NAME)


def _settle_nameless(values: Sequence[Sequence[str]], found: list[Meaning | None]) -> None:
    """Without headings the first column of short words is what people are called."""
    for place, column in enumerate(values):
        present = [value for value in column if value.strip()]
        if found[place] == Meaning(Part.NOTES) and present and all(map(is_word, present)):
            found[place] = Meaning(Part.NAME)
            return


def _settle_titles(names: Sequence[str], found: list[Meaning | None]) -> None:
    """Outlook's "Title" is what stands before a name, beside a "Job Title"; elsewhere it is the position."""
    parts = {meaning.part for meaning in found if meaning}
    for place, name in enumerate(names):
        if found[place] is None and name.strip().casefold() in (
            "title",
            "titel",
            "titre",
            "título",
            "titolo",
        ):
            before_name = Part.TITLE in parts or Part.SUFFIX in parts
            found[place] = Meaning(Part.PREFIX if before_name else Part.TITLE)


def _settle_streets(found: list[Meaning | None]) -> None:
    """ "Business Street 2" is the second line of one street, unless there is a second city too."""
    cities = {
        (meaning.label, meaning.number)
        for meaning in found
        if meaning and meaning.part in ADDRESS_PARTS and meaning.part is not Part.STREET
    }
    for place, meaning in enumerate(found):
        if meaning is None or meaning.part not in (Part.STREET, Part.ADDRESS):
            continue
        if (meaning.label, meaning.number) not in cities and (meaning.label, 0) in cities:
            found[place] = replace(meaning, number=0)
