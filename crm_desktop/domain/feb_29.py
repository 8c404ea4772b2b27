"""The choice that a birthday on a leap day leaves to the user."""

from enum import StrEnum


class Feb29(StrEnum):
    """When a leap day is kept in years that lack it.

    The choice holds for the leap days of every calendar (30 Esfand, 6 Pagume, 30 Dhu al-Hijja): on the
    day before, on the day after, or not at all.
    """

    FEB_28 = "feb-28"
    MAR_1 = "mar-1"
    LEAP_YEARS = "leap-years"
