"""The tick: what it costs with nothing due and with much due, and how little of it the window notices."""

import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crm_desktop.bootstrap import open_services
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from tests.benchmarks.datafile import batches
from tests.benchmarks.figures import Figure, milliseconds, typical
from tests.benchmarks.population import AT_ONCE, LEAD, NOW, RUSHES, meetings
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

MINUTE = timedelta(minutes=1)
TICKS = 10_000


def figures(work: "Work") -> list[Figure]:
    """A town in which many have gone cold, and half as many meetings to come as it has contacts."""
    from tests.benchmarks.ticking import growth, standstill

    folder, coming = work.scratch("reminders"), work.count // 2
    shutil.copy(work.town(work.count) / FILE_NAME, folder)
    clock = FakeClock(NOW)
    services = open_services(folder, clock=clock, default_country=lambda: "ET")
    with services.uow(None) as tx:
        for batch in batches(meetings(coming, work.count), 500):
            for meeting in batch:
                tx.appointments.insert(meeting)
    absence = milliseconds(lambda: tick(services))
    shown = len(services.reminders.inbox())
    idle = typical(lambda: tick(services), times=200)
    first, second = (rush - LEAD for rush in RUSHES)
    at_once = _at(services, clock, first)
    morning, due = _morning(services, clock)
    services.close()
    still = standstill(folder, second - MINUTE, second)
    left = growth(folder, second + MINUTE, TICKS)
    return [
        Figure(f"tick, {shown:,} open, {coming:,} meetings to come, nothing due", idle, 2),
        Figure(f"tick, {AT_ONCE} meetings due at once", at_once, 100),
        Figure(f"tick, a morning with {due:,} due, per {AT_ONCE}", morning * AT_ONCE / max(due, 1), 100),
        Figure(f"tick, {shown:,} due after an absence, each", absence / max(shown, 1), 1),
        Figure(f"window with {AT_ONCE} due at once: longest standstill", still, 100),
        Figure(f"{TICKS:,} ticks of the window, each", left.each, 2),
        Figure("… memory grows by", left.megabytes, 1, "MB"),
        Figure("… threads and open files grow by", left.threads + left.files, 0, ""),
    ]


def tick(services: Services) -> None:
    """What the window does at every tick, but for the painting."""
    services.file.notice_changes_elsewhere()
    services.contacts.roll_over()
    services.reminders.fire_due()
    services.reminders.to_announce()
    services.reminders.open_count()
    services.reminders.next_due()


def _at(services: Services, clock: FakeClock, moment: datetime) -> float:
    """Milliseconds of a tick at a moment, with nothing left over from before."""
    clock.set(moment - MINUTE)
    tick(services)
    clock.set(moment)
    return milliseconds(lambda: tick(services))


def _morning(services: Services, clock: FakeClock) -> tuple[float, int]:
    """Milliseconds of the next tick at the morning time, and how many were due then."""
    zone, at = clock.zone(), services.settings.morning_time
    day = clock.now().astimezone(zone).date() + timedelta(days=1)
    took = _at(services, clock, datetime.combine(day, at, zone))
    return took, len(services.reminders.between(clock.now(), clock.now() + MINUTE))
