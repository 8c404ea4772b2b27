"""Time zones in words: "Berlin", "Addis Ababa", and what a clock change does to a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.wall_time import WallTime, really, shown
from crm_desktop.ui.wording.days import clock_text

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

_translate = QCoreApplication.translate


def zone_name(zone: tzinfo) -> str:
    """The IANA name of a zone; a fixed offset has none and counts as UTC."""
    return getattr(zone, "key", "") or "UTC"


def place_of(zone: str) -> str:
    """The place that a zone is named after: "Addis Ababa"."""
    return zone.rpartition("/")[2].replace("_", " ")


def clock_change_words(wall: datetime, zone: str) -> str:
    """What is done about a time that a clock change skips or doubles; "" for any other."""
    which = shown(wall, zone)
    if which is WallTime.NEVER:
        sentence = _translate(
            "Zones", "The clocks go forward there: {time} is skipped, so it will be {other}."
        )
        return sentence.format(time=clock_text(wall), other=clock_text(really(wall, zone)))
    if which is WallTime.TWICE:
        sentence = _translate(
            "Zones", "The clocks go back there: {time} comes twice; the first one is meant."
        )
        return sentence.format(time=clock_text(wall))
    return ""
