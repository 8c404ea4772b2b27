"""Text from outside is shown as it is, in its own direction, and cut where it does not fit."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.controller import Face, ThemeController
from crm_desktop.ui.widgets.labels import (
    ElidedLabel,
    FaceLabel,
    Muted,
    PlainLabel,
    Title,
    isolated,
    plain_tip,
)
from crm_desktop.ui.widgets.pill import Pill, paint_pill, pill_size

HOSTILE = [
    "<b>bold</b>",
    "&amp; &x",
    "%s {0} {name}",
    "a\nb",
    "\u202eevil",
    "x" * 10_000,
    "\u0000\ufffe",
    "👩‍👩‍👧",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_takes_nothing_for_markup(qtbot: QtBot, theme: ThemeController, text: str) -> None:
    for label in (PlainLabel(text), FaceLabel(text, theme), Title(text, theme), ElidedLabel(text, theme)):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == text
        label.resize(120, 30)
        label.grab()


def test_a_long_name_is_cut_and_its_tip_has_all_of_it(qtbot: QtBot, theme: ThemeController) -> None:
    label = ElidedLabel("<i>" + "name " * 40, theme)
    qtbot.addWidget(label)
    label.resize(80, 24)
    _ask_for_tip(label)
    assert "&lt;i&gt;name" in label.toolTip()
    label.resize(5000, 24)
    _ask_for_tip(label)
    assert label.toolTip() == ""


def test_a_tip_shows_markup_as_typed() -> None:
    assert plain_tip("Anna") == "Anna"
    assert "&lt;b&gt;x&lt;/b&gt; &amp;amp;" in plain_tip("<b>x</b> &amp;")


def test_a_label_leans_to_the_side_where_the_window_begins(
    qtbot: QtBot, theme: ThemeController, rtl: None
) -> None:
    for label in (Muted("Cold.", theme), ElidedLabel("Cold.", theme)):
        qtbot.addWidget(label)
        label.resize(400, 30)
        assert _middle_of_ink(label.grab().toImage()) > 340


def test_each_line_is_isolated_for_itself() -> None:
    assert isolated("a\nb") == "\u2068a\u2069\n\u2068b\u2069"


def test_labels_follow_the_font_scale(qtbot: QtBot, theme: ThemeController) -> None:
    label = FaceLabel("Anna", theme, Face.SMALL)
    qtbot.addWidget(label)
    before = label.sizeHint().height()
    theme.set_font_scale(200)
    assert label.sizeHint().height() > 1.7 * before


def test_a_pill_is_read_as_its_word(qtbot: QtBot, theme: ThemeController) -> None:
    pill = Pill("Cold · 41 days", theme, "cold", "snowflake")
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "Cold · 41 days"
    assert pill.sizeHint() == pill_size("Cold · 41 days", theme, "snowflake")
    pill.set("Warm", "warm", "flame")
    assert (pill.text, pill.tone, pill.accessibleName()) == ("Warm", "warm", "Warm")


@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_a_pill_stays_within_its_place(qapp: QApplication, theme: ThemeController, text: str) -> None:
    image = QImage(200, 60, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_pill(painter, QRectF(50, 20, 100, 24), text, theme, tone="bad", icon="face-bad", rtl=True)
    painter.end()
    outside = [(x, y) for x in range(200) for y in range(60) if not (50 <= x < 150 and 20 <= y < 44)]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in outside)


def _ask_for_tip(label: QWidget) -> None:
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))


def _middle_of_ink(image: QImage) -> float:
    ground = image.pixelColor(0, 0)
    columns = [
        x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground
    ]
    return sum(columns) / len(columns)
