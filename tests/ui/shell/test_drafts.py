"""What is typed into an editor outlives a crash: it is offered again, with every field as it was."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.draft import Draft
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from crm_desktop.ui.answering.answer_dialog import AnswerDialog
from crm_desktop.ui.drafts import keeper
from crm_desktop.ui.drafts.drafts_bar import DraftsBar
from crm_desktop.ui.drafts.notice import DraftNotice
from crm_desktop.ui.drafts.text_sheet import TextSheet
from crm_desktop.ui.editor.editor import ContactEditor
from crm_desktop.ui.logbook.log_dialog import LogDialog
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.shell.session import PEOPLE, WindowSession
from crm_desktop.ui.widgets.flat_button import FlatButton
from tests.fakes import FakeClock
from tests.ui.shell.drafting import Editor, Open, World, crashed, fill_card, settle_in, type_everywhere

After = Callable[[], "WindowSession"]


@pytest.fixture
def world(services: Services) -> World:
    return settle_in(services)


@pytest.fixture
def after(
    shown: WindowSession,
    tmp_path: Path,
    clock: FakeClock,
    qapp: QApplication,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
) -> After:
    """Lets the program crash, and gives the window after it."""

    def crash() -> WindowSession:
        context = crashed(shown, tmp_path, clock, qapp, qtbot)
        session = context.__enter__()
        request.addfinalizer(lambda: context.__exit__(None, None, None))
        return session

    return crash


@pytest.fixture(autouse=True)
def _hurry_and_leave_no_dialog_open(
    session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setattr(keeper, "KEPT_AFTER_MS", 10)
    yield
    for dialog in session.window.findChildren(QDialog):
        QDialog.reject(dialog)


def kept(session: WindowSession, qtbot: QtBot, count: int = 1) -> list[Draft]:
    """The drafts in the file, as soon as all that was typed is there."""
    qtbot.waitUntil(lambda: not session.drafting.keeper.is_behind)
    assert len(session.services.drafts.all()) == count
    return session.services.drafts.all()


def bar(session: WindowSession) -> DraftsBar:
    (found,) = session.window.findChildren(DraftsBar)
    assert found.isVisible()
    return found


def open_editor(session: WindowSession) -> Editor:
    """The editor in view: a form over the window, or the one of a card."""
    for dialog in session.window.findChildren(FormDialog):
        if dialog.isVisible():
            return dialog
    (editor,) = (each for each in session.window.findChildren(ContactEditor) if each.isVisible())
    return editor


def new_card(session: WindowSession, world: World) -> ContactEditor:
    session.add_contact()
    return open_editor(session)  # type: ignore[return-value]


def card(session: WindowSession, world: World) -> ContactEditor:
    session.people().edit_contact(world.anna)
    return open_editor(session)  # type: ignore[return-value]


def what_came_of_it(session: WindowSession, world: World) -> FormDialog:
    dialog = session.dialogs.how_it_went(world.meeting)
    assert isinstance(dialog, AnswerDialog)
    dialog._went.choose_number(1)
    return dialog


EDITORS: dict[str, Open] = {
    "a new card": new_card,
    "a card": card,
    "a new entry": lambda session, world: session.dialogs.log((world.anna,)),
    "an entry": lambda session, world: session.dialogs.log(world.entry.contact_ids, entry=world.entry),
    "what came of a meeting": what_came_of_it,
    "a new meeting": lambda session, world: session.dialogs.plan((world.anna,)),
    "a meeting": lambda session, world: session.dialogs.plan((), world.meeting),
    "a new promise": lambda session, world: session.dialogs.follow_up(world.anna, "Anna Meier"),
    "a promise": lambda session, world: session.dialogs.follow_up(world.anna, "Anna Meier", world.promise),
    "a new reminder": lambda session, world: session.dialogs.remind_me(),
    "a reminder from the palette": lambda session, world: session.dialogs.remind_me(text="renew the permit"),
}  # type: ignore[dict-item]
every_editor = pytest.mark.parametrize("editor", EDITORS.values(), ids=EDITORS.keys())
every_dialog = pytest.mark.parametrize(
    "editor", [each for name, each in EDITORS.items() if "card" not in name], ids=[*EDITORS][2:]
)


def typed_into(editor: Editor, world: World) -> None:
    if isinstance(editor, ContactEditor):
        fill_card(editor, world.ben)
    else:
        type_everywhere(editor)


@every_editor
def test_all_that_was_typed_is_there_after_a_crash(
    shown: WindowSession, world: World, after: After, editor: Open, qtbot: QtBot
) -> None:
    before = editor(shown, world)
    typed_into(before, world)
    content = before.draft_content()
    (draft,) = kept(shown, qtbot)
    session = after()
    assert bar(session).label.text().startswith(f"Not saved: \u2068{draft.title}\u2069 · Today")
    qtbot.mouseClick(bar(session).continue_button, Qt.MouseButton.LeftButton)
    again = open_editor(session)
    assert again is not before
    assert type(again) is type(before)
    restored = again.draft_content()
    if content.get("when") == {"which": "now"}:
        content.pop("when"), restored.pop("when")
    assert restored == content
    field = session.window.focusWidget() if isinstance(again, ContactEditor) else again.focusWidget()
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    selected = field.selectedText() if isinstance(field, QLineEdit) else field.textCursor().selectedText()
    assert selected == ""
    assert not session.window.findChildren(DraftsBar)[0].isVisible()
    assert not any("fits" in button.text() for button in session.window.findChildren(FlatButton))


@pytest.mark.parametrize("editor", [*EDITORS.values()][:-1], ids=[*EDITORS][:-1])
def test_an_editor_in_which_nothing_was_typed_leaves_no_draft(
    shown: WindowSession, world: World, editor: Open, qtbot: QtBot
) -> None:
    opened = editor(shown, world)
    assert shown.drafting.keep_now() == ""
    opened.reject() if isinstance(opened, QDialog) else opened.cancelled.emit()
    assert shown.services.drafts.all() == []
    assert "Not saved" not in shown.window.content.messages.text


@every_dialog
def test_esc_keeps_what_was_typed_and_offers_it(
    shown: WindowSession, world: World, editor: Open, qtbot: QtBot
) -> None:
    dialog = editor(shown, world)
    type_everywhere(dialog)
    content = dialog.draft_content()
    title = dialog.draft_title()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    bar_below = shown.window.content.messages
    assert bar_below.text == f"Not saved: \u2068{title}\u2069"
    assert bar_below._action.text() == "Continue"
    bar_below._action.click()
    again = open_editor(shown)
    assert again.draft_content() == content
    again.throw_away()  # type: ignore[union-attr]


@every_dialog
def test_what_is_thrown_away_is_gone_and_can_be_brought_back(
    shown: WindowSession, world: World, editor: Open, qtbot: QtBot
) -> None:
    dialog = editor(shown, world)
    type_everywhere(dialog)
    assert dialog._throw_button.isVisible()  # type: ignore[union-attr]
    dialog._throw_button.click()  # type: ignore[union-attr]
    assert not dialog.isVisible()
    assert shown.services.drafts.all() == []
    assert shown.window.content.messages.text.startswith("Thrown away: ")
    shown.window.content.messages._action.click()
    (draft,) = shown.services.drafts.all()
    assert draft.is_understood


@every_dialog
def test_what_is_saved_leaves_no_draft(
    shown: WindowSession, world: World, editor: Open, qtbot: QtBot
) -> None:
    dialog = editor(shown, world)
    for name in ("text", "title"):
        if name in dialog.draft_fields():
            dialog.draft_fields()[name].setFocus()
            qtbot.keyClicks(dialog.draft_fields()[name], " saved")
    kept(shown, qtbot)
    dialog.submit()
    assert not dialog.isVisible()
    assert shown.services.drafts.all() == []


def test_a_card_that_is_saved_leaves_no_draft(shown: WindowSession, world: World, qtbot: QtBot) -> None:
    editor = card(shown, world)
    editor.form.notes.setPlainText("new words")
    kept(shown, qtbot)
    assert editor.save()
    assert shown.services.drafts.all() == []


def test_a_card_that_is_left_is_kept_and_found_again(
    shown: WindowSession, world: World, after: After, qtbot: QtBot
) -> None:
    editor = card(shown, world)
    editor.form.notes.setPlainText("new words")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    (draft,) = shown.services.drafts.all()
    assert draft.title == "Card of Anna Meier"
    sheet = shown.drafting.show_all()
    sheet.rows[0].continue_button.click()
    assert open_editor(shown) is editor
    session = after()
    session.people().edit_contact(world.anna)
    assert open_editor(session).form.notes.toPlainText() == "new words"  # type: ignore[union-attr]


def test_a_card_can_be_thrown_away_and_brought_back(shown: WindowSession, world: World, qtbot: QtBot) -> None:
    editor = card(shown, world)
    assert not editor.throw_button.isVisible()
    qtbot.keyClicks(editor.form.notes, "unwanted")
    editor.throw_button.click()
    assert not editor.isVisible()
    assert shown.services.drafts.all() == []
    shown.window.content.messages._action.click()
    (draft,) = shown.services.drafts.all()
    shown.drafting.go_on(draft)
    assert open_editor(shown).form.notes.toPlainText().count("unwanted") == 1  # type: ignore[union-attr]


def test_what_was_typed_on_the_log_line_is_there_after_a_crash(
    shown: WindowSession, world: World, after: After, qtbot: QtBot
) -> None:
    people = shown.people()
    people.show_contact(world.anna)
    qtbot.keyClicks(people.card.log_line.edit, "met her at the market :)")
    people.show_contact(world.ben)
    assert people.card.log_line.edit.text() == ""
    qtbot.keyClicks(people.card.log_line.edit, "about Ben")
    people.show_contact(world.anna)
    assert people.card.log_line.edit.text() == "met her at the market :)"
    kept(shown, qtbot, 2)
    session = after()
    assert bar(session).label.text() == "2 texts you typed and did not save are still there."
    qtbot.mouseClick(bar(session).all_button, Qt.MouseButton.LeftButton)
    rows = {row.draft.title: row for row in session.window.findChild(QDialog).rows}  # type: ignore[attr-defined]
    assert set(rows) == {"Note about Anna Meier", "Note about Ben Okafor"}
    rows["Note about Anna Meier"].continue_button.click()
    line = session.people().card.log_line
    assert session.people().card.contact_id == world.anna
    assert line.edit.text() == "met her at the market :)"
    before = line.interaction()
    assert (before.kind.value, before.outcome and before.outcome.value) == ("meeting", "good")
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    assert [draft.title for draft in session.services.drafts.all()] == ["Note about Ben Okafor"]


def test_the_whole_dialog_takes_the_words_of_the_line_over(
    shown: WindowSession, world: World, qtbot: QtBot
) -> None:
    people = shown.people()
    people.show_contact(world.anna)
    line = people.card.log_line
    qtbot.keyClicks(line.edit, "called about boots")
    line.more_asked.emit(line.interaction())
    dialog = open_editor(shown)
    assert dialog.draft_content()["text"] == "called about boots"
    assert line.edit.text() == ""
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    (draft,) = shown.services.drafts.all()
    assert draft.kind == "log"
    shown.window.content.messages._action.click()
    open_editor(shown).submit()  # type: ignore[union-attr]
    assert shown.services.drafts.all() == []
    texts = [each.text for each in shown.services.interactions.timeline(world.anna)]
    assert sorted(texts) == ["called about boots", "old words"]


def test_what_happened_now_did_not_happen_when_it_is_gone_on_with_the_next_day(
    shown: WindowSession, world: World, after: After, clock: FakeClock, qtbot: QtBot
) -> None:
    then = clock.now()
    dialog = shown.dialogs.log((world.anna,))
    qtbot.keyClicks(dialog._text, "she came by")  # type: ignore[attr-defined]
    kept(shown, qtbot)
    clock.advance(timedelta(days=1))
    session = after()
    assert "Yesterday" in bar(session).label.text()
    bar(session).continue_button.click()
    open_editor(session).submit()  # type: ignore[union-attr]
    (latest, *_) = session.services.interactions.timeline(world.anna)
    assert latest.text == "she came by"
    assert latest.at == then


# What was changed or deleted meanwhile


def notices(session: WindowSession) -> list[str]:
    return [each.label.text() for each in session.window.findChildren(DraftNotice) if each.isVisible()]


def test_a_card_that_was_changed_meanwhile_is_not_overwritten_silently(
    shown: WindowSession, world: World, after: After, qtbot: QtBot
) -> None:
    editor = card(shown, world)
    editor.form.notes.setPlainText("mine")
    kept(shown, qtbot)
    session = after()
    contacts = session.services.contacts
    contacts.save(replace(contacts.get(world.anna), notes="theirs", source="fair"))
    bar(session).continue_button.click()
    again = open_editor(session)
    assert isinstance(again, ContactEditor)
    assert "changed elsewhere" in notices(session)[0]
    assert again.form.notes.toPlainText() == "mine"
    (choice,) = session.window.findChild(DraftNotice).findChildren(FlatButton)
    choice.click()
    assert again.form.notes.toPlainText() == "theirs"
    again.form.notes.setPlainText("both")
    assert again.save()
    assert (contacts.get(world.anna).notes, contacts.get(world.anna).source) == ("both", "fair")


def test_a_change_elsewhere_of_what_was_not_typed_is_kept_and_needs_no_question(
    shown: WindowSession, world: World, after: After, qtbot: QtBot
) -> None:
    editor = card(shown, world)
    editor.form.notes.setPlainText("mine")
    kept(shown, qtbot)
    session = after()
    session.services.contacts.tag([world.anna], "vip")
    bar(session).continue_button.click()
    again = open_editor(session)
    assert "changed elsewhere" not in notices(session)[0]
    assert again.save()  # type: ignore[union-attr]
    saved = session.services.contacts.get(world.anna)
    assert (saved.tags, saved.notes) == (("vip",), "mine")


@pytest.mark.parametrize("what", ["an entry", "what came of a meeting", "a meeting", "a promise"])
def test_what_was_deleted_meanwhile_is_written_anew_and_that_is_said(
    shown: WindowSession, world: World, after: After, what: str, qtbot: QtBot
) -> None:
    dialog = EDITORS[what](shown, world)
    type_everywhere(dialog)
    content = dialog.draft_content()
    kept(shown, qtbot)
    session = after()
    with session.services.uow(None) as tx:
        tx.contacts  # noqa: B018 - the transaction is what is needed
        for table in ("interaction", "appointment", "follow_up"):
            session.services.file._database.execute(f"DELETE FROM {table}")  # type: ignore[attr-defined]
    bar(session).continue_button.click()
    assert "was deleted" in notices(session)[0]
    restored = open_editor(session).draft_content()
    assert {name: restored[name] for name in ("text", "title", "place") if name in restored} == {
        name: content[name] for name in ("text", "title", "place") if name in content
    }


def test_of_a_card_that_was_deleted_the_text_is_shown(
    shown: WindowSession, world: World, after: After, qtbot: QtBot
) -> None:
    editor = card(shown, world)
    editor.form.notes.setPlainText("mine alone")
    kept(shown, qtbot)
    session = after()
    session.services.contacts.delete([world.anna])
    bar(session).continue_button.click()
    sheet = session.window.findChild(TextSheet)
    assert "mine alone" in sheet.text.toPlainText()
    assert "trash" in sheet._why.text()
    sheet.copy_button.click()
    assert "mine alone" in QApplication.clipboard().text()
    sheet.close()
    session.services.contacts.restore([world.anna])
    session.drafting.go_on(session.services.drafts.all()[0])
    assert open_editor(session).form.notes.toPlainText() == "mine alone"  # type: ignore[union-attr]


# Drafts that nobody understands


@pytest.mark.parametrize(
    "written",
    [
        '{"version": 2, "content": {"fields": {"text": "from the future"}}}',
        '{"version": 1, "content": {"about": {"contact": "x"}, "fields": 7, "text": "from the future"}}',
    ],
)
@pytest.mark.parametrize("kind", ["log", "entry", "contact", "line", "promise", "unheard of"])
def test_a_draft_that_is_not_understood_can_be_read_and_stays(
    services: Services, world: World, session: WindowSession, qtbot: QtBot, kind: str, written: str
) -> None:
    file = sqlite3.connect(services.folder / FILE_NAME)
    file.execute(
        "INSERT INTO draft VALUES (?, ?, 1772442000, 'Note', ?)", (f"{kind}/{world.anna}", kind, written)
    )
    file.commit()
    file.close()
    with qtbot.waitSignal(session.ready):
        session.start()
    bar(session).continue_button.click()
    sheets = session.window.findChildren(TextSheet)
    if not sheets:  # what is not the text's was understood: then it is in a field
        assert "from the future" in str(open_editor(session).draft_content())
        QDialog.reject(open_editor(session))  # type: ignore[arg-type]
    else:
        assert "from the future" in sheets[0].text.toPlainText()
        sheets[0].close()
    session.people().show_contact(world.anna)
    session.people().card.log_line.edit.setText("typed over it")
    session.people().card.log_line.edit.textEdited.emit("typed over it")
    session.drafting.keep_now()
    texts = [text for draft in services.drafts.all() for text in draft.texts()]
    assert any("from the future" in text for text in texts)
    assert "typed over it" in texts


# Offered


def test_nothing_is_offered_where_nothing_was_left(shown: WindowSession) -> None:
    assert shown.window.findChildren(DraftsBar) == []
    sheet = shown.drafting.show_all()
    assert sheet.rows == []
    sheet.close()


def test_the_bar_can_wait_and_the_palette_finds_the_drafts(
    services: Services, session: WindowSession, qtbot: QtBot
) -> None:
    services.drafts.keep(Draft("log/1", "log", "Note", {}, datetime(2026, 3, 1, 14, 2, tzinfo=UTC)))
    with qtbot.waitSignal(session.ready):
        session.start()
    assert bar(session).label.text() == "Not saved: \u2068Note\u2069 · Yesterday 14:02"
    bar(session).close_button.click()
    session.actions.drafts.trigger()
    (sheet,) = (each for each in session.window.findChildren(QDialog) if each.isVisible())
    sheet.rows[0].throw_button.click()  # type: ignore[attr-defined]
    assert services.drafts.all() == []
    sheet.rows[0].throw_button.click()  # type: ignore[attr-defined]
    assert len(services.drafts.all()) == 1
    sheet.close()


def test_throwing_away_from_the_bar_can_be_undone(
    services: Services, session: WindowSession, qtbot: QtBot
) -> None:
    services.drafts.keep(Draft("log/1", "log", "Note", {}, datetime(2026, 3, 1, 14, 2, tzinfo=UTC)))
    with qtbot.waitSignal(session.ready):
        session.start()
    bar(session).throw_button.click()
    assert services.drafts.all() == []
    assert session.window.findChildren(DraftsBar)[0].isHidden()
    session.window.content.messages._action.click()
    assert len(services.drafts.all()) == 1


# The window ends


def test_a_window_that_ends_keeps_what_is_being_typed(
    shown: WindowSession, world: World, qtbot: QtBot
) -> None:
    dialog = shown.dialogs.log((world.anna,))
    qtbot.keyClicks(dialog._text, "in the middle of a")  # type: ignore[attr-defined]
    assert shown.services.drafts.all() == []
    shown.drafting.stop()
    (draft,) = shown.services.drafts.all()
    assert "in the middle of a" in draft.texts()


def test_quitting_asks_where_the_text_cannot_be_kept(
    shown: WindowSession, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.add_contact("Anna")
    editor = open_editor(shown)
    editor.form.notes.setPlainText("unsaved")  # type: ignore[union-attr]

    def full(*_args: object, **_kwargs: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(shown.services.drafts, "keep", full)
    with qtbot.assertNotEmitted(shown.quit_asked):
        shown.quit()
    assert "cannot be kept. The disk is full" in shown.window.content.messages.text
    with qtbot.waitSignal(shown.quit_asked):
        shown.window.content.messages._action.click()


def test_a_dialog_whose_text_cannot_be_kept_stays_open_until_it_is_thrown_away(
    shown: WindowSession, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown.dialogs.log((world.anna,))
    assert isinstance(dialog, LogDialog)
    qtbot.keyClicks(dialog._text, "not lost")

    def full(*_args: object, **_kwargs: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(shown.services.drafts, "keep", full)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "disk is full" in dialog.error_text
        assert dialog.draft_content()["text"] == "not lost"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(shown.services.drafts.all()) == 1


def test_a_new_person_may_be_typed_while_another_waits(
    services: Services, session: WindowSession, world: World, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.ready):
        session.start()
    session.go_to(PEOPLE)
    session.add_contact("First")
    open_editor(session).form.notes.setPlainText("one")  # type: ignore[union-attr]
    session.add_contact("Second")
    open_editor(session).form.notes.setPlainText("two")  # type: ignore[union-attr]
    session.drafting.keep_now()
    assert {draft.title for draft in services.drafts.all()} == {"New contact: First", "New contact: Second"}
    assert open_editor(session).save()  # type: ignore[union-attr]
    assert {draft.title for draft in services.drafts.all()} == {"New contact: First"}
    assert services.contacts.count() == 3


def test_drafts_outlive_a_file_that_becomes_another_one(
    shown: WindowSession, services: Services, world: World, qtbot: QtBot
) -> None:
    dialog = shown.dialogs.log((world.anna,))
    qtbot.keyClicks(dialog._text, "typed before")  # type: ignore[attr-defined]
    kept(shown, qtbot)
    services.file._database.execute("DELETE FROM draft")  # type: ignore[attr-defined]
    services.file._forget()  # type: ignore[attr-defined] # as when a backup is brought back
    (draft,) = kept(shown, qtbot)
    assert "typed before" in draft.texts()
