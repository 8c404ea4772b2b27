"""A fresh command line for each test, whose clock stands still."""

from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.unit.cli.command_line import CommandLine, Desktop


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def crm(
    tmp_path: Path, clock: FakeClock, desktop: Desktop, capsys: "pytest.CaptureFixture[str]"
) -> CommandLine:
    folder = tmp_path / "data"
    folder.mkdir()
    return CommandLine(folder, clock, desktop, capsys)
