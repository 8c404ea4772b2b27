"""Handing a contact on: to a phone, to the clipboard, into another program, into a file."""

import gc
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Email, Name, Phone
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.sharing.passing_files import PassingFiles
from crm_desktop.ui.sharing.qr_sheet import QrSheet
from crm_desktop.ui.sharing.share import Share
from crm_desktop.ui.sharing.sharing import Sharing
from crm_desktop.ui.theme.controller import ThemeController
from tests.data.hostile import EVERY
from tests.ui.fakes import SaidMessages


@pytest.fixture
def messages() -> SaidMessages:
    return SaidMessages()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    return made


@pytest.fixture
def sharing(
    services: Services, messages: SaidMessages, theme: ThemeController, window: QWidget
) -> Iterator[Sharing]:
    made = Sharing(services.exporting, services.contacts, messages, theme, window)
    yield made
    made._files.clear()


@pytest.fixture
def anna(services: Services) -> ContactId:
    contact = Contact(
        Name("Anna Berg"), phones=(Phone("+49 30 12345"),), emails=(Email("a@b.example"),), notes="secret"
    )
    return services.contacts.add(contact)


def sheet_of(window: QWidget) -> QrSheet:
    [sheet] = window.findChildren(QrSheet)
    return sheet


def scanned(image: QImage) -> str:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = b"".join(bytes(grey.constScanLine(y))[: grey.width()] for y in range(grey.height()))
    found = zxingcpp.read_barcodes(memoryview(lines).cast("B", (grey.height(), grey.width())))
    assert len(found) == 1
    return found[0].text


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("scale", [100, 200])
def test_a_phone_reads_the_code_from_the_screen(
    sharing: Sharing, services: Services, anna: ContactId, window: QWidget, theme: ThemeController,
    qtbot: QtBot, look: str, scale: int,
) -> None:  # fmt: skip
    theme.set_theme(look)
    theme.set_font_scale(scale)
    sharing.share(Share.CODE, [anna])
    sheet = sheet_of(window)
    qtbot.waitExposed(sheet)
    assert scanned(sheet.grab().toImage()) == services.exporting.qr(anna).text
    sheet.close()


