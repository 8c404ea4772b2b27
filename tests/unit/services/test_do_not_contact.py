"""Who is not to be contacted: found by whoever searches, suggested by nobody."""

from datetime import date, timedelta

import pytest

from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

# It is 2 March 2026; she was called every week until 41 days ago, and has her birthday in three days.
BORN = ImportantDate(BIRTHDAY, PartialDate(1986, 3, 5))


@pytest.fixture
def anna(services: Services) -> ContactId:
    number = services.contacts.add(Contact(Name("Anna"), cadence_days=30, dates=(BORN,)))
    for week in range(6):
        at = services.clock.now() - timedelta(days=41 + 7 * week)
        services.interactions.log(Interaction(InteractionKind.CALL, at, (number,), "Spoke"))
    return number


def suggested(services: Services, anna: ContactId) -> dict[str, bool]:
    """Where the program comes up with her by itself."""
    page = services.today.page()
    listed = {
        which.value: anna in services.contacts.ids(ContactQuery(which=which))
        for which in (ContactSet.COLD, ContactSet.COOLING)
    }
    return {
        **listed,
        "reach out": anna in {one.contact_id for one in page.reach_out},
        "dates": anna in {one.noted.contact_id for one in page.dates},
        "reminders": bool(services.reminders.inbox()),
        "rhythm": services.contacts.card(anna).rhythm is not None,
    }


def test_anyone_else_is_suggested(services: Services, anna: ContactId) -> None:
    services.reminders.fire_due()
    assert suggested(services, anna) == {
        "cold": True,
        "cooling": False,
        "reach out": True,
        "dates": True,
        "reminders": True,
        "rhythm": True,
    }


def test_who_is_not_to_be_contacted_is_suggested_nowhere(services: Services, anna: ContactId) -> None:
    services.contacts.set_do_not_contact([anna], True)
    services.reminders.fire_due()
    assert not any(suggested(services, anna).values())


def test_what_was_suggested_goes_with_the_word(services: Services, anna: ContactId) -> None:
    services.reminders.fire_due()
    services.contacts.set_do_not_contact([anna], True)
    assert not any(suggested(services, anna).values())


def test_it_stays_so_as_days_go_by(services: Services, anna: ContactId, clock: FakeClock) -> None:
    services.contacts.set_do_not_contact([anna], True)
    for _ in range(40):
        clock.advance(days=10)
        services.reminders.fire_due()
        assert not any(suggested(services, anna).values())


def test_a_search_still_finds_them_neither_warm_nor_cold(services: Services, anna: ContactId) -> None:
    services.contacts.set_do_not_contact([anna], True)
    assert list(services.contacts.ids(ContactQuery(text="anna"))) == [anna]
    (row,) = services.contacts.rows([anna])
    assert row.warmth is not None
    assert row.warmth.state is WarmthState.NONE


def test_a_pause_and_a_declined_rhythm_survive_an_edit(services: Services, anna: ContactId) -> None:
    services.contacts.pause([anna], date(2026, 4, 1))
    services.contacts.decline_rhythm(anna, 7)
    card = services.contacts.get(anna)
    services.contacts.save(card)
    assert (card.paused_until, card.declined_rhythm) == (date(2026, 4, 1), 7)
    assert services.contacts.get(anna) == card
