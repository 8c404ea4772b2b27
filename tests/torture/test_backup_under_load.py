"""A backup while a thousand cards a second are written: consistent, checked, and nobody held up by it."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from tests.torture.starting import first_line, start

Rounds = Callable[[int, int], int]
Figures = Callable[[str], None]

SPEED = 1000
LONGEST_MS = 50
"""What a backup may hold the window up, from the issue; other programs on a machine hold it up too."""

_PAUSE = 0.002  # seconds between two things that the window does


@dataclass
class Window:
    """What the window does meanwhile on its own thread: it reads, and now and then it writes; in seconds."""

    services: Services
    page: list[int]
    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)

    def work(self, turn: int) -> None:
        """One thing that it does, and how long that took."""
        began = time.perf_counter()
        self.services.contacts.rows(self.page)
        self.services.reminders.is_due()
        read = time.perf_counter()
        self.reads.append(read - began)
        if turn % 20 == 0:
            self.services.settings.font_scale = 80 + turn % 100
            self.writes.append(time.perf_counter() - read)

    def told(self) -> str:
        """In words."""
        reads, writes = sorted(self.reads), sorted(self.writes)
        return (
            f"{len(reads)} reads, the longest {1000 * reads[-1]:.1f} ms (99 of 100 within"
            f" {1000 * reads[len(reads) * 99 // 100]:.1f}); {len(writes)} writes, {1000 * writes[-1]:.1f} ms"
        )


def test_a_backup_under_load_is_consistent_and_holds_nobody_up(
    tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    with closing(open_services(tmp_path)) as services:
        page = _fill(services, rounds(1_000, 20_000))
        writer = start("tests.torture.writing", "load", str(tmp_path), "1", str(SPEED), folder=tmp_path)
        try:
            first_line(writer)
            many = rounds(1, 10)
            without = _watched(Window(services, page), lambda: threading.Event().wait(0.5 * many))
            during = _watched(Window(services, page), lambda: _backups(services, many))
        finally:
            writer.kill()
            said, complaints = writer.communicate()
        assert not complaints, complaints.decode()
        copies = services.backups.all()
        assert len(copies) == many
        assert not any(copy.problem for copy in copies)
        for copy in copies:
            _is_consistent(services.backups.folder / copy.name)
        assert services.care.check(deep=True).ok
    last = json.loads(said.splitlines()[-1])
    figures(
        f"{last['written'] / last['seconds']:.0f} cards a second, the slowest change {last['longest']:.3f} s"
    )
    figures(f"during {many} backups: {during.told()}")
    figures(f"without a backup: {without.told()}")
    # Generous: the machine belongs to others too, and what they hold up is not the backup's.
    assert max(during.reads) < max(without.reads) + 4 * LONGEST_MS / 1000
    assert sorted(during.reads)[len(during.reads) * 9 // 10] < LONGEST_MS / 1000


def _backups(services: Services, many: int) -> None:
    for _ in range(many):
        services.backups.make()


def _fill(services: Services, cards: int) -> list[int]:
    """So many cards; the numbers of a page of them."""
    for first in range(0, cards, 500):
        with services.uow(Label("Import")) as tx:
            ids = tx.add_many(
                [Contact(Name(f"Old {first + at}"), uid=f"old-{first + at}") for at in range(500)]
            )
    return list(ids[:50])


def _watched(window: Window, work: Callable[[], object]) -> Window:
    """Go on as the window does while something else works on a thread of its own."""
    done, faults = threading.Event(), []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - told in the other thread
            faults.append(error)
        finally:
            window.services.close()
            done.set()

    thread = threading.Thread(target=run)
    thread.start()
    turn = 0
    while not done.wait(_PAUSE):
        window.work(turn)
        turn += 1
    thread.join()
    assert not faults, faults
    return window


def _is_consistent(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        cards = [row[0].split("-") for row in file.execute("SELECT uid FROM contact")]
        left, right = ({int(number) for side, number in cards if side == one} for one in ("left", "right"))
        assert left == right, "a change is in the copy whole or not at all"
        assert left == set(range(1, len(left) + 1)), "and none before it is missing"
        listed = file.execute("SELECT count(*) FROM contact_summary").fetchone()
        assert listed == (len(cards),)
