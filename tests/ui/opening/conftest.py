"""A data folder that is not open yet, and what a window over it would be made from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.bootstrap import open_encryption, open_moving, open_rescue, open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.services.context import Services
from crm_desktop.ui.shell.ports import WindowParts
from tests.fakes import FakeClock
from tests.ui.conftest import RESOURCES
from tests.ui.shell.conftest import Desktop

RIGHT = "nine umbrellas for a goose"
W = TypeVar("W", bound=QWidget)


@dataclass
class Place:
    """A data folder; what was opened in it is closed with the test. `tried` are the passphrases so far."""

    folder: Path
    clock: FakeClock
    tried: list[str] = field(default_factory=list)
    opened: list[Services] = field(default_factory=list)

    def open(self, passphrase: str) -> Services:
        """As the window does."""
        self.tried.append(passphrase)
        services = open_services(
            self.folder, clock=self.clock, default_country=lambda: "DE", passphrase=passphrase
        )
        self.opened.append(services)
        return services

    def close(self) -> None:
        """Nobody has the file any more."""
        while self.opened:
            self.opened.pop().close()

    def begin(self, passphrase: str, *names: str) -> None:
        """Make a file with these people in it."""
        services = self.open(passphrase)
        for name in names:
            services.contacts.add(Contact(Name(name)))
        self.close()
        self.tried.clear()

    def names(self, passphrase: str) -> list[str]:
        """Who is in the file."""
        services = self.open(passphrase)
        found = [row.name for row in services.contacts.rows(services.contacts.ids(ContactQuery()))]
        self.close()
        return found


@pytest.fixture
def place(tmp_path: Path, clock: FakeClock) -> Iterator[Place]:
    """An empty folder."""
    made = Place(tmp_path / "data", clock)
    made.folder.mkdir()
    yield made
    made.close()


@pytest.fixture
def desktop() -> Desktop:
    """A desktop that takes notes."""
    return Desktop()


@pytest.fixture
def parts(place: Place, desktop: Desktop) -> WindowParts:
    """What a window over the folder is made from."""
    return WindowParts(
        data_dir=place.folder,
        resources=RESOURCES,
        after_paint=lambda: None,
        open_services=place.open,
        open_rescue=lambda passphrase: open_rescue(place.folder, passphrase),
        open_encryption=lambda: open_encryption(place.folder, clock=place.clock),
        keys=lambda: desktop.keys,
        make_ticker=desktop.make_ticker,
        make_notifier=desktop.make_notifier,
        open_moving=lambda passphrase: open_moving(place.folder, passphrase),
    )


class Person:
    """Somebody before the screen: does one thing after the other to each dialog of a kind as it comes up."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.failed: list[Exception] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._deeds: list[tuple[type[QWidget], Callable[..., object]]] = []

    def does(self, kind: type[W], deed: Callable[[W], object]) -> None:
        """Next, when such a window is up and can be used."""
        self._deeds.append((kind, deed))
        self._timer.start(5)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._deeds

    def stop(self) -> None:
        """Go away."""
        self._timer.stop()
        self._deeds.clear()

    def _look(self) -> None:
        if not self._deeds:
            self._timer.stop()
            return
        kind, deed = self._deeds[0]
        for widget in self._app.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible() and getattr(widget, "is_ready", True):
                self._deeds.pop(0)
                self._do(deed, widget)
                return

    def _do(self, deed: Callable[..., object], widget: QWidget) -> None:
        try:
            deed(widget)
        except Exception as error:  # noqa: BLE001 - a test that waits for an answer would wait for ever
            self.failed.append(error)
            self._deeds.clear()
            if isinstance(widget, QDialog):
                widget.reject()


@pytest.fixture
def person(qapp: QApplication) -> Iterator[Person]:
    """Somebody before the screen; everything is to be done in the end."""
    made = Person(qapp)
    yield made
    left = not made.is_done
    made.stop()
    for error in made.failed:
        raise error
    assert not left, "something was never asked"
