"""Preferences: typed, kept in the data file, and never a reason not to start."""

import sqlite3
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import BIRTHDAY, Contact, Importance, ImportantDate, Name, Phone
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.quiet import QuietTime
from crm_desktop.domain.yearly import Feb29
from crm_desktop.services.context import Services
from crm_desktop.services.settings import Preference, Settings
from tests.fakes import FakeClock
from tests.unit.store.whole_file import derived, derived_anew, differences

DEFAULTS = {
    "theme": "system",
    "font_scale": 100,
    "language": "",
    "country": "ET",
    "morning_time": time(9),
    "birthday_days_ahead": 7,
    "feb_29": Feb29.FEB_28,
    "appointment_lead": 15,
    "cadence_high": 30,
    "cadence_normal": 90,
    "cadence_low": 180,
    "statuses": ("lead", "customer", "partner", "personal", "former"),
    "close_to_tray": True,
    "people_view": "list",
    "people_columns": ("name", "company", "phone", "warmth", "last-contact"),
    "notifications": True,
    "backup_folder": "",
    "checked_at": None,
    "asked_until": None,
    "left_in": "",
    "sheet_columns": {},
    "lock_after_minutes": 0,
    "triage_tags": (),
    "paper_size": "",
    "label_sheet": "",
    "calendar_view": "week",
    "work_from": time(9),
    "work_until": time(18),
    "quiet_from": None,
    "quiet_until": None,
    "days_off": (),
    "today_order": (),
    "calendar": "gregorian",
}
OTHERS: dict[str, Any] = {
    "theme": "dark",
    "font_scale": 150,
    "language": "am",
    "country": "uz",
    "morning_time": time(7, 30),
    "birthday_days_ahead": 0,
    "feb_29": Feb29.MAR_1,
    "appointment_lead": 0,
    "cadence_high": 0,
    "cadence_normal": 3650,
    "cadence_low": 1,
    "statuses": ("ደንበኛ", " <b> ", "x", "x"),
    "close_to_tray": False,
    "people_view": "table",
    "people_columns": (),
    "notifications": False,
    "backup_folder": "/media/stick",
    "left_in": "a mark",
    "sheet_columns": {"name, tel": ("name", "phone")},
    "lock_after_minutes": 10,
    "triage_tags": ("runner", "ሯጭ"),
    "paper_size": "letter",
    "label_sheet": "5160",
    "calendar_view": "month",
    "work_from": time(7),
    "work_until": time(20),
    "checked_at": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "asked_until": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "quiet_from": time(22),
    "quiet_until": time(0),
    "days_off": (7, 6, 6),
    "today_order": ("reach-out", "now"),
    "calendar": "ethiopian",
}
NONSENSE = (
    "", "null", "nonsense", "{", "[]", "{}", "[[]]", "[1, null]",
    '"x"', "-1", "1e400", "NaN", "1" + "0" * 400,
    "99999999", "1.5", '"09:00+05:00"', '"\\ud800"', '{"a": [1]}', '[{"a": 1}]',
)  # fmt: skip


def _names() -> list[str]:
    return [name for name, value in vars(Settings).items() if isinstance(value, Preference)]


def test_every_preference_has_a_default(services: Services) -> None:
    assert {name: getattr(services.settings, name) for name in _names()} == DEFAULTS


def test_what_was_chosen_is_there_after_a_restart(
    tmp_path: Path, services: Services, clock: FakeClock
) -> None:
    for name, value in OTHERS.items():
        setattr(services.settings, name, value)
    services.close()
    again = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
    expected = {**OTHERS, "country": "UZ", "statuses": ("ደንበኛ", "<b>", "x"), "days_off": (6, 7)}
    assert {name: getattr(again.settings, name) for name in _names()} == expected
    again.close()


@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_in_the_file_falls_back_on_the_default(
    tmp_path: Path, clock: FakeClock, services: Services, file: sqlite3.Connection, value: str
) -> None:
    file.execute("DELETE FROM setting")
    file.executemany("INSERT INTO setting VALUES (?, ?)", [(name, value) for name in [*_names(), "unknown"]])
    services.close()
    again = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
    for name in _names():
        kept = getattr(again.settings, name)
        assert type(kept) is type(DEFAULTS[name])
        if name not in (
            "statuses",
            "people_columns",
            "language",
            "backup_folder",
            "left_in",
            "label_sheet",
            "sheet_columns",
            "birthday_days_ahead",
            "appointment_lead",
        ):
            assert kept == DEFAULTS[name], name
    again.contacts.add(Contact(Name("Abebe")))
    again.close()


