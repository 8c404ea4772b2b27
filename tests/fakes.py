"""The few stand-ins that tests share. A fake behaves as the real thing does; it only leaves out the world."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo


class FakeClock:
    """A clock that stands still until a test moves it. `now` is aware and in UTC, as the real one's is."""

    def __init__(self, start: datetime | None = None, zone: str | tzinfo = "UTC") -> None:
        self._now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self._zone: tzinfo = ZoneInfo("UTC")
        self.travel(zone)
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        return self._now

    def zone(self) -> tzinfo:
        return self._zone

    def set(self, moment: datetime) -> None:
        """Move to a moment; one without a zone is wall time where the clock is."""
        self._now = (moment if moment.tzinfo else moment.replace(tzinfo=self._zone)).astimezone(UTC)

    def advance(self, delta: timedelta | None = None, **parts: float) -> datetime:
        """Move by a span: `advance(days=3)`, `advance(timedelta(hours=1))`; returns the new now."""
        self._now += (delta or timedelta()) + timedelta(**parts)
        return self._now

    def travel(self, zone: str | tzinfo) -> None:
        """Be in another time zone from now on, by IANA name or as an object."""
        self._zone = ZoneInfo(zone) if isinstance(zone, str) else zone
