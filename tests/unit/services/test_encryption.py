"""Encryption turned on, changed and turned off: nothing is lost, and nobody else can read it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.bootstrap import open_encryption, open_rescue, open_services
from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import NewerFileError, PassphraseError, UserError
from crm_desktop.services.context import Services
from crm_desktop.services.encryption import Encryption
from crm_desktop.services.environment import environment_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import conversion, copies, engine, migrations, sole
from crm_desktop.store.exchange import converting
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, meet, wall
from tests.unit.store.whole_file import Rows, whole

pytestmark = pytest.mark.usefixtures("quick_keys")

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT / "tests" / "data" / "schema"
FIRST, OTHER = "correct horse battery", "ጥቁር ድመት በዝናብ ውስጥ"
SECRET = "Zerihun Mekonnen"
MAGIC = b"SQLite format 3\0"


_MUCH_TO_SORT = """WITH RECURSIVE many(number) AS (
    SELECT 1 UNION ALL SELECT number + 1 FROM many WHERE number < 20000)
    SELECT count(*) FROM (SELECT randomblob(400) AS noise FROM many ORDER BY noise)"""


class Place:
    """A data folder, and what lies in it."""

    def __init__(self, root: Path, clock: FakeClock) -> None:
        self.root = root
        self.folder = root / "data"
        self.folder.mkdir()
        self._clock = clock

    def open(self, passphrase: str = "") -> Services:
        return open_services(
            self.folder, clock=self._clock, default_country=lambda: "ET", passphrase=passphrase
        )

    @property
    def encryption(self) -> Encryption:
        return open_encryption(self.folder, clock=self._clock)

    @property
    def backups(self) -> list[Path]:
        return sorted((self.folder / "backups").glob("*.db"))

    def rows(self, passphrase: str = "") -> Rows:
        with closing(engine.connect(self.folder / "contacts.db", passphrase)) as connection:
            return whole(connection)

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and "logs" not in path.parts
        }

    def with_words(self, *words: str) -> list[str]:
        """The files in which any of these words can be read."""
        spelled = [word.encode() for word in words]
        return [name for name, content in self.files().items() if any(word in content for word in spelled)]


@pytest.fixture
def place(tmp_path: Path, clock: FakeClock) -> Place:
    made = Place(tmp_path, clock)
    with closing(made.open()) as services:
        add(services, SECRET)
        services.backups.make()
        meet(services, wall("2026-03-03 12:00"), add(services, "Almaz"))
    return made


@pytest.fixture
def encrypted(place: Place) -> Place:
    place.encryption.turn_on(FIRST)
    return place


# What becomes of the data


def test_all_is_as_it_was_however_it_is_encrypted(place: Place) -> None:
    before = place.rows()
    assert not place.encryption.is_on
    place.encryption.turn_on(FIRST)
    assert place.encryption.is_on
    assert place.rows(FIRST) == before
    place.encryption.change(FIRST, OTHER)
    assert place.rows(OTHER) == before
    place.encryption.turn_off(OTHER)
    assert not place.encryption.is_on
    assert place.rows() == before


def test_nothing_can_be_read_in_any_file_once_it_is_on(place: Place) -> None:
    stick = place.root / "stick"
    stick.mkdir()
    with closing(place.open()) as services:
        services.settings.backup_folder = str(stick)
        services.backups.make()
    for name in ("restoring.db", "contacts.db.prepared", "backups/2026-01-01-000000-daily.db.part"):
        shutil.copyfile(place.folder / "contacts.db", place.folder / name)
    assert place.with_words(SECRET)
    told = place.encryption.turn_on(FIRST)
    assert (told.copies, told.left) == (4, ())
    assert not place.with_words(SECRET, "SQLite format")


def test_nothing_that_is_done_later_can_be_read_either(encrypted: Place) -> None:
    words = (SECRET, "Almaz", "Hiwot", "cinnamon")
    with closing(encrypted.open(FIRST)) as services:
        hiwot = add(services, "Hiwot", notes="likes cinnamon " * 3000)
        meet(services, wall("2026-03-02 09:10"), hiwot)
        services.reminders.fire_due()
        services.undo.undo()
        services.undo.redo()
        services.backups.make()
        assert (encrypted.folder / "contacts.db-wal").stat().st_size
        assert not encrypted.with_words(*words)
    assert not encrypted.with_words(*words)


def test_a_working_life_on_encrypted_data(encrypted: Place, clock: FakeClock) -> None:
    with closing(encrypted.open(FIRST)) as services:
        anna = add(services, "Анна", cadence=30)
        meet(services, wall("2026-03-02 09:10"), anna)
        assert [one.title for one in services.reminders.fire_due()]
        card = encrypted.root / "a.vcf"
        card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bekele\nEND:VCARD\n", encoding="utf-8")
        services.importing.apply([card])
        ids = services.contacts.ids(ContactQuery(text="bekele"))
        assert [row.name for row in services.contacts.rows(ids)] == ["Bekele"]
        services.undo.undo()
        assert not services.contacts.ids(ContactQuery(text="bekele"))
        seen: list[int] = []
        thread = threading.Thread(target=lambda: (seen.append(services.contacts.count()), services.close()))
        thread.start()
        thread.join()
        assert seen == [3]
        assert services.file.check(deep=True).ok
        clock.advance(days=2)
        assert services.today is not None
        assert not [one.problem for one in services.backups.all() if one.problem]


@pytest.mark.parametrize("version", sorted(SCHEMAS.glob("v*.sql")), ids=lambda path: path.stem)
def test_encrypted_data_of_every_older_version_is_brought_up_to_date(
    tmp_path: Path, clock: FakeClock, version: Path
) -> None:
    with closing(engine.connect(tmp_path / "contacts.db", FIRST)) as connection:
        connection.executescript(version.read_text(encoding="utf-8"))
        is_old = connection.execute("PRAGMA user_version").fetchone()[0] < migrations.LATEST
    with closing(open_services(tmp_path, clock=clock, passphrase=FIRST)) as services:
        assert services.file.check().ok
        made = services.backups.all()
    assert [one.reason for one in made] == ([BackupReason.UPDATE] if is_old else [])
    assert not [path for path in tmp_path.rglob("*.db") if path.read_bytes().startswith(MAGIC)]


# Passphrases


def test_another_passphrase_opens_nothing_and_changes_nothing(encrypted: Place) -> None:
    before = encrypted.files()
    for attempt in (
        lambda: encrypted.open("another passphrase"),
        encrypted.open,
        lambda: encrypted.encryption.change("another passphrase", OTHER),
        lambda: encrypted.encryption.turn_off("another passphrase"),
        lambda: encrypted.encryption.turn_off(""),
        lambda: encrypted.encryption.finish("another passphrase"),
    ):
        with pytest.raises(PassphraseError):
            attempt()
    assert encrypted.files() == before


def test_a_passphrase_that_was_changed_opens_no_backup_any_more(encrypted: Place) -> None:
    encrypted.encryption.change(FIRST, OTHER)
    with pytest.raises(PassphraseError):
        encrypted.open(FIRST)
    for path in encrypted.backups:
        with closing(engine.connect(path, FIRST)) as copy, pytest.raises(engine.faults()):
            copy.execute("SELECT count(*) FROM contact")


def test_it_is_known_whether_a_passphrase_fits_while_the_data_is_open(encrypted: Place) -> None:
    with closing(encrypted.open(FIRST)) as services:
        assert services.encryption.is_on
        assert services.encryption.fits(FIRST)
        assert not services.encryption.fits(OTHER)
        assert not services.encryption.fits("")


def test_weak_ones_are_refused_before_anything_is_done(encrypted: Place) -> None:
    before = encrypted.files()
    with pytest.raises(UserError, match="at least 8"):
        encrypted.encryption.change(FIRST, "short")
    with pytest.raises(UserError, match="already"):
        encrypted.encryption.turn_on(OTHER)
    assert encrypted.files() == before


def test_what_needs_encryption_is_refused_without_it(place: Place) -> None:
    for attempt in (
        lambda: place.encryption.change(FIRST, OTHER),
        lambda: place.encryption.turn_off(FIRST),
        lambda: place.encryption.finish(FIRST),
    ):
        with pytest.raises(UserError, match="not encrypted"):
            attempt()


def test_a_passphrase_that_looks_like_a_key_is_a_passphrase(place: Place) -> None:
    key = "x'" + "0123456789abcdef" * 6 + "'"
    place.encryption.turn_on(key)
    with closing(engine.connect(place.folder / "contacts.db", "never")) as connection:
        assert connection
    library = engine._cipher()
    with closing(library.connect(str(place.folder / "contacts.db"))) as raw:
        raw.execute(f"PRAGMA key = {engine.quoted(key)}")
        with pytest.raises(engine.faults()):
            raw.execute("SELECT count(*) FROM contact")
    with closing(place.open(key)) as services:
        assert services.contacts.count() == 2


def test_keys_are_worked_out_once_for_the_data_and_all_its_backups(
    encrypted: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hashlib

    worked_out: list[bytes] = []
    real = hashlib.pbkdf2_hmac

    def counting(*arguments: Any, **named: Any) -> bytes:
        worked_out.append(arguments[2])
        return real(*arguments, **named)

    monkeypatch.setattr(hashlib, "pbkdf2_hmac", counting)
    engine.forget_keys()
    with closing(encrypted.open(FIRST)) as services:
        for _ in range(3):
            services.backups.make()
        assert len(services.backups.all()) == 5
        thread = threading.Thread(target=lambda: (services.contacts.count(), services.close()))
        thread.start()
        thread.join()
        assert len(worked_out) == 1
        services.encryption.forget_keys()
        services.backups.all()
    assert len(worked_out) == 2


# Backups


def test_a_plain_backup_comes_back_into_encrypted_data_which_stays_so(place: Place) -> None:
    outside = shutil.copyfile(place.backups[0], place.root / "plain.db")
    place.encryption.turn_on(FIRST)
    with closing(place.open(FIRST)) as services:
        change = services.backups.compare(outside)
        assert (change.back, change.gone) == (0, 1)
        services.backups.restore(outside)
        assert services.contacts.count() == 1
    outside.unlink()
    assert not place.with_words(SECRET)
    with closing(place.open(FIRST)) as services:
        assert services.file.check(deep=True).ok


def test_an_encrypted_backup_comes_back_into_plain_data_with_its_passphrase(encrypted: Place) -> None:
    outside = shutil.copyfile(encrypted.backups[0], encrypted.root / "encrypted.db")
    encrypted.encryption.turn_off(FIRST)
    with closing(encrypted.open()) as services:
        before = services.contacts.count()
        for attempt in (services.backups.compare, services.backups.restore):
            with pytest.raises(PassphraseError, match="passphrase is needed"):
                attempt(outside)
            with pytest.raises(PassphraseError, match="another passphrase") as refused:
                attempt(outside, OTHER)
            assert refused.value.was_wrong
        assert services.contacts.count() == before
        services.backups.restore(outside, FIRST)
        assert services.contacts.count() == 1
        assert not services.encryption.is_on
    assert encrypted.files()["data/contacts.db"].startswith(MAGIC)


def test_a_backup_with_another_passphrase_comes_back_too(encrypted: Place) -> None:
    outside = shutil.copyfile(encrypted.backups[0], encrypted.root / "encrypted.db")
    encrypted.encryption.change(FIRST, OTHER)
    with closing(encrypted.open(OTHER)) as services:
        with pytest.raises(PassphraseError, match="another passphrase"):
            services.backups.compare(outside)
        assert services.backups.compare(outside, FIRST).gone == 1
        services.backups.restore(outside, FIRST)
        assert services.contacts.count() == 1
    with closing(encrypted.open(OTHER)) as services:
        assert services.file.check().ok


def test_rescued_with_a_plain_backup_encrypted_data_stays_encrypted(place: Place) -> None:
    outside = shutil.copyfile(place.backups[0], place.root / "plain.db")
    place.encryption.turn_on(FIRST)
    (place.folder / "contacts.db").write_bytes(os.urandom(40960))
    open_rescue(place.folder, FIRST).bring_back(outside)
    outside.unlink()
    assert not place.with_words(SECRET)
    with closing(place.open(FIRST)) as services:
        assert services.contacts.count() == 1


def test_the_data_file_itself_is_no_backup(place: Place) -> None:
    with closing(place.open()) as services, pytest.raises(UserError, match="data file itself"):
        services.backups.restore(place.folder / "contacts.db")


def test_a_backup_that_cannot_be_converted_is_left_and_told(place: Place) -> None:
    damaged = place.backups[0]
    damaged.write_bytes(damaged.read_bytes()[:20000] + b"\0" * 60000)
    told = place.encryption.turn_on(FIRST)
    assert [(one.path, one.plain) for one in told.left] == [(damaged, True)]
    assert damaged.exists()
    assert told.copies == 1


def test_a_backup_of_another_passphrase_is_left_and_told(encrypted: Place) -> None:
    other = encrypted.folder / "backups" / "2020-01-01-000000-asked.db"
    shutil.copyfile(encrypted.backups[0], other)
    encrypted.encryption.change(FIRST, OTHER)
    kept = other.with_name("2020-01-02-000000-asked.db")
    encrypted.encryption.change(OTHER, FIRST)
    shutil.copyfile(other, kept)
    with closing(engine.connect(kept, FIRST)) as copy:
        copy.execute("PRAGMA rekey = 'of somebody else'")
    told = encrypted.encryption.turn_off(FIRST)
    assert [(one.path, one.plain) for one in told.left] == [(kept, False)]
    assert "another passphrase" in told.left[0].why


def test_what_rescue_put_aside_is_told_of(place: Place) -> None:
    aside = place.folder / "contacts.db.damaged-2026-03-01-120000"
    shutil.copyfile(place.folder / "contacts.db", aside)
    assert [one.path for one in place.encryption.turn_on(FIRST).left] == [aside]


def test_backups_on_a_stick_that_was_away_are_encrypted_when_it_is_back(place: Place) -> None:
    stick, drawer = place.root / "stick", place.root / "drawer"
    stick.mkdir()
    with closing(place.open()) as services:
        services.settings.backup_folder = str(stick)
        services.backups.make()
    stick.rename(drawer)
    place.encryption.turn_on(FIRST)
    drawer.rename(stick)
    assert place.with_words(SECRET)
    with closing(place.open(FIRST)) as services:
        services.backups.make()
    assert not place.with_words(SECRET)
    assert len(list(stick.glob("*.db"))) == 2


def test_finishing_encrypts_what_is_still_plain_even_while_the_data_is_open(place: Place) -> None:
    plain = shutil.copyfile(place.backups[0], place.root / "plain.db")
    place.encryption.turn_on(FIRST)
    shutil.copyfile(plain, place.folder / "backups" / "2026-01-01-000000-asked.db")
    plain.unlink()
    with closing(place.open(FIRST)) as services:
        assert services.encryption.finish(FIRST).copies == 1
        assert not place.with_words(SECRET)
        assert services.encryption.finish(FIRST).copies == 0


# What may come between


class Impatient:
    """Wants it to stop when it is asked for the so many-th time."""

    def __init__(self, moment: int) -> None:
        self._left = moment

    def is_set(self) -> bool:
        self._left -= 1
        return self._left <= 0


def test_cancelled_at_any_moment_all_is_as_it_was(place: Place) -> None:
    before, backups = place.rows(), len(place.backups)
    for moment in range(1, 7):
        with pytest.raises(Cancelled):
            place.encryption.turn_on(FIRST, cancel=Impatient(moment))
        assert place.rows() == before
        assert not [
            name for name in place.files() if name.endswith((".part", ".next", ".old", ".converting"))
        ]
    assert len(place.backups) >= backups


def test_progress_comes_to_its_end(place: Place) -> None:
    told: list[tuple[int, int]] = []
    place.encryption.turn_on(FIRST, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(done <= total for done, total in told)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sole, "WAIT_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
def test_data_that_this_program_has_open_is_not_converted(place: Place) -> None:
    with closing(place.open()) as services:
        with pytest.raises(UserError, match="has the data open"):
            place.encryption.turn_on(FIRST)
        add(services, "Hana")
    place.encryption.turn_on(FIRST)
    with closing(place.open(FIRST)) as services:
        with pytest.raises(UserError, match="has the data open"):
            place.encryption.turn_off(FIRST)
        assert services.contacts.count() == 3


_HOLDER = """
import pathlib, sys
from crm_desktop.bootstrap import open_services
services = open_services(pathlib.Path(sys.argv[1]), passphrase=sys.argv[2])
print(services.contacts.count(), flush=True)
sys.stdin.readline()
services.close()
"""


@pytest.fixture
def holder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []

    def start(folder: Path, passphrase: str = "") -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(folder), passphrase],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip().isdecimal()
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.communicate("\n")


@pytest.mark.usefixtures("impatient")
def test_data_that_another_program_has_open_is_not_converted(
    place: Place, holder: "Callable[[Path], subprocess.Popen[str]]"
) -> None:
    before = place.files()
    process = holder(place.folder)
    with pytest.raises(UserError, match="Another program has the data open"):
        place.encryption.turn_on(FIRST)
    process.communicate("\n")
    assert place.files() == before


def test_while_it_is_converted_nobody_else_opens_it(place: Place) -> None:
    with converting(place.folder / "contacts.db"):
        with pytest.raises(UserError, match="being encrypted or decrypted"):
            place.open()
        with pytest.raises(UserError, match="being encrypted or decrypted"):
            place.encryption.turn_on(FIRST)
    with closing(place.open()) as services:
        assert services.contacts.count() == 2


def test_who_still_has_the_old_file_open_writes_nothing_into_it(place: Place) -> None:
    path = place.folder / "contacts.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as stale:
        # It has not looked at the file yet, so nobody could see that it has it open.
        place.encryption.turn_on(FIRST)
        for sql in ("PRAGMA journal_mode = WAL", "CREATE TABLE lost (a)"):
            with pytest.raises(sqlite3.DatabaseError):
                stale.execute(sql)
    with closing(place.open(FIRST)) as services:
        assert services.contacts.count() == 2
        assert services.file.check().ok


def test_without_room_it_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    before = place.rows()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(conversion.shutil, "disk_usage", lambda _path: usage(10**9, 10**9, 10))
    with pytest.raises(UserError, match="no room"):
        place.encryption.turn_on(FIRST)
    assert place.rows() == before


def test_with_little_room_the_backups_are_converted_one_after_the_other(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (place.folder / "contacts.db").stat().st_size
    usage = namedtuple("usage", "total used free")
    tight = iter([10 * size, 10 * size, 0, 0])
    monkeypatch.setattr(
        copies.shutil, "disk_usage", lambda _path: usage(10**9, 10**9, next(tight, 10 * size))
    )
    told = place.encryption.turn_on(FIRST)
    assert (told.copies, told.left) == (2, ())
    assert not place.with_words(SECRET)


def test_damaged_data_is_left_as_it_is(place: Place) -> None:
    with closing(engine.connect(place.folder / "contacts.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO phone SELECT * FROM phone LIMIT 0")
        connection.execute("UPDATE appointment_contact SET contact_id = 4711")
    with pytest.raises(UserError, match="not sound"):
        place.encryption.turn_on(FIRST)
    assert not place.encryption.is_on


def test_data_of_a_newer_version_is_left_as_it_is_by_restore(encrypted: Place) -> None:
    outside = shutil.copyfile(encrypted.backups[0], encrypted.root / "newer.db")
    with closing(engine.connect(outside, FIRST)) as connection:
        connection.execute("PRAGMA user_version = 4711")
    with closing(encrypted.open(FIRST)) as services, pytest.raises(NewerFileError):
        services.backups.restore(outside)


# Without the library


def test_without_the_library_it_says_what_to_install(
    encrypted: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert encrypted.encryption.trouble() == ""
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    assert 'pip install "crm-desktop[encrypt]"' in encrypted.encryption.trouble()
    with pytest.raises(UserError, match="pip install"):
        encrypted.open(FIRST)
    with pytest.raises(UserError, match="pip install"):
        encrypted.encryption.change(FIRST, OTHER)
    with pytest.raises(PassphraseError):
        encrypted.open()


def test_a_plain_start_reads_nothing_of_encryption(tmp_path: Path) -> None:
    look = (
        "import pathlib, sys\n"
        "from crm_desktop.bootstrap import open_services\n"
        "services = open_services(pathlib.Path(sys.argv[1])); services.contacts.count(); services.close()\n"
        "print([name for name in sys.modules if 'sqlcipher' in name or 'keyring' in name"
        " or name.endswith(('exchange', 'conversion', 'cipher', 'encryption', 'passphrase'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", look, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout.strip() == "[]"


def test_what_sqlcipher_says_of_the_disk_is_told_in_words() -> None:
    library = engine._cipher()
    assert "disk is full" in environment_words(library.OperationalError("database or disk is full"))
    assert "Another program" in environment_words(library.OperationalError("database is locked"))
    assert "damaged" in environment_words(library.DatabaseError("database disk image is malformed"))
    assert "damaged" in environment_words(library.DatabaseError("file is not a database"))


def open_files() -> set[str]:
    """What this process has open, by its names."""
    found = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(str(descriptor.readlink()))
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which files are open")
@pytest.mark.parametrize("sql, steps", [(_MUCH_TO_SORT, 5_000), ("VACUUM", 50)], ids=["sorting", "vacuum"])
def test_what_does_not_fit_into_memory_goes_to_no_file_either(encrypted: Place, sql: str, steps: int) -> None:
    with closing(encrypted.open(FIRST)) as services:
        file: Any = services.file
        connection = file._database.connection()
        connection.execute("PRAGMA cache_size = -100")
        before, opened = open_files(), set[str]()

        def look() -> None:
            opened.update(open_files())

        connection.set_progress_handler(look, steps)
        connection.execute(sql).fetchall()
        connection.set_progress_handler(None, 0)
    assert str(encrypted.folder / "contacts.db") in opened
    assert [name for name in opened - before if str(encrypted.folder) not in name] == []


def test_a_new_contact_is_there_after_the_data_was_empty(tmp_path: Path, clock: FakeClock) -> None:
    with closing(open_services(tmp_path, clock=clock, passphrase=FIRST)) as services:
        services.contacts.add(Contact(Name(full=SECRET)))
    assert (tmp_path / "contacts.db").read_bytes()[:16] != MAGIC
    with closing(open_services(tmp_path, clock=clock, passphrase=FIRST)) as services:
        assert services.contacts.count() == 1
