"""A brief before a meeting and an answer of the notebook: on paper, in a PDF, and as a table."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name, Phone, Role
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.services.table_file import write_table
from crm_desktop.ui.asking.replies import Replies
from crm_desktop.ui.asking.reply import Reply
from crm_desktop.ui.printing.answer import answer
from crm_desktop.ui.printing.brief import brief
from crm_desktop.ui.printing.ready_sheet import ReadySheet
from crm_desktop.ui.printing.shape import shape
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.days import DayWords
from tests.data.hostile import EVERY
from tests.ui.printing.paper import TellingInk, texts

START = datetime.fromisoformat("2026-03-04T10:00")


@pytest.fixture
def hana(services: Services) -> ContactId:
    return services.contacts.add(
        Contact(
            Name("ሐና ዓለሙ"), phones=(Phone("0911 234 567"),), facts=("drinks tea",),
            roles=(Role("Bole Print", "Owner"),),
        )
    )  # fmt: skip


@pytest.fixture
def meeting(services: Services, hana: ContactId) -> AppointmentId:
    return services.appointments.plan(
        Appointment("Contract", START, "UTC", (hana,), place="Café Tomoca", agenda="Prices\nPaper")
    )


def _planned(services: Services, title: str = "Talk", who: tuple[ContactId, ...] = ()) -> Reply:
    services.appointments.plan(Appointment(title, START, "UTC", who))
    replies = Replies(services.questions, services.settings, services.clock)
    return replies.planned(date(2026, 3, 1), date(2026, 3, 31))


def test_a_brief_says_who_where_and_what_to_know(
    services: Services, ink: TellingInk, hana: ContactId, meeting: AppointmentId
) -> None:
    now = services.clock.now()
    services.interactions.log(
        Interaction(InteractionKind.CALL, now - timedelta(days=3), (hana,), "Wants 300", agreed="rough")
    )
    services.interactions.log(
        Interaction(InteractionKind.COMPLAINT, now - timedelta(days=9), (hana,), "Late again", due=now.date())
    )
    services.follow_ups.promise(FollowUp(hana, "Bring samples", now.date() + timedelta(days=1)))
    found = services.papers.brief(meeting)
    written = texts(brief(found, DayWords(services.clock), shape("a4"), ink), ink)
    for wanted in (
        "Contract", "Café Tomoca", "Prices", "Paper", "ሐና ዓለሙ", "Owner · Bole Print", "0911 234 567",
        "drinks tea", "Bring samples", "Late again", "Wants 300", "rough", "Open matters",
    ):  # fmt: skip
        assert wanted in written


def test_of_somebody_new_a_brief_says_that_nothing_is_known(
    services: Services, ink: TellingInk, meeting: AppointmentId
) -> None:
    found = services.papers.brief(meeting)
    written = texts(brief(found, DayWords(services.clock), shape("a5"), ink), ink)
    assert "Nothing was written down of them yet." in written


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_no_text_breaks_a_brief_or_an_answer(services: Services, rtl: bool) -> None:
    ink = TellingInk(rtl=rtl)
    who = tuple(services.contacts.add(Contact(Name(text or "x"), facts=(text or "x",))) for text in EVERY[:8])
    for text in EVERY[:12]:
        title = " ".join(text.split())[:200] or "x"
        reply = _planned(services, title, who[:1])
        number = reply.lines[-1].meeting
        assert number is not None
        assert texts(answer(reply, date(2026, 3, 2), shape("a4"), ink), ink)
        found = services.papers.brief(number)
        assert texts(brief(found, DayWords(services.clock), shape("a4"), ink), ink)


def test_an_answer_on_paper_has_its_sentence_numbers_and_list(
    services: Services, ink: TellingInk, hana: ContactId
) -> None:
    written = texts(answer(_planned(services, who=(hana,)), date(2026, 3, 2), shape("a4"), ink), ink)
    for wanted in ("What is planned", "1 meeting planned: 1 Mar – 31 Mar 2026.", "Talk", "Planned", "ሐና ዓለሙ"):
        assert wanted in written


def test_what_is_ready_is_shown_for_the_paper_one_has_and_becomes_a_pdf(
    services: Services, theme: ThemeController, ink: TellingInk, qtbot: QtBot, tmp_path: Path
) -> None:
    reply = _planned(services)
    sheet = ReadySheet(
        lambda paper: answer(reply, date(2026, 3, 2), paper, ink), services.settings, ImmediateRunner(), theme
    )
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.size_box.setCurrentIndex(sheet.size_box.findData("a5"))
    assert sheet.document is not None
    assert sheet.document.shape.name == "a5"
    path = tmp_path / "answer.pdf"
    with qtbot.waitSignal(sheet.written):
        sheet.save_pdf(path)
    assert path.read_bytes().startswith(b"%PDF")


FORMULA = "=HYPERLINK(evil)"


@pytest.fixture
def hostile(services: Services) -> Reply:
    return _planned(services, FORMULA)


def test_an_answer_in_csv_runs_nothing(hostile: Reply, tmp_path: Path) -> None:
    reply, path = hostile, tmp_path / "answer.csv"
    assert write_table(path, reply.headings, reply.rows, name=reply.title) == 1
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [["Date", "Time", "Meeting", "With"], ["2026-03-04", "10:00", f"'{FORMULA}", ""]]


def test_an_answer_in_a_workbook_runs_nothing_and_has_real_dates(hostile: Reply, tmp_path: Path) -> None:
    reply, path = hostile, tmp_path / "answer.xlsx"
    write_table(path, reply.headings, reply.rows, name="[What] is: planned? 'and more than there is room'")
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet["C2"].value == f"'{FORMULA}"
    assert sheet["C2"].data_type == "s"
    assert sheet["A2"].value.date() == date(2026, 3, 4)