def test_the_code_stands_on_white_in_the_dark_too(
    sharing: Sharing, anna: ContactId, window: QWidget, theme: ThemeController
) -> None:
    theme.set_theme("dark")
    sharing.share(Share.CODE, [anna])
    view = sheet_of(window).view
    image = view.grab().toImage()
    square = view._square(image.devicePixelRatio())
    row = square.y() + square.height() // 2
    colours = {image.pixelColor(x, row).name() for x in range(square.x(), square.x() + square.width())}
    quiet = square.width() // (len(view._modules) + 8) * 2
    assert image.pixelColor(square.x() + square.width() // 2, square.y() + quiet) == QColor("white")
    assert colours == {"#ffffff", "#000000"}
    sheet_of(window).close()


def test_the_sheet_says_whose_it_is_and_what_is_not_in_it(
    sharing: Sharing, anna: ContactId, window: QWidget
) -> None:
    sharing.share(Share.CODE, [anna])
    sheet = sheet_of(window)
    assert sheet.title.text() == "Anna Berg"
    assert sheet.left.text() == "Not in the code: your notes."
    reader = QAccessible.queryAccessibleInterface(sheet.view)
    assert reader.text(QAccessible.Text.Name) == "QR code of Anna Berg"
    assert reader.text(QAccessible.Text.Description) == "Anna Berg\n+49 30 12345\na@b.example"
    sheet.close()


def test_a_contact_is_copied_as_a_card_and_as_text(
    sharing: Sharing, anna: ContactId, messages: SaidMessages
) -> None:
    sharing.share(Share.COPY, [anna])
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Anna Berg\n+49 30 12345\na@b.example"
    assert bytes(data.data("text/vcard").data()).startswith(b"BEGIN:VCARD\r\nVERSION:3.0")
    assert data.data("text/x-vcard") == data.data("text/vcard")
    assert messages.said == ["Copied: Anna Berg"]


def test_several_are_copied_one_behind_the_other(
    sharing: Sharing, services: Services, anna: ContactId, messages: SaidMessages
) -> None:
    ben = services.contacts.add(Contact(Name("Ben")))
    sharing.share(Share.COPY, [anna, ben])
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().endswith("a@b.example\n\nBen")
    assert bytes(data.data("text/vcard").data()).count(b"BEGIN:VCARD") == 2
    assert messages.said == ["Copied 2 contacts"]


def test_far_too_many_are_not_put_on_the_clipboard(
    sharing: Sharing, anna: ContactId, messages: SaidMessages
) -> None:
    sharing.share(Share.COPY, [anna, *map(ContactId, range(2, 900))])
    assert messages.errors == ["These are too many for the clipboard. Export them to a file."]


def test_a_card_is_saved_to_a_file(
    sharing: Sharing, anna: ContactId, messages: SaidMessages, tmp_path: Path
) -> None:
    sharing.save_to(anna, tmp_path / "Anna Berg.vcf")
    assert b"FN:Anna Berg" in (tmp_path / "Anna Berg.vcf").read_bytes()
    assert messages.said == ["Saved: Anna Berg.vcf"]


def test_a_card_is_dragged_out_as_a_file_and_as_a_card(
    sharing: Sharing, anna: ContactId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen: list[tuple[QMimeData, bool]] = []
    sharing.drag_with = lambda drag: seen.append((drag.mimeData(), drag.pixmap().isNull()))
    sharing.share(Share.DRAG, [anna])
    [(data, without_picture)] = seen
    assert not without_picture
    [url] = data.urls()
    file = Path(url.toLocalFile())
    assert file.name == "Anna Berg.vcf"
    assert file.read_bytes() == bytes(data.data("text/vcard").data())
    assert not data.hasText() or data.text() == url.toString()
    if os.name == "posix":
        assert stat.S_IMODE(file.parent.parent.stat().st_mode) == 0o700


def test_what_was_dragged_goes_with_the_window(
    services: Services, anna: ContactId, theme: ThemeController, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot,
) -> None:  # fmt: skip
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    window = QWidget()
    sharing = Sharing(services.exporting, services.contacts, SaidMessages(), theme, window)
    sharing.drag_with = lambda drag: None
    sharing.share(Share.DRAG, [anna])
    assert len(list(tmp_path.glob("crm-desktop-card-*"))) == 1
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    assert list(tmp_path.glob("crm-desktop-card-*")) == []


def test_what_a_crash_left_goes_the_next_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, new = tmp_path / "crm-desktop-card-old", tmp_path / "crm-desktop-card-new"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (1, 1))
    files = PassingFiles()
    files.write("a.vcf", b"x")
    assert not old.exists()
    assert new.exists()
    del files
    gc.collect()
    assert list(tmp_path.iterdir()) == [new]


def test_two_of_one_name_have_a_file_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    files = PassingFiles()
    first, second = files.write("a.vcf", b"1"), files.write("a.vcf", b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    files.clear()
    assert files.write("a.vcf", b"3").exists()


def test_whoever_is_gone_is_said(
    sharing: Sharing, services: Services, anna: ContactId, messages: SaidMessages
) -> None:
    services.contacts.delete([anna])
    for how in Share:
        sharing.share(how, [anna])
    assert len(messages.errors) == len(Share)
    sharing.share(Share.COPY, [])
    assert len(messages.errors) == len(Share)


def test_any_name_can_be_handed_on(
    sharing: Sharing, services: Services, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    names: list[str] = []
    sharing.drag_with = lambda drag: names.append(Path(drag.mimeData().urls()[0].toLocalFile()).name)
    texts = [text for text in EVERY if services.contacts.cleaned(Contact(Name(text))).name.full]
    for text in texts:
        key = services.contacts.add(Contact(Name(text)))
        for how in (Share.CODE, Share.COPY, Share.DRAG):
            sharing.share(how, [key])
        sheet_of(window).setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        sheet = sheet_of(window)
        assert sheet.width() <= 1200
        sheet.close()
        sheet.setParent(None)
        sheet.deleteLater()
    assert len(names) == len(texts)
