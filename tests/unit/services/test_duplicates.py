"""Who is there twice is found and told why; who was said to be two people is left alone."""

import itertools
import threading
from dataclasses import replace

import pytest

from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone, Role
from crm_desktop.domain.duplicates.groups import Signal
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled

NUMBERS = itertools.count(1)
BORN = PartialDate(1990, 5, 17)


def add(
    services: Services,
    name: str,
    phone: str = "",
    email: str = "",
    born: PartialDate | None = None,
    **more: object,
) -> int:
    card = Contact(
        Name(name),
        uid=f"urn:x:{next(NUMBERS)}",
        phones=(Phone(phone),) if phone else (),
        emails=(Email(email),) if email else (),
        dates=(ImportantDate(BIRTHDAY, born),) if born else (),
    )
    return services.contacts.add(replace(card, **more))  # type: ignore[arg-type]


def groups(services: Services) -> list[tuple[int, ...]]:
    return [group.ids for group in services.duplicates.find()]


def test_one_person_twice_is_found_with_the_reasons(services: Services) -> None:
    one = add(services, "Jon Smith", "0911 22 33 44", "jon@example.org")
    other = add(services, "John Smith", "+251911223344", "Jon@Example.org")
    add(services, "Jane Smith", "+251911223344")
    (group,) = services.duplicates.find()
    assert group.ids == (one, other)
    assert {reason.signal for reason in group.reasons} == {Signal.PHONE, Signal.EMAIL, Signal.SOUND}


def test_three_who_hold_together_are_one_group(services: Services) -> None:
    one = add(services, "Anna Petrova", "0911223344")
    two = add(services, "Анна Петрова", "0911223344", "anna@example.org")
    three = add(services, "Petrova Anna", "", "anna@example.org")
    assert groups(services) == [(one, two, three)]


def test_a_chain_breaks_where_two_cannot_be_one(services: Services) -> None:
    father = add(services, "John Smith", "0911223344", born=PartialDate(1950, 1, 2))
    between = add(services, "John Smith", "0911223344", "john@example.org")
    son = add(services, "John Smith", "", "john@example.org", born=PartialDate(1980, 3, 4))
    found = groups(services)
    assert len(found) == 1
    assert not {father, son} <= set(found[0])
    assert between in found[0]


def test_ten_cards_of_one_person_are_no_crowd(services: Services) -> None:
    ids = [add(services, "Ana Costa", "0911223344") for _ in range(10)]
    for number in range(10):
        add(services, f"Person {number}", "0911223355", roles=(Role("Acme"),))
    add(services, "Person 3", "0911223355")
    assert groups(services) == [tuple(ids)]
    assert len(services.duplicates.like(services.contacts.get(ids[0]), ids[0])) == 9


def test_homonyms_are_safe(services: Services) -> None:
    for _ in range(3):
        add(services, "John Smith")
    for number in range(30):
        add(services, "Mohammed Ali", roles=(Role("Railways"),), notes=str(number))
    assert groups(services) == []


def test_birthdays_without_a_year_and_spelled_otherwise_are_found(services: Services) -> None:
    one = add(services, "Thandiwe Nkosi", born=BORN)
    other = add(services, "Thandiwe Nkosi", born=PartialDate(None, 5, 17))
    add(services, "Sipho Nkosi", born=PartialDate(None, 5, 17))
    assert groups(services) == [(one, other)]


def test_who_is_in_the_trash_is_not_proposed(services: Services) -> None:
    one = add(services, "Ana Costa", "0911223344")
    other = add(services, "Ana Costa", "0911223344")
    services.contacts.delete([other])
    assert groups(services) == []
    assert services.duplicates.like(services.contacts.get(one), one) == []
    services.contacts.restore([other])
    assert groups(services) == [(one, other)]


def test_two_people_are_remembered_and_can_be_forgotten(services: Services) -> None:
    one = add(services, "Ana Costa", "0911223344")
    other = add(services, "Ana Costa", "0911223344")
    services.duplicates.apart([other, one])
    assert groups(services) == []
    assert services.duplicates.apart_pairs() == [(one, other)]
    assert services.duplicates.like(services.contacts.get(one), one) == []
    services.undo.undo()
    assert groups(services) == [(one, other)]
    services.undo.redo()
    services.duplicates.together(one, other)
    assert groups(services) == [(one, other)]


