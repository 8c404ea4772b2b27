"""What is saved of a damaged file, row by row: nothing readable is lost, nothing deleted comes back."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_rescue, open_services
from crm_desktop.domain.contact import Contact, Name, Phone, Photo
from crm_desktop.domain.damage import Salvage
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId, FollowUpId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.salvage.pages import PageFile
from tests.data.schema import make
from tests.fakes import FakeClock
from tests.torture.damage import PAGE, pages_of_rows, zero
from tests.unit.store.whole_file import Rows, connect, facts

LONG = "What was agreed about the boots, word by word. " * 300
"""Goes on over several pages."""
SCHEMAS = Path(make.__file__).parent


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some people and without a backup."""
    folder = tmp_path_factory.mktemp("sound")
    with _opened(folder) as services:
        for number in range(1, 9):
            one = services.contacts.add(
                Contact(
                    Name(f"Person {number}"),
                    phones=(Phone(f"0911 00{number}", "home"),),
                    notes=LONG if number == 4 else f"note {number}",
                    photo=Photo("image/png", _png(9000)) if number == 5 else None,
                )
            )
            services.interactions.log(_talk(services, one, "a talk " * 200))
            services.follow_ups.promise(FollowUp(one, f"promise {number}", date(2026, 3, 9)))
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "data"))


def _opened(folder: Path) -> "closing[Services]":
    return closing(open_services(folder, clock=FakeClock(), default_country=lambda: "ET"))


def _talk(services: Services, who: ContactId, text: str) -> Interaction:
    return Interaction(InteractionKind.CALL, services.clock.now(), (who,), text)


