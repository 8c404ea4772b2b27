"""Lists of all contacts: sorting, clearing a filter, moving through them."""

from typing import TYPE_CHECKING

from crm_desktop.domain.contact_query import ContactQuery, ContactSet, SortColumn
from tests.benchmarks.datafile import open_bench
from tests.benchmarks.figures import Figure, milliseconds, percentile

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work


def figures(work: "Work") -> list[Figure]:
    """Every column in both directions, read in a fresh connection; then the window's own steps."""
    from tests.benchmarks.window import scrolling

    queries = [ContactQuery(sort=column, descending=down) for column in SortColumn for down in (False, True)]
    slowest = max(_listing(work, query) for query in queries)
    services = open_bench(work.town(work.count))
    services.contacts.ids(ContactQuery())
    services.contacts.ids(ContactQuery(which=ContactSet.COLD))
    cleared = milliseconds(lambda: services.contacts.ids(ContactQuery()))
    services.close()
    steps = scrolling(work.town(work.count))
    return [
        Figure(f"sort {work.count:,} by any column, slowest", slowest, 100),
        Figure("clear a filter", cleared, 35),
        Figure("wheel step, jump, scroll to the end, p95", percentile(steps, 95), 10),
    ]


def _listing(work: "Work", query: ContactQuery) -> float:
    services = open_bench(work.town(work.count))
    services.contacts.ids(query, 60)
    took = milliseconds(lambda: services.contacts.ids(query))
    services.close()
    return took
