"""A fresh data file in a folder of its own, the services over it, and a look at it from outside."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import DataChanged
from crm_desktop.services.context import Services
from crm_desktop.store import engine
from tests.fakes import FakeClock
from tests.unit.store.whole_file import connect


@pytest.fixture
def services(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    """The real services over a real file; the country is Ethiopia."""
    opened = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
    yield opened
    opened.close()


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A key costs a quarter of a second on purpose; with this nobody is kept from guessing."""
    engine.forget_keys()
    monkeypatch.setattr(engine, "_ROUNDS", 1)
    yield
    engine.forget_keys()


@pytest.fixture
def file(services: Services) -> Iterator[sqlite3.Connection]:
    """The same file, as somebody else sees it: only what is committed."""
    connection = connect(services.folder)
    yield connection
    connection.close()


@pytest.fixture
def told(services: Services) -> list[DataChanged]:
    """Every change that is told, in the order of telling."""
    changes: list[DataChanged] = []
    services.bus.subscribe(changes.append)
    return changes
