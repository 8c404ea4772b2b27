"""From a start to open data: what is asked, what the keyring is asked, and what is never tried twice."""

from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.opening import rescue_dialog
from crm_desktop.ui.opening.opening import Opening
from crm_desktop.ui.opening.passphrase_dialog import PassphraseDialog
from crm_desktop.ui.shell.leaving import Leaving, Locked
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.theme.controller import ThemeController
from tests.fakes import FakeClock
from tests.ui.opening.conftest import RIGHT, Person, Place
from tests.ui.opening.test_passphrase_dialog import give
from tests.ui.shell.conftest import Desktop


@pytest.fixture
def opening(parts: WindowParts, theme: ThemeController) -> Opening:
    return Opening(parts, lambda: theme)


def test_a_plain_file_is_asked_nothing(opening: Opening, place: Place) -> None:
    place.begin("", "Abebe")
    services = opening.services()
    assert services is not None
    assert services.contacts.count() == 1
    assert place.tried == [""]


def test_the_keyring_opens_it_without_a_word(opening: Opening, place: Place, desktop: Desktop) -> None:
    place.begin(RIGHT, "Abebe")
    desktop.keys.kept = RIGHT
    assert opening.services() is not None
    assert opening.passphrase == RIGHT


def test_a_wrong_one_in_the_keyring_is_tried_once_and_stays_there(
    opening: Opening, place: Place, desktop: Desktop, person: Person
) -> None:
    place.begin(RIGHT, "Abebe")
    desktop.keys.kept = "of another year"

    def told(dialog: PassphraseDialog) -> None:
        assert "keyring does not fit" in dialog.trouble.text()
        dialog.reject()

    person.does(PassphraseDialog, told)
    assert opening.services() is None
    assert place.tried == ["", "of another year"]
    assert desktop.keys.kept == "of another year"


def keep(dialog: PassphraseDialog) -> None:
    dialog.keep_box.setChecked(True)


def test_it_goes_into_the_keyring_only_when_it_has_opened_the_file(
    opening: Opening, place: Place, desktop: Desktop, person: Person
) -> None:
    place.begin(RIGHT, "Abebe")

    def when_offered(dialog: PassphraseDialog) -> None:
        if dialog.keep_box.isHidden():
            person.does(PassphraseDialog, when_offered)
            return
        keep(dialog)
        person.does(PassphraseDialog, wrong)

    def wrong(dialog: PassphraseDialog) -> None:
        person.does(PassphraseDialog, right)
        give("nine umbrellas for a duck")(dialog)

    def right(dialog: PassphraseDialog) -> None:
        assert desktop.keys.kept is None
        give(RIGHT)(dialog)

    person.does(PassphraseDialog, when_offered)
    assert opening.services() is not None
    assert desktop.keys.kept == RIGHT


def test_a_keyring_that_refuses_is_told_in_the_window(
    opening: Opening, place: Place, desktop: Desktop, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.begin(RIGHT, "Abebe")

    def refuse(_passphrase: str) -> None:
        raise UserError("The keyring refused.")

    monkeypatch.setattr(desktop.keys, "remember", refuse)

    def when_offered(dialog: PassphraseDialog) -> None:
        if dialog.keep_box.isHidden():
            person.does(PassphraseDialog, when_offered)
            return
        keep(dialog)
        give(RIGHT)(dialog)

    person.does(PassphraseDialog, when_offered)
    assert opening.services() is not None
    assert opening.trouble == "The keyring refused."


def test_unlocking_does_not_ask_the_keyring(
    opening: Opening, place: Place, desktop: Desktop, person: Person, clock: FakeClock
) -> None:
    place.begin(RIGHT, "Abebe")
    desktop.keys.kept = RIGHT
    opening.passphrase = RIGHT

    def look(dialog: PassphraseDialog) -> None:
        assert opening.passphrase == ""
        assert dialog.keep_box.isHidden()
        give(RIGHT)(dialog)

    person.does(PassphraseDialog, look)
    assert opening.services(Leaving.LOCK, locked=Locked(clock)) is not None
    assert place.tried == [RIGHT]
    assert desktop.keys.kept == RIGHT


def test_after_encrypting_the_new_passphrase_opens_it_unasked(opening: Opening, place: Place) -> None:
    place.begin(RIGHT, "Abebe")
    assert opening.services(Leaving.ENCRYPT, RIGHT) is not None


def test_a_plain_backup_that_was_brought_back_is_asked_nothing(opening: Opening, place: Place) -> None:
    place.begin("", "Abebe")
    opening.passphrase = RIGHT
    assert opening.services(Leaving.REOPEN) is not None
    assert opening.passphrase == ""


def test_damage_leads_to_the_rescue_and_back_to_the_file(
    opening: Opening, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.begin(RIGHT, "Abebe")
    file = place.folder / "contacts.db"
    good = file.read_bytes()
    file.write_bytes(bytes(4096) + good[4096:])
    opening.passphrase = RIGHT

    def rescue(_parts: object, passphrase: str, _theme: object, *, why: str = "") -> bool:
        assert passphrase == RIGHT
        assert why
        file.write_bytes(good)
        return True

    monkeypatch.setattr(rescue_dialog, "rescue", rescue)
    services = opening.services()
    assert services is not None
    assert services.contacts.count() == 1


def test_damage_that_looks_like_a_wrong_passphrase_can_be_rescued_too(
    opening: Opening, place: Place, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.begin(RIGHT, "Abebe")
    file = place.folder / "contacts.db"
    good = file.read_bytes()
    file.write_bytes(bytes(256 - each % 256 - 1 for each in range(4096)) + good[4096:])

    def rescue(_parts: object, passphrase: str, _theme: object, *, why: str = "") -> bool:
        assert passphrase == RIGHT
        file.write_bytes(good)
        return True

    monkeypatch.setattr(rescue_dialog, "rescue", rescue)
    person.does(PassphraseDialog, give(RIGHT))
    person.does(PassphraseDialog, lambda dialog: dialog.damaged_button.click())
    assert opening.services() is not None


def test_where_it_is_given_up_the_program_ends(
    opening: Opening, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place.folder / "contacts.db").write_bytes(b"Dear diary " * 500)
    monkeypatch.setattr(rescue_dialog, "rescue", lambda *_args, **_words: False)
    assert opening.services() is None
    assert Path(place.folder / "contacts.db").read_bytes().startswith(b"Dear diary")
