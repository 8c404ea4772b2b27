"""The desktop that end-to-end tests share: one for the run, with a fresh notification daemon each."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is end to end, and allowed to take its time."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("e2e")
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="session")
def shared_desktop() -> Iterator[Desktop]:
    """The desktop itself, as long as the run lasts; use `desktop`."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the private desktop is made of X, D-Bus and dunst")
    desktop = Desktop()
    try:
        yield desktop.start()
    finally:
        desktop.stop()


@pytest.fixture
def desktop(shared_desktop: Desktop) -> Iterator[Desktop]:
    """A desktop with an empty notification history; programs end with the test, without a traceback."""
    shared_desktop.start_daemon()
    yield shared_desktop
    printed = shared_desktop.end_programs()
    shared_desktop.stop_tray()
    assert "Traceback" not in printed, printed
