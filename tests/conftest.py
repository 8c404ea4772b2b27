"""What every test stands on: no screen, no trace of the person who runs it, and no noise left behind."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

# Before anything imports Qt: tests need no screen, and read no locale, zone or data of whoever runs them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
os.environ.pop("LANGUAGE", None)
_home = tempfile.TemporaryDirectory(prefix="crm-desktop-tests-", ignore_cleanup_errors=True)
os.environ["CRM_DESKTOP_DATA"] = str(Path(_home.name, "data"))
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(Path(_home.name, _name.lower()))

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

from crm_desktop.domain.filters.condition import Test  # noqa: E402
from tests.fakes import FakeClock  # noqa: E402

Test.__test__ = False  # a test of a filter is none of pytest's
_quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("dev", deadline=None, suppress_health_check=_quiet)
settings.register_profile("ci", deadline=None, suppress_health_check=_quiet, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

_FIGURES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--torture",
        action="store_true",
        help="the long form of tests/torture and of the faults: every round, every statement, every byte",
    )
    parser.addoption("--dice", metavar="SEED", help="the chance of a test in tests/torture that failed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What a test printed goes to another process as text: half a letter is told by its number."""
    report = yield
    report.sections = [
        (title, text.encode("utf-8", "backslashreplace").decode()) for title, text in report.sections
    ]
    return report


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How often to try: `rounds(short, long)` is the short one but with `--torture`."""
    torture = request.config.getoption("--torture")
    return lambda short, long: long if torture else short


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says a line at the end of a run with `--torture`."""

    def say(line: str) -> None:
        if request.config.getoption("--torture"):
            request.config.stash.setdefault(_FIGURES, []).append(f"{request.node.name}: {line}")

    return say


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--torture"):
        for item in items:
            if "rounds" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.timeout(3600), append=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if found := config.stash.get(_FIGURES, []):
        terminalreporter.section("torture")
        for line in found:
            terminalreporter.line(line)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at Monday 2 March 2026, 09:00 UTC, until the test moves it."""
    return FakeClock()


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """Fail the test that leaves a thread running or a window open."""
    threads, windows = set(threading.enumerate()), _open_windows()
    yield
    deadline = time.monotonic() + 2
    while (left := set(threading.enumerate()) - threads) and time.monotonic() < deadline:
        next(iter(left)).join(0.02)
    assert not left, f"threads left running: {sorted(thread.name for thread in left)}"
    opened = _open_windows() - windows
    assert not opened, f"windows left open: {sorted(opened)}"


def _open_windows() -> set[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    shown = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    return {f"{type(widget).__name__} {id(widget):#x}" for widget in shown}
