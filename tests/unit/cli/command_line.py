"""A command line over a real file, with a desktop that keeps what it is sent."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm_desktop import bootstrap
from crm_desktop.cli.main import run
from crm_desktop.cli.outside import Outside
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.place import Holder, Place
from crm_desktop.services.context import Services
from tests.fakes import FakeClock


@dataclass
class Told:
    """How the desktop took a notification."""

    delivered: bool = True
    reason: str = ""


class Desktop:
    """Keeps what it is sent; refuses where it was told to."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.answer = Told()

    def notify(self, title: str, body: str) -> Told:
        self.shown.append((title, body))
        return self.answer


class FakeKeys:
    """A keyring in memory; `why_not` is what is wrong with it."""

    def __init__(self) -> None:
        self.kept: str | None = None
        self.why_not = ""

    def trouble(self) -> str:
        return self.why_not

    def remembered(self) -> str | None:
        return self.kept

    def remember(self, passphrase: str) -> None:
        if self.why_not:
            raise UserError(self.why_not)
        self.kept = passphrase

    def forget(self) -> None:
        self.kept = None


@dataclass
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The sentence with which it refused."""
        assert (self.code, self.out) == (1, ""), (self.code, self.out, self.err)
        assert self.err.count("\n") == 1
        return self.err.rstrip("\n")


class CommandLine:
    """Runs commands: `crm("list", "--cold")`, or `crm.json("list")` for what it prints as JSON."""

    def __init__(
        self, folder: Path, clock: FakeClock, desktop: Desktop, capture: "pytest.CaptureFixture[str]"
    ) -> None:
        self.folder = folder
        self.desktop = desktop
        self.holder: Holder | None = None
        self.window: Holder | None = None
        self.place = Place()
        self.keyring = FakeKeys()
        self._clock = clock
        self._capture = capture
        self.outside = Outside(
            data_dir=lambda data: Path(data) if data else folder,
            open_services=self.open,
            open_encryption=lambda at: bootstrap.open_encryption(at, clock=clock),
            open_rescue=lambda at, passphrase: bootstrap.open_rescue(at, passphrase, clock=clock),
            open_keyring=lambda _: self.keyring,
            open_log=bootstrap.outside().open_log,
            make_notifier=lambda: desktop,
            held_by=lambda _: self.holder,
            open_in=lambda _: self.window,
            place=lambda _: self.place,
            open_moving=bootstrap.open_moving,
        )

    def __call__(self, *argv: str) -> Ran:
        self._capture.readouterr()
        code = run(argv, self.outside)
        printed = self._capture.readouterr()
        return Ran(code, printed.out, printed.err)

    def json(self, *argv: str) -> Any:
        return self(*argv, "--json").json

    def open(self, folder: Path | None = None, passphrase: str = "") -> Services:
        """The services over the same file."""
        return bootstrap.open_services(
            folder or self.folder,
            clock=self._clock,
            default_country=lambda: "ET",
            passphrase=passphrase,
        )

    def ask(self, question: Callable[[Services], Any]) -> Any:
        """What the services say."""
        with closing(self.open()) as services:
            return question(services)
