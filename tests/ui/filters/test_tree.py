"""A filter as lines and groups, and back: nothing that is asked for changes on the way."""

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.filters.condition import All, Any, Condition, Not, Operator, Test
from crm_desktop.domain.filters.language import parse
from crm_desktop.ui.filters.forms import Asked, Form, condition_of
from crm_desktop.ui.filters.sentence import sentence
from crm_desktop.ui.filters.tree import Group, condition_of_group, from_plain, group_of, plain

DAYS = st.integers(-400, 400).map(lambda days: f"today{days:+}" if days else "today")
TESTS = st.one_of(
    st.builds(
        Test, st.sampled_from(["name", "city"]), st.sampled_from([Operator.HAS, Operator.IS]), st.just("a")
    ),
    st.builds(
        Test,
        st.sampled_from(["last-contact", "birthday", "next-step", "date:name day"]),
        st.sampled_from([Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST]),
        DAYS,
    ),
    st.builds(Test, st.sampled_from(["notes", "phone"]), st.sampled_from([Operator.KNOWN, Operator.MISSING])),
)


def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(Any), inner.map(Not))


@given(st.recursive(TESTS, joined, max_leaves=8))
def test_a_condition_is_the_same_after_the_builder(condition: Condition) -> None:
    group = group_of(condition)
    assert condition_of_group(group) == condition
    assert from_plain(plain(group)) == group
    assert sentence(condition)


def test_lines_that_are_not_whole_are_left_out() -> None:
    half, whole = Asked("city", Form.HAS), Asked("name", Form.HAS, "anna")
    assert condition_of_group(Group(parts=(half,))) is None
    assert condition_of_group(Group(parts=(half, whole))) == condition_of(whole)


def test_a_filter_reads_as_a_sentence() -> None:
    text = 'tag = coffee and (city = "New York" or last-contact < today-90) and not birthday <= today+7'
    assert sentence(parse(text)) == (
        "Tag is coffee and (City is New York or Last contact longer ago than 90 days)"
        " and not (Next birthday in the next 7 days)"
    )
