"""A company or a field for many contacts at once: all else on their cards stays; one undo takes it back."""

import sqlite3
from dataclasses import replace

import pytest

from crm_desktop.domain.contact import Contact, CustomValue, Name, Role
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add
from tests.unit.store.whole_file import derived, derived_anew, differences, facts

FORMER = Role("Before", "Apprentice", until=PartialDate(2019))


def roles(services: Services, number: ContactId) -> tuple[Role, ...]:
    return services.contacts.get(number).roles


# Companies


def test_who_works_nowhere_gets_a_role_beside_the_former_ones(services: Services) -> None:
    idle, never = add(services, "Idle", roles=(FORMER,)), add(services, "Never")
    services.contacts.set_company([idle, never], "  Loom ")
    assert roles(services, idle) == (FORMER, Role("Loom"))
    assert roles(services, never) == (Role("Loom"),)
    assert {row.company for row in services.contacts.rows([idle, never])} == {"Loom"}


def test_a_company_is_written_over_the_present_one_and_the_title_stays(services: Services) -> None:
    present = Role("Lom", "Weaver", "Back room", PartialDate(2020))
    second = Role("Sideline", "Owner")
    number = add(services, roles=(FORMER, present, second))
    services.contacts.set_company([number], "Loom")
    assert roles(services, number) == (FORMER, replace(present, company="Loom"), second)


def test_no_company_takes_the_present_one_away_and_leaves_what_else_is_known(services: Services) -> None:
    bare = add(services, "Bare", roles=(Role("Loom"), FORMER))
    titled = add(services, "Titled", roles=(Role("Loom", "Weaver"),))
    services.contacts.set_company([bare, titled], "")
    assert roles(services, bare) == (FORMER,)
    assert roles(services, titled) == (Role("", "Weaver"),)
    services.contacts.set_company([titled], "Mill")
    assert roles(services, titled) == (Role("Mill", "Weaver"),)


def test_setting_a_company_is_one_step_of_undo_under_the_number_of_contacts(
    services: Services, file: sqlite3.Connection
) -> None:
    ids = [add(services, f"N{at}", roles=(Role("Mill", f"T{at}"),) if at else ()) for at in range(3)]
    before = facts(file)
    services.contacts.set_company(ids, "Loom")
    assert str(services.undo.undo_label()) == "Set the company of 3 contacts"
    assert differences(derived(file), derived_anew(services, file)) == {}
    services.undo.undo()
    assert differences(facts(file), before) == {}


def test_who_works_there_already_is_not_touched(services: Services, clock: FakeClock) -> None:
    number = add(services, roles=(Role("Loom", "Weaver"),))
    clock.advance(hours=1)
    services.contacts.set_company([number], "LOOM")
    services.contacts.set_company([add(services, "None")], "")
    services.contacts.set_company([ContactId(99)], "Mill")
    assert str(services.undo.undo_label()) == "Add None"
    assert services.contacts.get(number).updated_at != clock.now()


# Fields


@pytest.fixture
def size(services: Services) -> CustomField:
    field = CustomField("Shoe size", FieldType.NUMBER)
    services.custom_fields.add(field)
    services.custom_fields.add(CustomField("hat"))
    return field


def fields(services: Services, number: ContactId) -> dict[str, str]:
    return {value.field: value.value for value in services.contacts.get(number).custom}


def test_a_field_is_set_for_many_in_its_canonical_form(services: Services, size: CustomField) -> None:
    one = add(services, "One", custom=(CustomValue("Shoe size", "39"), CustomValue("hat", "red")))
    two = add(services, "Two")
    services.contacts.set_field([one, two], "SHOE SIZE", " ٤٢,5 ".replace(",", "."))
    assert fields(services, one) == {"hat": "red", "Shoe size": "42.5"}
    assert fields(services, two) == {"Shoe size": "42.5"}
    assert str(services.undo.undo_label()) == "Set Shoe size of 2 contacts"
    assert services.filters.count(services.filters.parsed("shoe size = 42.5")) == 2
    services.undo.undo()
    assert fields(services, one) == {"Shoe size": "39", "hat": "red"}
    assert fields(services, two) == {}


def test_no_value_takes_a_field_away(services: Services, size: CustomField) -> None:
    one = add(services, "One", custom=(CustomValue("Shoe size", "39"),))
    services.contacts.set_field([one, add(services, "Two")], "Shoe size", " ")
    assert fields(services, one) == {}
    assert str(services.undo.undo_label()) == "Set Shoe size of 2 contacts"


def test_a_value_that_is_there_already_is_no_step_of_undo(
    services: Services, size: CustomField, clock: FakeClock
) -> None:
    one = add(services, "One", custom=(CustomValue("Shoe size", "39"),))
    clock.advance(hours=1)
    services.contacts.set_field([one, ContactId(99)], "Shoe size", "39")
    assert str(services.undo.undo_label()) == "Add One"
    assert services.contacts.get(one).updated_at != clock.now()


def test_what_a_field_cannot_hold_changes_nobody(services: Services, size: CustomField) -> None:
    number = services.contacts.add(Contact(Name("One")))
    with pytest.raises(UserError, match="is not a number"):
        services.contacts.set_field([number], "Shoe size", "big")
    with pytest.raises(UserError, match="There is no field “gloves”"):
        services.contacts.set_field([number], "gloves", "9")
    assert fields(services, number) == {}
