"""A full disk, a locked or read-only file, a vanished stick: said in words, and what was typed stays."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction
from crm_desktop.services.context import Services
from crm_desktop.services.environment import environment_words
from crm_desktop.store.database import FILE_NAME, Database
from crm_desktop.ui.editor.editor import ContactEditor
from crm_desktop.ui.logbook.log_dialog import LogDialog
from crm_desktop.ui.people.ask_sheet import AskSheet
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.shell.session import WindowSession
from tests.ui.shell.drafting import World, settle_in
from tests.ui.shell.test_drafts import EDITORS, open_editor

LONG = "words " * 20_000
Broken = Callable[[Services, pytest.MonkeyPatch], Any]


@pytest.fixture
def world(services: Services) -> World:
    return settle_in(services)


@pytest.fixture(autouse=True)
def _leave_no_dialog_open(session: WindowSession) -> Iterator[None]:
    yield
    for dialog in session.window.findChildren(QDialog):
        QDialog.reject(dialog)


def _database(services: Services) -> Database:
    return services.file._database  # type: ignore[attr-defined, no-any-return]


@contextmanager
def full(services: Services, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """As many pages as there are, and none more."""
    database = _database(services)
    database.execute(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    yield
    database.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked(services: Services, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else writes and does not end."""
    _database(services).execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(services.folder / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def read_only(services: Services, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite's own word for a file that must not be written."""
    _database(services).execute("PRAGMA query_only = ON")
    yield
    _database(services).execute("PRAGMA query_only = OFF")


def refusing(error: Exception) -> Broken:
    """Nothing can be written, since the disk answers with this."""

    @contextmanager
    def refuse(services: Services, patch: pytest.MonkeyPatch) -> Iterator[None]:
        real = Database.connection

        class Refusing:
            def __init__(self, connection: sqlite3.Connection) -> None:
                self._connection = connection

            def execute(self, sql: str, *values: object) -> object:
                if sql.startswith(("BEGIN", "INSERT", "UPDATE", "DELETE")):
                    raise error
                return self._connection.execute(sql, *values)

            def __getattr__(self, name: str) -> object:
                return getattr(self._connection, name)

        with patch.context() as broken:
            broken.setattr(Database, "connection", lambda self: Refusing(real(self)))
            yield

    return refuse


TROUBLES: dict[str, tuple[Broken, str]] = {
    "full": (full, "disk is full"),
    "locked": (locked, "Another program is writing"),
    "read-only": (read_only, "cannot be written"),
    "I/O error": (refusing(sqlite3.OperationalError("disk I/O error")), "cannot be read or written"),
    "vanished": (refusing(sqlite3.OperationalError("unable to open database file")), "cannot be reached"),
    "no space": (refusing(OSError(errno.ENOSPC, "No space left on device")), "No space left"),
    "no permission": (refusing(OSError(errno.EACCES, "Permission denied")), "Permission denied"),
}
every_trouble = pytest.mark.parametrize("broken, words", TROUBLES.values(), ids=TROUBLES.keys())
every_dialog = pytest.mark.parametrize(
    "editor", [each for name, each in EDITORS.items() if "card" not in name], ids=[*EDITORS][2:]
)


def type_long(dialog: FormDialog) -> None:
    """Words that can be saved, and more of them than a full disk takes."""
    for name in ("text", "title"):
        if name in dialog.draft_fields():
            field: Any = dialog.draft_fields()[name]
            field.setPlainText(LONG) if hasattr(field, "setPlainText") else field.setText(LONG)


@every_trouble
@every_dialog
def test_a_dialog_stays_open_says_why_and_saves_when_it_is_mended(
    shown: WindowSession,
    world: World,
    editor: Callable[[WindowSession, World], FormDialog],
    broken: Broken,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = editor(shown, world)
    type_long(dialog)
    typed = dialog.draft_content()
    newest = shown.services.undo.newest()
    with broken(shown.services, monkeypatch):
        dialog.submit()
        assert dialog.isVisible()
        assert words in dialog.error_text
        assert dialog.draft_content() == typed
    assert shown.services.undo.newest() == newest
    dialog.submit()
    assert not dialog.isVisible()
    assert dialog.error_text == ""
    assert shown.services.undo.newest() != newest


@every_trouble
@pytest.mark.parametrize("name", ["a new card", "a card"])
def test_a_card_stays_open_says_why_and_saves_when_it_is_mended(
    shown: WindowSession,
    world: World,
    name: str,
    broken: Broken,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor = EDITORS[name](shown, world)
    assert isinstance(editor, ContactEditor)
    editor.form.name.full.setText("Clara")
    editor.form.notes.setPlainText(LONG)
    typed = editor.draft_content()
    with broken(shown.services, monkeypatch):
        assert not editor.save()
        assert editor.isVisible()
        assert words in editor._wrong.text()
        assert editor.draft_content() == typed
    assert editor.save()
    contact_id = editor._written.id
    assert contact_id is not None
    assert shown.services.contacts.get(contact_id).notes == LONG.strip()


@every_trouble
def test_the_log_line_keeps_its_words_and_writes_them_when_it_is_mended(
    shown: WindowSession,
    world: World,
    broken: Broken,
    words: str,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = shown.people()
    people.show_contact(world.ben)
    line = people.card.log_line
    line.edit.setText(LONG)
    with broken(shown.services, monkeypatch):
        with qtbot.captureExceptions() as caught:
            qtbot.keyClick(line.edit, Qt.Key.Key_Return)
        assert line.edit.text() == LONG
        # The last border tells of it in a dialog over the page.
        assert words in environment_words(caught[0][1])
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    assert line.edit.text() == ""
    assert len(shown.services.interactions.timeline(world.ben)) == 1


@every_trouble
def test_a_sheet_that_asks_for_one_line_stays_open_and_says_why(
    shown: WindowSession, world: World, broken: Broken, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tag(name: str) -> None:
        shown.services.contacts.tag([world.anna, world.ben], name)

    sheet = AskSheet("Tag", "Name", tag, shown.theme, shown.window, save="Tag", text=LONG)
    sheet.open()
    with broken(shown.services, monkeypatch):
        sheet.saved.emit()
        assert sheet.isVisible()
        assert words in sheet._error.text()
        assert sheet.edit.text() == LONG
    sheet.saved.emit()
    assert not sheet.isVisible()


def test_an_entry_is_not_written_twice_where_its_next_step_could_not_be_kept(
    shown: WindowSession, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown.dialogs.log((world.ben,))
    assert isinstance(dialog, LogDialog)
    dialog._text.setPlainText("came by")
    dialog._next._text.setText("send the list")

    def refuse(_promise: FollowUp) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(dialog._follow_ups, "promise", refuse)
        dialog.submit()
    assert dialog.isVisible()
    dialog._text.setPlainText("came by for boots")
    dialog.submit()
    entries = shown.services.interactions.timeline(world.ben)
    assert [entry.text for entry in entries] == ["came by for boots"]
    assert [each.text for each in shown.services.follow_ups.of(world.ben)] == ["send the list"]


def test_a_new_card_is_not_written_twice_where_a_relationship_could_not_be_kept(
    shown: WindowSession, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.add_contact("Clara")
    editor = open_editor(shown)
    assert isinstance(editor, ContactEditor)
    editor.form.relationships.restore([{"kind": "friend", "who": {"ids": [world.anna], "typed": ""}}])

    def refuse(*_args: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(shown.services.contacts, "relate", refuse)
        assert not editor.save()
    editor.form.notes.setPlainText("more")
    assert editor.save()
    assert shown.services.contacts.count() == 3
    contact_id = editor._written.id
    assert contact_id is not None
    assert shown.services.contacts.get(contact_id).notes == "more"
    assert len(shown.services.contacts.relationships(contact_id)) == 1


def test_a_mistake_of_ours_is_still_one(shown: WindowSession, world: World, qtbot: QtBot) -> None:
    def wrong(_entry: Interaction) -> None:
        raise KeyError("a bug")

    dialog = shown.dialogs.log((world.anna,))
    assert isinstance(dialog, LogDialog)
    dialog._text.setPlainText("came by")
    dialog._logbook.log = wrong  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyError):
        dialog.submit()
    assert dialog.isVisible()
