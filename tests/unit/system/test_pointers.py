"""A folder that the data has left leads to where it is now, and never to a new empty file."""

from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.system import paths
from crm_desktop.system.pointers import follow


def _leads(folder: Path, target: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "moved-to.txt").write_text(f"The data is not here any more. It was moved to:\n{target}\n")
    return folder


def _data(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "contacts.db").write_bytes(b"x")
    return folder


def test_a_folder_without_a_note_is_itself(tmp_path: Path) -> None:
    assert follow(tmp_path) == tmp_path
    assert follow(tmp_path / "nowhere") == tmp_path / "nowhere"


def test_a_note_is_followed_however_often_the_data_moved(tmp_path: Path) -> None:
    third = _data(tmp_path / "third")
    second = _leads(tmp_path / "second", third)
    first = _leads(tmp_path / "first", second)
    assert follow(first) == third
    assert paths.data_dir(str(first)) == third


def test_a_note_beside_a_data_file_leads_nowhere(tmp_path: Path) -> None:
    other = _data(tmp_path / "other")
    assert follow(_leads(_data(tmp_path / "here"), other)) == tmp_path / "here"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "", "\n\n  \n"])
def test_a_note_that_passed_through_an_editor_is_read(tmp_path: Path, ending: str) -> None:
    target = _data(tmp_path / "ዳታ with blanks")
    text = f"\ufeffMoved to:\r\n{target}{ending}"
    (tmp_path / "moved-to.txt").write_bytes(text.encode())
    assert follow(tmp_path) == target


@pytest.mark.parametrize("content", [b"", b"somewhere else", b"\0\xff\n", b"\n\n"])
def test_a_note_that_says_nothing_is_no_note(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "moved-to.txt").write_bytes(content)
    assert follow(tmp_path) == tmp_path


def test_a_place_that_is_not_there_is_said_and_no_file_is_begun(tmp_path: Path) -> None:
    old = _leads(tmp_path / "old", tmp_path / "stick" / "crm")
    with pytest.raises(UserError, match=r"moved to .*stick.* not there.*connect it"):
        paths.data_dir(str(old))
    assert not (tmp_path / "stick").exists()
    assert [path.name for path in old.iterdir()] == ["moved-to.txt"]


def test_a_circle_is_said(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    _leads(one, two)
    _leads(two, one)
    with pytest.raises(UserError, match=r"--data"):
        follow(one)
    with pytest.raises(UserError, match=r"--data"):
        follow(_leads(tmp_path / "self", tmp_path / "self"))


def test_a_place_with_backups_alone_is_for_the_rescue_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "new" / "backups").mkdir(parents=True)
    (tmp_path / "new" / "backups" / "2026-01-01-000000-daily.db").touch()
    assert follow(_leads(tmp_path / "old", tmp_path / "new")) == tmp_path / "new"


def test_a_move_cut_short_after_the_old_file_was_put_aside_is_finished(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "contacts.db.moving").write_bytes(b"whole")
    # It may have moved there and back: the note of the first way is no circle.
    _leads(tmp_path / "new", tmp_path / "old")
    assert follow(_leads(tmp_path / "old", tmp_path / "new")) == tmp_path / "new"
    assert (tmp_path / "new" / "contacts.db").read_bytes() == b"whole"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["contacts.db"]


def test_it_is_finished_from_either_side(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "contacts.db.moving").write_bytes(b"whole")
    _leads(tmp_path / "new", tmp_path / "old")
    _leads(tmp_path / "old", tmp_path / "new")
    assert follow(tmp_path / "new") == tmp_path / "new"
