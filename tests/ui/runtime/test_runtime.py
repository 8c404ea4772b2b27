"""The small doorways: one instance, links, errors, and where the window was."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.runtime.error_border import ErrorBorder
from crm_desktop.ui.runtime.links import is_safe, mail_link, phone_link, web_link
from crm_desktop.ui.runtime.single_instance import SingleInstance
from crm_desktop.ui.runtime.window_state import WindowState


def test_a_second_start_asks_the_first_to_come_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.raise_requested):
        assert not second.is_first()
    first.stop()
    assert second.is_first()
    second.stop()


def test_two_data_folders_are_two_programs(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.is_first()
    assert other.is_first()
    one.stop()
    other.stop()


@pytest.mark.parametrize(
    "address, safe",
    [
        ("https://example.com/a?b=c", True),
        ("mailto:a@example.com", True),
        ("tel:+251911234567", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("", False),
    ],
)
def test_only_harmless_links_are_opened(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


def test_links_are_made_from_what_people_type() -> None:
    assert web_link("example.com/shop") == "https://example.com/shop"
    assert phone_link("+251 (91) 123-45 67") == "tel:+251911234567"
    assert mail_link("a@example.com?bcc=b@example.com&x") == "mailto:a@example.com%3Fbcc%3Db@example.com%26x"


def test_each_error_goes_where_it_can_be_acted_on() -> None:
    told: list[tuple[str, str]] = []
    border = ErrorBorder(
        beside_work=lambda text: told.append(("beside", text)),
        dialog=lambda text: told.append(("dialog", text)),
        crash=lambda text: told.append(("crash", text)),
    )
    border.handle(UserError("Write a name."))
    border.handle(sqlite3.OperationalError("database or disk is full"))
    border.handle(PermissionError(13, "Permission denied", "x.db"))
    border.handle(KeyError("a bug"))
    assert [place for place, _ in told] == ["beside", "dialog", "dialog", "crash"]
    assert told[0][1] == "Write a name."
    assert "Make some room" in told[1][1]


def test_a_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not WindowState(tmp_path).restore("main", window)
    window.setGeometry(50, 60, 700, 500)
    WindowState(tmp_path).keep("main", window)
    other = QWidget()
    qtbot.addWidget(other)
    assert WindowState(tmp_path).restore("main", other)
    assert other.size() == window.size()
