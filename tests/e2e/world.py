"""A time and a place for the programs of a test: they start when the test says, and time passes at its word.

Python's own clocks are moved for them (moved_clock/sitecustomize.py); nothing else in them is touched.
"""

import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

_MOVED_CLOCK = Path(__file__).with_name("moved_clock")
_AHEAD = struct.Struct("=dd")


class World:
    """`zone` is where everyone is; `wall` the time on the wall there when it begins (ISO, without an offset).

    Time goes on by itself as well, as fast as everywhere.
    """

    def __init__(self, folder: Path, zone: str, wall: str) -> None:
        self.zone = ZoneInfo(zone)
        self._file = folder / "moved-clock"
        self._wall = self._monotonic = 0.0
        self._file.write_bytes(_AHEAD.pack(0, 0))
        self.set_clock(wall)

    def env(self, env: dict[str, str]) -> dict[str, str]:
        """The environment of a program that lives here."""
        paths = [str(_MOVED_CLOCK), *filter(None, [env.get("PYTHONPATH")])]
        here = {"PYTHONPATH": ":".join(paths), "MOVED_CLOCK": str(self._file), "TZ": self.zone.key}
        return env | here

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.fromtimestamp(time.time() + self._wall, UTC)

    def at(self, wall: str, fold: int = 0) -> datetime:
        """The instant of a time on the wall, in UTC; `fold` 1 for the second one where it comes twice."""
        return datetime.fromisoformat(wall).replace(tzinfo=self.zone, fold=fold).astimezone(UTC)

    def pass_time(self, span: timedelta) -> None:
        """So much time goes by at once, for the wall and for those who wait."""
        self._wall += span.total_seconds()
        self._monotonic += span.total_seconds()
        self._write()

    def pass_until(self, moment: datetime) -> None:
        """Time goes by until an aware instant; one that is over is there already."""
        self.pass_time(max(timedelta(), moment - self.now()))

    def set_clock(self, wall: str) -> None:
        """Somebody sets the clock on the wall; nobody gets older by that."""
        self._wall += (self.at(wall) - self.now()).total_seconds()
        self._write()

    def _write(self) -> None:
        with self._file.open("r+b") as file:  # the same file: programs have it mapped
            file.write(_AHEAD.pack(self._wall, self._monotonic))
