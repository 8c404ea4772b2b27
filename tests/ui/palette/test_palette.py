"""The palette as a person uses it: type, look, press Enter."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.ui.palette.entries import Command, Entry, EntryKind
from crm_desktop.ui.palette.model import PaletteModel
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.palette.source import Deeds, PaletteSource
from crm_desktop.ui.theme.controller import ThemeController


class Window(QWidget):
    """Something with a palette over it, which notes what the palette set going."""

    def __init__(self, services: Services, theme: ThemeController) -> None:
        super().__init__()
        self.done: list[tuple[object, ...]] = []
        self.field = QLineEdit(self)
        note = self.done.append
        deeds = Deeds(
            open_contact=lambda person: note(("open", person)),
            add_contact=lambda name: note(("add", name)),
            log_with=lambda person, kind: note(("log", person, kind)),
            plan_with=lambda person: note(("plan", person)),
            remind_of=lambda text: note(("remind", text)),
        )
        commands = [
            Command(
                Entry(
                    EntryKind.PAGE,
                    title,
                    lambda title=title: note(("do", title)),
                    icon="command",
                    hint="Ctrl+1",
                )
            )
            for title in ("Today", "Log what happened", "Import contacts…", "Settings")
        ]
        source = PaletteSource(services.contacts, deeds, lambda: commands)
        self.palette_box = Palette(source, theme, self)
        self.resize(900, 700)


@pytest.fixture
def window(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[Window]:
    made = Window(services, theme)
    qtbot.addWidget(made)
    made.show()
    made.field.setFocus()
    return made


@pytest.fixture
def people(services: Services) -> dict[str, int]:
    names = ("Anna Meier", "አበበ በቀለ", "Шавкат Юсупов")
    return {name: services.contacts.add(Contact(Name(name))) for name in names}


def titles(window: Window) -> list[str]:
    model = window.palette_box.findChild(QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def box(window: Window) -> QLineEdit:
    return window.palette_box.findChild(QLineEdit)


def type_in(window: Window, qtbot: QtBot, text: str) -> None:
    window.palette_box.open()
    qtbot.keyClicks(box(window), text)


def enter(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(box(window), Qt.Key.Key_Return)


def test_it_opens_with_everything_that_can_be_done(window: Window):
    window.palette_box.open()
    assert titles(window) == ["Today", "Log what happened", "Import contacts…", "Settings"]


def test_a_name_typed_in_latin_letters_finds_someone_in_another_script(
    window: Window, people: dict[str, int], qtbot: QtBot
):
    type_in(window, qtbot, "shavkat")
    assert titles(window)[0] == "Шавкат Юсупов"
    enter(window, qtbot)
    assert window.done == [("open", people["Шавкат Юсупов"])]
    assert not window.palette_box.isVisible()


def test_a_meeting_is_not_suggested_with_who_is_not_to_be_contacted(
    window: Window, services: Services, qtbot: QtBot
):
    services.contacts.add(Contact(Name("Anna Meier"), do_not_contact=True))
    type_in(window, qtbot, "anna")
    assert titles(window)[:2] == ["Anna Meier", "Log what happened with Anna Meier"]
    assert "Plan a meeting with Anna Meier" not in titles(window)
    box(window).clear()
    qtbot.keyClicks(box(window), "plan anna")
    assert "Plan a meeting with Anna Meier" in titles(window)


def test_nobody_is_suggested_before_something_is_typed(window: Window, people: dict[str, int]):
    window.palette_box.open()
    assert not people.keys() & set(titles(window))


def test_an_action_that_was_begun_to_be_typed_goes_before_contacts(
    window: Window, services: Services, qtbot: QtBot
):
    services.contacts.add(Contact(Name("Imp Ossible")))
    type_in(window, qtbot, "im")
    assert titles(window)[0] == "Imp Ossible"
    qtbot.keyClicks(box(window), "p")
    assert titles(window)[0] == "Import contacts…"


def test_what_is_nobody_yet_can_be_added(window: Window, qtbot: QtBot):
    window.palette_box.open()
    box(window).setText("Zoë Krüger")
    assert titles(window) == ["Add contact “Zoë Krüger”"]
    enter(window, qtbot)
    assert window.done == [("add", "Zoë Krüger")]


def test_whoever_is_found_first_can_be_logged_and_planned_with(
    window: Window, people: dict[str, int], qtbot: QtBot
):
    type_in(window, qtbot, "anna")
    assert titles(window)[1:] == [
        "Log what happened with Anna Meier",
        "Plan a meeting with Anna Meier",
        "Add contact “anna”",
    ]


def test_a_verb_before_a_name_says_what_happened(window: Window, people: dict[str, int], qtbot: QtBot):
    type_in(window, qtbot, "called anna")
    assert titles(window)[0] == "Log a call with Anna Meier"
    enter(window, qtbot)
    assert window.done == [("log", people["Anna Meier"], InteractionKind.CALL)]


def test_plan_before_a_name_plans_a_meeting(window: Window, people: dict[str, int], qtbot: QtBot):
    type_in(window, qtbot, "plan anna")
    enter(window, qtbot)
    assert window.done == [("plan", people["Anna Meier"])]


def test_the_arrows_choose_and_go_round(window: Window, qtbot: QtBot):
    window.palette_box.open()
    chosen = window.palette_box.findChild(QListView)
    qtbot.keyClick(box(window), Qt.Key.Key_Down)
    assert chosen.currentIndex().row() == 1
    qtbot.keyClick(box(window), Qt.Key.Key_Up)
    qtbot.keyClick(box(window), Qt.Key.Key_Up)
    assert chosen.currentIndex().row() == 3
    enter(window, qtbot)
    assert window.done == [("do", "Settings")]


def test_escape_closes_it_and_gives_the_keyboard_back(window: Window, qtbot: QtBot):
    window.palette_box.open()
    qtbot.keyClick(box(window), Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()
    assert window.focusWidget() is window.field
    assert window.done == []


def test_it_closes_though_the_cell_that_was_typed_into_is_gone(window: Window, qtbot: QtBot):
    window.palette_box.open()
    delete(window.field)  # a table ends its editor when the keyboard leaves it
    qtbot.keyClick(box(window), Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()


def test_a_click_beside_it_closes_it(window: Window, qtbot: QtBot):
    window.palette_box.open()
    qtbot.mouseClick(window.palette_box, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not window.palette_box.isVisible()


def test_it_opens_empty_each_time(window: Window, qtbot: QtBot):
    type_in(window, qtbot, "anna")
    qtbot.keyClick(box(window), Qt.Key.Key_Escape)
    window.palette_box.open()
    assert box(window).text() == ""
    assert titles(window)[0] == "Today"


def test_a_screen_reader_hears_the_box_and_each_line(
    window: Window, services: Services, people: dict[str, int], qtbot: QtBot
):
    type_in(window, qtbot, "anna")
    told = QAccessible.queryAccessibleInterface(box(window))
    assert told.text(QAccessible.Text.Name) == "Find or do anything"
    model = window.palette_box.findChild(QListView).model()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Anna Meier"


def test_a_name_is_shown_as_typed_however_long(window: Window, services: Services, qtbot: QtBot):
    services.contacts.add(Contact(Name("<b>x</b>\n" + "y" * 10_000)))
    type_in(window, qtbot, "x")
    assert titles(window)[0].startswith("<b>x</b>")
    window.grab()


def test_the_lines_are_a_sound_model(qtmodeltester: ModelTester):
    model = PaletteModel()
    model.show([Entry(EntryKind.ADD, "Add", lambda: None, detail="a", hint="b")])
    qtmodeltester.check(model)
    model.show([])
    assert model.rowCount() == 0


def test_in_a_small_window_it_stays_inside(window: Window, people: dict[str, int], qtbot: QtBot):
    window.resize(420, 300)
    type_in(window, qtbot, "a")
    panel = box(window).parentWidget().geometry()
    assert window.rect().contains(panel)


@pytest.mark.parametrize(
    "typed, words",
    [
        ("remind me: renew the stall permit", "renew the stall permit"),
        ("Remind me to call Anna", "call Anna"),
        ("remember the milk", "the milk"),
    ],
)
def test_what_one_wants_to_remember_is_taken_down_with_its_words(
    window: Window, people: dict[str, int], qtbot: QtBot, typed: str, words: str
):
    type_in(window, qtbot, typed)
    assert titles(window)[0] == f"Remind me: {words}"
    enter(window, qtbot)
    assert window.done == [("remind", words)]


def test_remind_me_alone_is_not_yet_something_to_remember(window: Window, qtbot: QtBot):
    type_in(window, qtbot, "remind me")
    assert titles(window) == ["Add contact “remind me”"]
