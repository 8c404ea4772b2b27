"""A look at the file finds what SQLite does not, stops when it is told to, and writes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_encryption, open_services
from crm_desktop.domain.contact import Contact, Name, Phone, Photo
from crm_desktop.domain.file_health import FileHealth
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import engine
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.value_check import ends_as_it_should
from tests.fakes import FakeClock
from tests.unit.store import cards
from tests.unit.store.whole_file import whole

PAGE = 4096
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(1, 256)) * 60 + b"\xff\xd9"


def deep(services: Services) -> FileHealth:
    return services.care.check(deep=True)


class Pressed:
    """A Cancel that is pressed after so many looks at it."""

    def __init__(self, after: int) -> None:
        self.left = after

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture
def people(services: Services, clock: FakeClock) -> Services:
    """The sample people, one with a long note and a photo, and a backup of it all."""
    services.demo.add()
    long = "\n".join(f"Line {number} of a long story" for number in range(400))
    abebe = services.contacts.add(
        Contact(Name("Abebe"), notes=long, photo=Photo("image/jpeg", JPEG), phones=(Phone("0911 223344"),))
    )
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (abebe,), text=long))
    services.backups.make()
    return services


def test_a_file_with_all_kinds_of_things_in_it_is_sound(people: Services) -> None:
    found = deep(people)
    assert found.ok
    assert (found.integrity, found.foreign_keys, found.search_index, found.contacts) == ("ok", 0, "ok", 26)


@settings(max_examples=15)
@given(people=st.lists(cards.cards, max_size=4))
def test_whatever_a_person_may_write_is_sound(
    people: list[Contact], tmp_path_factory: pytest.TempPathFactory, clock: FakeClock
) -> None:
    services = open_services(tmp_path_factory.mktemp("any"), clock=clock, default_country=lambda: "ET")
    try:
        for person in people:
            services.contacts.add(person)
        assert deep(services) == FileHealth("ok", 0, "ok", services.contacts.count(), deep(services).deep)
        assert deep(services).ok
    finally:
        services.close()


def test_days_that_went_by_are_no_damage(people: Services, clock: FakeClock) -> None:
    clock.advance(days=200)
    assert deep(people).ok
    clock.travel("Pacific/Auckland")
    assert deep(people).ok


@pytest.mark.parametrize(
    "damage, kind",
    [
        (
            "UPDATE contact SET notes = CAST(substr(CAST(notes AS BLOB), 1, 90) || zeroblob(40) AS TEXT)",
            "values",
        ),
        ("UPDATE interaction SET text = CAST(x'61ff62' AS TEXT)", "values"),
        ("UPDATE interaction SET kind = 'blub'", "values"),
        ("UPDATE contact SET facts = '[' WHERE id = 2", "values"),
        ("UPDATE photo SET data = zeroblob(900)", "photos"),
        ("UPDATE photo SET data = CAST(substr(data, 1, 4000) || zeroblob(90) AS BLOB)", "photos"),
        ("UPDATE journal SET table_no = 99", "journal"),
        ("UPDATE contact_summary SET name = 'Somebody else' WHERE contact_id = 3", "lists"),
        ("DELETE FROM due", "reminders"),
        ("UPDATE due SET subject_id = 4711 WHERE contact_id IS NULL", "reminders"),
    ],
)
def test_what_sqlite_does_not_see_is_found(
    people: Services, file: sqlite3.Connection, damage: str, kind: str
) -> None:
    file.execute(damage)
    assert people.care.check().integrity == "ok"
    found = deep(people)
    assert not found.ok
    assert found.deep is not None
    assert getattr(found.deep, kind) > 0
    assert found.is_mendable == (kind in ("lists", "reminders"))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE contact_search_data SET block = zeroblob(length(block)) WHERE id > 10",
        "UPDATE contact_search_content SET c0 = 'zzz' WHERE id = 1",
        "DELETE FROM contact_search",
        "DELETE FROM interaction_search",
        "DELETE FROM contact_summary",
        "DELETE FROM due",
    ],
)
def test_what_was_made_from_the_data_is_made_anew(
    people: Services, file: sqlite3.Connection, damage: str
) -> None:
    file.execute(damage)
    found = deep(people)
    assert found.is_mendable
    assert not found.is_damaged
    people.care.mend()
    assert deep(people).ok


def test_zeroed_and_garbled_pages_are_findings_and_never_a_crash(
    people: Services, tmp_path: Path, clock: FakeClock
) -> None:
    people.close()
    path = tmp_path / FILE_NAME
    good = path.read_bytes()
    for number in range(1, len(good) // PAGE, 5):
        for bad in (bytes(PAGE), bytes(range(256)) * (PAGE // 256)):
            start = number * PAGE
            path.write_bytes(good[:start] + bad + good[start + PAGE :])
            assert not deep(people).ok or _was_free(good, number), number
            people.close()
    path.write_bytes(good)


def _was_free(good: bytes, number: int) -> bool:
    page = good[number * PAGE : (number + 1) * PAGE]
    return not page.strip(b"\0")


def test_a_look_writes_nothing(people: Services, file: sqlite3.Connection) -> None:
    before = whole(file)
    version = file.execute("PRAGMA data_version").fetchone()
    deep(people)
    assert file.execute("PRAGMA data_version").fetchone() == version
    assert whole(file) == before


def test_whoever_writes_meanwhile_does_not_wait(people: Services, file: sqlite3.Connection) -> None:
    written: list[int] = []

    def write(done: int, _total: int) -> None:
        file.execute("INSERT INTO setting (key, value) VALUES (?, '1')", (f"x{len(written)}",))
        written.append(done)

    file.execute("PRAGMA busy_timeout = 0")
    assert people.care.check(deep=True, progress=write).ok
    assert len(written) > 10
    assert written == sorted(written)


@pytest.mark.parametrize("after", [0, 3, 30])
def test_a_look_can_be_stopped(people: Services, after: int) -> None:
    with pytest.raises(Cancelled):
        people.care.check(deep=True, cancel=Pressed(after))
    assert deep(people).ok


def test_a_file_that_is_gone_is_not_begun_anew_by_looking(people: Services, tmp_path: Path) -> None:
    people.close()
    moved = (tmp_path / FILE_NAME).rename(tmp_path / "elsewhere.db")
    found = deep(people)
    assert found.is_damaged
    assert not (tmp_path / FILE_NAME).exists()
    moved.rename(tmp_path / FILE_NAME)


@pytest.mark.parametrize(
    "picture, whole_one",
    [
        (JPEG + bytes(300), True),
        (JPEG[:-40] + bytes(40), False),
        (b"\x89PNG\r\n" + b"x" * 50 + b"IEND\xaeB`\x82\0", True),
        (b"\x89PNG\r\n" + b"x" * 50 + bytes(9), False),
        (b"GIF89a..;", True),
        (b"GIF89a..\0\0\0", False),
        (b"RIFF1234WEBP" + bytes(3), True),
        (b"RIFF1234WEBP" + bytes(300), False),
        (b"II*\0" + bytes(30), True),
    ],
)
def test_pictures_that_end_in_zeros_are_told_apart(picture: bytes, whole_one: bool) -> None:
    assert ends_as_it_should(picture) == whole_one


def test_an_encrypted_file_is_looked_at_and_mended_the_same(tmp_path: Path, clock: FakeClock) -> None:
    passphrase = "correct horse battery staple"
    services = open_services(tmp_path, clock=clock, default_country=lambda: "ET")
    services.demo.add()
    services.close()
    open_encryption(tmp_path).turn_on(passphrase)
    services = open_services(tmp_path, clock=clock, default_country=lambda: "ET", passphrase=passphrase)
    services.backups.make()
    assert deep(services).ok
    with closing(engine.connect(tmp_path / FILE_NAME, passphrase)) as connection:
        connection.execute("UPDATE contact_search_data SET block = zeroblob(length(block)) WHERE id > 10")
    assert deep(services).is_mendable
    services.care.mend()
    assert deep(services).ok
    with closing(engine.connect(tmp_path / FILE_NAME, passphrase)) as connection:
        connection.execute("UPDATE interaction SET text = CAST(x'0000' AS TEXT) WHERE id = 1")
    assert deep(services).is_damaged
    services.close()
