"""Opening a card with a long history."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from tests.benchmarks.datafile import open_bench
from tests.benchmarks.figures import Figure, percentile

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

TALKS = 500


def figures(work: "Work") -> list[Figure]:
    """Ten contacts with 500 interactions each, opened one after the other."""
    from tests.benchmarks.window import cards_opened

    folder = work.scratch("cards")
    services = open_bench(folder)
    ids = [services.contacts.add(Contact(name=Name(full=f"Old Friend {n}"))) for n in range(10)]
    now = services.clock.now()
    with services.uow(None) as tx:
        for contact_id in ids:
            for n in range(TALKS):
                tx.interactions.insert(_talk(contact_id, n, now - timedelta(hours=7 * n)))
    services.close()
    opened = cards_opened(folder, ids * 3)
    return [
        Figure(f"open a card with {TALKS} interactions, p95", percentile(opened, 95), 50),
        Figure(f"open a card with {TALKS} interactions, worst (the first)", max(opened), 50),
    ]


def _talk(contact_id: ContactId, number: int, at: datetime) -> Interaction:
    return Interaction(
        InteractionKind.CALL, at, (contact_id,), f"Called about delivery {number}, all is well"
    )
