"""Tidying up: who comes first, what each decision does, and that one undo takes it back."""

from datetime import timedelta

import pytest

from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone, Role
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.triage import Gap, Tally, Verdict, gaps
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

KEEP, AWAY = Verdict(), Verdict(delete=True)


def _add(services: Services, name: str, **parts: object) -> ContactId:
    return services.contacts.add(Contact(Name(name), **parts))  # type: ignore[arg-type]


def _talk(services: Services, who: ContactId, days_ago: int) -> None:
    at = services.clock.now() - timedelta(days=days_ago)
    services.interactions.log(Interaction(InteractionKind.CALL, at, (who,)))


def test_those_of_whom_next_to_nothing_is_known_come_first(services: Services) -> None:
    known = _add(services, "Known", phones=(Phone("1234567"),), emails=(Email("k@example.org"),))
    bare = _add(services, "Bare")
    some = _add(services, "Some", phones=(Phone("7654321"),))

    assert services.triage.queue() == [bare, some, known]


def test_of_those_known_as_well_the_longest_silent_comes_first(services: Services) -> None:
    lately, long_ago = _add(services, "Lately"), _add(services, "Long ago")
    _talk(services, lately, 3)
    _talk(services, long_ago, 300)

    assert services.triage.queue() == [long_ago, lately]


def test_who_was_decided_on_does_not_come_again_tomorrow(services: Services, clock: FakeClock) -> None:
    first, second = _add(services, "First"), _add(services, "Second")
    services.triage.decide(first, KEEP)
    clock.advance(days=1)

    assert services.triage.queue() == [second]
    assert services.triage.tally() == Tally(waiting=1, seen=1)


def test_looking_again_brings_the_longest_ago_first_and_nobody_of_today(
    services: Services, clock: FakeClock
) -> None:
    early, late, today, new = (_add(services, name) for name in ("Early", "Late", "Today", "New"))
    services.triage.decide(early, KEEP)
    clock.advance(days=1)
    services.triage.decide(late, KEEP)
    clock.advance(days=1)
    services.triage.decide(today, KEEP)

    assert services.triage.queue(again=True) == [new, early, late]


def test_some_people_only(services: Services) -> None:
    one, two, three = (_add(services, name) for name in ("One", "Two", "Three"))
    services.triage.decide(two, KEEP)

    assert services.triage.queue({two, three}) == [three]
    assert services.triage.tallies([{one, two}, None]) == [Tally(1, 1), Tally(2, 1)]


def test_tags_and_a_cadence_are_one_step_back(services: Services) -> None:
    who = _add(services, "Anna", tags=("old",))
    services.triage.decide(who, Verdict(("family", "  shop   friends "), 30))

    anna = services.contacts.get(who)
    assert set(anna.tags) == {"old", "family", "shop friends"}
    assert anna.cadence_days == 30
    assert str(services.undo.undo()) == "Tidy up Anna"
    assert services.contacts.get(who).tags == ("old",)
    assert services.triage.queue() == [who]


@pytest.mark.parametrize(
    "verdict, label",
    [
        (KEEP, "Keep Anna"),
        (AWAY, "Delete Anna"),
        (Verdict(("family",)), "Tag Anna"),
        (Verdict(cadence=0), "Set the cadence of Anna"),
    ],
)
def test_the_history_says_what_was_decided(services: Services, verdict: Verdict, label: str) -> None:
    services.triage.decide(_add(services, "Anna"), verdict)

    assert str(services.undo.undo_label()) == label


def test_who_is_deleted_goes_to_the_trash_and_undo_brings_them_back_undecided(services: Services) -> None:
    who = _add(services, "Anna")
    services.triage.decide(who, AWAY)
    assert [one.id for one in services.contacts.trash()] == [who]
    assert services.triage.queue() == []

    services.undo.undo()

    assert services.triage.queue() == [who]
    assert services.triage.seen([who]) == {}


def test_who_was_deleted_and_is_kept_after_all_comes_out_of_the_trash(services: Services) -> None:
    who = _add(services, "Anna")
    services.triage.decide(who, AWAY)
    services.triage.decide(who, KEEP)

    assert services.triage.living([who]) == {who}
    services.undo.undo()
    assert services.triage.living([who]) == set()


def test_a_second_look_is_undone_to_the_day_of_the_first(services: Services, clock: FakeClock) -> None:
    who = _add(services, "Anna")
    services.triage.decide(who, KEEP)
    first = services.triage.seen([who])
    clock.advance(days=10)
    services.triage.decide(who, KEEP)
    assert services.triage.seen([who]) != first

    services.undo.undo()

    assert services.triage.seen([who]) == first


def test_somebody_who_is_gone_for_good_is_told(services: Services) -> None:
    with pytest.raises(UserError, match="not there any more"):
        services.triage.decide(ContactId(99), KEEP)


def test_a_cadence_that_cannot_be_changes_nothing(services: Services) -> None:
    who = _add(services, "Anna")

    with pytest.raises(UserError, match="cadence"):
        services.triage.decide(who, Verdict(("family",), -1))
    assert services.contacts.get(who).tags == ()


def test_what_is_missing_on_a_card() -> None:
    whole = Contact(
        Name("Anna"),
        phones=(Phone("1234567"),),
        emails=(Email("a@example.org"),),
        roles=(Role("Bakery"),),
        dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 4)),),
        tags=("family",),
    )

    assert gaps(whole) == (Gap.ADDRESS,)
    assert gaps(Contact()) == tuple(Gap)
