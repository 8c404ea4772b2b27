"""The look: readable in both themes, at every size, at once, and cheap."""

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme import fonts
from crm_desktop.ui.theme.controller import Face, ThemeController, install
from crm_desktop.ui.theme.fonts import ScriptFonts, can_show
from crm_desktop.ui.theme.icons import APP_SIZES, DIRECTIONAL, IconSet
from crm_desktop.ui.theme.tokens import DARK, LIGHT, TONES, Tokens
from crm_desktop.ui.widgets.avatar import GROUNDS
from crm_desktop.ui.widgets.buttons import PrimaryButton

RESOURCES = Path(__file__).parents[2] / "resources"
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def theme(qapp: QApplication) -> ThemeController:
    return ThemeController(qapp, RESOURCES, "light")


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


@BOTH
def test_every_text_is_readable_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    grounds = ("window", "surface", "side_bar", "hover", "selection", "accent_soft", "text_selection")
    for ground in grounds:
        for ink in ("text", "text_muted", "accent_text"):
            if ground == "text_selection" and ink != "text":
                continue
            ratio = contrast(getattr(tokens, ink), getattr(tokens, ground))
            assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"
    for fill in (tokens.accent, tokens.accent_hover, tokens.accent_down):
        assert contrast(tokens.on_accent, fill) >= 4.5
    assert contrast(tokens.on_tooltip, tokens.tooltip) >= 4.5


@BOTH
def test_every_tone_is_readable_on_its_ground_and_on_a_card(tokens: Tokens) -> None:
    for name in TONES:
        tone = tokens.tone(name)
        assert contrast(tone.fg, tone.soft) >= 4.5, name
        assert contrast(tone.fg, tokens.surface) >= 4.5, name


@BOTH
def test_the_focus_ring_is_visible_everywhere(tokens: Tokens) -> None:
    for ground in (tokens.window, tokens.surface, tokens.side_bar, tokens.hover, tokens.selection):
        assert contrast(tokens.focus, ground) >= 3


@BOTH
def test_an_unknown_tone_is_a_neutral_one(tokens: Tokens) -> None:
    assert tokens.tone("the user's own status") is tokens.neutral
    assert tokens.tone("window") is tokens.neutral


def test_the_letters_of_every_avatar_are_readable() -> None:
    for ground in GROUNDS:
        for end in ground:
            assert contrast(QColor("white"), end) >= 4.5


def test_the_four_warmths_have_four_colours() -> None:
    for tokens in (LIGHT, DARK):
        assert len({tokens.tone(name).fg.name() for name in ("warm", "cooling", "cold", "lost")}) == 4


def test_switching_the_theme_changes_open_windows_at_once(qtbot: QtBot, theme: ThemeController) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(theme.theme_changed):
        theme.set_theme("dark")
    qtbot.waitUntil(lambda: window.palette().color(QPalette.ColorRole.Window) == DARK.window)
    theme.set_theme("light")
    qtbot.waitUntil(lambda: window.palette().color(QPalette.ColorRole.Window) == LIGHT.window)


def test_the_system_theme_is_one_of_the_two(theme: ThemeController) -> None:
    theme.set_theme("system")
    assert theme.tokens in (LIGHT, DARK)
    assert theme.name == "system"


def test_all_sizes_follow_the_font_scale(qtbot: QtBot, theme: ThemeController) -> None:
    button = PrimaryButton("Save", theme)
    qtbot.addWidget(button)
    small, height = theme.metrics(Face.BODY).height(), button.sizeHint().height()
    theme.set_font_scale(200)
    assert theme.metrics(Face.BODY).height() >= 1.8 * small
    assert button.sizeHint().height() >= 1.8 * height
    theme.set_font_scale(1)
    assert theme.font_scale == 80
    theme.set_font_scale(100)
    assert theme.metrics(Face.BODY).height() == small


def test_a_second_theme_does_not_grow_from_the_first(qapp: QApplication, theme: ThemeController) -> None:
    size = theme.font().pointSizeF()
    theme.set_font_scale(150)
    assert install(qapp, RESOURCES, "light").font().pointSizeF() == size


def test_every_icon_renders_in_the_colour_asked_for(qapp: QApplication) -> None:
    icons = IconSet(RESOURCES)
    red = QColor("#cc0000")
    assert len(icons.names()) >= 60
    for name in icons.names():
        image = icons.pixmap(name, 24, red).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(colour.red() > 150 and colour.green() < 40 for colour in inked), name


def test_icons_that_point_turn_round_from_right_to_left(qapp: QApplication) -> None:
    icons, ink = IconSet(RESOURCES), QColor("black")
    assert set(icons.names()) >= DIRECTIONAL
    plain = icons.pixmap("chevron-right", 24, ink).toImage()
    assert icons.pixmap("chevron-right", 24, ink, rtl=True).toImage() == plain.flipped(
        Qt.Orientation.Horizontal
    )
    clock = icons.pixmap("clock", 24, ink).toImage()
    assert icons.pixmap("clock", 24, ink, rtl=True).toImage() == clock


def test_an_icon_is_rendered_once_a_size_and_colour(qapp: QApplication) -> None:
    icons = IconSet(RESOURCES)
    first = icons.pixmap("phone", 18, QColor("black"))
    assert icons.pixmap("phone", 18, QColor("black")).cacheKey() == first.cacheKey()
    assert icons.pixmap("phone", 18, QColor("black"), dpr=2).width() == 36


def test_the_programs_own_icon_comes_in_every_size(qapp: QApplication) -> None:
    for size in APP_SIZES:
        image = QImage(str(RESOURCES / "icons" / "app" / f"crm-desktop-{size}.png"))
        assert image.width() == size
        drawn = IconSet(RESOURCES).app_pixmap(size).toImage().convertToFormat(image.format())
        assert drawn == image, "render the icon anew from its SVG"
    assert not IconSet(RESOURCES).app_icon().isNull()


def test_ethiopic_is_bundled_for_machines_that_lack_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "can_show", lambda _letter: False)
    assert ScriptFonts(RESOURCES).register_missing()
    monkeypatch.undo()
    assert can_show("\u12a0")
    assert not ScriptFonts(RESOURCES).register_missing()


def test_a_theme_without_its_fonts_goes_on(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "can_show", lambda _letter: False)
    assert not ScriptFonts(tmp_path).register_missing()


def test_the_theme_costs_no_more_than_ten_milliseconds_at_start(qapp: QApplication) -> None:
    ThemeController(qapp, RESOURCES, "light")
    spent = []
    for _ in range(5):
        before = time.perf_counter()
        ThemeController(qapp, RESOURCES, "dark")
        spent.append(time.perf_counter() - before)
    assert min(spent) < 0.010


def test_nothing_loses_a_reference_to_none(qtbot: QtBot, theme: ThemeController) -> None:
    """PySide6 6.12.0 lost one with each of these calls and took the process down after a few hundred."""
    window = QWidget()
    qtbot.addWidget(window)
    model, view = QStringListModel(["one", "two"]), QListView()
    view.setModel(model)
    button, plain = PrimaryButton("Save", theme), QPushButton("Plain")
    column = QVBoxLayout(window)
    for widget in (view, button, plain):
        column.addWidget(widget)
    window.show()

    def once(number: int) -> None:
        model.setStringList([str(number), "two"])
        button.click()
        button.setText(f"Save {number}")
        plain.click()
        window.grab()
        QApplication.processEvents()

    once(0)
    before = sys.getrefcount(None)
    for number in range(300):
        once(number)
    assert abs(sys.getrefcount(None) - before) < 100
