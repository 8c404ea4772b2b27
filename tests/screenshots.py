"""Makes the README's pictures with the program as it is: `python3 dev.py screenshots [FOLDER]`.

The sample people, on a fixed morning, in light and dark, left-to-right and right-to-left.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.ui.shell.session import WindowSession

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pictures"
MORNING = datetime(2026, 11, 24, 9, 20)  # noqa: DTZ001 - wall time wherever the clock is
SIZE = (1280, 800)


@dataclass(frozen=True)
class Picture:
    """One picture: which page, how it looks, and what is done before it is taken."""

    name: str
    page: str
    theme: str
    language: str = "en"
    act: Callable[["WindowSession"], None] = lambda _session: None


def main() -> None:
    """Take every picture, each in a window of its own."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder = parser.parse_args().folder
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "UTC"
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures():
        with tempfile.TemporaryDirectory() as data:
            take(picture, Path(data), folder / f"{picture.name}.png")
        sys.stdout.write(f"{picture.name}\n")


def pictures() -> list[Picture]:
    """What the README shows."""
    return [
        Picture("people-light", "people", "light", act=_open_someone),
        Picture("people-dark", "people", "dark", act=_open_someone),
        Picture("people-rtl", "people", "light", "fa", _open_someone),
        Picture("today-light", "today", "light"),
        Picture("today-dark", "today", "dark"),
        Picture("calendar-light", "calendar", "light"),
        Picture("notebook-light", "calendar", "light", act=_open_notebook),
        Picture("duplicates-light", "people", "light", act=_find_duplicates),
    ]


def take(picture: Picture, data: Path, target: Path) -> None:
    """Open the window on sample data, let it come to rest, and keep what it shows."""
    from PySide6.QtWidgets import QApplication

    from crm_desktop.bootstrap import open_services
    from crm_desktop.ui.app import run_window
    from tests.benchmarks.window import parts_of, settle
    from tests.fakes import FakeClock

    clock = FakeClock(MORNING)

    def open_sample() -> "Services":
        services = open_services(data, clock=clock, default_country=lambda: "DE")
        services.demo.add()
        services.settings.theme = picture.theme
        return services

    def begun(session: "WindowSession") -> None:
        session.window.resize(*SIZE)

        def ready() -> None:
            picture.act(session)
            settle(1.5)
            session.window.grab().save(str(target))
            QApplication.quit()

        session.ready.connect(ready)

    run_window(parts_of(data, open_sample), page=picture.page, language=picture.language, begun=begun)


def _open_someone(session: "WindowSession") -> None:
    from crm_desktop.ui.shell.session import PEOPLE

    page = session.go_to(PEOPLE)
    page.list.listing.complete()
    page.list.view.go_to(0)


def _open_notebook(session: "WindowSession") -> None:
    from crm_desktop.ui.calendar.period import View

    page = session.go_to("calendar")
    session.services.day_notes.write(MORNING.date(), "Market day: bring change\nCall the bank before noon")
    page.show_day(MORNING.date(), View.NOTEBOOK)


def _find_duplicates(session: "WindowSession") -> None:
    from dataclasses import replace

    contacts = session.services.contacts
    original = contacts.get(contacts.all_ids()[1])
    again = replace(original, id=None, uid="", emails=(), notes="", tags=(), roles=())
    contacts.add(replace(again, name=replace(original.name, full=original.display_name.split()[0])))
    session.go_to("duplicates")


if __name__ == "__main__":
    main()
