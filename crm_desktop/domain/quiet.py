"""Quiet time: the hours and the days on which the desktop is left alone, by the clock on the user's wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

_MIDNIGHT = time()
_AHEAD = 16  # days; with six days off, the only waking minute of a week may fall into a skipped hour
_WHOLE_WEEK = 7


@dataclass(frozen=True, slots=True)
class QuietTime:
    """`quiet_from` belongs to it, `quiet_until` does not; it may span midnight.

    Without both, or where they are the same, there are no quiet hours. `days_off` are ISO weekdays
    (1 is Monday), quiet from midnight to midnight.
    """

    quiet_from: time | None = None
    quiet_until: time | None = None
    days_off: tuple[int, ...] = ()

    def holds(self, now: datetime, zone: tzinfo) -> bool:
        """Whether an aware instant is in quiet time on a wall in that zone."""
        wall = now.astimezone(zone)
        return wall.isoweekday() in self.days_off or self._in_quiet_hours(wall.time())

    def ends_at(self, now: datetime, zone: tzinfo) -> datetime | None:
        """The next instant, in UTC, that is not in quiet time.

        None where `now` is not in it, and where it never ends: with all seven days off.
        """
        if len(set(self.days_off)) >= _WHOLE_WEEK or not self.holds(now, zone):
            return None
        return next((at for at in self._turns(now, zone) if not self.holds(at, zone)), None)

    def _in_quiet_hours(self, at: time) -> bool:
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None:
            return False
        if start <= end:
            return start <= at < end
        return at >= start or at < end

    def _turns(self, now: datetime, zone: tzinfo) -> Iterator[datetime]:
        """Every instant after now at which quiet time can end, in order; where the clock jumps too."""
        before = now.astimezone(UTC)
        today = now.astimezone(zone).date()
        instants = {at for ahead in range(_AHEAD) for at in self._ends_on(today + timedelta(ahead), zone)}
        for at in sorted(instants):
            if at <= before:
                continue
            if at.astimezone(zone).utcoffset() != before.astimezone(zone).utcoffset():
                yield _jump(before, at, zone)
            yield at
            before = at

    def _ends_on(self, day: date, zone: tzinfo) -> Iterator[datetime]:
        for at in (_MIDNIGHT, self.quiet_until or _MIDNIGHT):
            for fold in (0, 1):  # an hour that comes twice ends quiet time twice
                yield datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC)


def _jump(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first whole second after `before` at which the zone's offset from UTC is that of `after`."""
    early, late = before.replace(microsecond=0), after.replace(microsecond=0)
    offset = after.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late
