"""A stick that is pulled, or a program that puts another file in the place of the open one."""

import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import NewerFileError, UserError
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody take an open file away")
pytestmark = posix_only


def _open(folder: Path) -> Services:
    folder.mkdir(exist_ok=True)
    return open_services(folder, clock=FakeClock(), default_country=lambda: "ET")


def _names(services: Services) -> list[str]:
    return sorted(card.name.full for card in services.reads.load(services.contacts.all_ids()))


def _copy_with(folder: Path, *names: str) -> Path:
    """A data file of its own, closed, with these people."""
    with closing(_open(folder)) as services:
        for name in names:
            services.contacts.add(Contact(Name(name)))
    return folder / "contacts.db"


def _rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [row[0] for row in file.execute("SELECT full_name FROM contact ORDER BY 1")]


def test_while_the_stick_is_away_nothing_is_written_and_work_goes_on_when_it_is_back(tmp_path: Path) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    with closing(_open(stick)) as services:
        services.contacts.add(Contact(Name("Abebe")))
        stick.rename(pocket)
        for _ in range(3):
            with pytest.raises(UserError, match=r"not where it was.*connect it again.*nothing was written"):
                services.contacts.add(Contact(Name("Sara")))
        assert not stick.exists()
        pocket.rename(stick)
        services.contacts.add(Contact(Name("Kebede")))
        assert _names(services) == ["Abebe", "Kebede"]
        assert services.undo.undo() is not None
        assert services.file.check().ok


def test_no_empty_file_is_begun_where_one_was(tmp_path: Path) -> None:
    with closing(_open(tmp_path / "data")) as services:
        services.contacts.add(Contact(Name("Abebe")))
        services.close()
        for name in ("contacts.db", "contacts.db-wal", "contacts.db-shm"):
            (tmp_path / "data" / name).unlink(missing_ok=True)
        with pytest.raises(UserError, match="not where it was"):
            services.contacts.count()
        with pytest.raises(UserError, match="not where it was"):
            services.contacts.add(Contact(Name("Sara")))
        assert list((tmp_path / "data").iterdir()) == []


def test_what_was_open_is_kept_when_another_file_takes_its_place(tmp_path: Path) -> None:
    other = _copy_with(tmp_path / "other", "Sara", "Selam")
    with closing(_open(tmp_path / "data")) as services:
        services.contacts.add(Contact(Name("Abebe")))  # it is in the log beside the file and nowhere else
        other.replace(tmp_path / "data" / "contacts.db")
        with pytest.raises(UserError, match=r"another file in the place.*Nothing was written.*is kept as"):
            services.contacts.add(Contact(Name("Kebede")))
        [kept] = [
            path for path in (tmp_path / "data").glob("contacts.db.exchanged-*") if "log" not in path.name
        ]
        assert _rows(kept) == ["Abebe"]
        assert kept.stat().st_mode & 0o777 == 0o600
        # What is there now is opened, without the log of the one before.
        assert _names(services) == ["Sara", "Selam"]
        services.contacts.add(Contact(Name("Kebede")))
        assert services.file.check().ok
    assert _rows(tmp_path / "data" / "contacts.db") == ["Kebede", "Sara", "Selam"]


def test_everyone_is_told_that_all_may_be_otherwise(tmp_path: Path) -> None:
    other = _copy_with(tmp_path / "other", "Sara")
    told: list[DataChanged] = []
    with closing(_open(tmp_path / "data")) as services:
        services.contacts.add(Contact(Name("Abebe")))
        services.bus.subscribe(told.append)
        assert not services.file.notice_changes_elsewhere()
        other.replace(tmp_path / "data" / "contacts.db")
        with pytest.raises(UserError):
            services.contacts.add(Contact(Name("Kebede")))
        assert services.file.notice_changes_elsewhere()
        assert told[-1].changes.touches(Kind.CONTACT)


def test_another_thread_goes_on_with_the_file_that_is_there_too(tmp_path: Path) -> None:
    other = _copy_with(tmp_path / "other", "Sara")
    ready, exchanged, found = threading.Event(), threading.Event(), []
    with closing(_open(tmp_path / "data")) as services:
        services.contacts.add(Contact(Name("Abebe")))

        def work() -> None:
            services.contacts.count()
            ready.set()
            exchanged.wait(10)
            for name in ("Kebede", "Kebede"):
                try:
                    services.contacts.add(Contact(Name(name)))
                except UserError as error:
                    found.append(error)
            services.close()

        thread = threading.Thread(target=work)
        thread.start()
        ready.wait(10)
        other.replace(tmp_path / "data" / "contacts.db")
        with pytest.raises(UserError):
            services.contacts.add(Contact(Name("Selam")))
        exchanged.set()
        thread.join()
        assert len(found) == 1
        assert _names(services) == ["Kebede", "Sara"]
        assert services.file.check().ok


def test_what_took_its_place_is_looked_at_before_it_is_opened(tmp_path: Path) -> None:
    with closing(_open(tmp_path / "data")) as services:
        services.contacts.add(Contact(Name("Abebe")))
        path = tmp_path / "data" / "contacts.db"

        def put(content: bytes) -> None:
            (tmp_path / "new").write_bytes(content)
            (tmp_path / "new").replace(path)
            with pytest.raises(UserError):
                services.contacts.add(Contact(Name("Kebede")))

        put(b"a letter")
        with pytest.raises(UserError, match="not a data file"):
            services.contacts.count()
        put(b"")
        with pytest.raises(UserError):
            services.contacts.count()
        newer = _copy_with(tmp_path / "newer", "Sara")
        with closing(sqlite3.connect(newer)) as file:
            file.execute("PRAGMA user_version = 4711")
        put(newer.read_bytes())
        with pytest.raises(NewerFileError):
            services.contacts.count()
        with closing(sqlite3.connect(newer)) as file:
            file.execute("PRAGMA user_version = 1")
        put(newer.read_bytes())
        with pytest.raises(UserError, match=r"earlier version.*start again"):
            services.contacts.count()


def test_a_copy_of_the_file_over_itself_is_no_other_file(tmp_path: Path) -> None:
    with closing(_open(tmp_path / "data")) as services:
        services.contacts.add(Contact(Name("Abebe")))
        shutil.copyfile(tmp_path / "data" / "contacts.db", tmp_path / "copy.db")
        services.contacts.add(Contact(Name("Kebede")))
        assert _names(services) == ["Abebe", "Kebede"]


def test_after_a_disk_that_did_not_answer_a_new_connection_is_opened(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = services.uow._database
    before = database.generation
    database.after_fault(sqlite3.OperationalError("database is locked"))
    assert database.generation == before
    database.after_fault(sqlite3.OperationalError("disk I/O error"))
    assert database.generation > before
    services.contacts.add(Contact(Name("Abebe")))


def test_looking_costs_next_to_nothing(services: Services) -> None:
    database = services.uow._database
    database.refuse_elsewhere()

    def spent() -> float:
        begun = time.perf_counter()
        for _ in range(1000):
            database.refuse_elsewhere()
        return (time.perf_counter() - begun) / 1000

    assert min(spent() for _ in range(5)) < 500e-6  # 10 on a quiet machine
