"""A timeline by kind, outcome, tag and words, a page at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.timeline import TimelineFilter, TimelineParts
from crm_desktop.services.context import Services

CALL, VISIT, COMPLAINT = InteractionKind.CALL, InteractionKind.VISIT, InteractionKind.COMPLAINT


@pytest.fixture
def anna(services: Services) -> ContactId:
    """With sixty entries, the newest first: every second is a visit, every third went well."""
    anna = services.contacts.add(Contact(Name("Anna")))
    now = services.clock.now()
    for number in range(60):
        services.interactions.log(
            Interaction(
                VISIT if number % 2 else CALL,
                now - timedelta(hours=number),
                (anna,),
                f"Кофе {number}",
                outcome=None if number % 3 else Outcome.GOOD,
                tags=("price",) if number % 5 == 0 else (),
            )
        )
    return anna


def _texts(services: Services, anna: ContactId, wanted: TimelineFilter) -> list[str]:
    return [one.text.split()[-1] for one in services.interactions.timeline(anna, 100, wanted=wanted)]


@pytest.mark.parametrize(
    "wanted, fits",
    [
        (TimelineFilter(), lambda n: True),
        (TimelineFilter(kinds=frozenset({VISIT})), lambda n: n % 2 == 1),
        (TimelineFilter(kinds=frozenset({VISIT, CALL})), lambda n: True),
        (TimelineFilter(kinds=frozenset({COMPLAINT})), lambda n: False),
        (TimelineFilter(outcomes=frozenset({Outcome.GOOD})), lambda n: n % 3 == 0),
        (TimelineFilter(tags=frozenset({"Price"})), lambda n: n % 5 == 0),
        (TimelineFilter(text="kofe 17"), lambda n: n == 17),
        (TimelineFilter(text="?!"), lambda n: True),
        (TimelineFilter(text='" OR *'), lambda n: False),
        (
            TimelineFilter(frozenset({CALL}), frozenset({Outcome.GOOD}), frozenset({"price"}), "кофе"),
            lambda n: n % 30 == 0,
        ),
    ],
)
def test_only_what_is_wanted_is_there(services: Services, anna: ContactId, wanted, fits) -> None:
    assert _texts(services, anna, wanted) == [str(n) for n in range(60) if fits(n)]


def test_pages_of_what_is_wanted_follow_one_another(services: Services, anna: ContactId) -> None:
    wanted = TimelineFilter(kinds=frozenset({VISIT}))
    read: list[Interaction] = []
    while page := services.interactions.timeline(anna, 7, read[-1] if read else None, wanted):
        read += page
    assert [one.text for one in read] == [f"Кофе {n}" for n in range(60) if n % 2]


def test_there_is_to_choose_from_what_occurs(services: Services, anna: ContactId) -> None:
    assert services.interactions.parts(anna) == TimelineParts((CALL, VISIT), (Outcome.GOOD,), ("price",))
    [newest] = services.interactions.timeline(anna, 1)
    services.interactions.edit(replace(newest, kind=COMPLAINT, tags=("shoes",)))
    parts = services.interactions.parts(anna)
    assert parts.kinds == (CALL, VISIT, COMPLAINT)
    assert parts.tags == ("price", "shoes")
