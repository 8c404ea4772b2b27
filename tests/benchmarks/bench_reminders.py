"""The tick: what it costs while nothing is due, with many reminders open."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.bootstrap import open_services
from tests.benchmarks.datafile import batches
from tests.benchmarks.figures import Figure, milliseconds, typical
from tests.benchmarks.population import NOW, people
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

OPEN = 25_000


def figures(work: "Work") -> list[Figure]:
    """25,000 contacts go cold on the same day; then the tick has nothing to do."""
    clock = FakeClock(NOW)
    services = open_services(work.scratch("reminders"), clock=clock, default_country=lambda: "ET")
    cards = (replace(services.contacts.cleaned(person), cadence_days=14, dates=()) for person in people(OPEN))
    with services.uow(None) as tx:
        for batch in batches(cards, 500):
            tx.add_many(batch)
    clock.advance(timedelta(days=15))
    firing = milliseconds(services.reminders.fire_due)
    shown = services.reminders.open_count()
    idle = typical(services.reminders.fire_due, times=200)
    services.close()
    return [
        Figure(f"reminders.fire_due, {shown:,} open and nothing due", idle, 1),
        Figure(f"reminders.fire_due, {shown:,} due at once, each", firing / max(shown, 1), 1),
    ]
