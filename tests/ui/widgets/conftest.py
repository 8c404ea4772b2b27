"""What the tests of widgets stand on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.theme.controller import ThemeController

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture(scope="session")
def _the_theme(qapp: QApplication) -> ThemeController:
    return ThemeController(qapp, RESOURCES, "light")


@pytest.fixture
def theme(_the_theme: ThemeController) -> ThemeController:
    """The light theme at the system's size."""
    _the_theme.set_font_scale(100)
    _the_theme.set_theme("light")
    return _the_theme


@pytest.fixture
def rtl(qapp: QApplication):
    """A window that reads from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
