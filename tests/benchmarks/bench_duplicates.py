"""Finding who is there twice among everyone, and looking up whom a typed card resembles."""

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.fold import fold
from crm_desktop.services.progress import Cancelled
from tests.benchmarks.datafile import open_bench
from tests.benchmarks.figures import Figure, milliseconds, percentile, ratio

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from tests.benchmarks.__main__ import Work

_TYPED = 50


def figures(work: "Work") -> list[Figure]:
    """The search against loading everyone and folding the names, its seconds, and what stops or hurries."""
    services = open_bench(work.town(work.count))
    whole = milliseconds(services.duplicates.find)
    plain = milliseconds(lambda: _load_and_fold(services))
    stopped = _cancelled(services)
    typed = percentile(_typed(services), 95)
    services.close()
    seconds = 10.0 * max(work.count, 10_000) / 100_000
    return [
        ratio(f"find who is there twice among {work.count:,}, to loading and folding", whole, plain, 2),
        Figure(f"find who is there twice among {work.count:,}", whole / 1000, seconds, "s"),
        Figure("stop looking, the longest of five", stopped, 500),
        Figure("whom a typed card resembles, p95", typed, 20),
    ]


def _load_and_fold(services: "Services") -> int:
    """The yardstick: every card read by the reader of cards, every name folded, nothing compared."""
    ids = services.contacts.all_ids()
    pages = (ids[at : at + 500] for at in range(0, len(ids), 500))
    return len({fold(card.display_name) for page in pages for card in services.contacts.load(page)})


def _cancelled(services: "Services") -> float:
    """How long it goes on after it was told to stop, at different moments."""
    longest = 0.0
    for moment in (0, 150, 400, 650, 850):
        cancel, asked = threading.Event(), [0.0]

        def stop(done: int, _total: int, moment: int = moment, cancel: threading.Event = cancel) -> None:
            if done >= moment and not cancel.is_set():
                cancel.set()
                asked[0] = time.perf_counter()  # noqa: B023 - called within the round

        try:
            services.duplicates.find(stop, cancel)
        except Cancelled:
            longest = max(longest, (time.perf_counter() - asked[0]) * 1000)
    return longest


def _typed(services: "Services") -> list[float]:
    ids = services.contacts.all_ids()
    cards = services.contacts.load(ids[:: max(1, len(ids) // _TYPED)])
    services.duplicates.like(Contact(Name("Somebody Else")))
    return [
        milliseconds(lambda card=card: services.duplicates.like(replace(card, id=None))) for card in cards
    ]
