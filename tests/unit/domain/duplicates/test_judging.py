"""Two cards of one person are known as such, and two people are never taken for one."""

import pytest

from crm_desktop.domain.duplicates.births import everyones
from crm_desktop.domain.duplicates.choosing import text_of_date
from crm_desktop.domain.duplicates.groups import Signal
from crm_desktop.domain.duplicates.judging import Shared, Verdict, judged
from crm_desktop.domain.duplicates.profile import profile_of
from tests.unit.domain.duplicates.people import DIFFERENT, LANDLINE, MAIL, MOBILE, SAME, Two, card


def verdict_of(two: Two) -> Verdict:
    one, other = profile_of(two.one), profile_of(two.other)
    shared = Shared(
        dict.fromkeys((*one.phones, *other.phones), two.phones),
        dict.fromkeys((*one.emails, *other.emails), two.emails),
        dict.fromkeys((*one.companies, *other.companies), two.company),
        dict.fromkeys((*one.places, *other.places), two.place),
        {text_of_date(everyones(each.born)): two.born for each in (one, other) if each.born},
        {tuple(sorted(each.name.words)): two.namesakes for each in (one, other)},
    )
    found = judged(one, other, shared)
    turned = judged(other, one, shared)
    assert (found.points, found.refused) == (turned.points, turned.refused), "in either order"
    return found


@pytest.mark.parametrize("why", SAME)
def test_two_cards_of_one_person_are_proposed(why: str) -> None:
    verdict = verdict_of(SAME[why])
    assert verdict.is_likely, verdict
    assert len({reason.signal for reason in verdict.reasons}) >= 2
    assert 0.5 <= verdict.score <= 1


@pytest.mark.parametrize("why", DIFFERENT)
def test_two_people_are_not_proposed(why: str) -> None:
    verdict = verdict_of(DIFFERENT[why])
    assert not verdict.is_likely, verdict
    assert 0 <= verdict.score < 0.5


def test_more_in_common_is_surer() -> None:
    one = verdict_of(Two(card("Ana Costa", MOBILE), card("Ana Costa", MOBILE)))
    two = verdict_of(Two(card("Ana Costa", MOBILE, MAIL), card("Ana Costa", MOBILE, MAIL)))
    assert one.score < two.score


def test_what_many_share_says_less() -> None:
    few = verdict_of(Two(card("Ana Costa", LANDLINE), card("Ana Costa", LANDLINE)))
    some = verdict_of(Two(card("Ana Costa", LANDLINE), card("Ana Costa", LANDLINE), phones=8))
    assert some.points < few.points


def test_the_reasons_say_what_is_the_same() -> None:
    verdict = verdict_of(
        Two(card("Jon Smith", MOBILE, born="1990-05-17"), card("John Smith", MOBILE, born="1990-05-17"))
    )
    assert [(reason.signal, reason.text) for reason in verdict.reasons] == [
        (Signal.PHONE, MOBILE),
        (Signal.SOUND, "John Smith / Jon Smith"),
        (Signal.BIRTHDAY, "1990-05-17"),
    ]
    assert str(verdict.reasons[1]) == "name sounds the same: John Smith / Jon Smith"


def test_a_hostile_name_costs_no_time() -> None:
    long = "a " * 5000 + "b" * 5000
    assert not verdict_of(Two(card(long, MOBILE), card(long + "c", MOBILE))).is_likely
