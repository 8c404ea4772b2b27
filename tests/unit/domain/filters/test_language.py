"""Filters as words: what a person types is understood, refused with a sentence, and written back the same."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import All, Any, Condition, Not, Operator, Test
from crm_desktop.domain.filters.language import parse, written
from crm_desktop.domain.filters.subjects import SUBJECTS, Subject, SubjectType, of_field, of_label
from crm_desktop.domain.filters.tokens import LONGEST

OWN = (
    CustomField("shoe size", FieldType.NUMBER),
    CustomField("vip", FieldType.YES_NO),
    CustomField("hat", FieldType.CHOICE, ("S", "L")),
    CustomField("renewal", FieldType.DATE),
    CustomField('say "or"', FieldType.TEXT),
)
VIP = Test("tag", Operator.IS, "vip")
COLD = Test("warmth", Operator.IS, "cold")
MAIL = Test("email", Operator.MISSING)


def refusal(text: str) -> str:
    with pytest.raises(UserError) as raised:
        parse(text, OWN)
    return str(raised.value)


# Reading


@pytest.mark.parametrize(
    "text, condition",
    [
        ("tag = vip", VIP),
        ("TAG IS vip", VIP),
        ("tag=vip", VIP),
        ('tag = "vip"', VIP),
        ("tag = “vip”", VIP),
        ("not tag = vip", Not(VIP)),
        ("tag is not vip", Test("tag", Operator.IS_NOT, "vip")),
        ("tag <> vip", Test("tag", Operator.IS_NOT, "vip")),
        ("email missing", MAIL),
        ("e-mail is missing", MAIL),
        ("email is not known", MAIL),
        ("email", Test("email", Operator.KNOWN)),
        ("photo", Test("photo", Operator.IS, "yes")),
        ("do not contact = NO", Test("do-not-contact", Operator.IS, "no")),
        ("do_not_contact", Test("do-not-contact", Operator.IS, "yes")),
        ("last contact before today-90", Test("last-contact", Operator.LESS, "today-90")),
        ("Last_Contact < yesterday", Test("last-contact", Operator.LESS, "today-1")),
        ("birthday <= today + 2w", Test("birthday", Operator.AT_MOST, "today+14")),
        ("birthday ≤ tomorrow", Test("birthday", Operator.AT_MOST, "today+1")),
        ("added >= 2026-01-31", Test("added", Operator.AT_LEAST, "2026-01-31")),
        ("added >= ۲۰۲۶-۰۱-۳۱", Test("added", Operator.AT_LEAST, "2026-01-31")),
        ("silence > ٩٠", Test("silence", Operator.MORE, "90")),
        ('date:"name day" <= today+7', Test("date:name day", Operator.AT_MOST, "today+7")),
        ("anniversary known", Test("date:anniversary", Operator.KNOWN)),
        ("importance >= Normal", Test("importance", Operator.AT_LEAST, "normal")),
        ('shoe size > "42.5"', Test("shoe size", Operator.MORE, "42.5", custom=True)),
        ('field:"SHOE SIZE" > 42', Test("shoe size", Operator.MORE, "42", custom=True)),
        ("vip", Test("vip", Operator.IS, "yes", custom=True)),
        ("hat = l", Test("hat", Operator.IS, "L", custom=True)),
        ("renewal < today", Test("renewal", Operator.LESS, "today", custom=True)),
        ("name contains ivanov", Test("name", Operator.HAS, "ivanov")),
        ('notes ~ "and or not"', Test("notes", Operator.HAS, "and or not")),
        ("everybody", All(())),
        ("nobody", Any(())),
    ],
)
def test_what_is_typed_is_understood(text: str, condition: Condition) -> None:
    assert parse(text, OWN) == condition


def test_and_binds_closer_than_or_and_not_closest() -> None:
    assert parse("tag=vip or warmth=cold and email missing") == Any((VIP, All((COLD, MAIL))))
    assert parse("(tag=vip or warmth=cold) and not email missing") == All((Any((VIP, COLD)), Not(MAIL)))
    assert parse("not tag=vip and warmth=cold") == All((Not(VIP), COLD))
    assert parse("tag=vip AND warmth=cold And email missing") == All((VIP, COLD, MAIL))


def test_without_a_list_of_fields_any_field_may_be_named() -> None:
    assert parse('field:"long gone" > 3') == Test("long gone", Operator.MORE, "3", custom=True)


# Refusing


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "The filter is empty. Write what to look for: tag = customer"),
        ("statsu = x", "“statsu” is nothing that a contact has (at character 1). Did you mean “status”?"),
        ("tag=vip and shoesize=3", ("“shoesize” is nothing that a contact has (at character 13)."
         " Did you mean “shoe size”?")),
        ('field:"hut" = 3', "There is no field “hut” (at character 1). Did you mean “hat”?"),
        ('"number of cats" = 3', "There is no field “number of cats” (at character 1)."),
        ("city = New York", ("After “New” there is “York”; a value with spaces needs quotes"
         ' (at character 12). Write: city = "New York"')),
        ("tag = vip warmth = cold", ("After “vip” there is “warmth”; a value with spaces needs quotes"
         ' (at character 11). Write: tag = "vip warmth"')),
        ("(tag = vip", "The parenthesis at character 1 is not closed."),
        ("tag = vip)", "The parenthesis at character 10 was never opened."),
        ("(tag = vip) email", "Before “email” there must be “and” or “or” (at character 13)."),
        ("tag =", "After “=” a value is missing (at character 6)."),
        ("tag = vip and", "Something is missing here (at character 14). Write: name ~ anna"),
        ("= vip", "“=” stands where a subject is expected (at character 1). Write: name ~ anna"),
        ("silence", "After “silence” a comparison is missing: one of =, !=, <, <=, >, >= (at character 8)."),
        ("paused ~ big", "“paused” cannot be compared by “~”; there are =, != (at character 8)."),
        ("silence > ninety", "“ninety” is not a number; silence needs one. (At character 11.)"),
        ("added > soon", ("“soon” is not a day; write 2026-11-30, today, today-30 or today+7."
         " (At character 9.)")),
        ("added > 2026-02-30", ("“2026-02-30” is not a day; write 2026-11-30, today, today-30 or today+7."
         " (At character 9.)")),
        ("warmth = cool", ("“cool” is not among the choices of warmth: warm, cooling, cold, lost, none."
         " (At character 10.)")),
        ('tag = " "', ("Write what tag is compared with, or ask whether it is known or missing."
         " (At character 7.)")),
        ('notes ~ "…"', "There is no letter and no digit in “…” to look for. (At character 9.)"),
        ("phone ~ anna", "There is no letter and no digit in “anna” to look for. (At character 9.)"),
        ('tag = "vip', "The quote that begins at character 7 does not end."),
        ("not " * 50 + "photo", "Parentheses and “not” stand more than 40 deep in each other."),
        ("photo or " * 200 + "photo", "A filter compares at most 200 things."),
        ("a" * 10_001, "A filter has at most 10,000 characters."),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_with_its_place(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


_hostile = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [*"()=~<>!,\"'", "and", "or", "not", "tag", "field:", "date:", '"', "\\", "all", "é"]
        ),
        max_size=400,
    ).map(" ".join),
    st.sampled_from(["(", "not ", '"', "a ", "tag=", "=<>!~", "date:", 'field:"a" ', "\\", "today-"]).map(
        lambda piece: piece * (10_000 // len(piece))
    ),
)


@given(_hostile)
def test_any_text_is_understood_or_refused_with_a_sentence_at_once(text: str) -> None:
    began = time.perf_counter()
    sentence, condition = "", All(())
    try:
        condition = parse(text, OWN)
    except UserError as error:
        sentence = str(error)
    assert len(sentence) < 600
    if len(written(condition)) <= LONGEST:
        assert parse(written(condition), OWN) == condition
    assert time.perf_counter() - began < 2


# Writing


def test_a_condition_is_written_as_a_person_would() -> None:
    assert written(All((VIP, Any((COLD, Not(MAIL)))))) == "tag = vip and (warmth = cold or not email missing)"
    assert written(Test("shoe size", Operator.MORE, "42", custom=True)) == 'field:"shoe size" > 42'
    assert written(Test("city", Operator.IS, "New York")) == 'city = "New York"'
    assert written(Test("notes", Operator.HAS, 'say "and"\\')) == 'notes ~ "say \\"and\\"\\\\"'
    assert written(All((VIP,))) == "all(tag = vip)"


_letters = st.characters(exclude_categories=("Cs",))
_words = st.text(_letters, max_size=20).map("{}a".format) | st.sampled_from(
    [
        "and",
        "or",
        "known",
        "not",
        "is",
        "today",
        'a"b',
        "a\\",
        "field:x",
        "date:a b",
        "(a)",
        "a,b",
        "!a=",
        "*a",
    ]
)
_days = st.integers(-9999, 9999).map(lambda n: f"today{n:+}" if n else "today") | st.dates().map(str)
_subjects = [*SUBJECTS.values(), *map(of_field, OWN)]


def _value(subject: Subject) -> st.SearchStrategy[str]:
    if subject.key == "phone":
        return st.from_regex(r"\+?[0-9 ]{0,8}[0-9]", fullmatch=True)
    match subject.type:
        case SubjectType.NUMBER:
            return st.integers(-99, 9999).map(str) | st.just("2.50")
        case SubjectType.DATE:
            return _days
        case SubjectType.TEXT:
            return _words
    return st.sampled_from(subject.choices)


@st.composite
def compared(draw: st.DrawFn) -> Test:
    """Any test with a canonical value."""
    labelled = st.text(_letters, min_size=1, max_size=9).map(of_label)
    subject = draw(st.one_of(st.sampled_from(_subjects), labelled))
    operator = draw(st.sampled_from(subject.operators))
    there = operator in (Operator.KNOWN, Operator.MISSING)
    return Test(subject.key, operator, "" if there else draw(_value(subject)), subject.custom)


def _joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, max_size=4).map(tuple)
    return several.map(All) | several.map(Any) | inner.map(Not)


@given(st.recursive(compared(), _joined, max_leaves=12))
def test_what_is_written_reads_back_the_same(condition: Condition) -> None:
    assert parse(written(condition), OWN) == condition
    assert parse(written(condition)) == condition
