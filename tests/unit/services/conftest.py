"""An open data file for the tests of services."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import opened


@pytest.fixture
def services(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    """The services over a fresh data file, with the clock of the test."""
    with closing(opened(tmp_path, clock)) as services:
        yield services
