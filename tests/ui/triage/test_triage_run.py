"""A sitting by itself: the way through a queue, back and forth, and how long it takes yet."""

from crm_desktop.domain.contact_card import TagCount
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.triage import Verdict
from crm_desktop.ui.triage.run import TriageRun
from crm_desktop.ui.triage.tag_keys import TagKeys

KEEP = Verdict()
A, B, C, D = map(ContactId, (1, 2, 3, 4))


class _Time:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_who_was_put_off_and_is_decided_on_the_way_back_does_not_come_again() -> None:
    run = TriageRun([A, B, C])
    run.later()
    run.back()
    run.decide(KEEP)
    run.decide(KEEP)
    run.decide(KEEP)

    assert run.current is None
    assert (run.total, run.decided, run.put_off) == (3, 3, 0)


def test_going_on_passes_over_the_decided_ones_that_were_seen() -> None:
    run = TriageRun([A, B, C])
    run.decide(KEEP)
    run.decide(KEEP)
    assert run.back()
    assert run.back()
    assert not run.back()
    assert (run.current, run.place) == (A, 1)
    run.later()
    run.later()

    assert (run.current, run.place) == (C, 3)


def test_what_is_taken_back_is_looked_at_again_and_what_was_decided_after_it_is_not() -> None:
    run = TriageRun([A, B, C])
    run.decide(KEEP)
    run.decide(KEEP)
    run.take_back([A])
    assert run.current == A
    run.decide(KEEP)
    assert run.current == B  # seen before: it is shown on the way, as decided
    run.later()

    assert run.current == C


def test_who_is_gone_counts_no_more() -> None:
    run = TriageRun([A, B, C])
    run.decide(KEEP)
    run.drop([A, B])

    assert (run.current, run.total, run.decided) == (C, 1, 0)
    assert not run.can_go_back


def test_the_time_left_follows_the_pace_and_a_pause_does_not_count() -> None:
    time = _Time()
    run = TriageRun([ContactId(number) for number in range(1, 101)], time)
    assert run.seconds_left() == 200
    for _ in range(10):
        time.at += 4
        run.decide(KEEP)
    assert run.seconds_left() == 90 * 4
    time.at += 3600
    run.rest()
    time.at += 4
    run.decide(KEEP)

    assert run.seconds_left() == 89 * 4


def test_tags_keep_their_keys_and_a_new_one_takes_that_of_the_longest_unused() -> None:
    worn = [TagCount(f"tag {number}", 100 - number) for number in range(20)]
    keys = TagKeys(("tag 15", "nobody wears it", "TAG 3"), worn)
    assert keys.tags[:3] == ("tag 15", "tag 3", "tag 0")
    assert len(keys.tags) == 9
    keys.use("tag 7")  # on the last key
    before = keys.tags

    keys.use("new")

    assert [at for at, tag in enumerate(keys.tags) if tag != before[at]] == [7]
    assert keys.at(8) == "new"
    assert keys.at(10) == ""
