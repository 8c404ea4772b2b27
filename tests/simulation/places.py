"""The zones of a life, and the moments at which their clocks change."""

from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo, available_timezones

# Half an hour of summer time, winter time counted as the odd one, a fast in summer, a change at midnight,
# two hours at once, quarters of an hour, and either end of the world's day.
ODD_ONES = (
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Havana",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "America/New_York",
)


def sample(random: Random, count: int) -> list[str]:
    """So many zones, the odd ones among them."""
    others = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return random.sample(ODD_ONES, min(count, len(ODD_ONES))) + random.sample(
        [name for name in others if name not in ODD_ONES], max(0, count - len(ODD_ONES))
    )


@cache
def changes(zone: str, year: int) -> list[datetime]:
    """The instants of a year at which a zone's clocks change, to the minute."""
    rules, found = ZoneInfo(zone), []
    at = datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        later = at + timedelta(days=1)
        if at.astimezone(rules).utcoffset() != later.astimezone(rules).utcoffset():
            minute = at
            while minute.astimezone(rules).utcoffset() == at.astimezone(rules).utcoffset():
                minute += timedelta(minutes=1)
            found.append(minute)
        at = later
    return found


def odd_wall_time(random: Random, zone: str, after: datetime) -> datetime | None:
    """A wall time that the next change of the clocks skips or repeats, or near it; None without a change."""
    coming = [at for year in (after.year, after.year + 1) for at in changes(zone, year) if at > after]
    if not coming:
        return None
    before = coming[0] - timedelta(minutes=1)
    wall = before.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(minutes=1)
    return wall + timedelta(minutes=random.randrange(-70, 75, 5))
