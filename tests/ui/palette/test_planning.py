"""Planning in one line of the palette."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.palette.entries import Entry
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.palette.plan_entries import PlanEntries
from crm_desktop.ui.palette.source import Deeds, PaletteSource
from crm_desktop.ui.planning.line_plans import LinePlans
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.fakes import SaidMessages


class Window(QWidget):
    """Something with a palette over it."""

    def __init__(self, services: Services, theme: ThemeController) -> None:
        super().__init__()
        self.said = SaidMessages()
        self.looked_at: list[Appointment] = []
        plans = LinePlans(services.appointments, services.contacts, services.settings, services.clock)

        def nothing(*_: object) -> None:
            return None

        deeds = Deeds(
            open_contact=nothing,
            add_contact=nothing,
            log_with=nothing,
            plan_with=nothing,
            remind_of=nothing,
            plans=PlanEntries(plans, self.said, self.looked_at.append).entries,
        )
        self.palette_box = Palette(PaletteSource(services.contacts, deeds, list), theme, self)
        self.resize(900, 700)

    def type_in(self, text: str) -> list[Entry]:
        self.palette_box.open(text)
        return list(self.palette_box.findChild(QListView).model().entries)

    @property
    def box(self) -> QLineEdit:
        return self.palette_box.findChild(QLineEdit)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def window(services: Services, theme: ThemeController, qtbot: QtBot) -> Window:
    made = Window(services, theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ivanov(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Сергей Владимирович Иванов")))


def planned(services: Services) -> list[Appointment]:
    now = services.clock.now()
    return services.appointments.between(now - timedelta(days=9), now + timedelta(days=40))


def test_a_line_is_told_before_enter_and_planned_by_it(
    window: Window, services: Services, ivanov: ContactId, qtbot: QtBot
) -> None:
    first, second, *_ = window.type_in("Ivanov tomorrow 15:00 lunch")
    assert first.title == "Plan: Lunch with Сергей Владимирович Иванов"
    assert first.below == "Tomorrow 15:00 · 1 h"
    assert second.title == "Look at it first…"
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    (meeting,) = planned(services)
    assert (meeting.title, meeting.contact_ids) == ("Lunch", (ivanov,))
    assert meeting.starts_at == datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert window.said.undoables == ["Planned: Lunch with Сергей Владимирович Иванов · Tomorrow 15:00 · 1 h"]
    services.undo.undo()
    assert planned(services) == []


def test_shift_and_enter_show_it_in_the_dialog_first(
    window: Window, services: Services, ivanov: ContactId, qtbot: QtBot
) -> None:
    window.type_in("lunch with Ivanov tomorrow 15:00 90 min at Bole")
    qtbot.keyClick(window.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    (meeting,) = window.looked_at
    assert (meeting.title, meeting.minutes, meeting.place) == ("Lunch", 90, "Bole")
    assert planned(services) == []


def test_what_else_is_there_is_told_and_never_forbidden(
    window: Window, services: Services, qtbot: QtBot
) -> None:
    services.appointments.plan(Appointment("Yoga", datetime.fromisoformat("2026-03-03T14:30"), "UTC"))
    first, *_ = window.type_in("dentist tomorrow 15:00")
    assert first.below == "Tomorrow 15:00 · 1 h · At the same time: Yoga"
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    assert [one.title for one in planned(services)] == ["Yoga", "Dentist"]


def test_an_hour_that_is_over_says_that_it_means_tomorrow(window: Window) -> None:
    first, *_ = window.type_in("dentist 8:00")
    assert first.below == "Tomorrow 08:00 · today 08:00 is over · 1 h"


def test_what_repeats_says_how(window: Window, services: Services, qtbot: QtBot) -> None:
    first, *_ = window.type_in("every Monday 19:00 Yoga")
    assert first.below == "Today 19:00 · 1 h · Every week on Monday"
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    assert len(planned(services)) == 6


def test_of_two_people_with_a_name_each_is_offered(window: Window, services: Services) -> None:
    for name in ("Anna Meier", "Anna Berg"):
        services.contacts.add(Contact(Name(name)))
    titles = {entry.title for entry in window.type_in("Anna tomorrow 9:00")}
    assert {"Plan: A meeting with Anna Meier", "Plan: A meeting with Anna Berg"} <= titles


def test_a_day_without_an_hour_opens_the_dialog(window: Window, services: Services, qtbot: QtBot) -> None:
    first, *_ = window.type_in("lunch tomorrow")
    assert (first.title, first.below) == ("Plan: Lunch…", "Tomorrow · at what time?")
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    assert [one.starts.isoformat() for one in window.looked_at] == ["2026-03-03T09:00:00"]
    assert planned(services) == []


@pytest.mark.parametrize(
    "text", ["Friday", "May", "0911 22 33 44", "15:00", "remind me tomorrow", "log Ivanov today"]
)
def test_names_numbers_and_other_deeds_stay_what_they_are(
    window: Window, ivanov: ContactId, text: str
) -> None:
    assert not any(entry.title.startswith("Plan:") for entry in window.type_in(text))


def test_someone_called_like_a_day_is_found_first(window: Window, services: Services) -> None:
    services.contacts.add(Contact(Name("Friday Okafor")))
    first, *others = window.type_in("Friday Okafor")
    assert first.title == "Friday Okafor"
    assert any(entry.title.startswith("Plan:") for entry in others)


def test_the_word_plan_may_stand_before_it(window: Window) -> None:
    first, *_ = window.type_in("plan lunch tomorrow 12:30")
    assert first.title == "Plan: Lunch"


@pytest.mark.parametrize(
    "locale,calendar,text,when",
    [
        ("de_DE", "gregorian", "Zahnarzt Dienstag 9:30", "2026-03-03T09:30:00"),
        ("ru_RU", "gregorian", "стоматолог 4 марта 9:30", "2026-03-04T09:30:00"),
        ("fr_FR", "gregorian", "dentiste mardi 15h30", "2026-03-03T15:30:00"),
        ("en_US", "gregorian", "dentist 3/4 9:30 am", "2026-03-04T09:30:00"),
        ("en_GB", "gregorian", "dentist 4/3 9:30 am", "2026-03-04T09:30:00"),
        ("fa_IR", "jalali", "دندانپزشک ۱۳ اسفند ۹:۳۰", "2026-03-04T09:30:00"),
        ("am_ET", "ethiopian", "ሐኪም የካቲት ፳፭ ፱:፴", "2026-03-04T09:30:00"),
        ("am_ET", "gregorian", "ሐኪም ማክሰኞ 9:30", "2026-03-03T09:30:00"),
        ("pt_BR", "gregorian", "dentista terça-feira 9h30", "2026-03-03T09:30:00"),
        ("vi_VN", "gregorian", "khám Thứ Ba 9:30", "2026-03-03T09:30:00"),
    ],
)
def test_days_and_months_of_the_window_s_language_and_calendar(
    services: Services, locale: str, calendar: str, text: str, when: str
) -> None:
    QLocale.setDefault(QLocale(locale))
    services.settings.calendar = calendar
    plans = LinePlans(services.appointments, services.contacts, services.settings, services.clock)
    (offer,) = plans.offers(text)
    assert offer.meeting.starts.isoformat() == when
    assert len(offer.meeting.title.split()) == 1
