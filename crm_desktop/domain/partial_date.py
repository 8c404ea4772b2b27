"""A date as people know it: any part may be unknown, and it belongs to the calendar it was given in."""

from dataclasses import dataclass
from enum import StrEnum


class Calendar(StrEnum):
    """The calendars a date can be given in."""

    GREGORIAN = "gregorian"
    JALALI = "jalali"
    ETHIOPIAN = "ethiopian"
    ISLAMIC = "islamic"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A (year?, month?, day?) in a calendar; never an instant, so it never moves with a time zone.

    Raises ValueError for a part that its calendar cannot have.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: Calendar = Calendar.GREGORIAN

    def __post_init__(self) -> None:
        last_month = 13 if self.calendar is Calendar.ETHIOPIAN else 12
        if self.year is not None and not 1 <= self.year <= 9999:
            raise ValueError(f"no such year: {self.year}")
        if self.month is not None and not 1 <= self.month <= last_month:
            raise ValueError(f"no such month: {self.month}")
        if self.day is not None and not 1 <= self.day <= self._longest_day():
            raise ValueError(f"no such day: {self.day}")

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return self.year is None and self.month is None and self.day is None

    @property
    def recurs(self) -> bool:
        """Whether it can come round every year: month and day are both known."""
        return self.month is not None and self.day is not None

    def _longest_day(self) -> int:
        match self.calendar:
            case Calendar.GREGORIAN:
                if self.month is None:
                    return 31
                leap = self.year is None or (
                    self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
                )
                return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[self.month - 1]
            case Calendar.JALALI:
                return 31 if self.month is None or self.month <= 6 else 30
            case Calendar.ETHIOPIAN:
                return 6 if self.month == 13 else 30
            case Calendar.ISLAMIC:
                return 30
