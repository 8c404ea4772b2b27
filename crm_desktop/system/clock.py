"""The machine's clock: the present instant, and the time zone that the user is in now."""

import os
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_FRESH_FOR = 5.0  # seconds; a traveller's change of zone is seen this soon, and asking stays free


class SystemClock:
    """Keeps true: `now` is aware and in UTC; `zone` has an IANA name and follows the system's setting."""

    def __init__(self) -> None:
        self._zone = ZoneInfo("UTC")
        self._read_at = float("-inf")
        self._read_for: str | None = None

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def zone(self) -> ZoneInfo:
        """The system's zone at present; UTC where the system names none."""
        variable = os.environ.get("TZ")
        if time.monotonic() - self._read_at > _FRESH_FOR or variable != self._read_for:
            self._zone = _system_zone()
            self._read_at, self._read_for = time.monotonic(), variable
        return self._zone


def _system_zone() -> ZoneInfo:
    zone = _linked_zone()
    if zone is not None:
        return zone
    import tzlocal  # slow to import, and only needed where the zone is written down otherwise

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a system without a zone; UTC is the answer then
            zone = tzlocal.reload_localzone()
    except Exception:  # noqa: BLE001 - a contradictory or broken setting must not stop the program
        return _zone_by_offset()
    if getattr(zone, "key", None) in (None, "local"):
        return _zone_by_offset()
    return zone


def _linked_zone() -> ZoneInfo | None:
    """The zone that /etc/localtime points to, as on Linux and macOS; None where something else may count."""
    if os.environ.get("TZ"):
        return None
    try:
        target = Path("/etc/localtime").readlink().as_posix()
        return ZoneInfo(target.split("zoneinfo/", 1)[1].removeprefix("posix/"))
    except (OSError, IndexError, ValueError):
        return None


def _zone_by_offset() -> ZoneInfo:
    """A zone with today's offset, for a system that sets its clock but does not name its zone."""
    offset = datetime.now().astimezone().utcoffset()
    hours = round(offset.total_seconds() / 3600) if offset else 0
    return ZoneInfo(f"Etc/GMT{-hours:+d}") if hours else ZoneInfo("UTC")
