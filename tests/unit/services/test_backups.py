"""Backups: sound, private, thinned; and brought back whole or not at all."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.changes import DataChanged
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import NewerFileError, UserError
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import backups as store_backups
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, wall
from tests.unit.store.whole_file import connect, differences, facts

SCHEMAS = Path(__file__).resolve().parents[2] / "data" / "schema"

posix_only = pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")


def folder(services: Services) -> Path:
    return services.folder / "backups"


def test_a_backup_holds_everything_also_what_is_only_in_the_log(services: Services) -> None:
    add(services, "አበበ")
    made = services.backups.make()
    with closing(sqlite3.connect(folder(services) / made.name)) as copy:
        assert copy.execute("SELECT full_name FROM contact").fetchall() == [("አበበ",)]
    assert (made.contacts, made.reason, made.last_change) == (1, BackupReason.ASKED, services.clock.now())
    assert services.backups.all() == [made]


@posix_only
def test_a_backup_is_for_its_owner_alone(services: Services) -> None:
    made = services.backups.make()
    assert (folder(services) / made.name).stat().st_mode & 0o777 == 0o600
    assert folder(services).stat().st_mode & 0o777 == 0o700


def test_one_is_due_when_the_last_is_a_day_old_and_something_changed(
    services: Services, clock: FakeClock
) -> None:
    assert not services.backups.is_due()
    add(services)
    assert services.backups.is_due()
    clock.advance(minutes=1)
    services.backups.make()
    clock.advance(hours=25)
    assert not services.backups.is_due()
    add(services)
    assert services.backups.is_due()


def test_before_something_large_there_is_one(services: Services, tmp_path: Path) -> None:
    add(services)
    card = tmp_path / "a.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bekele\nEND:VCARD\n", encoding="utf-8")
    services.importing.apply([card])
    assert [(one.reason, one.contacts) for one in services.backups.all()] == [(BackupReason.IMPORT, 1)]


def test_the_one_that_is_brought_back_is_not_thinned_for_it(services: Services, clock: FakeClock) -> None:
    add(services)
    oldest = services.backups.make()
    add(services, "Hana")
    for _ in range(9):
        clock.advance(minutes=1)
        services.backups.make()
    clock.advance(minutes=1)
    services.backups.restore(services.backups.file_of(oldest.name))
    assert services.contacts.count() == 1
    assert (folder(services) / oldest.name).exists()


def test_a_copy_that_is_not_sound_is_no_backup(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(path: Path, passphrase: str, rows: list[int]) -> None:
        raise UserError("The copy of the data file is not sound")

    monkeypatch.setattr(store_backups, "_check", damaged)
    with pytest.raises(UserError, match="not sound"):
        services.backups.make()
    assert list(folder(services).iterdir()) == []


def test_a_backup_that_is_stopped_leaves_nothing(services: Services) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        services.backups.make(cancel=stop)
    assert list(folder(services).iterdir()) == []


def test_two_in_one_second_are_two(services: Services) -> None:
    assert services.backups.make().name != services.backups.make().name
    assert len(services.backups.all()) == 2


def test_what_a_crash_left_unfinished_goes_with_the_next_one(services: Services) -> None:
    folder(services).mkdir()
    (folder(services) / "2026-03-01-090000-daily.db.part").write_bytes(b"half")
    made = services.backups.make()
    assert [path.name for path in folder(services).iterdir()] == [made.name]


def test_without_room_the_oldest_go_and_the_last_one_stays(
    services: Services, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        services.backups.make()
        clock.advance(hours=1)
    size = (services.folder / "contacts.db").stat().st_size

    def usage(path: Path) -> shutil._ntuple_diskusage:
        left = len(list(folder(services).iterdir()))
        return shutil._ntuple_diskusage(0, 0, (4 - left) * size)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    services.backups.make()
    assert len(services.backups.all()) == 3
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(0, 0, size))
    with pytest.raises(UserError, match="no room"):
        services.backups.make()
    assert len(services.backups.all()) == 1


def test_a_second_folder_gets_each_too_if_it_is_there(services: Services, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    services.settings.backup_folder = str(stick)
    first = services.backups.make()
    stick.mkdir()
    services.clock.advance(minutes=1)
    second = services.backups.make()
    assert [path.name for path in stick.iterdir()] == [second.name]
    assert {one.name for one in services.backups.all()} == {first.name, second.name}


def test_somebody_who_writes_meanwhile_is_neither_held_up_nor_copied_half(services: Services) -> None:
    add(services, "First")
    steps = []

    def meanwhile(done: int, total: int) -> None:
        if not steps:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
        steps.append(done)

    def write() -> None:
        for number in range(20):
            add(services, f"Later {number}")
        services.close()

    made = services.backups.make(progress=meanwhile)
    assert steps
    assert made.contacts == 1
    assert services.contacts.count() == 21


# Bringing one back


def test_what_was_lost_comes_back_and_what_was_there_is_kept(services: Services, clock: FakeClock) -> None:
    gone, changed = add(services, "Gone"), add(services, "Changed")
    services.appointments.plan(Appointment("Lunch", wall("2026-03-05T10:00"), "UTC", (gone,)))
    with closing(connect(services.folder)) as file:
        before = facts(file)
    made = services.backups.make()
    clock.advance(hours=1)
    services.contacts.delete([gone])
    services.contacts.save(replace(services.contacts.get(changed), notes="Otherwise"))
    add(services, "New")
    path = services.backups.file_of(made.name)
    difference = services.backups.compare(path)
    assert (difference.back, difference.gone, difference.changed) == (1, 1, 1)
    kept = services.backups.restore(path)
    with closing(connect(services.folder)) as file:
        assert differences(before, facts(file)) == {}
    assert [one.title for one in services.contacts.card(gone).appointments] == ["Lunch"]
    assert kept.reason is BackupReason.RESTORE
    services.backups.restore(services.backups.file_of(kept.name))
    assert {one.name.full for one in services.contacts.load(services.contacts.all_ids())} == {
        "Changed",
        "New",
    }


def test_everyone_is_told_and_work_goes_on(services: Services, told: list[DataChanged]) -> None:
    add(services, "First")
    made = services.backups.make()
    services.undo.undo()
    services.backups.restore(services.backups.file_of(made.name))
    assert told[-1].changes.everything
    second = add(services, "Second")
    assert services.contacts.count() == 2
    services.undo.undo()
    services.undo.undo()
    assert services.contacts.count() == 0
    assert second not in services.contacts.all_ids()
    assert services.file.check().ok


def test_a_backup_of_an_older_version_is_brought_up_to_date(services: Services, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as file:
        file.executescript(f"BEGIN; {(SCHEMAS / 'v1.sql').read_text(encoding='utf-8')} COMMIT;")
    before = old.read_bytes()
    add(services)
    services.backups.restore(old)
    assert services.contacts.get(services.contacts.all_ids()[0]).name.given == "Abebe"
    services.contacts.add(Contact(Name("New")))
    assert services.file.check().ok
    assert old.read_bytes() == before


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _zeroed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 5] = bytes(4096 * 2)
    path.write_bytes(content)


def _garbage(path: Path) -> None:
    path.write_bytes(b"nonsense" * 1000)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("Dear diary", encoding="utf-8")


@pytest.mark.parametrize("damage", [_truncated, _zeroed, _garbage, _empty, _text])
def test_a_damaged_backup_is_told_and_not_brought_back(
    services: Services, damage: Callable[[Path], None]
) -> None:
    add(services, "First")
    made = services.backups.make()
    services.clock.advance(minutes=1)
    path = services.backups.file_of(made.name)
    damage(path)
    with closing(connect(services.folder)) as file:
        before = facts(file)
    with pytest.raises(UserError):
        services.backups.restore(path)
    with closing(connect(services.folder)) as file:
        assert differences(before, facts(file)) == {}
    assert services.contacts.count() == 1
    assert list(services.folder.glob("restoring*")) == []


def test_a_damaged_backup_is_listed_as_such(services: Services) -> None:
    path = services.backups.file_of(services.backups.make().name)
    _garbage(path)
    [one] = services.backups.all()
    assert one.problem


def test_a_backup_of_a_newer_version_is_refused(services: Services) -> None:
    path = services.backups.file_of(services.backups.make().name)
    services.clock.advance(minutes=1)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFileError):
        services.backups.restore(path)


def test_another_programs_database_is_refused(services: Services, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE recipe (name)")
    with pytest.raises(UserError):
        services.backups.restore(other)


@pytest.mark.parametrize("name", ["nothing.db", "../contacts.db", "2026-01-01-000000-daily.db"])
def test_a_name_that_no_backup_has_is_refused(services: Services, name: str) -> None:
    with pytest.raises(UserError, match="no backup"):
        services.backups.file_of(name)


def test_old_ones_are_thinned(services: Services, clock: FakeClock) -> None:
    for _ in range(40):
        services.backups.make(BackupReason.DAILY)
        clock.advance(timedelta(hours=8))
    kept = services.backups.all()
    assert len(kept) < 22
    assert kept[0].at == clock.now() - timedelta(hours=8)


def test_a_copy_that_lacks_rows_is_no_backup(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    add(services, "Abebe")
    counted, times = store_backups._rows, count()
    monkeypatch.setattr(store_backups, "_rows", lambda file: [*counted(file)[:-1], next(times)])
    with pytest.raises(UserError, match="not sound"):
        services.backups.make()
    assert list(folder(services).iterdir()) == []
