"""filter: whom an expression or a saved filter lists, which are saved, what is missing."""

import pytest

from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.filters.condition import Operator, SavedFilter, Test
from crm_desktop.services.context import Services
from tests.unit.cli.command_line import CommandLine


@pytest.fixture
def book(crm: CommandLine) -> CommandLine:
    crm("add", "Abebe Bikila", "--phone", "0911 234567", "--tag", "vip", "--company", "New Loom")
    crm("add", "Сергей Иванов", "--tag", "vip")
    crm("add", "Zoe", "--company", "Mill")
    return crm


def test_an_expression_lists_whom_it_means(book: CommandLine) -> None:
    assert book.json("filter", "tag = vip and phone missing") == {
        "total": 1,
        "contacts": [{"id": 2, "name": "Сергей Иванов", "warmth": "warm", "company": None}],
    }
    assert book("filter", "company", "known").out.splitlines() == [
        "ID  NAME          COMPANY   WARMTH",
        " 1  Abebe Bikila  New Loom  warm",
        " 3  Zoe           Mill      warm",
    ]
    assert book("filter", "tag = nobody").out == "Nobody fits the filter.\n"


def test_words_may_stand_alone_as_a_shell_gives_them(book: CommandLine) -> None:
    assert [one["id"] for one in book.json("filter", "company", "=", "New Loom", "or", "name", "~", "ivan")[
        "contacts"]] == [1, 2]  # fmt: skip
    assert book.json("filter", "name ~", "ivanov")["total"] == 1
    assert book.json("filter", "not", "company", "~", "*oom")["total"] == 2


def test_the_total_is_that_of_all_also_where_fewer_are_shown(book: CommandLine) -> None:
    found = book.json("filter", "everybody", "--limit", "1", "--full")
    assert found["total"] == 3
    assert [card["phones"][0]["e164"] for card in found["contacts"]] == ["+251911234567"]


def test_a_saved_filter_is_asked_for_by_its_name(book: CommandLine) -> None:
    book.ask(lambda s: s.filters.save(SavedFilter("Best friends", Test("tag", Operator.IS, "vip"))))
    assert book.json("filter", "--saved", "best FRIENDS")["total"] == 2
    assert book("filter", "--saved", "foes").refusal == "There is no saved filter “foes”."
    assert book.json("filter", "--list") == {
        "filters": [{"name": "Best friends", "expression": "tag = vip", "total": 2, "problem": None}]
    }
    assert book("filter", "--list").out == "Best friends: 2. tag = vip\n"


def test_without_saved_filters_the_list_says_so(crm: CommandLine) -> None:
    assert crm("filter", "--list").out == "No filter is saved yet.\n"
    assert crm.json("filter", "--list") == {"filters": []}


def test_a_saved_filter_with_a_problem_is_refused_and_listed_with_it(book: CommandLine) -> None:
    def break_it(services: Services) -> None:
        field = services.custom_fields.add(CustomField("hat"))
        services.filters.save(SavedFilter("Hats", Test("hat", Operator.KNOWN, custom=True)))
        services.custom_fields.delete(field)

    book.ask(break_it)
    problem = "There is no field “hat” any more; nobody has it."
    assert book("filter", "--saved", "Hats").refusal == f"Hats: {problem}"
    assert book("filter", "--list").out == f"Hats: 0. {problem}\n"
    assert book.json("filter", "--list")["filters"][0]["problem"] == problem


def test_what_is_missing_is_counted(book: CommandLine) -> None:
    missing = book.json("filter", "--missing")["missing"]
    assert missing[0] == {"subject": "phone", "total": 2, "expression": "phone missing"}
    assert book("filter", "--missing").out.splitlines()[0] == "no phone: 2"
    for one in missing:
        assert book.json("filter", one["expression"])["total"] == one["total"]


def test_all_that_can_be_compared_is_told(book: CommandLine) -> None:
    book.ask(lambda s: s.custom_fields.add(CustomField("shoe size", FieldType.NUMBER)))
    told = {one["name"]: one for one in book.json("filter", "--subjects")["subjects"]}
    assert told["warmth"]["choices"] == ["warm", "cooling", "cold", "lost", "none"]
    assert told["tag"] == {
        "name": "tag", "type": "text", "operators": ["~", "!~", "=", "!=", "known", "missing"],
        "choices": ["vip"],
    }  # fmt: skip
    assert 'field:"shoe size"' in told
    assert "paused  (yes-no)  = !=" in book("filter", "--subjects").out.splitlines()


def test_what_is_not_understood_is_refused_with_one_sentence(book: CommandLine) -> None:
    assert book("filter", "statsu = x").refusal == (
        "“statsu” is nothing that a contact has (at character 1). Did you mean “status”?"
    )
    usage = 'Write one filter, such as "tag = customer", or one of the options (see --help).'
    assert book("filter").refusal == usage
    assert book("filter", "tag = vip", "--list").refusal == usage
    assert book("filter", "tag = \x1b[31m\nx (").code == 1
