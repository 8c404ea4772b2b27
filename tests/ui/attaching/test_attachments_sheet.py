"""What belongs to a meeting, seen and added to in its sheet."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.services.context import Services
from crm_desktop.ui.attaching.attachments_sheet import AttachmentsSheet
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.buttons import IconButton
from tests.ui.as_typed import faults
from tests.ui.fakes import SaidMessages


@pytest.fixture
def messages() -> SaidMessages:
    return SaidMessages()


@pytest.fixture
def sheet(
    services: Services, theme: ThemeController, messages: SaidMessages, qtbot: QtBot
) -> Iterator[AttachmentsSheet]:
    starts = (services.clock.now() + timedelta(hours=2)).replace(tzinfo=None)
    number = services.appointments.plan(Appointment("Prices & <b>", starts, "UTC"))
    made = AttachmentsSheet(services.appointments.get(number), services.attachments, messages, theme)
    made.open()
    yield made
    made.close()
    made.deleteLater()


def press(sheet: AttachmentsSheet, name: str) -> None:
    QApplication.processEvents()
    next(
        each for each in sheet.findChildren(IconButton) if each.accessibleName() == name and each.isVisible()
    ).click()


def test_a_file_is_copied_in_saved_elsewhere_and_removed(
    sheet: AttachmentsSheet, services: Services, messages: SaidMessages, tmp_path: Path
) -> None:
    offer = tmp_path / "offer & <i>.txt"
    offer.write_text("300")
    sheet.add_file(offer)
    [kept] = services.attachments.of(sheet._meeting)
    assert faults(sheet) == []
    sheet.save_copy(kept, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_text() == "300"
    press(sheet, "Remove: offer & <i>.txt")
    assert services.attachments.of(sheet._meeting) == []
    assert sheet._nothing.isVisible()
    assert messages.undoables == ["Attached: offer & <i>.txt", "Removed: offer & <i>.txt"]


def test_an_address_is_typed_and_enter_adds_it(
    sheet: AttachmentsSheet, services: Services, qtbot: QtBot
) -> None:
    qtbot.keyClicks(sheet._address, "example.org/offer")
    qtbot.keyClick(sheet._address, Qt.Key.Key_Return)
    [kept] = services.attachments.of(sheet._meeting)
    assert kept.link == "https://example.org/offer"
    assert sheet.isVisible()
    assert sheet._address.text() == ""


def test_what_cannot_be_copied_is_said_in_the_sheet(sheet: AttachmentsSheet, tmp_path: Path) -> None:
    sheet.add_file(tmp_path / "gone.txt")
    assert "not a file" in sheet._error.text()
