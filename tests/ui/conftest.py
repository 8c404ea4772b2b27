"""What the tests of the window stand on: the look, a real data file, and long work done at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.bootstrap import open_services
from crm_desktop.services.context import Services
from crm_desktop.ui.theme.controller import ThemeController
from tests.fakes import FakeClock

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def _one_theme(qapp: QApplication) -> ThemeController:
    return ThemeController(qapp, RESOURCES, "light")


@pytest.fixture
def theme(_one_theme: ThemeController) -> ThemeController:
    """The light theme at the system's size."""
    _one_theme.set_font_scale(100)
    _one_theme.set_theme("light")
    return _one_theme


@pytest.fixture
def services(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    """The services over a fresh data file; its user lives in Germany."""
    folder = tmp_path / "data"
    folder.mkdir()
    opened = open_services(folder, clock=clock, default_country=lambda: "DE")
    yield opened
    opened.close()
