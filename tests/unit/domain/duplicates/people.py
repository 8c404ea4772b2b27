"""Invented people, two cards at a time: of one person, or of two who only share something."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_desktop.domain.contact import BIRTHDAY, Address, Contact, Email, ImportantDate, Name, Phone, Role
from crm_desktop.domain.partial_date import Calendar, PartialDate


def card(
    name: str | tuple[str, str] = "",
    phone: str = "",
    email: str = "",
    born: str = "",
    company: str = "",
    street: str = "",
    nickname: str = "",
    calendar: Calendar = Calendar.GREGORIAN,
) -> Contact:
    """A card; phones are international, a birthday is "1990-05-17" or "05-17", streets are in one town."""
    given, family = name if isinstance(name, tuple) else ("", "")
    parts = [int(part) for part in born.split("-")] if born else []
    date = PartialDate(*([None] * (3 - len(parts))), *parts, calendar) if parts else None  # type: ignore[misc]
    return Contact(
        name=Name(full=name if isinstance(name, str) else "", given=given, family=family, nickname=nickname),
        phones=tuple(Phone(one, e164=one) for one in phone.split()),
        emails=tuple(Email(one) for one in email.split()),
        dates=(ImportantDate(BIRTHDAY, date),) if date else (),
        roles=(Role(company),) if company else (),
        addresses=(Address(street=street, city="Adama"),) if street else (),
    )


@dataclass(frozen=True)
class Two:
    """Two cards, and how many in the file share what they share where it is more than these two."""

    one: Contact
    other: Contact
    phones: int = 2
    emails: int = 2
    company: int = 2
    place: int = 2
    born: int = 2
    namesakes: int = 2


MOBILE, LANDLINE = "+251911223344", "+251221112233"
MAIL = "someone@example.org"
HOUSE = "12 Bole Road"

SAME: Mapping[str, Two] = {
    "the same name and phone": Two(card("Abebe Bikila", MOBILE), card("Abebe Bikila", MOBILE)),
    "family name first": Two(card("Sergey Ivanov", MOBILE), card("Ivanov Sergey", MOBILE)),
    "with a comma": Two(card("Smith, John", email=MAIL), card("John Smith", email=MAIL)),
    "Cyrillic and Latin": Two(card("Сергей Иванов", MOBILE), card("Sergei Ivanov", MOBILE)),
    "Ethiopic and Latin": Two(card("አበበ ቢቂላ", MOBILE), card("Abebe Bikila", MOBILE)),
    "Arabic and Latin": Two(card("محمد كريم", MOBILE), card("Mohammed Karim", MOBILE)),
    "Persian and Latin": Two(card("فاطمه حسینی", MOBILE), card("Fatemeh Hosseini", MOBILE)),
    "Uzbek in both alphabets": Two(card("Xurshid Rahimov", MOBILE), card("Хуршид Рахимов", MOBILE)),
    "characters and pinyin": Two(card("王小明", MOBILE), card("Wang Xiaoming", MOBILE)),
    "accents": Two(card("Łukasz Wójcik", email=MAIL), card("Lukasz Wojcik", email=MAIL)),
    "umlauts": Two(card("Jürgen Müller", MOBILE), card("Juergen Mueller", MOBILE)),
    "Jon and John": Two(card("Jon Smith", MOBILE), card("John Smith", MOBILE)),
    "Yusuf and Yousef": Two(card("Yusuf Demir", MOBILE), card("Yousef Demir", MOBILE)),
    "Mehmed and Mohammed": Two(card("Mehmed Aydin", MOBILE), card("Mohammed Aydin", MOBILE)),
    "Muhammad and Mohammed": Two(card("Muhammad Ali", email=MAIL), card("Mohammed Ali", email=MAIL)),
    "an initial": Two(card("J. Smith", MOBILE), card("John Smith", MOBILE)),
    "a short form": Two(card("Bob Miller", email=MAIL), card("Robert Miller", email=MAIL)),
    "a Russian short form": Two(card("Саша Петров", MOBILE), card("Александр Петров", MOBILE)),
    "letters changed places": Two(card("Jhon Smith", MOBILE), card("John Smith", MOBILE)),
    "a letter left out": Two(card("Thandiwe Nkosi", MOBILE), card("Thandwe Nkosi", MOBILE)),
    "the key beside it": Two(card("Sergei Petrov", MOBILE), card("Sergri Petrov", MOBILE)),
    "a third name": Two(card("Abebe Bikila Wakjira", MOBILE), card("Abebe Bikila", MOBILE)),
    "a patronymic": Two(card("Иванов Сергей Петрович", MOBILE), card("Сергей Иванов", MOBILE)),
    "only a given name": Two(card("Anna", MOBILE), card("Anna Petrova", MOBILE)),
    "a title": Two(card("Dr. Anna Petrova", MOBILE), card("Anna Petrova", MOBILE)),
    "a hyphen": Two(card("Jean-Luc Moreau", MOBILE), card("Jeanluc Moreau", MOBILE)),
    "an article": Two(card("Abd al-Rahman Nasser", MOBILE), card("Abdulrahman Nasser", MOBILE)),
    "name and birthday": Two(
        card("Tirunesh Haile", born="1990-05-17"), card("Tirunesh Haile", born="1990-05-17")
    ),
    "a birthday in two calendars": Two(
        card("Tirunesh Haile", born="1983-01-01", calendar=Calendar.ETHIOPIAN),
        card("Tirunesh Haile", born="1990-09-11"),
    ),
    "a birthday without its year": Two(
        card("Tirunesh Haile", MOBILE, born="05-17"), card("Tirunesh Haile", MOBILE, born="1990-05-17")
    ),
    "day and month changed places": Two(
        card("Tirunesh Haile", MOBILE, MAIL, "1990-05-03"), card("Tirunesh Haile", MOBILE, MAIL, "1990-03-05")
    ),
    "name and a small company": Two(
        card("Selam Tesfaye", company="Selam Bakery"), card("Selam Tesfaye", company="SELAM BAKERY")
    ),
    "name and house": Two(card("Selam Tesfaye", street=HOUSE), card("Selam Tesfaye", street="Bole Rd 12")),
    "phone and e-mail, one without a name": Two(card("", MOBILE, MAIL), card("Selam Tesfaye", MOBILE, MAIL)),
    "phone and e-mail, married": Two(
        card(("Anna", "Petrova"), MOBILE, MAIL), card(("Anna", "Sidorova"), MOBILE, MAIL)
    ),
    "the man's form of her name": Two(card("Anna Petrova", MOBILE), card("Anna Petrov", MOBILE)),
    "Gmail with dots": Two(
        card("Ana Costa", email="ana.costa@gmail.com"), card("Ana Costa", email="anacosta@gmail.com")
    ),
    "a trunk zero": Two(card("Ana Costa", "0911223344"), card("Ana Costa", MOBILE)),
    "a nickname": Two(card("Cat Robinson", MOBILE), card("Adaora Robinson", MOBILE, nickname="Cat")),
    "the company's card twice": Two(
        card("", LANDLINE, company="Acme Tiles"), card("Acme Tiles", LANDLINE, "info@acme.example")
    ),
    "a phone at work, and the same name": Two(
        card("Selam Tesfaye", LANDLINE), card("Selam Tesfaye", LANDLINE), phones=6
    ),
    "a name that thousands have, and one phone": Two(
        card("Mohammed", MOBILE), card("Mohammed", MOBILE), namesakes=10_000
    ),
}

DIFFERENT: Mapping[str, Two] = {
    "the same name alone": Two(card("John Smith"), card("John Smith")),
    "the same rare name alone": Two(card("Thandiwe Xolani Nkosi"), card("Thandiwe Xolani Nkosi")),
    "name and a big company": Two(
        card("John Smith", company="Railways"), card("John Smith", company="Railways"), company=400
    ),
    "a common name and birthday": Two(
        card("Mohammed", born="1990-01-01"), card("Mohammed", born="1990-01-01"), born=300, namesakes=10_000
    ),
    "a name that hundreds have, born on one day": Two(
        card("Mohammed Ali", born="1988-04-02"), card("Mohammed Ali", born="1988-04-02"), namesakes=500
    ),
    "a family's phone": Two(card("Ivan Petrov", LANDLINE), card("Maria Petrova", LANDLINE)),
    "a family's phone and house": Two(
        card("Peter Brown", LANDLINE, street=HOUSE), card("Jane Brown", LANDLINE, street=HOUSE)
    ),
    "a couple's phone and mailbox": Two(
        card("Peter Brown", LANDLINE, MAIL), card("Jane Brown", LANDLINE, MAIL)
    ),
    "John and Jane": Two(card("John Brown", LANDLINE, MAIL), card("Jane Brown", LANDLINE, MAIL)),
    "John and Joan": Two(card("John Brown", LANDLINE, MAIL), card("Joan Brown", LANDLINE, MAIL)),
    "Andrew and Andrea": Two(card("Andrew Brown", LANDLINE), card("Andrea Brown", LANDLINE)),
    "Mr and Mrs": Two(card("Mr J Smith", LANDLINE), card("Mrs J Smith", LANDLINE)),
    "brothers": Two(
        card("Jamal Nasser", LANDLINE, street=HOUSE), card("Jamil Nasser", LANDLINE, street=HOUSE)
    ),
    "twins": Two(
        card("Hasan Aliyev", LANDLINE, MAIL, "2001-02-03", street=HOUSE),
        card("Husan Aliyev", LANDLINE, MAIL, "2001-02-03", street=HOUSE),
    ),
    "sisters": Two(
        card("Maria Lopez", LANDLINE, born="1999-09-09"), card("Marta Lopez", LANDLINE, born="1999-09-09")
    ),
    "brother and sister": Two(card("Daniel Novak", LANDLINE), card("Daniela Novak", LANDLINE)),
    "man and woman of one name": Two(card("Alexander Petrov", LANDLINE), card("Alexandra Petrova", LANDLINE)),
    "initials of a couple": Two(card("А. Иванов", LANDLINE), card("А. Иванова", LANDLINE)),
    "father and son": Two(
        card("John Smith", LANDLINE, born="1950-01-02"), card("John Smith", LANDLINE, born="1980-03-04")
    ),
    "father and son, also at one house and mailbox": Two(
        card("John Smith", LANDLINE, MAIL, "1950-01-02", "Smith & Son", HOUSE),
        card("John Smith", LANDLINE, MAIL, "1980-03-04", "Smith & Son", HOUSE),
    ),
    "senior and junior": Two(card("John Smith Sr.", LANDLINE, MAIL), card("John Smith Jr.", LANDLINE, MAIL)),
    "one of them a junior": Two(card("John Smith", LANDLINE), card("John Smith Jr.", LANDLINE)),
    "father and son by the father's name": Two(
        card("Abebe Bikila", LANDLINE), card("Bikila Wakjira", LANDLINE)
    ),
    "an office's mailbox": Two(
        card("Abebe Bikila", email="info@acme.example"), card("Sara Tadesse", email="info@acme.example")
    ),
    "one given name and an office's mailbox": Two(
        card("Sara", email="info@acme.example"), card("Sara", email="info@acme.example"), emails=9
    ),
    "colleagues": Two(
        card("Abebe Bikila", LANDLINE, company="Acme"), card("Sara Tadesse", LANDLINE, company="Acme")
    ),
    "somebody and the company": Two(
        card("Abebe Bikila", LANDLINE, "info@acme.example", company="Acme"),
        card("", LANDLINE, "info@acme.example", company="Acme"),
    ),
    "a phone that forty share": Two(card("John Smith", LANDLINE), card("John Smith", LANDLINE), phones=40),
    "an initial, and a phone that many share": Two(
        card("J. Smith", LANDLINE), card("John Smith", LANDLINE), phones=9
    ),
    "neighbours": Two(card("Peter Brown", street=HOUSE), card("Paul Green", street=HOUSE)),
    "one house, many flats": Two(
        card("Anna Brown", street=HOUSE), card("Anna Brown", street=HOUSE), place=60
    ),
    "born on one day": Two(card("Peter Brown", born="1990-05-17"), card("Paul Green", born="1990-05-17")),
    "one phone, one without a name": Two(card("", LANDLINE), card("Peter Brown", LANDLINE)),
    "Muhammad and Mahmud": Two(card("محمد كريم", LANDLINE), card("محمود كريم", LANDLINE)),
    "Hassan and Hussein in Arabic": Two(card("حسن نصر", LANDLINE), card("حسين نصر", LANDLINE)),
    "other characters": Two(card("王小明", LANDLINE), card("王大伟", LANDLINE)),
    "characters that are read alike": Two(card("王小明", company="Tea"), card("汪晓鸣", company="Tea")),
    "Ethiopic siblings": Two(card("አበበ ቢቂላ", LANDLINE), card("ከበደ ቢቂላ", LANDLINE)),
    "Zulu spouses": Two(
        card("Sipho Dlamini", LANDLINE, street=HOUSE), card("Nomsa Dlamini", LANDLINE, street=HOUSE)
    ),
    "Karina and Katrina": Two(card("Karina Berg", LANDLINE, MAIL), card("Katrina Berg", LANDLINE, MAIL)),
    "a son named after his father": Two(
        card("Martin Weber", LANDLINE, born="1960-07-07"), card("Martin Weber", LANDLINE, born="1990-07-07")
    ),
}
