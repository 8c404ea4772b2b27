"""What is told while a meeting is planned: what else is there, the hour elsewhere, a clock change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.planning.plan_dialog import PlanDialog
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.text_area import TextArea
from tests.fakes import FakeClock

MakePlan = Callable[..., PlanDialog]


@pytest.fixture
def plan(services: Services, theme: ThemeController, shown: Callable[[FormDialog], None]) -> MakePlan:
    def in_view(begun: Appointment | None = None, appointment: Appointment | None = None) -> PlanDialog:
        dialog = PlanDialog(
            services.appointments,
            services.contacts,
            services.settings,
            theme,
            services.clock,
            appointment=appointment,
        )
        shown(dialog)
        if begun is not None:
            dialog.begin_with(begun)
        return dialog

    return in_view


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def told(dialog: PlanDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(PlainLabel) if each.isVisible()]


def choose_zone(dialog: PlanDialog, text: str) -> None:
    line = next(each for each in dialog.findChildren(QAbstractButton) if each.text().startswith("Time zone"))
    line.click()
    box = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Time zone")
    box.setEditText(text)


def only(services: Services) -> Appointment:
    now = services.clock.now()
    (found,) = services.appointments.between(now - timedelta(days=400), now + timedelta(days=400))
    return found


def test_what_else_is_there_is_told_while_planning_and_never_forbidden(
    plan: MakePlan, services: Services
) -> None:
    services.appointments.plan(Appointment("Yoga", wall("2026-03-03T14:30"), "UTC"))
    dialog = plan(Appointment("Lunch", wall("2026-03-03T15:00"), "UTC"))
    (sentence,) = (text for text in told(dialog) if text.startswith("At the same time"))
    assert "Yoga" in sentence
    time = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Time")
    time.setText("15:30")
    assert not any(text.startswith("At the same time") for text in told(dialog)), (
        "one ends as the other begins"
    )
    time.setText("15:00")
    dialog.submit()
    now = services.clock.now()
    assert len(services.appointments.between(now, now + timedelta(days=3))) == 2


def test_a_meeting_in_another_zone_has_the_hour_here_beside_it(plan: MakePlan, services: Services) -> None:
    dialog = plan(Appointment("Call", wall("2026-03-03T15:00"), "UTC"))
    assert not any(text.startswith("Here") for text in told(dialog))
    choose_zone(dialog, "addis ababa")
    assert "Here, in UTC: Tomorrow 12:00" in told(dialog)
    dialog.submit()
    meeting = only(services)
    assert (meeting.starts, meeting.zone) == (wall("2026-03-03T15:00"), "Africa/Addis_Ababa")


def test_one_planned_elsewhere_is_shown_in_the_hour_here_with_the_other_beside_it(
    plan: MakePlan, services: Services
) -> None:
    key = services.appointments.plan(Appointment("Call", wall("2026-03-03T15:00"), "Europe/Berlin"))
    dialog = plan(appointment=services.appointments.get(key))
    time = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Time")
    assert time.text() == "14:00"
    assert any(text.startswith("Planned in Berlin") and "15:00" in text for text in told(dialog))
    dialog.submit()
    assert services.appointments.get(key).zone == "Europe/Berlin"


def test_a_zone_that_does_not_exist_is_told_and_nothing_is_lost(plan: MakePlan, services: Services) -> None:
    dialog = plan(Appointment("Call", wall("2026-03-03T15:00"), "UTC"))
    choose_zone(dialog, "Atlantis")
    dialog.submit()
    assert dialog.error_text == "“Atlantis” is not a time zone. Type a city, such as Berlin, and choose one."
    assert dialog.isVisible()
    choose_zone(dialog, "Europe/Berlin")
    dialog.submit()
    assert only(services).zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "starts,sentence",
    [
        ("2026-03-29T02:30", "The clocks go forward there: 02:30 is skipped, so it will be 03:30."),
        ("2026-10-25T02:30", "The clocks go back there: 02:30 comes twice; the first one is meant."),
    ],
)
def test_a_time_that_a_clock_change_skips_or_doubles_is_told(
    plan: MakePlan, clock: FakeClock, starts: str, sentence: str
) -> None:
    clock.travel("Europe/Berlin")
    dialog = plan(Appointment("Late", wall(starts), "Europe/Berlin"))
    said = "\n".join(told(dialog)).replace(" 2:30", " 02:30").replace(" 3:30", " 03:30")
    said = said.replace(" AM", "").replace("\u202fAM", "")
    assert sentence in said


def test_the_agenda_is_kept_and_its_draft_too(plan: MakePlan, services: Services) -> None:
    dialog = plan(Appointment("Call", wall("2026-03-03T15:00"), "UTC", agenda="Prices\nTerms"))
    content = dialog.draft_content()
    assert (content["agenda"], content["zone"]) == ("Prices\nTerms", "UTC")
    again = plan()
    again.restore({**content, "zone": "Europe/Berlin"})
    assert next(iter(again.findChildren(TextArea))).toPlainText() == "Prices\nTerms"
    again.submit()
    assert (only(services).agenda, only(services).zone) == ("Prices\nTerms", "Europe/Berlin")


def test_a_hundred_people_can_come_to_one_meeting(
    plan: MakePlan, services: Services, abebe: ContactId
) -> None:
    people = tuple(services.contacts.add(Contact(Name(f"Guest {number}"))) for number in range(99))
    dialog = plan(Appointment("Feast", wall("2026-03-03T15:00"), "UTC", (abebe, *people)))
    dialog.submit()
    assert len(only(services).contact_ids) == 100
    again = plan(appointment=only(services))
    again.submit()
    assert only(services) == replace(only(services), contact_ids=(abebe, *people))
