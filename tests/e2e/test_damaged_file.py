"""A broken file at the start: the program says so, leaves it alone, and leads back to the contacts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.store.database import FILE_NAME
from tests.e2e.desktop import Desktop, Program, until

PEOPLE, PAGE = 40, 4096


def damaged(folder: Path, how: str, *, backup: bool = True) -> bytes:
    """A data file with people in it, broken in a way; its bytes."""
    folder.mkdir()
    services = open_services(folder, default_country=lambda: "ET")
    for number in range(PEOPLE):
        services.contacts.add(Contact(Name(f"Abebe {number}"), notes="Likes tea. " * 90))
    if backup:
        services.backups.make()
    services.close()
    path = folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'setting'").fetchone()[0]
    data = bytearray(path.read_bytes())
    if how == "cut short":
        del data[-3 * PAGE :]
    elif how == "a zeroed page":
        data[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    elif how == "another program's":
        data[:200] = b"%PDF-1.7\n" + bytes(191)
    path.write_bytes(data)
    return bytes(data)


def shows(desktop: Desktop, program: Program, part: str) -> None:
    """Wait until something on the screen is called so, and give the window the keyboard."""

    def is_there() -> bool:
        return any(part in row["name"] for row in desktop.accessibility())

    assert until(is_there), f"“{part}” is not there: {program.output}"
    desktop.window(program)


@pytest.mark.parametrize("how", ["cut short", "a zeroed page", "another program's", "empty"])
def test_a_backup_is_brought_back_by_the_keyboard_alone(desktop: Desktop, tmp_path: Path, how: str) -> None:
    data = tmp_path / "data"
    broken = damaged(data, how)
    if how == "empty":
        (data / FILE_NAME).write_bytes(broken := b"")
    program = desktop.start_program(data=data)
    desktop.window(program)
    shows(desktop, program, "could not be opened")
    assert (data / FILE_NAME).read_bytes() == broken, "nothing is touched before somebody decides"
    desktop.xdotool("key", "Return")
    shows(desktop, program, "are back")
    desktop.xdotool("key", "Return")
    shows(desktop, program, "Today")
    desktop.xdotool("key", "ctrl+q")
    assert program.wait(20) == 0
    if broken:
        assert any(path.read_bytes() == broken for path in data.glob("*damaged*")), "it is kept"
    services = open_services(data)
    assert services.contacts.count() == PEOPLE
    assert services.care.check(deep=True).ok
    services.close()


def test_without_a_backup_what_can_be_read_is_saved(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    damaged(data, "cut short", backup=False)
    program = desktop.start_program(data=data)
    desktop.window(program)
    shows(desktop, program, "could not be opened")
    desktop.xdotool("key", "Return")
    shows(desktop, program, "could be read")
    desktop.xdotool("key", "Return")
    shows(desktop, program, "are back")
    desktop.xdotool("key", "Return")
    shows(desktop, program, "Today")
    desktop.xdotool("key", "ctrl+q")
    assert program.wait(20) == 0


def test_quitting_leaves_the_broken_file_as_it_was(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    broken = damaged(data, "cut short")
    program = desktop.start_program(data=data)
    desktop.window(program)
    shows(desktop, program, "could not be opened")
    desktop.xdotool("key", "Escape")
    assert program.wait(20) == 0
    assert (data / FILE_NAME).read_bytes() == broken
    assert list(data.glob("*damaged*")) == []
