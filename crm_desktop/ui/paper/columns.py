"""The columns that a row of the notebook can have. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.domain.custom_field import CustomField

_translate = QCoreApplication.translate

NAME, PHONE, EMAIL, COMPANY, CITY = "name", "phone", "email", "company", "city"
BIRTHDAY, TAGS, NOTE = "birthday", "tags", "note"
OWN: Final = "own:"
"""What the key of a field of the user's own begins with."""
_FIXED: Final = (NAME, PHONE, EMAIL, COMPANY, CITY, BIRTHDAY, TAGS, NOTE)
AT_FIRST: Final = (NAME, PHONE, COMPANY, CITY, NOTE)
_STICKY: Final = frozenset((COMPANY, CITY, TAGS))
_WIDTHS: Final = {
    NAME: 190,
    PHONE: 170,
    EMAIL: 190,
    COMPANY: 150,
    CITY: 120,
    BIRTHDAY: 140,
    TAGS: 120,
    NOTE: 200,
}
_WIDTH: Final = 130


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column. `sticky`: its value often repeats from row to row; `field` is the user's own one."""

    key: str
    field: CustomField | None = None

    @property
    def is_sticky(self) -> bool:
        """Whether the value of the row above is proposed."""
        return self.key in _STICKY

    @property
    def width(self) -> int:
        """How wide it begins, in the design's pixels."""
        return _WIDTHS.get(self.key, _WIDTH)

    @property
    def word(self) -> str:
        """What its heading says."""
        if self.field is not None:
            return self.field.name
        return {
            NAME: _translate("Paper", "Name"),
            PHONE: _translate("Paper", "Phone"),
            EMAIL: _translate("Paper", "E-mail"),
            COMPANY: _translate("Paper", "Company"),
            CITY: _translate("Paper", "City"),
            BIRTHDAY: _translate("Paper", "Birthday"),
            TAGS: _translate("Paper", "Tags"),
            NOTE: _translate("Paper", "Note"),
        }[self.key]


def all_columns(fields: Iterable[CustomField]) -> list[PaperColumn]:
    """Every column that can be chosen."""
    own = [PaperColumn(f"{OWN}{field.name}", field) for field in fields]
    return [*(PaperColumn(key) for key in _FIXED), *own]


def chosen(keys: Sequence[str], there: Sequence[PaperColumn]) -> list[PaperColumn]:
    """Those of the columns, in their own order; always the name."""
    wanted = {NAME, *keys}
    return [column for column in there if column.key in wanted]
