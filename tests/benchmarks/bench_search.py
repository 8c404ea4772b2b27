"""Finding: the query alone, and from the key pressed to the result painted."""

from typing import TYPE_CHECKING

from crm_desktop.domain.contact_query import ContactQuery
from tests.benchmarks.datafile import open_bench
from tests.benchmarks.figures import Figure, milliseconds, percentile

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

TYPED = (
    "kabe moli", "bemo l", "sato neka", "ивано", "мока бето", "አበበ", "መሰረ", "کابی مو", "王李", "+251 911 234",
    "0912345", "98912", "coffee sets", "bakery", "tehran", "kabe.moli", "quote", "market chairs", "wholesale",
    "asks for number 77",
)  # fmt: skip
"""What people type: names in every script, phones, companies, cities, and things that were said."""


def keys() -> list[str]:
    """Every state of the search box while these are typed, a key at a time."""
    return [text[:end] for text in TYPED for end in range(1, len(text) + 1) if text[:end].strip()]


def figures(work: "Work") -> list[Figure]:
    """The query alone here; with the window, up to the painted list."""
    from tests.benchmarks.window import key_to_painted

    services = open_bench(work.town(work.count))
    services.contacts.warm_up()
    services.contacts.ids(ContactQuery(text="warm up"), 60)
    alone = [
        milliseconds(lambda text=text: services.contacts.ids(ContactQuery(text=text), 60)) for text in keys()
    ]
    services.close()
    painted = key_to_painted(work.town(work.count), TYPED)
    return [
        Figure("search, the query alone, p95", percentile(alone, 95), 8),
        Figure("search, the query alone, worst", max(alone), 50),
        Figure("search, key pressed to list painted, p95", percentile(painted, 95), 16),
        Figure("search, key pressed to list painted, worst", max(painted), 50),
    ]
