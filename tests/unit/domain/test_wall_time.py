"""What a clock change does to a wall time."""

from datetime import datetime

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.wall_time import WallTime, really, shown


@pytest.mark.parametrize(
    "wall,zone,which,meant",
    [
        ("2026-03-29T02:30", "Europe/Berlin", WallTime.NEVER, "2026-03-29T03:30"),
        ("2026-10-25T02:30", "Europe/Berlin", WallTime.TWICE, "2026-10-25T02:30"),
        ("2026-10-25T03:00", "Europe/Berlin", WallTime.ONCE, "2026-10-25T03:00"),
        ("2026-03-29T02:30", "Africa/Addis_Ababa", WallTime.ONCE, "2026-03-29T02:30"),
        ("2011-12-30T12:00", "Pacific/Apia", WallTime.NEVER, "2011-12-31T12:00"),
        ("2026-03-29T02:30", "UTC", WallTime.ONCE, "2026-03-29T02:30"),
    ],
)
def test_a_wall_time_is_shown_once_twice_or_never(wall: str, zone: str, which: WallTime, meant: str) -> None:
    time = datetime.fromisoformat(wall)
    assert shown(time, zone) is which
    assert really(time, zone) == datetime.fromisoformat(meant)
    instant = Appointment("", time, zone).starts_at
    assert Appointment("", really(time, zone), zone).starts_at == instant
