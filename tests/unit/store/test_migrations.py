"""Every version of the data file opens: steps that are whole or not at all, after a copy was taken."""

import sqlite3
import textwrap
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name, Phone
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.services.context import Services
from crm_desktop.store import migrations
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.derived_tables import ALL_TABLES
from crm_desktop.store.identity import APPLICATION_ID
from tests.data.schema import make
from tests.fakes import FakeClock

SCHEMAS = Path(__file__).resolve().parents[2] / "data" / "schema"
NEVER_REUSED = {
    "contact", "company", "important_date", "interaction", "appointment", "follow_up", "custom_field",
    "attachment", "day_note", "reminder", "operation", "saved_filter", "series",
}  # fmt: skip
"""Tables whose numbers are known outside the file, or stay in undo and in the ledger of reminders."""


def _open(folder: Path) -> Services:
    return open_services(folder, clock=FakeClock(), default_country=lambda: "ET")


# The models and the file


def _schema(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    indexes = {}
    for _, name, unique, _, partial in connection.execute(f"PRAGMA index_list({table})"):
        columns = tuple(row[2] for row in connection.execute(f"PRAGMA index_info({name})"))
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        where = sql[0].partition(" WHERE ")[2].replace('"', "").strip("()").lower() if partial else ""
        indexes[columns, where] = bool(unique)
    keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return {
        "columns": [row[1:4] + row[5:6] for row in connection.execute(f"PRAGMA table_info({table})")],
        "indexes": indexes,
        "foreign keys": {(row[2], row[3], row[4], row[6]) for row in keys},
    }


@pytest.mark.parametrize("model", ALL_TABLES, ids=lambda model: model._meta.table_name)
def test_a_fresh_file_is_as_the_models_say(services: Services, file: sqlite3.Connection, model: type) -> None:
    of_models = SqliteDatabase(":memory:")
    with of_models.bind_ctx(ALL_TABLES):
        of_models.create_tables(ALL_TABLES)
    table = model._meta.table_name
    assert _schema(file, table) == _schema(of_models.connection(), table)
    of_models.close()


def test_a_fresh_file_has_no_table_that_the_models_do_not_know(
    services: Services, file: sqlite3.Connection
) -> None:
    search = ("contact_search", "interaction_search")
    tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    unknown = tables - {model._meta.table_name for model in ALL_TABLES} - {"sqlite_sequence", *search}
    assert {name for name in unknown if not name.startswith(search)} == set()


def test_numbers_that_are_known_elsewhere_are_never_used_again(
    services: Services, file: sqlite3.Connection
) -> None:
    made = file.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'").fetchall()
    assert {row[0] for row in made} == NEVER_REUSED


def test_the_last_step_is_the_present_version(services: Services, file: sqlite3.Connection) -> None:
    assert migrations._steps()[-1][0] == migrations.LATEST
    assert file.execute("PRAGMA user_version").fetchone() == (migrations.LATEST,)
    assert file.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


# Steps to come


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretend that a newer program has one more step, with this body."""
    package = tmp_path / "newer"
    package.mkdir()

    def add(body: str) -> None:
        number = migrations.LATEST + 1
        step = package / f"m{number:04}_{tmp_path.name.replace('-', '_')}.py"
        step.write_text("def migrate(connection):\n" + textwrap.indent(textwrap.dedent(body), "    "))
        monkeypatch.setattr(migrations, "__path__", [*migrations.__path__, str(package)])
        monkeypatch.setattr(migrations, "LATEST", number)

    return add


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a data file of the present version, with Abebe in it."""
    home = tmp_path / "home"
    home.mkdir()
    with closing(_open(home)) as services:
        services.contacts.add(Contact(Name("Abebe"), phones=(Phone("0911234567"),)))
    return home


def test_an_older_file_is_copied_and_then_brought_up_to_date(
    folder: Path, next_step: Callable[[str], None]
) -> None:
    next_step("connection.execute('ALTER TABLE contact ADD COLUMN mood TEXT')")
    with closing(_open(folder)) as services:
        assert services.contacts.get(1).name.full == "Abebe"
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        assert file.execute("SELECT mood FROM contact").fetchall() == [(None,)]
        assert file.execute("PRAGMA user_version").fetchone() == (migrations.LATEST,)
    (copy,) = (folder / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (migrations.LATEST - 1,)
        assert file.execute("SELECT full_name FROM contact").fetchall() == [("Abebe",)]


def test_a_step_that_fails_leaves_the_file_as_it_was(folder: Path, next_step: Callable[[str], None]) -> None:
    next_step("""
        connection.execute('ALTER TABLE contact ADD COLUMN mood TEXT')
        connection.execute('DELETE FROM contact')
        connection.execute('nonsense')
    """)
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        _open(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (migrations.LATEST - 1,)
        assert "mood" not in [row[1] for row in file.execute("PRAGMA table_info(contact)")]
        assert file.execute("SELECT full_name FROM contact").fetchall() == [("Abebe",)]


def test_a_step_that_makes_a_table_anew_takes_nothing_along(
    folder: Path, next_step: Callable[[str], None]
) -> None:
    next_step("""
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'contact'").fetchone()[0]
        connection.execute(sql.replace("contact", "contact_new", 1))
        connection.execute("INSERT INTO contact_new SELECT * FROM contact")
        connection.execute("DROP TABLE contact")
        connection.execute("ALTER TABLE contact_new RENAME TO contact")
        connection.execute("CREATE UNIQUE INDEX contact_uid ON contact (uid)")
    """)
    with closing(_open(folder)) as services:
        assert services.contacts.get(1).phones[0].typed == "0911234567"
        assert services.file.check().ok
        services.contacts.delete([1])


def test_a_step_that_leaves_rows_without_their_contact_is_no_step(
    folder: Path, next_step: Callable[[str], None]
) -> None:
    next_step("connection.execute('DELETE FROM contact')")
    with pytest.raises(sqlite3.IntegrityError, match="refer to nothing"):
        _open(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        assert file.execute("SELECT count(*) FROM contact").fetchone() == (1,)


# Released versions


def _loaded(text: Path, folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        file.executescript(f"BEGIN; {text.read_text(encoding='utf-8')} COMMIT;")


@pytest.mark.parametrize("version", sorted(SCHEMAS.glob("v*.sql")), ids=lambda path: path.stem)
def test_a_file_of_every_version_opens_whole(tmp_path: Path, version: Path) -> None:
    _loaded(version, tmp_path)
    with closing(_open(tmp_path)) as services:
        assert services.file.check().ok
        abebe, ivanov = services.contacts.all_ids()
        kept = services.contacts.get(abebe)
        phones = tuple(replace(phone, e164=None) for phone in kept.phones)
        assert replace(kept.content(), phones=phones) == replace(make.ABEBE, uid="").content()
        assert [row.name for row in services.contacts.trash()] == ["كريم"]
        assert services.interactions.timeline(ivanov)[0].agreed == "boots"
        assert [meeting.place for meeting in services.contacts.card(abebe).appointments] == ["Piazza"]
        assert services.settings.cadence_normal == 60
        assert list(services.contacts.ids(ContactQuery("ivanov"))) == [ivanov]


@pytest.mark.parametrize("version", sorted(SCHEMAS.glob("v*.sql")), ids=lambda path: path.stem)
def test_what_was_done_with_every_version_can_be_undone(tmp_path: Path, version: Path) -> None:
    _loaded(version, tmp_path)
    with closing(_open(tmp_path)) as services:
        assert str(services.undo.redo()) == "Tag Abebe Bikila"
        steps = 0
        while services.undo.undo():
            steps += 1
        assert steps > 10
        assert services.contacts.all_ids() == []
        while services.undo.redo():
            steps -= 1
        assert steps == 0
        assert services.contacts.get(services.contacts.all_ids()[0]).tags == ("runner", "ሯጭ", "undone")


def test_the_file_of_the_present_version_has_the_present_tables(
    services: Services, file: sqlite3.Connection
) -> None:
    kept = (SCHEMAS / f"v{migrations.LATEST}.sql").read_text(encoding="utf-8")
    text = "\n".join(make.as_sql(services.folder))
    tables = [part for part in text.split(";\n") if not part.startswith("INSERT")]
    missing = [part for part in tables if part not in kept]
    assert missing == [], "not released yet? python -m tests.data.schema.make > tests/data/schema/v1.sql"
