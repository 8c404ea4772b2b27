"""What is written from one database into another of another kind is the same, whole, and the only one."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.errors import PassphraseError
from crm_desktop.domain.passphrase import normal
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.store import engine, exchange
from crm_desktop.store.cipher import SALT, Unsound, recast, wipe, write_as
from crm_desktop.store.identity import is_plain, looks_encrypted
from tests.data.schema import make
from tests.fakes import FakeClock
from tests.unit.services.reminding import add

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "correct horse battery"
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A file with something in every table."""
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as connection:
        text = Path(make.__file__).with_name("v5.sql").read_text(encoding="utf-8")
        connection.executescript(text)
        connection.execute("ANALYZE")
        connection.commit()
    return path


def every_row(path: Path, passphrase: str = "") -> Rows:
    """All rows of all tables, those that nobody sees too, each with its number."""
    with closing(engine.connect(path, passphrase, by_cipher=True)) as connection:
        tables = connection.execute(
            "SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        ).fetchall()
        return {
            name: connection.execute(
                f'SELECT * FROM "{name}"' if keyless else f'SELECT rowid, * FROM "{name}"'
            ).fetchall()
            for name, keyless in tables
        }


def written(source: Path, old: str, target: Path, new: str) -> Path:
    with closing(engine.connect(source, old, by_cipher=True)) as connection:
        write_as(connection, target, new, os.urandom(SALT), no_progress, NeverCancel())
    return target


def test_every_row_of_every_table_is_there_under_its_number(plain: Path, tmp_path: Path) -> None:
    before = every_row(plain)
    encrypted = written(plain, "", tmp_path / "encrypted.db", PASSPHRASE)
    assert every_row(encrypted, PASSPHRASE) == before
    other = written(encrypted, PASSPHRASE, tmp_path / "other.db", "another passphrase")
    assert every_row(other, "another passphrase") == before
    again = written(other, "another passphrase", tmp_path / "again.db", "")
    assert every_row(again) == before
    assert (is_plain(again), looks_encrypted(encrypted), looks_encrypted(other)) == (True, True, True)


def test_whose_it_is_and_how_far_is_carried_along(plain: Path, tmp_path: Path) -> None:
    encrypted = written(plain, "", tmp_path / "encrypted.db", PASSPHRASE)
    for pragma in ("application_id", "user_version"):
        with (
            closing(engine.connect(plain)) as before,
            closing(engine.connect(encrypted, PASSPHRASE)) as after,
        ):
            sql = f"PRAGMA {pragma}"
            assert before.execute(sql).fetchone() == after.execute(sql).fetchone()


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_it_is_for_its_owner_alone(plain: Path, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        assert written(plain, "", tmp_path / "a.db", PASSPHRASE).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(old)


def test_what_was_cancelled_or_is_not_sound_leaves_nothing(plain: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.db"

    class Pressed:
        def is_set(self) -> bool:
            return True

    with closing(engine.connect(plain, by_cipher=True)) as source:
        with pytest.raises(Cancelled):
            write_as(source, target, PASSPHRASE, os.urandom(SALT), no_progress, Pressed())
        source.execute("UPDATE phone SET contact_id = 4711")
        with pytest.raises(Unsound):
            write_as(source, target, PASSPHRASE, os.urandom(SALT), no_progress, NeverCancel())
    assert not target.exists()


def test_no_file_is_written_over(plain: Path, tmp_path: Path) -> None:
    (tmp_path / "new.db").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        written(plain, "", tmp_path / "new.db", PASSPHRASE)
    assert (tmp_path / "new.db").read_text(encoding="utf-8") == "mine"


def test_a_file_of_our_own_is_recast_in_its_place(plain: Path) -> None:
    before = every_row(plain)
    recast(plain, "", PASSPHRASE)
    assert every_row(plain, PASSPHRASE) == before
    recast(plain, PASSPHRASE, "")
    assert every_row(plain) == before
    assert [path.name for path in plain.parent.iterdir()] == ["plain.db"]


# What is wiped


def test_nothing_of_a_wiped_file_can_be_read_by_who_still_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"secret" * 400_000)
    with path.open("rb") as still_open:
        wipe(path)
        assert not path.exists()
        assert not still_open.read().strip(b"\0")


def test_what_somebody_keeps_under_another_name_is_not_wiped(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.db", tmp_path / "kept.db"
    path.write_bytes(b"mine")
    os.link(path, kept)
    wipe(path)
    assert not path.exists()
    assert kept.read_bytes() == b"mine"


def test_what_is_not_there_needs_no_wiping(tmp_path: Path) -> None:
    wipe(tmp_path / "nothing")


# Keys


def test_sqlcipher_itself_takes_the_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real key
    path = tmp_path / "contacts.db"
    with closing(open_services(tmp_path, clock=FakeClock(), passphrase="Zo\u00eb's passphrase")) as services:
        add(services)
    with closing(engine._cipher().connect(str(path))) as theirs:
        theirs.execute("PRAGMA key = 'Zo\u00eb''s passphrase'")
        assert theirs.execute("SELECT count(*) FROM contact").fetchone() == (1,)
    engine.forget_keys()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("begun")


@given(
    st.text(min_size=1, max_size=30),
    st.text(min_size=1, max_size=30),
)
@settings(max_examples=40)
def test_any_text_is_a_passphrase_and_only_that_one_opens(begun: Path, passphrase: str, other: str) -> None:
    path = begun / "any.db"
    path.unlink(missing_ok=True)
    with closing(engine.connect(path, passphrase)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with closing(engine.connect(path, other)) as connection:
        if normal(other) == normal(passphrase):
            assert connection.execute("SELECT count(*) FROM a").fetchone() == (0,)
        else:
            with pytest.raises(engine.faults()):
                connection.execute("SELECT count(*) FROM a")


def test_nothing_is_written_to_standard_error_by_a_wrong_passphrase(
    tmp_path: Path, capfd: "pytest.CaptureFixture[str]"
) -> None:
    with closing(open_services(tmp_path, clock=FakeClock(), passphrase=PASSPHRASE)) as services:
        add(services)
    with pytest.raises(PassphraseError):
        open_services(tmp_path, clock=FakeClock(), passphrase="another passphrase")
    assert capfd.readouterr() == ("", "")


# A file takes the place of another


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A file, and what is ready to take its place."""
    path = tmp_path / "contacts.db"
    path.write_bytes(b"old")
    exchange.ready(path).write_bytes(b"new")
    return path


def no_second_names(_source: object, _target: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("names", ["with links", "without links"])
def test_one_takes_the_place_of_the_other_and_gives_it_back(
    pair: Path, monkeypatch: pytest.MonkeyPatch, names: str
) -> None:
    if names == "without links":
        monkeypatch.setattr(os, "link", no_second_names)
    exchange.exchange(pair)
    assert (pair.read_bytes(), exchange.replaced(pair).read_bytes()) == (b"new", b"old")
    exchange.put_back(pair)
    assert pair.read_bytes() == b"old"
    assert [path.name for path in pair.parent.iterdir()] == ["contacts.db"]


def test_what_was_cut_short_without_links_is_taken_back(pair: Path) -> None:
    pair.rename(exchange.replaced(pair))
    exchange.settle(pair)
    assert pair.read_bytes() == b"old"
    assert [path.name for path in pair.parent.iterdir()] == ["contacts.db"]


def test_what_was_cut_short_with_links_is_taken_back(pair: Path) -> None:
    os.link(pair, exchange.replaced(pair))
    exchange.settle(pair)
    assert pair.read_bytes() == b"old"
    assert [path.name for path in pair.parent.iterdir()] == ["contacts.db"]


def test_what_was_exchanged_is_finished(pair: Path) -> None:
    exchange.exchange(pair)
    exchange.settle(pair)
    assert pair.read_bytes() == b"new"
    assert [path.name for path in pair.parent.iterdir()] == ["contacts.db"]


@pytest.mark.skipif(os.name != "posix", reason="the other system has no such folders")
def test_what_cannot_be_put_in_order_keeps_nobody_from_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_services(tmp_path, clock=FakeClock())) as services:
        add(services)
    path = tmp_path / "contacts.db"
    exchange.mark_of(path).touch()
    exchange.ready(path).write_bytes(b"half")

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "wipe", refuse)
        open_services(tmp_path, clock=FakeClock()).close()
        assert exchange.ready(path).exists()
    open_services(tmp_path, clock=FakeClock()).close()
    assert not exchange.ready(path).exists()
    assert not exchange.mark_of(path).exists()


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 8192, b"nonsense" * 1024])
def test_a_mark_that_a_power_cut_has_spoilt_keeps_nobody_from_opening(tmp_path: Path, spoilt: bytes) -> None:
    with closing(open_services(tmp_path, clock=FakeClock())) as services:
        add(services)
    mark = exchange.mark_of(tmp_path / "contacts.db")
    mark.write_bytes(spoilt)
    open_services(tmp_path, clock=FakeClock()).close()
    assert not mark.exists()
