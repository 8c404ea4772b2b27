"""How sheets are read: as it seems, as it was said the last time for one with these headings, or as a mapping
file says.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.sheets.meaning import read_meaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.formats.sheets.meaning import Meaning
    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.services.settings import Settings

_KEPT: Final = 40
_LIKE: Final = '{"columns": {"Phone": "phone:work", "Remarks": "notes", "Nr": "nothing"}}'


class RememberedLayouts:
    """What somebody said of the columns of a sheet, known again by its headings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def recall(self, layout: Layout) -> Layout:
        """The layout with what was said of such a sheet the last time; as it is where nothing was."""
        said = self._settings.sheet_columns.get(_name_of(layout))
        if said is None or len(said) != len(layout.meanings):
            return layout
        try:
            return replace(layout, meanings=tuple(map(read_meaning, said)))
        except ValueError:
            return layout

    def remember(self, layout: Layout) -> None:
        """Keep what was said of a sheet; one without headings is not known again."""
        if not layout.headings:
            return
        known = dict(self._settings.sheet_columns)
        known.pop(_name_of(layout), None)
        known[_name_of(layout)] = tuple(map(str, layout.meanings))
        self._settings.sheet_columns = dict(list(known.items())[-_KEPT:])


def mapped(layout: Layout, mapping: Any) -> Layout:
    """The layout with what a mapping says of its columns: by heading, or a list in their order.

    `mapping` is a JSON document such as `{"columns": {"Phone": "phone:work", "Nr": "nothing"}}`. Raises
    UserError, with what is wrong, for one that does not fit.
    """
    columns = mapping.get("columns") if isinstance(mapping, dict) else None
    if isinstance(columns, list):
        named: Mapping[str, Any] = dict(zip(_names(layout), columns, strict=False))
        if len(columns) != len(layout.meanings):
            raise UserError(f"The mapping has {len(columns)} columns, and the sheet {len(layout.meanings)}.")
    elif isinstance(columns, dict):
        named = columns
    else:
        raise UserError(f"The mapping says nothing of columns. Write it like this: {_LIKE}")
    layout = _with_headings(layout, named)
    places = {name: place for place, name in enumerate(_names(layout))}
    meanings = list(layout.meanings)
    for name, text in named.items():
        if name not in places:
            raise UserError(f"The mapping names a column “{name}”, and the sheet has none of that name.")
        meanings[places[name]] = _meaning(name, text)
    return replace(layout, meanings=tuple(meanings))


def _with_headings(layout: Layout, named: Mapping[str, Any]) -> Layout:
    """A mapping that names columns says that there are headings, whatever it seemed."""
    if layout.headings or not layout.rows or not set(named) & set(layout.rows[0]):
        return layout
    headings, *others = layout.rows
    dialect = replace(layout.dialect, header=True)
    return replace(layout, dialect=dialect, headings=headings, rows=tuple(others))


def _names(layout: Layout) -> Sequence[str]:
    """The headings, or the columns' numbers where there are none."""
    return layout.headings or [str(number) for number in range(1, len(layout.meanings) + 1)]


def _meaning(name: str, text: Any) -> Meaning:
    try:
        return read_meaning(text)
    except (TypeError, ValueError, AttributeError):
        raise UserError(
            f"The mapping says “{text}” of the column “{name}”, which is nothing we know: say phone,"
            " email:work, custom:Shoe size, nothing, and the like."
        ) from None


def _name_of(layout: Layout) -> str:
    text = "\0".join(layout.headings)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
