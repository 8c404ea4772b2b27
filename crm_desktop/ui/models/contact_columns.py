"""The columns of the people table: their names, titles, and how each is sorted."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact_query import SortColumn

_translate = QCoreApplication.translate


class Column(StrEnum):
    """What a column shows; the value is its name in the settings."""

    NAME = "name"
    COMPANY = "company"
    CITY = "city"
    PHONE = "phone"
    EMAIL = "email"
    STATUS = "status"
    IMPORTANCE = "importance"
    TAGS = "tags"
    WARMTH = "warmth"
    LAST_CONTACT = "last-contact"
    NEXT_STEP = "next-step"
    BIRTHDAY = "birthday"
    ADDED = "added"

    @property
    def sort(self) -> SortColumn | None:
        """How SQL sorts by it, or None where it cannot be sorted."""
        return SortColumn(self.value) if self.value in _SORTABLE else None

    @property
    def title(self) -> str:
        """The heading, in the language of the window."""
        return _titles()[self]


COLUMNS = tuple(Column)
DEFAULT_COLUMNS = (Column.NAME, Column.COMPANY, Column.PHONE, Column.WARMTH, Column.NEXT_STEP)

_SORTABLE = frozenset(column.value for column in SortColumn)


def columns_named(names: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of these names, the name first; names that mean nothing now are left out."""
    known = [Column(name) for name in names if name in set(Column)]
    chosen = tuple(dict.fromkeys(known)) or DEFAULT_COLUMNS
    return (Column.NAME, *(column for column in chosen if column is not Column.NAME))


def _titles() -> dict[Column, str]:
    return {
        Column.NAME: _translate("Columns", "Name"),
        Column.COMPANY: _translate("Columns", "Company"),
        Column.CITY: _translate("Columns", "City"),
        Column.PHONE: _translate("Columns", "Phone"),
        Column.EMAIL: _translate("Columns", "E-mail"),
        Column.STATUS: _translate("Columns", "Status"),
        Column.IMPORTANCE: _translate("Columns", "Importance"),
        Column.TAGS: _translate("Columns", "Tags"),
        Column.WARMTH: _translate("Columns", "Warmth"),
        Column.LAST_CONTACT: _translate("Columns", "Last contact"),
        Column.NEXT_STEP: _translate("Columns", "Next step"),
        Column.BIRTHDAY: _translate("Columns", "Birthday"),
        Column.ADDED: _translate("Columns", "Added"),
    }
