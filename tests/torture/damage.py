"""A data file with a life in it, ways to damage it, and what must be true of it afterwards."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from crm_desktop.bootstrap import open_rescue, open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone, Photo, Role
from crm_desktop.domain.damage import Salvage
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.services.progress import NeverCancel, no_progress
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.on_disk import log_of
from crm_desktop.store.salvage.finding import roots_in
from crm_desktop.store.salvage.pages import page_file
from crm_desktop.store.salvage.trees import cells, tree
from tests.fakes import FakeClock
from tests.unit.store.whole_file import FACTS, Rows, connect, facts

PAGE = 4096
LATER = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
KEPT = (*FACTS, "setting", "operation", "journal")
_WORDS = [
    "ሰላም",
    "አበበ",
    "رضا",
    "tea",
    "boots",
    "Ташкент",
    "market",
    "12",
    "thread",
    "indigo",
    "ledger",
    "Umgungundlovu",
    "door",
]


@dataclass(frozen=True)
class World:
    """A sound folder with a backup; `rows` is what must not change unsaid, `pages` where each row lies."""

    folder: Path
    rows: Rows
    pages: dict[tuple[str, int], frozenset[int]]

    @property
    def size(self) -> int:
        """How many pages the data file has."""
        return (self.folder / FILE_NAME).stat().st_size // PAGE

    def readable(self, bad: set[int]) -> bool:
        """Whether anything lies outside of the bad pages."""
        return any(table in KEPT and not bad & pages for (table, _), pages in self.pages.items())


def text(dice: Random, length: int) -> str:
    """Words until it is about so long."""
    words: list[str] = []
    while sum(map(len, words)) < length:
        words.append(dice.choice(_WORDS))
    return " ".join(words)


def build(folder: Path, *, people: int, passphrase: str = "") -> World:
    """Live some months, make a backup, live on a little, and close the file."""
    clock, dice = FakeClock(), Random(6)
    with closing(
        open_services(folder, clock=clock, default_country=lambda: "ET", passphrase=passphrase)
    ) as services:
        _live(services, clock, dice, people)
        services.backups.make()
        clock.advance(days=1)
        _live(services, clock, dice, max(2, people // 20))
        services.contacts.delete(services.contacts.all_ids()[3:5])
    if passphrase:
        return World(folder, {}, {})
    with closing(connect(folder)) as file:
        rows = whole(file)
    return World(folder, rows, pages_of_rows(folder / FILE_NAME))


def whole(file: sqlite3.Connection) -> Rows:
    """Everything that is no list or index of something else."""
    more = {
        table: file.execute(f"SELECT rowid, * FROM {table} ORDER BY 1").fetchall()
        for table in ("setting", "operation", "journal")
    }
    return facts(file) | more


def _live(services: Services, clock: FakeClock, dice: Random, people: int) -> None:
    known = list(services.contacts.all_ids())
    for number in range(people):
        photo = Photo("image/jpeg", b"\xff\xd8" + dice.randbytes(dice.choice((900, 9000))) + b"\xff\xd9")
        known.append(
            services.contacts.add(
                Contact(
                    Name(f"Person {len(known)}", given=dice.choice(_WORDS), family=dice.choice(_WORDS)),
                    phones=(Phone(f"0911 {len(known):06}", "mobile"),),
                    emails=(Email(f"p{len(known)}@example.org", "work"),),
                    roles=(Role(dice.choice(_WORDS), "buyer"),),
                    dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 1 + number % 12, 3)),),
                    photo=photo if number % 7 == 0 else None,
                    tags=(dice.choice(_WORDS),),
                    notes=text(dice, dice.choice((0, 40, 600, 12_000))),
                )
            )
        )
        talk = Interaction(InteractionKind.CALL, clock.now(), (known[-1], dice.choice(known)), "")
        for _ in range(2):
            services.interactions.log(replace(talk, text=text(dice, dice.choice((10, 200, 6000)))))
        if number % 3 == 0:
            services.follow_ups.promise(FollowUp(known[-1], text(dice, 20), date(2026, 4, 9)))
            start = datetime.fromisoformat("2026-04-01T09:00") + timedelta(hours=number)
            services.appointments.plan(Appointment(text(dice, 10), start, "UTC", (known[-1],)))
            if number:
                services.contacts.relate(known[-1], RelationshipKind.FRIEND, known[0])
        clock.advance(hours=3)
    services.settings.cadence_normal = 50 + people


def pages_of_rows(path: Path) -> dict[tuple[str, int], frozenset[int]]:
    """On which pages each row lies: by table and number."""
    found = {}
    with page_file(path) as pages:
        for table, root in roots_in(pages).tables.items():
            for leaf, _, _ in tree(pages, root).leaves:
                pages.claimed.clear()
                for cell in cells(pages, leaf):
                    assert cell is not None
                    found[table, cell.number] = frozenset({leaf, *pages.claimed})
                    pages.claimed.clear()
            pages.claimed.clear()
    return found


def looked(folder: Path) -> bool:
    """Open it as the next start does and look closely; whether something was said.

    A crash, which is any other error than a sentence for a person, goes through.
    """
    try:
        services = open_services(folder, clock=FakeClock(LATER), default_country=lambda: "ET")
    except UserError:
        return True
    with closing(services):
        return not services.care.check(deep=True).ok


def told(folder: Path, world: World) -> bool:
    """Open it and look closely: either something is said, or nothing is otherwise."""
    if looked(folder):
        return True
    with closing(connect(folder)) as file:
        assert whole(file) == world.rows
    return False


def salvaged(folder: Path) -> tuple[Salvage, Rows]:
    """What salvaging says, and what is in the file that it makes: sound, and found by its search."""
    rescue = open_rescue(folder, clock=FakeClock(LATER))
    numbers = rescue.salvage(progress=no_progress, cancel=NeverCancel())
    rescue.keep_salvaged()
    with closing(open_services(folder, clock=FakeClock(LATER), default_country=lambda: "ET")) as services:
        health = services.care.check(deep=True)
        assert health.ok, health
        assert services.contacts.count() == numbers.contacts
    with closing(connect(folder)) as file:
        return numbers, whole(file)


def hold_against(world: World, bad: set[int], numbers: Salvage, rows: Rows) -> None:
    """Every row that lies on no bad page is there as it was; what is missing is told."""
    missing = 0
    for table in KEPT:
        if table in ("operation", "journal") and not rows[table]:
            continue  # what can be undone is kept whole or not at all
        there = {row[0]: row for row in rows[table]}
        for row in world.rows[table]:
            number = int(str(row[0]))
            if not bad & world.pages[table, number] and not _links_to_nothing(table, row, rows):
                assert there.get(number) == row, (table, number)
            missing += number not in there
    assert numbers.lost or not missing
    assert (numbers.contacts, numbers.interactions) == (
        sum(row[19] is None for row in rows["contact"]),
        len(rows["interaction"]),
    )


def _links_to_nothing(table: str, row: tuple[object, ...], rows: Rows) -> bool:
    """What says only that something else is there goes with it."""
    parent = {
        "interaction_contact": "interaction",
        "appointment_contact": "appointment",
        "contact_tag": "contact",
    }.get(table)
    return parent is not None and row[1] not in {one[0] for one in rows[parent]}


def copy_of(world: World, folder: Path, *, backups: bool = True) -> Path:
    """A fresh copy of the folder; its data file."""
    shutil.copytree(world.folder, folder, ignore=None if backups else shutil.ignore_patterns("backups"))
    return folder / FILE_NAME


def zero(path: Path, page: int) -> None:
    """Fill a page with zeros."""
    overwrite(path, (page - 1) * PAGE, bytes(PAGE))


def overwrite(path: Path, at: int, data: bytes) -> None:
    """Write into the middle of a file."""
    with path.open("rb+") as file:
        file.seek(at)
        file.write(data)


@dataclass(frozen=True)
class Logged:
    """A folder of which the last changes stand in the log; `states` are all that were ever committed."""

    world: World
    states: list[Rows]

    @property
    def file(self) -> Path:
        """The data file."""
        return self.world.folder / FILE_NAME

    def hold(self, path: Path, *, whole: bool, broken_inside: bool) -> None:
        """Open a copy with another log: it is one of the states, the last if it is whole, or it is told."""
        log = log_of(path).read_bytes()
        try:
            services = open_services(path.parent, clock=FakeClock(LATER), default_country=lambda: "ET")
        except UserError:
            assert broken_inside
            assert log_of(path).read_bytes() == log
            salvaged(path.parent)
            return
        with closing(services):
            health = services.care.check(deep=True)
            assert health.ok, health
        with closing(connect(path.parent)) as file:
            found = facts(file)
        assert found in self.states
        assert not whole or found == self.states[-1]
        # What is being written when the power goes looks so: only the last change, half of it, may go unsaid.
        assert not broken_inside or found in self.states[-3:]


def with_log(folder: Path) -> Logged:
    """Live, and be switched off before the log is written into the file."""
    folder.mkdir()
    build(folder, people=6)
    away = folder.with_name(f"{folder.name}-off")
    states = []
    with closing(open_services(folder, clock=FakeClock(LATER), default_country=lambda: "ET")) as services:
        with closing(connect(folder)) as file:
            states.append(facts(file))
            for number in range(12):
                services.contacts.add(Contact(Name(f"Late {number}"), notes=text(Random(number), 3000)))
                states.append(facts(file))
        shutil.copytree(folder, away, ignore=shutil.ignore_patterns("*-shm"))
    return Logged(World(away, {}, {}), states)
