"""The real program, writing one command after another until it is killed; each is told once it is done.

    python -m tests.torture.writing services|window FOLDER FIRST
    python -m tests.torture.writing add FOLDER FIRST COUNT
    python -m tests.torture.writing load FOLDER FIRST CARDS-A-SECOND

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
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import Contact, CustomValue, Email, Name, Phone, Role
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.services.environment import told_words

MEETINGS = 4
PAIRS = 5
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
        which = None
        while which is None:
            began = time.monotonic()
            try:
                which = services.contacts.add(card(number))
            except Exception as error:
                # Turned away: others wrote all the time. A person is told so, and tries again.
                if "Another program is writing" not in told_words(error):
                    raise
            took = time.monotonic() - began
            tell({"number": number, "kind": "add" if which else "turned away", "id": which, "took": took})
    services.close()


def load(folder: Path, first: int, speed: int) -> None:
    """Pairs of cards, ten in a change, so many in a second; told with every hundred."""
    from crm_desktop.bootstrap import open_services

    services = open_services(folder)
    number, began, longest = first, time.monotonic(), 0.0
    while True:
        started = time.monotonic()
        with services.uow(Label("Load")) as tx:
            tx.add_many([one for at in range(number, number + PAIRS) for one in pair(at)])
        longest = max(longest, time.monotonic() - started)
        number += PAIRS
        if (number - first) % 50 == 0:
            tell({"written": 2 * (number - first), "seconds": time.monotonic() - began, "longest": longest})
        time.sleep(max(0.0, 2 * (number - first) / speed - (time.monotonic() - began)))


def pair(number: int) -> tuple[Contact, Contact]:
    """Two cards that come in one change, or neither."""
    return (
        Contact(Name(f"Left {number}"), uid=f"left-{number}", phones=(Phone("+251911000111"),)),
        Contact(Name(f"Right {number}"), uid=f"right-{number}"),
    )


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
    ways = {"services": write_by_services, "window": write_by_window, "add": add_some, "load": load}
    ways[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
