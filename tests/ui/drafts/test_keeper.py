"""What is typed is kept a moment later, and at once when the editor is left; trouble is told once."""

import sqlite3
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.changes import Changes, DataChanged, Kind
from crm_desktop.domain.draft import Draft
from crm_desktop.services.context import Services
from crm_desktop.ui.drafts import keeper as module
from crm_desktop.ui.drafts.keeper import DraftKeeper, Watch
from tests.fakes import FakeClock


class Editor(QWidget):
    """Two fields, and a field beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.window_of_all = QWidget()
        self.text, self.place = QPlainTextEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(self.place)
        self.beside = QLineEdit()
        whole = QVBoxLayout(self.window_of_all)
        whole.addWidget(self)
        whole.addWidget(self.beside)

    def content(self) -> dict[str, str] | None:
        typed = {"text": self.text.toPlainText(), "place": self.place.text()}
        return typed if any(typed.values()) else None


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def keeper(services: Services, clock: FakeClock, told: list[str]) -> Iterator[DraftKeeper]:
    made = DraftKeeper(services.drafts, clock, told.append)
    yield made
    made._again.stop()
    made._soon.stop()


@pytest.fixture
def editor(qtbot: QtBot) -> Editor:
    made = Editor()
    qtbot.addWidget(made.window_of_all)
    made.window_of_all.show()
    qtbot.waitActive(made.window_of_all)
    made.text.setFocus()
    return made


@pytest.fixture
def watch(keeper: DraftKeeper, editor: Editor) -> Watch:
    made = keeper.watch(editor, "note/1", "note", lambda: "Note", editor.content)
    editor.text.textChanged.connect(made.touch)
    editor.place.textChanged.connect(made.touch)
    return made


def texts(services: Services) -> list[object]:
    return [draft.content["text"] for draft in services.drafts.all()]


def test_it_is_kept_a_second_after_the_last_key(
    services: Services, editor: Editor, watch: Watch, qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor.text, "she called")
    begun = time.monotonic()
    assert texts(services) == []
    qtbot.waitUntil(lambda: texts(services) == ["she called"])
    assert time.monotonic() - begun > 0.5


def test_who_types_without_a_pause_is_kept_too(
    services: Services, editor: Editor, watch: Watch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LATEST", 0.1)

    def types_on() -> bool:
        qtbot.keyClicks(editor.text, "x")
        return bool(texts(services))

    qtbot.waitUntil(types_on)


def test_keys_do_not_write(services: Services, editor: Editor, watch: Watch, qtbot: QtBot) -> None:
    version = services.file._database.value("PRAGMA total_changes")  # type: ignore[attr-defined]
    assert version is None
    qtbot.keyClicks(editor.text, "many keys and none of them is written")
    assert texts(services) == []


def test_it_is_kept_at_once_when_the_keyboard_goes_elsewhere(
    services: Services, editor: Editor, watch: Watch, qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor.text, "one")
    editor.place.setFocus()
    assert texts(services) == []
    editor.beside.setFocus()
    assert texts(services) == ["one"]


def test_it_is_kept_at_once_when_the_editor_is_hidden(
    services: Services, editor: Editor, watch: Watch, qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor.text, "one")
    editor.hide()
    assert texts(services) == ["one"]


def test_what_is_taken_back_leaves_no_draft(
    services: Services, editor: Editor, watch: Watch, qtbot: QtBot
) -> None:
    editor.text.setPlainText("one")
    assert watch.keep() == ""
    editor.text.clear()
    assert watch.keep() == ""
    assert services.drafts.all() == []


def test_a_draft_that_is_open_does_not_wait_and_one_that_is_hidden_does(
    keeper: DraftKeeper, editor: Editor, watch: Watch, qtbot: QtBot
) -> None:
    editor.text.setPlainText("one")
    watch.keep()
    assert keeper.waiting() == []
    with qtbot.waitSignal(keeper.changed):
        editor.hide()
    assert [draft.key for draft in keeper.waiting()] == ["note/1"]
    watch.done()
    assert keeper.waiting() == []


def test_trouble_is_told_once_and_the_text_is_kept_when_it_is_over(
    services: Services,
    keeper: DraftKeeper,
    editor: Editor,
    watch: Watch,
    told: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper._again.setInterval(1)

    def full(_draft: Draft, *, wait: bool) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(services.drafts, "keep", full)
        editor.text.setPlainText("one")
        assert "disk is full" in watch.keep()
        assert told == []
        qtbot.waitUntil(lambda: keeper._failures > 5)
        editor.text.setPlainText("one two")
        keeper.keep_now()
        assert len(told) == 1
        assert "stays in the window. The disk is full" in told[0]
    qtbot.waitUntil(lambda: texts(services) == ["one two"])
    assert not keeper.is_behind


def test_a_mistake_of_ours_is_not_hidden(
    services: Services, editor: Editor, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.text.setPlainText("one")
    with monkeypatch.context() as broken:
        broken.setattr(services.drafts, "keep", lambda *_args, **_kw: {}["a bug"])
        with pytest.raises(KeyError):
            watch.keep()


def test_what_is_saved_while_the_file_is_held_is_forgotten_when_it_is_free(
    services: Services, keeper: DraftKeeper, editor: Editor, watch: Watch, qtbot: QtBot
) -> None:
    keeper._again.setInterval(1)
    editor.text.setPlainText("one")
    watch.keep()
    other = sqlite3.connect(services.folder / "contacts.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    watch.done()
    assert keeper.waiting() == []
    assert len(services.drafts.all()) == 1
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: services.drafts.all() == [])


def test_a_file_that_became_another_one_gets_what_it_lacks(
    services: Services, keeper: DraftKeeper, editor: Editor, watch: Watch, clock: FakeClock
) -> None:
    editor.text.setPlainText("one")
    watch.keep()
    services.drafts.forget("note/1")
    services.drafts.keep(Draft("note/2", "note", "From the backup", {"text": "two"}, clock.now()))
    keeper.take_change(DataChanged(Changes({Kind.CONTACT: frozenset({1})})))
    assert texts(services) == ["two"]
    keeper.take_change(DataChanged(Changes(everything=frozenset(Kind))))
    assert sorted(map(str, texts(services))) == ["one", "two"]
    assert [draft.key for draft in keeper.waiting()] == ["note/2"]


def test_the_time_of_a_draft_is_that_of_its_last_change(
    services: Services, keeper: DraftKeeper, editor: Editor, watch: Watch, clock: FakeClock
) -> None:
    editor.text.setPlainText("one")
    watch.keep()
    then = clock.now()
    clock.advance(timedelta(hours=3))
    watch.keep()
    assert services.drafts.all()[0].at == then


@pytest.mark.parametrize("length, most", [(200, 0.5), (1_000_000, 4.0)])
def test_keeping_holds_nobody_up(
    keeper: DraftKeeper, editor: Editor, clock: FakeClock, length: int, most: float
) -> None:
    text, times = "ሰላም " * (length // 4), []
    for round_ in range(5):
        watch = keeper.watch(editor, "note/1", "note", str, lambda number=round_: {"text": f"{number}{text}"})
        begun = time.perf_counter()
        assert watch.keep() == ""
        times.append(time.perf_counter() - begun)
    # A slow disk is not our slowness: the quickest tells.
    assert min(times) < most


def test_the_field_that_is_typed_into_keeps_the_keyboard(editor: Editor, watch: Watch, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.text, Qt.Key.Key_A)
    watch.keep()
    assert editor.text.hasFocus()


def test_drafts_that_cannot_be_read_keep_nobody_from_working(
    services: Services, clock: FakeClock, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> list[Draft]:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(services.drafts, "all", damaged)
    assert DraftKeeper(services.drafts, clock, told.append).waiting() == []
