"""A person encrypts their contacts with the keyboard, comes back another day, and locks the window."""

from contextlib import suppress
from pathlib import Path

from tests.e2e.commands import Commands
from tests.e2e.desktop import Desktop, Program, until

PASSPHRASE = "nine umbrellas for a goose"
NAME = "Wilhelmina"


def files_with(folder: Path, name: str) -> list[str]:
    """The files of a folder in which a name can be read."""
    found = []
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file() and name.encode() in path.read_bytes():
                found.append(path.name)
    return found


def give(desktop: Desktop, passphrase: str) -> None:
    desktop.xdotool("type", "--delay", "12", passphrase)
    desktop.xdotool("key", "Return")


def shows(desktop: Desktop, words: str) -> bool:
    return any(words in row["name"] for row in desktop.accessibility() if "SHOWING" in row["states"])


def encrypt(desktop: Desktop, program: Program, data: Path) -> None:
    desktop.window(program)
    desktop.xdotool("key", "ctrl+k")
    desktop.xdotool("type", "--delay", "12", "encryption")
    assert until(lambda: shows(desktop, "Encryption…"))
    desktop.xdotool("key", "Return")
    assert until(lambda: shows(desktop, "Encrypt with a passphrase…"))
    desktop.xdotool("key", "space")
    assert until(lambda: shows(desktop, "The same once more"))
    desktop.xdotool("type", "--delay", "12", PASSPHRASE)
    desktop.xdotool("key", "Tab", "Tab")
    give(desktop, PASSPHRASE)
    assert until(lambda: not files_with(data, NAME)), files_with(data, NAME)
    assert until(lambda: shows(desktop, "Your contacts are encrypted now."))


def test_contacts_are_encrypted_opened_again_and_locked(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    Commands(desktop, data).run("add", NAME)
    assert files_with(data, NAME)
    first = desktop.start_program(data=data)
    encrypt(desktop, first, data)
    desktop.xdotool("key", "ctrl+q")
    assert first.wait(20) == 0
    assert files_with(data, NAME) == []

    second = desktop.start_program(data=data)
    desktop.window(second)
    assert until(lambda: shows(desktop, "Your contacts are locked"))
    give(desktop, "nine umbrellas for a duck")
    assert until(lambda: shows(desktop, "does not open with this passphrase"))
    give(desktop, PASSPHRASE)
    assert until(lambda: shows(desktop, "Today"))
    desktop.window(second)
    desktop.xdotool("key", "ctrl+2")
    assert until(lambda: shows(desktop, NAME))

    desktop.xdotool("key", "ctrl+alt+l")
    assert until(lambda: shows(desktop, "Your contacts are locked"))
    assert not shows(desktop, NAME)
    third = desktop.start_program(data=data)
    assert third.wait(20) == 0, "somebody who starts it again is led to the lock"
    desktop.window(second)
    give(desktop, PASSPHRASE)
    assert until(lambda: shows(desktop, NAME)), "the page that was in view is in view again"
    assert second.stop() == 0
    assert files_with(data, NAME) == []