@pytest.mark.parametrize(
    "name, value",
    [
        ("theme", "pink"),
        ("font_scale", 79),
        ("font_scale", 201),
        ("font_scale", float("inf")),
        ("country", "Ethiopia"),
        ("country", ""),
        ("country", "ኢት"),
        ("birthday_days_ahead", -1),
        ("cadence_normal", 10**30),
        ("people_view", []),
        ("calendar", "mayan"),
        ("close_to_tray", "yes"),
        ("statuses", (1,)),
        ("language", None),
        ("quiet_from", "22:00"),
        ("quiet_until", 7),
        ("days_off", (0,)),
        ("days_off", (1, True)),
        ("days_off", 8),
        ("today_order", (1,)),
    ],
)
def test_what_makes_no_sense_is_refused(services: Services, name: str, value: Any) -> None:
    before = getattr(services.settings, name)
    with pytest.raises(UserError):
        setattr(services.settings, name, value)
    assert getattr(services.settings, name) == before


def test_quiet_hours_can_be_given_up_again(services: Services, tmp_path: Path, clock: FakeClock) -> None:
    services.settings.quiet_from, services.settings.quiet_until = time(22), time(7)
    services.settings.days_off = (7,)
    assert services.settings.quiet_time == QuietTime(time(22), time(7), (7,))
    services.settings.quiet_from = services.settings.quiet_until = None
    services.settings.days_off = ()
    services.close()
    again = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
    assert again.settings.quiet_time == QuietTime(None, None, ())
    again.close()


def test_stray_characters_in_a_list_of_words_break_nothing(services: Services) -> None:
    services.settings.statuses = ("a\x00b", "c\ud800")
    assert services.settings.statuses == ("ab", "c")


def test_a_choice_is_told_once_and_the_same_again_is_not(services: Services, told: list[DataChanged]) -> None:
    services.settings.theme = "dark"
    services.settings.theme = "dark"
    assert len(told) == 1
    assert told[0].changes.touches(Kind.SETTING)
    assert not told[0].changes.touches(Kind.CONTACT)


def test_another_default_cadence_turns_the_warmth_of_everyone(
    services: Services, file: sqlite3.Connection, clock: FakeClock, told: list[DataChanged]
) -> None:
    book = services.contacts
    ids = [book.add(Contact(Name("N"), importance=importance)) for importance in Importance]
    own = book.add(Contact(Name("own"), cadence_days=5))
    never = book.add(Contact(Name("never"), do_not_contact=True))
    clock.advance(days=10)
    services.settings.cadence_normal = 8
    services.settings.cadence_low = 0
    states = [row.warmth.state for row in book.rows([*ids, own, never]) if row.warmth]
    assert states == ["none", "cold", "warm", "lost", "none"]
    assert told[-1].changes.touches(Kind.CONTACT, ids), "every row may look otherwise now"
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_the_choice_for_leap_days_moves_birthdays(services: Services, file: sqlite3.Connection) -> None:
    leap = ImportantDate(BIRTHDAY, PartialDate(2000, 2, 29))
    number = services.contacts.add(Contact(Name("Leap"), dates=(leap,)))
    assert services.contacts.rows([number])[0].birthday_on == date(2027, 2, 28)
    services.settings.feb_29 = Feb29.MAR_1
    assert services.contacts.rows([number])[0].birthday_on == date(2027, 3, 1)
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_the_country_is_the_systems_until_one_is_chosen(tmp_path: Path, clock: FakeClock) -> None:
    asked: list[str] = []

    def system() -> str:
        asked.append("asked")
        return "UZ"

    services = open_services(tmp_path, clock=clock, default_country=system)
    number = services.contacts.add(Contact(phones=(Phone("90 123 45 67"),)))
    assert services.contacts.get(number).phones[0].e164 == "+998901234567"
    services.contacts.add(Contact(phones=(Phone("90 123 45 68"),)))
    assert len(asked) == 1, "the system is asked once"
    services.settings.country = "ET"
    number = services.contacts.add(Contact(phones=(Phone("0911234567"),)))
    assert services.contacts.get(number).phones[0].e164 == "+251911234567"
    services.close()
