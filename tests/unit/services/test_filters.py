"""Filters as a person uses them: kept under names, listed with all else, true on every day."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import Any, Operator, SavedFilter, Test
from crm_desktop.domain.ids import FilterId
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from tests.fakes import FakeClock
from tests.unit.services.reminding import add

VIP = Test("tag", Operator.IS, "vip")


@pytest.fixture
def listed(services: Services) -> Callable[[str], list[str]]:
    """The names of whom an expression lists."""

    def names(expression: str, **query: object) -> list[str]:
        condition = services.filters.parsed(expression)
        ids = services.contacts.ids(replace(ContactQuery(condition=condition), **query))
        return [row.name for row in services.contacts.rows(ids)]

    return names


def saved(services: Services) -> list[str]:
    return [one.name for one in services.filters.all()]


# Under a name


def test_a_filter_is_kept_under_a_name_and_found_again(services: Services) -> None:
    number = services.filters.save(SavedFilter("  Best\nfriends ", VIP))
    assert services.filters.all() == [SavedFilter("Best friends", VIP, number)]
    assert services.filters.named("BEST FRIENDS").id == number
    with pytest.raises(UserError, match="There is no saved filter “Worst”"):
        services.filters.named("Worst")


def test_a_name_is_taken_without_regard_to_case(services: Services) -> None:
    one = services.filters.save(SavedFilter("Öl", VIP))
    two = services.filters.save(SavedFilter("Two", VIP))
    for taken in (SavedFilter("ÖL", VIP), SavedFilter("öl", VIP, two)):
        with pytest.raises(UserError, match=r"There is a filter “[Öö][Ll]” already"):
            services.filters.save(taken)
    services.filters.save(SavedFilter("ÖL", VIP, one))
    assert saved(services) == ["ÖL", "Two"]
    with pytest.raises(UserError, match="needs a name"):
        services.filters.save(SavedFilter(" \n", VIP))


def test_a_filter_is_renamed_and_asks_for_something_else_as_one_step_of_undo(services: Services) -> None:
    number = services.filters.save(SavedFilter("One", VIP))
    services.filters.save(SavedFilter("Two", Test("photo", Operator.IS, "yes"), number))
    assert str(services.undo.undo_label()) == "Change the filter Two"
    services.undo.undo()
    assert services.filters.all() == [SavedFilter("One", VIP, number)]
    services.undo.redo()
    assert services.filters.all()[0].condition == Test("photo", Operator.IS, "yes")


def test_saving_what_is_the_same_is_no_step_of_undo(services: Services) -> None:
    number = services.filters.save(SavedFilter("One", VIP))
    services.filters.save(SavedFilter("One", VIP, number))
    assert str(services.undo.undo_label()) == "Save the filter One"


def test_a_filter_that_was_deleted_comes_back_at_its_place(services: Services) -> None:
    one, *_ = [services.filters.save(SavedFilter(name, VIP)) for name in ("One", "Two", "Three")]
    services.filters.delete(one)
    assert saved(services) == ["Two", "Three"]
    assert str(services.undo.undo_label()) == "Delete the filter One"
    services.undo.undo()
    assert saved(services) == ["One", "Two", "Three"]
    for gone in (services.filters.delete, lambda number: services.filters.move(number, 0)):
        with pytest.raises(UserError, match="not there any more"):
            gone(FilterId(99))


def test_filters_are_put_in_order(services: Services) -> None:
    one, _, three = [services.filters.save(SavedFilter(name, VIP)) for name in ("One", "Two", "Three")]
    services.filters.move(three, 0)
    assert saved(services) == ["Three", "One", "Two"]
    services.filters.move(one, 99)
    assert saved(services) == ["Three", "Two", "One"]
    services.undo.undo()
    assert saved(services) == ["Three", "One", "Two"]


def test_what_cannot_be_compared_is_not_kept(services: Services) -> None:
    for condition in (
        Test("silence", Operator.MORE, "ninety"),
        Test("photo", Operator.HAS, "x"),
        Test("shoe size", Operator.MORE, "4", custom=True),
        Test("nothing", Operator.KNOWN),
    ):
        with pytest.raises(UserError):
            services.filters.save(SavedFilter("One", condition))
    assert saved(services) == []


def test_whoever_shows_filters_is_told_that_one_changed(services: Services) -> None:
    told: list[DataChanged] = []
    services.bus.subscribe(told.append)
    number = services.filters.save(SavedFilter("One", VIP), origin=told)
    assert [(one.changes.touches(Kind.FILTER, [number]), one.origin) for one in told] == [(True, told)]
    assert not told[0].changes.touches(Kind.CONTACT)


def test_a_filter_whose_words_cannot_be_read_breaks_no_other(services: Services) -> None:
    number = services.filters.save(SavedFilter("Broken", VIP))
    services.filters.save(SavedFilter("Whole", VIP))
    with closing(sqlite3.connect(services.folder / FILE_NAME)) as file, file:
        file.execute("UPDATE saved_filter SET condition = 'tag = ((' WHERE id = ?", (number,))
    broken, whole = services.filters.all()
    assert broken.condition == Any(())
    assert broken.problem.startswith("This filter cannot be read: ")
    assert whole == SavedFilter("Whole", VIP, whole.id)
    services.filters.save(replace(broken, name="Still broken"))
    assert services.filters.all()[0].problem == broken.problem
    services.filters.save(replace(broken, condition=VIP))
    assert services.filters.all()[0].problem == ""


def test_a_field_that_is_renamed_keeps_its_filters(services: Services) -> None:
    field = services.custom_fields.add(CustomField("size", FieldType.NUMBER))
    services.filters.save(SavedFilter("Big", services.filters.parsed("not (size > 42 or tag = vip)")))
    services.custom_fields.rename(field, "shoe size")
    assert services.filters.all()[0].condition == services.filters.parsed("not (shoe size > 42 or tag = vip)")
    services.undo.undo()
    assert services.filters.all()[0].condition == services.filters.parsed("not (size > 42 or tag = vip)")


def test_a_filter_for_a_field_that_was_removed_says_so_and_nobody_has_it(services: Services) -> None:
    field = services.custom_fields.add(CustomField("size", FieldType.NUMBER))
    services.filters.save(SavedFilter("Big", services.filters.parsed("size > 42")))
    services.filters.save(SavedFilter("Not big", services.filters.parsed("size missing")))
    add(services)
    services.custom_fields.delete(field)
    big, rest = services.filters.all()
    assert big.problem == rest.problem == "There is no field “size” any more; nobody has it."
    assert services.filters.counts([big.condition, rest.condition]) == [0, 1]
    services.undo.undo()
    assert services.filters.all()[0].problem == ""


def test_a_tag_that_nobody_wears_lists_nobody(services: Services) -> None:
    anna = add(services, tags=("vip",))
    assert services.filters.count(VIP) == 1
    services.contacts.untag([anna], "vip")
    assert services.filters.count(VIP) == 0


# Lists


def test_a_filter_goes_with_a_search_a_tag_and_a_ready_made_list(
    services: Services, listed: Callable[..., list[str]]
) -> None:
    add(services, "Anna One", tags=("vip",), phones=(Phone("1234567"),))
    add(services, "Anna Two", tags=("vip",))
    add(services, "Beti", phones=(Phone("1234567"),))
    assert listed("phone known") == ["Anna One", "Beti"]
    assert listed("phone known", text="ann") == ["Anna One"]
    assert listed("phone missing", tags=frozenset({"VIP"})) == ["Anna Two"]
    assert listed("phone known", which=ContactSet.NO_NEXT_STEP, descending=True) == ["Beti", "Anna One"]
    assert listed("everybody", text="zzz") == []


def test_a_filter_follows_every_change(services: Services, listed: Callable[..., list[str]]) -> None:
    anna = add(services, "Anna")
    assert listed("tag = vip") == []
    services.contacts.tag([anna], "VIP")
    assert listed("tag = vip") == ["Anna"]
    services.undo.undo()
    assert listed("tag = vip") == []


def test_a_filter_means_the_day_on_which_it_is_asked(
    services: Services, clock: FakeClock, listed: Callable[..., list[str]]
) -> None:
    add(services, "Soon", dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 3, 10)),))
    add(services, "Gone by", dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 3, 1)),))
    assert listed("birthday <= today+7") == []
    assert listed("age = 35") == ["Soon"]
    clock.advance(days=1)
    assert listed("birthday <= today+7") == ["Soon"]
    clock.advance(days=7)
    assert listed("age = 36") == ["Gone by", "Soon"]
    assert listed("silence = 8") == ["Gone by", "Soon"]
    clock.advance(days=1)
    assert listed("birthday <= today+7") == []


def test_days_are_those_on_the_wall_of_the_user(
    services: Services, clock: FakeClock, listed: Callable[..., list[str]]
) -> None:
    clock.travel("Asia/Tokyo")
    clock.set(clock.now().astimezone(clock.zone()).replace(hour=23, minute=30, tzinfo=None))
    add(services, "Late")
    clock.advance(hours=1)
    add(services, "Early")
    assert listed("added = yesterday") == ["Late"]
    assert listed("added = today") == ["Early"]


def test_what_is_in_the_trash_is_in_no_filter(services: Services) -> None:
    number = add(services)
    services.contacts.delete([number])
    assert services.filters.counts([services.filters.parsed("everybody"), VIP]) == [0, 0]


# What can be asked


def test_what_can_be_asked_names_the_choices_in_use(services: Services) -> None:
    services.custom_fields.add(CustomField("hat", FieldType.CHOICE, ("S", "L")))
    dates = (ImportantDate("name day", PartialDate(None, 5, 6)), ImportantDate(BIRTHDAY, PartialDate(1990)))
    add(services, tags=("vip",), source="market", dates=dates)
    subjects = {subject.key: subject for subject in services.filters.subjects()}
    assert subjects["tag"].choices == ("vip",)
    assert subjects["source"].choices == ("market",)
    assert "customer" in subjects["status"].choices
    assert subjects["hat"].custom
    assert subjects["hat"].choices == ("S", "L")
    assert "date:name day" in subjects
    assert "date:birthday" not in subjects


def test_what_is_missing_is_counted_and_can_be_listed(services: Services) -> None:
    add(services, "Anna", phones=(Phone("1234567"),), emails=(Email("a@b.c"),), cadence=30)
    add(services, "Beti", cadence=None)
    missing = services.filters.missing()
    assert {one.subject: one.count for one in missing} == {
        "phone": 1, "email": 1, "birthday": 2, "address": 2, "company": 2, "tag": 2, "cadence": 1,
        "next-step": 2, "last-contact": 2, "photo": 2, "notes": 2, "source": 2, "status": 2,
    }  # fmt: skip
    for one in missing:
        assert len(services.filters.matching(one.condition)) == one.count


def test_a_filter_works_on_an_encrypted_file(tmp_path: Path, clock: FakeClock) -> None:
    pytest.importorskip("sqlcipher3")
    from crm_desktop.bootstrap import open_services

    with closing(open_services(tmp_path, clock=clock, passphrase="a long enough phrase")) as services:
        services.contacts.add(Contact(Name("Сергей Иванов"), addresses=()))
        assert services.filters.count(services.filters.parsed("name ~ ivanov and nickname !~ x")) == 1
        clock.advance(timedelta(days=1))
        assert services.filters.count(services.filters.parsed("silence = 1")) == 1
