"""Avatars: whole letters of any script, a colour that stays, a photo where there is one."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets import avatar
from crm_desktop.ui.widgets.avatar import GROUNDS, Avatar, paint_avatar


def _painted(theme: ThemeController, name: str, **more: object) -> QImage:
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_avatar(painter, QRectF(10, 10, 40, 40), name, theme, **more)
    painter.end()
    return image


@pytest.mark.parametrize(
    "name", ["Anna Lee", "አበበ በቂላ", "محمد کریمی", "王小明", "", "???", "🇪🇹 A", "\u200d", "x" * 999]
)
def test_any_name_gives_a_round_avatar_in_its_place(
    qapp: QApplication, theme: ThemeController, name: str
) -> None:
    image = _painted(theme, name)
    assert image.pixelColor(30, 14).alpha() == 255
    assert image.pixelColor(11, 11).alpha() == 0
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(60) for y in range(9))


def _lowest_white(image: QImage) -> int:
    """How far down the letters reach."""
    white = QColor("white")
    return max(y for y in range(60) for x in range(60) if image.pixelColor(x, y) == white)


def test_an_accent_does_not_push_the_letters_down(qapp: QApplication, theme: ThemeController) -> None:
    plain, accented = _painted(theme, "Eva Hill", seed=1), _painted(theme, "Éva Hill", seed=1)
    assert _lowest_white(plain) == _lowest_white(accented)


def test_a_contact_keeps_its_colour_when_it_is_renamed(qapp: QApplication, theme: ThemeController) -> None:
    one, other = _painted(theme, "Anna", seed=7), _painted(theme, "Zoe", seed=7)
    assert one.pixelColor(30, 12) == other.pixelColor(30, 12)
    assert _painted(theme, "Anna", seed=8).pixelColor(30, 12) != one.pixelColor(30, 12)
    assert _painted(theme, "Anna", seed=7 + len(GROUNDS)) == one


def test_a_photo_fills_the_circle(qapp: QApplication, theme: ThemeController) -> None:
    photo = QPixmap(300, 200)
    photo.fill(QColor("#ff0000"))
    image = _painted(theme, "Anna", photo=photo)
    assert image.pixelColor(30, 30) == QColor("#ff0000")
    assert image.pixelColor(11, 11).alpha() == 0
    assert _painted(theme, "Anna", seed=1, photo=QPixmap()) == _painted(theme, "Anna", seed=1)


def test_a_list_paints_each_avatar_once(qapp: QApplication, theme: ThemeController) -> None:
    avatar._kept.clear()
    for _ in range(5):
        _painted(theme, "Anna", seed=1)
    assert len(avatar._kept) == 1


def test_the_avatar_widget_follows_the_scale(qtbot: QtBot, theme: ThemeController) -> None:
    widget = Avatar(theme, 64)
    qtbot.addWidget(widget)
    widget.show_person("Anna Lee", 3)
    before = widget.sizeHint().width()
    theme.set_font_scale(200)
    assert widget.sizeHint().width() >= 1.9 * before
    widget.grab()