def _png(length: int) -> bytes:
    return b"\x89PNG" + bytes(range(1, 251)) * (length // 250) + b"IEND\xaeB`\x82"


def _pages(folder: Path, table: str, *numbers: int) -> set[int]:
    found = pages_of_rows(folder / FILE_NAME)
    return {page for number in numbers for page in found[table, number]}


def _zero(folder: Path, *pages: int) -> None:
    for page in pages:
        zero(folder / FILE_NAME, page)


def _rows(folder: Path) -> Rows:
    with closing(connect(folder)) as file:
        return facts(file)


def _saved(folder: Path) -> tuple[Salvage, Rows]:
    rescue = open_rescue(folder, clock=FakeClock())
    numbers = rescue.salvage()
    rescue.keep_salvaged()
    with _opened(folder) as services:
        assert services.care.check(deep=True).ok
    return numbers, _rows(folder)


def _change(folder: Path, change: Callable[[Services], object]) -> None:
    with _opened(folder) as services:
        change(services)


def _back_up(folder: Path) -> None:
    _change(folder, lambda services: services.backups.make())


def test_of_a_sound_file_everything_is_saved(folder: Path) -> None:
    before = _rows(folder)
    numbers, after = _saved(folder)
    assert numbers == Salvage(8, 8, 0, 8, filled=0, lost=0)
    assert after == before


def test_what_stands_in_the_log_is_saved_too(folder: Path, tmp_path: Path) -> None:
    off = tmp_path / "off"
    with _opened(folder) as services:
        services.contacts.add(Contact(Name("Late")))
        shutil.copytree(folder, off, ignore=shutil.ignore_patterns("*-shm"))
    assert (off / f"{FILE_NAME}-wal").stat().st_size
    numbers, _ = _saved(off)
    assert numbers.contacts == 9


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_of_an_earlier_version_is_saved_and_brought_up_to_date(tmp_path: Path, version: int) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        file.executescript((SCHEMAS / f"v{version}.sql").read_text(encoding="utf-8"))
    whole = Path(shutil.copytree(tmp_path, tmp_path / "whole"))
    _change(whole, lambda _: None)
    _zero(tmp_path, 2)
    numbers, rows = _saved(tmp_path)
    expected = _rows(whole)
    assert (numbers.contacts, numbers.lost) == (3, 3)
    assert {table: rows[table] for table in rows if table != "contact"} == {
        table: expected[table] for table in expected if table != "contact"
    }


def test_what_was_deleted_stays_deleted(folder: Path) -> None:
    _back_up(folder)
    _change(folder, lambda services: services.follow_ups.delete(FollowUpId(5)))
    before = _rows(folder)
    _zero(folder, *_pages(folder, "phone", 1))
    numbers, after = _saved(folder)
    assert (numbers.filled, numbers.follow_ups) == (8, 7)
    assert after == before


def test_what_cannot_be_read_comes_from_the_backup(folder: Path) -> None:
    before = _rows(folder)
    _back_up(folder)
    _zero(folder, *_pages(folder, "follow_up", 1))
    numbers, after = _saved(folder)
    assert (numbers.filled, numbers.lost) == (8, 0)
    assert after == before


def test_what_came_after_the_backup_is_counted_as_lost(folder: Path) -> None:
    _back_up(folder)
    promise = FollowUp(ContactId(1), "after the backup", date(2026, 3, 9))
    _change(folder, lambda services: [services.follow_ups.promise(promise) for _ in range(3)])
    _zero(folder, *_pages(folder, "follow_up", 1))
    numbers, _ = _saved(folder)
    assert (numbers.filled, numbers.lost, numbers.follow_ups) == (8, 3, 8)


def test_a_text_is_kept_as_far_as_it_can_be_read(folder: Path) -> None:
    *_, last = sorted(_pages(folder, "contact", 4))
    _zero(folder, last)
    numbers, rows = _saved(folder)
    assert numbers.lost == 1
    notes = rows["contact"][3][9]
    assert len(LONG) > len(str(notes)) > 2000
    assert LONG.startswith(str(notes))


def test_a_text_that_is_cut_is_made_whole_from_the_backup(folder: Path) -> None:
    before = _rows(folder)
    _back_up(folder)
    *_, last = sorted(_pages(folder, "contact", 4))
    _zero(folder, last)
    numbers, after = _saved(folder)
    assert (numbers.filled, numbers.lost) == (1, 0)
    assert after == before


def test_a_picture_that_is_cut_is_not_kept(folder: Path) -> None:
    _zero(folder, max(_pages(folder, "photo", 1)))
    numbers, rows = _saved(folder)
    assert (numbers.lost, rows["photo"]) == (1, [])


def test_of_a_lost_contact_all_that_is_known_stands_on_a_card_with_the_name_it_had(folder: Path) -> None:
    before = _rows(folder)
    _zero(folder, *_pages(folder, "contact", 1))
    numbers, after = _saved(folder)
    assert numbers.contacts == 8
    assert numbers.lost == 8
    assert [row[2] for row in after["contact"]] == [row[2] for row in before["contact"]]
    assert {t: after[t] for t in after if t != "contact"} == {t: before[t] for t in before if t != "contact"}


def test_a_card_without_a_name_says_that_it_was_recovered(folder: Path) -> None:
    _zero(folder, *_pages(folder, "contact", 1), *_pages(folder, "contact_summary", 1))
    _, rows = _saved(folder)
    assert rows["contact"][0][2] == "Recovered contact 1"


def test_what_was_said_to_nobody_known_any_more_stays_to_be_read(folder: Path) -> None:
    _zero(folder, *_pages(folder, "interaction_contact", 1))
    numbers, rows = _saved(folder)
    assert (numbers.interactions, numbers.lost > 0) == (8, True)
    assert rows["contact"][-1][2] == "Recovered entries"
    assert {row[2] for row in rows["interaction_contact"]} == {rows["contact"][-1][0]}


def test_what_is_noted_of_a_contact_that_is_gone_goes_with_it(folder: Path) -> None:
    with closing(connect(folder)) as file:
        file.execute("INSERT INTO apart (contact_id, other_id) VALUES (1, 2), (1, 99)")
        file.execute("INSERT INTO known_uid (contact_id, uid) VALUES (1, 'a'), (99, 'b')")
        file.execute("INSERT INTO reviewed (contact_id, on_day) VALUES (1, 739000), (99, 739000)")
        file.commit()
    _zero(folder, *_pages(folder, "phone", 1))
    _, rows = _saved(folder)
    assert [row[1:] for row in rows["apart"]] == [(1, 2)]
    assert [row[1:] for row in rows["known_uid"]] == [(1, "a")]
    assert [row[1:] for row in rows["reviewed"]] == [(1, 739000)]


def test_what_can_be_undone_is_kept_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    _zero(folder, *_pages(folder, "phone", 1))
    _saved(folder)
    _change(folder, lambda services: services.undo.undo())
    with closing(connect(folder)) as file:
        assert file.execute("SELECT count(*) FROM operation WHERE state = 'undone'").fetchone() == (1,)
    _zero(other, min(_pages(other, "journal", 1)))
    numbers, _ = _saved(other)
    assert numbers.lost == 0
    with closing(connect(other)) as file:
        assert file.execute("SELECT count(*) FROM operation").fetchone() == (0,)


def test_no_number_is_given_twice(folder: Path) -> None:
    _change(folder, lambda services: services.follow_ups.delete(FollowUpId(8)))
    _zero(folder, *_pages(folder, "phone", 1))
    _saved(folder)
    added: list[int] = []
    promise = FollowUp(ContactId(1), "new", date(2026, 3, 9))
    _change(folder, lambda services: added.append(services.follow_ups.promise(promise)))
    assert added == [9]


def test_a_page_that_the_disk_does_not_give_is_one_that_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [bad] = _pages(folder, "follow_up", 1)
    read = PageFile.page

    def refused(pages: PageFile, number: int) -> bytes | None:
        if number == bad:
            pages.file = _Broken(pages.file)  # type: ignore[assignment]
        try:
            return read(pages, number)
        finally:
            if number == bad:
                pages.file = pages.file.file  # type: ignore[attr-defined]

    monkeypatch.setattr(PageFile, "page", refused)
    numbers = open_rescue(folder, clock=FakeClock()).salvage()
    assert (numbers.contacts, numbers.follow_ups, numbers.lost) == (8, 0, 8)


class _Broken:
    """A file whose disk does not answer."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def seek(self, at: int) -> int:
        return self.file.seek(at)

    def read(self, size: int) -> bytes:
        raise OSError(5, "Input/output error")


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=3 * PAGE)), min_size=1, max_size=4),
    st.booleans(),
)
def test_whatever_bytes_are_damaged_what_is_saved_is_sound(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, places: list[tuple[float, bytes]], backup: bool
) -> None:
    folder = Path(shutil.copytree(sound, tmp_path_factory.mktemp("any") / "data"))
    if backup:
        _back_up(folder)
    path = folder / FILE_NAME
    content = bytearray(path.read_bytes())
    for place, noise in places:
        at = int(place * (len(content) - 1))
        content[at : at + len(noise)] = noise
    path.write_bytes(content)
    try:
        numbers = open_rescue(folder, clock=FakeClock()).salvage()
    except UserError:
        assert path.read_bytes() == content
        return
    open_rescue(folder, clock=FakeClock()).keep_salvaged()
    with _opened(folder) as services:
        assert services.contacts.count() == numbers.contacts
        assert services.care.check(deep=True).ok
