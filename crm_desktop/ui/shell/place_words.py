"""What is said of a place that breaks databases: what it is, why that is bad, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.place import PlaceKind

if TYPE_CHECKING:
    from crm_desktop.domain.place import Place

_translate = QCoreApplication.translate


def what(place: Place) -> str:
    """One line: what the place is; "" where there is nothing to say."""
    if place.kind is PlaceKind.SYNCED:
        return _translate("Place", "Your contacts lie in a folder that {name} syncs.").format(name=place.name)
    if place.kind is PlaceKind.NETWORK:
        return _translate("Place", "Your contacts lie on a network drive.")
    return ""


def why(place: Place) -> list[str]:
    """Why that is bad for them, a sentence each."""
    if place.kind is PlaceKind.SYNCED:
        return [
            _translate(
                "Place",
                "{name} copies the file while it is being written: what arrives on the other side can be half"
                " of it.",
            ).format(name=place.name),
            _translate(
                "Place", "If two computers write, one of the two files takes the place of the other, unasked."
            ),
        ]
    return [
        _translate("Place", "The locks that keep two programs from writing at once do not hold there."),
        _translate("Place", "A connection that breaks in the middle can leave half of a change."),
    ]


def backups_there(place: Place) -> str:
    """What backups are good for there."""
    if place.kind is PlaceKind.SYNCED:
        return _translate(
            "Place", "Each backup is copied there once it is finished: so {name} has a copy, and a whole one."
        ).format(name=place.name)
    return _translate("Place", "Each backup is copied there once it is finished.")
