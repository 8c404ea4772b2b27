"""The strip for the hours' names beside the days: wide enough for the locale's way of writing them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.wording.days import clock_text

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController

_LEAST: Final = 58
_AROUND: Final = 18


def gutter_width(theme: ThemeController) -> int:
    """In pixels, for the theme's size."""
    metrics = theme.metrics(Face.SMALL)
    texts = (clock_text(datetime.combine(date.min, time(hour))) for hour in (10, 12, 20, 22))
    return max(theme.px(_LEAST), max(map(metrics.horizontalAdvance, texts)) + theme.px(_AROUND))
