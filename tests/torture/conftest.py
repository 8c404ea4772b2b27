"""What every test of this folder stands on: few rounds or many, chance that can be had again, figures.

Short forms run with all other tests. `python3 dev.py torture` runs the long ones and prints what they found.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LONG = 3600  # seconds for one test in its long form
_FIGURES = pytest.StashKey[list[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--torture"):
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.timeout(LONG))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if found := config.stash.get(_FIGURES, []):
        terminalreporter.section("torture")
        for line in found:
            terminalreporter.line(line)


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Chance; what a failing test prints says how to have the same one again."""
    seed = request.config.getoption("--dice") or str(random.SystemRandom().randrange(2**32))
    request.node.add_report_section("setup", "chance", f"to have it again: --dice {seed}")
    return random.Random(f"{seed} {request.node.nodeid}")


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says a line at the end of a run with `--torture`."""

    def say(line: str) -> None:
        if request.config.getoption("--torture"):
            request.config.stash.setdefault(_FIGURES, []).append(f"{request.node.name}: {line}")

    return say
