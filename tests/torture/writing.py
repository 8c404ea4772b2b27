"""The real program, writing one command after another until it is killed; each is told once it is done.

    python -m tests.torture.writing services|window FOLDER FIRST
    python -m tests.torture.writing add FOLDER FIRST COUNT

A line on standard output is a deed as JSON. What it says was done must be in the file from then on.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, CustomValue, Email, Name, Phone, Role
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services

MEETINGS = 4
KINDS = ("add", "edit", "log", "plan", "promise", "undo", "redo", "edit", "delete", "log")


def card(number: int) -> Contact:
    """A card of many rows, each of which says its number."""
    return Contact(
        Name(f"Person {number}"),
        phones=tuple(Phone(f"+251 91{line} {number:06}") for line in range(3)),
        emails=tuple(Email(f"m{line}x{number}@mail.example") for line in range(2)),
        roles=(Role(f"Company {number}"),),
        tags=("tortured", f"tag {number % 7}"),
        notes=f"note {number}",
        custom=(CustomValue("mark", str(number)),),
    )


class Writer:
    """Does the deed of each number on the contacts that it has added."""

    def __init__(self, services: Services, first: int, tell: Callable[[dict[str, object]], None]) -> None:
        self._services = services
        self._number = first
        self._tell = tell
        self._ids = [services.contacts.add(card(0)), services.contacts.add(card(0))]

    def step(self) -> None:
        """Do the next deed, and say so."""
        number, kind = self._number, KINDS[self._number % len(KINDS)]
        self._number += 1
        whose = self._ids[number % len(self._ids)]
        self._tell({"number": number, "kind": kind, "id": getattr(self, f"_{kind}")(number, whose)})

    def _add(self, number: int, _whose: int) -> int:
        self._ids.append(self._services.contacts.add(card(number)))
        return self._ids[-1]

    def _edit(self, number: int, whose: int) -> int:
        self._services.contacts.save(replace(card(number), id=whose))
        return whose

    def _log(self, number: int, whose: int) -> int:
        other = self._ids[0] if whose != self._ids[0] else self._ids[1]
        at = datetime.now(UTC)
        return self._services.interactions.log(
            Interaction(InteractionKind.CALL, at, (whose, other), f"talk {number}")
        )

    def _plan(self, number: int, whose: int) -> int:
        starts = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
        rule = f"FREQ=WEEKLY;COUNT={MEETINGS}"
        return self._services.appointments.plan(
            Appointment(f"meeting {number}", starts, "UTC", (whose,), rule=rule)
        )

    def _promise(self, number: int, whose: int) -> int:
        due = datetime.now(UTC).date()
        return self._services.follow_ups.promise(FollowUp(whose, f"promise {number}", due))

    def _undo(self, _number: int, _whose: int) -> int:
        self._services.undo.undo()
        return 0

    def _redo(self, _number: int, _whose: int) -> int:
        self._services.undo.redo()
        return 0

    def _delete(self, number: int, _whose: int) -> int:
        whose = self._services.contacts.add(card(number))
        self._services.contacts.delete([whose])
        return whose


def tell(deed: dict[str, object]) -> None:
    """One line, written at once."""
    os.write(1, (json.dumps(deed) + "\n").encode())


def write_by_services(folder: Path, first: int) -> None:
    """With the services alone, as fast as it goes."""
    from crm_desktop.bootstrap import open_services

    writer = Writer(open_services(folder), first, tell)
    while True:
        writer.step()


def add_some(folder: Path, first: int, count: int) -> None:
    """So many cards, with how long each took in seconds; then an end."""
    from crm_desktop.bootstrap import open_services

    services = open_services(folder)
    for number in range(first, first + count):
        began = time.monotonic()
        which = services.contacts.add(card(number))
        tell({"number": number, "kind": "add", "id": which, "took": time.monotonic() - began})
    services.close()


def write_by_window(folder: Path, first: int) -> None:
    """With the whole window over them, which hears of every change and ticks meanwhile."""
    from contextlib import ExitStack

    from PySide6.QtCore import QTimer

    from crm_desktop.__main__ import _window_parts
    from crm_desktop.ui.app import run_window

    kept: list[object] = []

    def begun(session: object) -> None:
        def begin() -> None:
            writer = Writer(session.services, first, tell)
            timer = QTimer(interval=0, timeout=writer.step)
            timer.start()
            kept.extend((writer, timer))

        session.ready.connect(begin)

    with ExitStack() as log:
        run_window(_window_parts(folder, log), begun=begun)


if __name__ == "__main__":
    how = {"services": write_by_services, "window": write_by_window, "add": add_some}[sys.argv[1]]
    how(Path(sys.argv[2]), *map(int, sys.argv[3:]))