def test_of_three_of_whom_two_are_two_people_two_are_proposed(services: Services) -> None:
    ids = [add(services, "Ana Costa", "0911223344") for _ in range(3)]
    services.duplicates.apart(ids[:2])
    (group,) = services.duplicates.find()
    assert len(group.ids) == 2
    assert ids[2] in group.ids


def test_the_third_stays_apart_from_one_that_two_became(services: Services) -> None:
    ids = [add(services, "Ana Costa", "0911223344") for _ in range(3)]
    services.duplicates.apart([ids[1], ids[2]])
    services.duplicates.merge(services.duplicates.propose(ids[:2]))
    assert services.duplicates.apart_pairs() == [(ids[0], ids[2])]
    assert groups(services) == []


def test_a_crowd_with_one_name_or_one_key_is_no_work(services: Services) -> None:
    with services.uow(None) as tx:
        tx.add_many(
            [
                services.contacts.cleaned(
                    Contact(
                        Name("Mohammed"),
                        uid=f"u{number}",
                        phones=(Phone("0911223344"),),
                        roles=(Role("Acme"),),
                    )
                )
                for number in range(3000)
            ]
        )
    told: list[int] = []
    assert services.duplicates.find(lambda done, _total: told.append(done)) == []
    assert told == sorted(told)
    assert told[-1] == 1000
    assert len(told) < 60


def test_it_can_be_cancelled(services: Services) -> None:
    add(services, "Ana Costa", "0911223344")
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        services.duplicates.find(lambda _done, _total: cancel.set(), cancel)


def test_a_card_that_is_typed_resembles_somebody(services: Services) -> None:
    one = add(services, "Юсуф Демир", "0911223344", born=BORN)
    add(services, "Somebody Else", "0911223355")
    (found,) = services.duplicates.like(Contact(Name("Yusuf Demir"), phones=(Phone("+251 911 22 33 44"),)))
    assert (found.contact_id, found.name) == (one, "Юсуф Демир")
    assert found.is_likely
    (found,) = services.duplicates.like(Contact(Name("Yusuf Demir"), dates=(ImportantDate(BIRTHDAY, BORN),)))
    assert found.contact_id == one
    assert services.duplicates.like(Contact(Name("Yusuf Demir"))) == []
    (found,) = services.duplicates.like(Contact(Name("Yusuf Demir")), loosely=True)
    assert not found.is_likely
    assert services.duplicates.like(Contact()) == []
    assert services.duplicates.like(services.contacts.get(one), except_id=one) == []


@pytest.mark.parametrize(
    "name", ["王小明", "Abebe Bikila", "محمد كريم", "Jean-Luc O'Brien", "Ünal Şahin", "김민수"]
)
def test_a_name_in_any_script_is_looked_up(services: Services, name: str) -> None:
    one = add(services, name, born=BORN)
    (found,) = services.duplicates.like(Contact(Name(name), dates=(ImportantDate(BIRTHDAY, BORN),)))
    assert found.contact_id == one
    (found,) = services.duplicates.like(Contact(Name(name)), loosely=True)
    assert found.contact_id == one


@pytest.mark.parametrize("typed", ["", '"', "* OR x", "a" * 5000, "% _", "NEAR(", "\x00", "🙂"])
def test_whatever_is_typed_is_looked_up_as_text(services: Services, typed: str) -> None:
    add(services, "Ana Costa", "0911223344")
    assert services.duplicates.like(Contact(Name(typed), emails=(Email(typed),))) == []


def test_what_cannot_be_merged_is_refused_in_words(services: Services) -> None:
    one = add(services, "Ana Costa")
    other = add(services, "Ana Costa")
    with pytest.raises(UserError, match="at least two"):
        services.duplicates.propose([one, one])
    with pytest.raises(UserError, match="no contact with the number 99"):
        services.duplicates.propose([one, 99])
    with pytest.raises(UserError, match="at most 50"):
        services.duplicates.propose(list(range(1, 60)))
    plan = services.duplicates.propose([one, other])
    services.contacts.set_status([other], "lead")
    with pytest.raises(UserError, match="changed meanwhile"):
        services.duplicates.merge(plan)
    services.contacts.delete([other])
    with pytest.raises(UserError, match="no contact"):
        services.duplicates.propose([one, other])
