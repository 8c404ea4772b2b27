"""The data is encrypted between two windows: with a passphrase, with another one, without one again."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.encryption import Converted, LeftCopy
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.opening.converting import ConvertingDialog, convert
from crm_desktop.ui.shell.leaving import EncryptionWish
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.opening.conftest import RIGHT, Person, Place
from tests.ui.shell.conftest import Desktop

OTHER = "seven lamps under a river"


def readable(folder: Path, name: str) -> list[str]:
    """The files in which a name can be read."""
    return [path.name for path in folder.rglob("*") if path.is_file() and name.encode() in path.read_bytes()]


def test_it_is_turned_on_changed_and_turned_off(
    parts: WindowParts, theme: ThemeController, place: Place
) -> None:
    place.begin("", "Siobhán")
    assert readable(place.folder, "Siobh")
    on = convert(parts, EncryptionWish("", RIGHT), theme)
    assert on.words.startswith("Your contacts are encrypted now.")
    assert not on.is_error
    assert on.passphrase == RIGHT
    assert readable(place.folder, "Siobh") == []
    changed = convert(parts, EncryptionWish(RIGHT, OTHER), theme)
    assert changed.words.startswith("The new passphrase holds")
    off = convert(parts, EncryptionWish(OTHER, ""), theme)
    assert off.passphrase == ""
    assert place.names("") == ["Siobhán"]


def test_a_passphrase_that_does_not_fit_changes_nothing(
    parts: WindowParts, theme: ThemeController, place: Place
) -> None:
    place.begin(RIGHT, "Abebe")
    outcome = convert(parts, EncryptionWish(OTHER, ""), theme)
    assert outcome.is_error
    assert outcome.passphrase == OTHER
    assert place.names(RIGHT) == ["Abebe"]


class StubEncryption:
    """Does what a test wants done."""

    def __init__(self, work: Callable[..., Converted]) -> None:
        self.turn_on = self.change = self.turn_off = work


def with_stub(parts: WindowParts, work: Callable[..., Converted]) -> WindowParts:
    stub: Any = StubEncryption(work)
    return replace(parts, open_encryption=lambda: stub)


def test_cancel_stops_it(parts: WindowParts, theme: ThemeController, person: Person) -> None:
    def work(*_passphrases: str, progress: Any, cancel: Any) -> Converted:
        while True:
            progress(1, 100)
            if cancel.wait(0.01):
                raise Cancelled

    person.does(ConvertingDialog, lambda dialog: dialog.cancel_button.click())
    outcome = convert(with_stub(parts, work), EncryptionWish("", RIGHT), theme)
    assert outcome.words == "Stopped. Nothing was changed."
    assert outcome.passphrase == ""


def test_closing_the_dialog_asks_to_stop_and_waits(
    parts: WindowParts, theme: ThemeController, person: Person
) -> None:
    begun = threading.Event()

    def work(*_passphrases: str, progress: Any, cancel: Any) -> Converted:
        begun.set()
        cancel.wait(10)
        return Converted(0)

    def close(dialog: ConvertingDialog) -> None:
        assert begun.wait(10)
        dialog.close()
        assert dialog.isVisible()

    person.does(ConvertingDialog, close)
    outcome = convert(with_stub(parts, work), EncryptionWish("", RIGHT), theme)
    assert outcome.passphrase == RIGHT


def test_what_went_wrong_is_told_in_words(parts: WindowParts, theme: ThemeController) -> None:
    def work(*_passphrases: str, progress: Any, cancel: Any) -> Converted:
        raise UserError("There is no room on the disk.")

    outcome = convert(with_stub(parts, work), EncryptionWish("", RIGHT), theme)
    assert (outcome.words, outcome.is_error) == ("There is no room on the disk.", True)


def test_a_copy_that_anybody_can_read_is_told_first_and_stays_to_be_read(
    parts: WindowParts, theme: ThemeController
) -> None:
    left = (
        LeftCopy(Path("/stick/old.db"), "It has another passphrase.", plain=False),
        LeftCopy(Path("/stick/new.db"), "The stick cannot be written.", plain=True),
    )
    outcome = convert(
        with_stub(parts, lambda *_p, **_k: Converted(2, left)), EncryptionWish("", RIGHT), theme
    )
    assert outcome.is_error
    assert outcome.words == (
        "Your contacts are encrypted now. This goes for 2 backups too. "
        "/stick/new.db stayed as it was: The stick cannot be written. So did 1 more."
    )


@pytest.mark.parametrize(
    "kept, wish, after",
    [
        (None, EncryptionWish("", RIGHT, keep=True), RIGHT),
        (None, EncryptionWish("", RIGHT), None),
        (RIGHT, EncryptionWish(RIGHT, OTHER), OTHER),
        (None, EncryptionWish(RIGHT, OTHER), None),
        (RIGHT, EncryptionWish(RIGHT, ""), None),
    ],
)
def test_the_keyring_follows(
    kept: str | None,
    wish: EncryptionWish,
    after: str | None,
    parts: WindowParts,
    theme: ThemeController,
    desktop: Desktop,
) -> None:
    desktop.keys.kept = kept
    convert(with_stub(parts, lambda *_p, **_k: Converted(0)), wish, theme)
    assert desktop.keys.kept == after
