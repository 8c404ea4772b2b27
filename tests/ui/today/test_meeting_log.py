"""How did it go? The dialog writes down what came of a meeting, and with it that it took place."""

from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.ui.drafts.keeper import DraftKeeper
from crm_desktop.ui.logbook.log_dialog import LogDialog
from crm_desktop.ui.shell.dialog_drafts import DialogDrafts
from crm_desktop.ui.shell.dialogs import Dialogs
from crm_desktop.ui.shell.main_window import MainWindow
from crm_desktop.ui.shell.page_stack import PageStack
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.days import DayWords
from tests.fakes import FakeClock
from tests.ui.fakes import SaidMessages


@pytest.fixture
def messages() -> SaidMessages:
    return SaidMessages()


@pytest.fixture
def dialogs(services: Services, theme: ThemeController, messages: SaidMessages, qtbot: QtBot) -> Dialogs:
    window = MainWindow(PageStack({}), theme)
    qtbot.addWidget(window)
    keeper = DraftKeeper(services.drafts, services.clock, messages.error, window)
    drafts = DialogDrafts(keeper, messages, DayWords(services.clock), theme, window)  # type: ignore[arg-type]
    return Dialogs(
        services,
        lambda: None,  # type: ignore[arg-type, return-value]
        messages,  # type: ignore[arg-type]
        lambda: None,
        theme,
        window,
        lambda: drafts,
    )


def test_saving_says_that_it_took_place_and_when_in_one_step(
    dialogs: Dialogs, services: Services, messages: SaidMessages, clock: FakeClock
):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    start = datetime.fromisoformat("2026-03-02T11:00")
    meeting = services.appointments.plan(Appointment("Lunch", start, "UTC", (anna,), minutes=45))
    clock.advance(timedelta(days=1))
    dialog = dialogs.how_it_went(services.appointments.get(meeting))
    assert isinstance(dialog, LogDialog)
    dialog.submit()
    (entry,) = services.interactions.timeline(anna)
    assert (entry.kind, entry.text, entry.minutes) == (InteractionKind.MEETING, "Lunch", 45)
    assert entry.at == datetime.fromisoformat("2026-03-02T11:00+00:00")
    assert services.appointments.get(meeting).state is AppointmentState.HELD
    assert messages.undoables == ["Took place: Lunch"]
    services.undo.undo()
    assert services.interactions.timeline(anna) == []
    assert services.appointments.get(meeting).state is AppointmentState.PLANNED
