"""The countries that phone numbers can belong to, by code and name."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_NO_COUNTRY = frozenset({"", "ZZ"})


def countries() -> list[tuple[str, str]]:
    """(ISO 3166 code, name) of every country, by name."""
    found = {QLocale.territoryToCode(territory): territory for territory in QLocale.Country}
    named = [
        (code, QLocale.territoryToString(territory))
        for code, territory in found.items()
        if len(code) == 2 and code not in _NO_COUNTRY
    ]
    return sorted(named, key=lambda pair: pair[1])
