"""The user's own fields: made, renamed and removed with their values on every card, each as one step."""

import sqlite3
from dataclasses import replace

import pytest

from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import Contact, CustomValue, Name
from crm_desktop.domain.contact_query import ContactQuery, FieldCondition
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import FieldId
from crm_desktop.services.context import Services
from tests.unit.store.whole_file import derived, derived_anew, differences


def _with(services: Services, field: str, value: str) -> int:
    return services.contacts.add(Contact(Name("N"), custom=(CustomValue(field, value),)))


def test_fields_come_in_the_order_in_which_they_were_made(services: Services) -> None:
    made = [
        CustomField("shoe size", FieldType.NUMBER),
        CustomField("team", FieldType.CHOICE, ("red", "blue")),
        CustomField("a note"),
    ]
    numbers = [services.custom_fields.add(field) for field in made]
    assert services.custom_fields.all() == [
        replace(field, id=number) for field, number in zip(made, numbers, strict=True)
    ]


@pytest.mark.parametrize(
    "kind, typed, kept",
    [
        (FieldType.TEXT, " x ", "x"),
        (FieldType.NUMBER, "۴۲", "42"),
        (FieldType.DATE, "2026-11-30", "2026-11-30"),
        (FieldType.CHOICE, "RED", "red"),
        (FieldType.YES_NO, "Y", "yes"),
        (FieldType.LINK, "https://run.et", "https://run.et"),
    ],
)
def test_a_value_is_kept_in_one_spelling_and_can_be_filtered(
    services: Services, kind: FieldType, typed: str, kept: str
) -> None:
    services.custom_fields.add(CustomField("f", kind, ("red",)))
    number = _with(services, "F", typed)
    _with(services, "other", kept)
    assert services.contacts.get(number).custom == (CustomValue("f", kept),)
    assert list(services.contacts.ids(ContactQuery(fields=(FieldCondition("f", kept),)))) == [number]
    assert list(services.contacts.ids(ContactQuery(fields=(FieldCondition("f", "zzz"),)))) == []


def test_a_renamed_field_is_renamed_on_every_card(services: Services, told: list[DataChanged]) -> None:
    field = services.custom_fields.add(CustomField("shirt"))
    number = _with(services, "shirt", "XL")
    services.custom_fields.rename(field, "Shirt  Size")
    assert services.contacts.get(number).custom == (CustomValue("Shirt  Size", "XL"),)
    assert told[-1].changes.touches(Kind.FIELD, [field])
    assert told[-1].changes.touches(Kind.CONTACT, [number])
    services.custom_fields.rename(field, "SHIRT SIZE")
    services.undo.undo()
    services.undo.undo()
    assert services.contacts.get(number).custom == (CustomValue("shirt", "XL"),)


def test_a_removed_field_comes_back_with_all_its_values(services: Services, file: sqlite3.Connection) -> None:
    field = services.custom_fields.add(CustomField("shirt"))
    number = _with(services, "shirt", "XXL")
    services.custom_fields.delete(field)
    assert services.contacts.get(number).custom == ()
    assert list(services.contacts.ids(ContactQuery("xxl"))) == []
    assert differences(derived(file), derived_anew(services, file)) == {}
    assert str(services.undo.undo()) == "Remove the field shirt"
    assert services.contacts.get(number).custom == (CustomValue("shirt", "XXL"),)
    assert list(services.contacts.ids(ContactQuery("xxl"))) == [number]


def test_the_number_of_a_removed_field_is_not_given_to_another(services: Services) -> None:
    first = services.custom_fields.add(CustomField("one"))
    services.custom_fields.delete(first)
    assert services.custom_fields.add(CustomField("two")) != first


@pytest.mark.parametrize("taken", ["Shirt", " SHIRT ", "shirt\x00"])
def test_a_name_is_taken_once(services: Services, taken: str) -> None:
    services.custom_fields.add(CustomField("shirt"))
    other = services.custom_fields.add(CustomField("other"))
    with pytest.raises(UserError, match="already"):
        services.custom_fields.add(CustomField(taken))
    with pytest.raises(UserError, match="already"):
        services.custom_fields.rename(other, taken)
    assert len(services.custom_fields.all()) == 2


def test_a_field_needs_a_name_and_a_choice_something_to_choose(services: Services) -> None:
    with pytest.raises(UserError, match="needs a name"):
        services.custom_fields.add(CustomField(" "))
    with pytest.raises(UserError, match="at least one choice"):
        services.custom_fields.add(CustomField("team", FieldType.CHOICE, (" ",)))


def test_a_field_that_is_not_there_any_more_is_named(services: Services) -> None:
    with pytest.raises(UserError, match="not there any more"):
        services.custom_fields.rename(FieldId(99), "x")
    with pytest.raises(UserError, match="not there any more"):
        services.custom_fields.delete(FieldId(99))
