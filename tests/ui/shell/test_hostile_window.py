"""Whatever people are called and whatever is written of them: the window shows it as it was typed."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.shell.session import PEOPLE, SETTINGS, TODAY, WindowSession
from tests.data.hostile import KINDS, MEGABYTE
from tests.data.hostile_book import fill
from tests.ui.as_typed import faults, menu_faults

FEW = (
    "<b>Anna</b> &amp; {0} %s [*]",
    "&File\x1b[31m",
    "\u2067سارا \u202e(1)",
    "x" * 5_000,
    "a\nb\u2028c",
    "سارا " * 1_000,
)
SAMPLES = tuple(text for texts in KINDS.values() for text in (texts[0], texts[-1]))


@pytest.fixture
def people(services: Services, request: pytest.FixtureRequest) -> dict[str, ContactId]:
    """Who is in the file before the window opens: everyone, or whom the test names."""
    return fill(services, getattr(request, "param", SAMPLES))


@pytest.fixture
def window(people: dict[str, ContactId], shown: WindowSession, qtbot: QtBot) -> WindowSession:
    """The window over them."""
    shown.window.resize(1200, 800)
    return shown


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The faults of every menu that would have opened."""
    found: list[str] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: found.extend(menu_faults(menu)))
    return found


def _people_page(window: WindowSession, qtbot: QtBot) -> PeoplePage:
    page = window.go_to(PEOPLE)
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.list.listing.is_whole)
    return page


def _settle(window: WindowSession) -> list[str]:
    QApplication.processEvents()
    window.window.grab()
    return faults(window.window)


def test_every_page_shows_every_text_as_typed(
    window: WindowSession, people: dict[str, ContactId], qtbot: QtBot, menus: list[str]
) -> None:
    for name in (TODAY, SETTINGS, PEOPLE):
        window.go_to(name)
        assert _settle(window) == []
    page = _people_page(window, qtbot)
    for text, contact_id in people.items():
        page.show_contact(contact_id)
        page.card.open_more(QPoint())
        assert page.card.header.name_label.textFormat() is Qt.TextFormat.PlainText
        assert "\n".join(_settle(window)) == "", text[:40]
    assert menus == []


def _dialogs(window: WindowSession, contact_id: ContactId, text: str) -> Iterator[QDialog]:
    services, dialogs = window.services, window.dialogs
    card = services.contacts.card(contact_id)
    (entry,) = services.interactions.timeline(contact_id)
    yield dialogs.log((contact_id,), entry=entry)
    yield dialogs.log((contact_id,))
    for meeting in card.appointments[:1]:
        yield dialogs.plan((contact_id,), meeting)
        yield dialogs.how_it_went(meeting)
    for promise in card.follow_ups[:1]:
        yield dialogs.follow_up(contact_id, text, promise)
    yield dialogs.remind_me(text=text)
    yield dialogs.card_history(contact_id, text)
    yield dialogs.export_file((contact_id,))


@pytest.mark.parametrize("people", [FEW], indirect=True, ids=["few"])
def test_every_dialog_shows_every_text_as_typed(
    window: WindowSession, people: dict[str, ContactId], qtbot: QtBot, tmp_path: Path
) -> None:
    for text, contact_id in people.items():
        for dialog in _dialogs(window, contact_id, text):
            dialog.grab()
            assert "\n".join(faults(dialog)) == "", text[:40]
            dialog.close()
            dialog.deleteLater()
    page = _people_page(window, qtbot)
    for text, contact_id in people.items():
        page.edit_contact(contact_id)
        assert "\n".join(_settle(window)) == "", text[:40]


def test_palette_history_and_messages_show_every_text_as_typed(
    window: WindowSession, people: dict[str, ContactId], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(QDialog, "open", lambda dialog: opened.append([*faults(dialog)]))
    window.actions.history.trigger()
    assert opened == [[]]
    window.actions.palette.trigger()
    (palette,) = window.window.findChildren(Palette)
    for text in people:
        palette.open(text[:200])
        window.messages.say(text)
        assert "\n".join(_settle(window)) == "", text[:40]
        window.messages.error(text)
        assert "\n".join(_settle(window)) == "", text[:40]
    palette.close_palette()


_FROZEN = 8  # seconds of work: what once froze took minutes
ENDLESS = [
    pytest.param((MEGABYTE,), id="markup"),
    pytest.param(("س" * (1 << 19),), id="arabic", marks=pytest.mark.long),
    pytest.param(("e" + "\u0301" * (1 << 19),), id="marks", marks=pytest.mark.long),
]


@pytest.mark.parametrize("people", ENDLESS, indirect=True)
def test_a_name_of_a_megabyte_freezes_nothing(
    window: WindowSession, people: dict[str, ContactId], qtbot: QtBot, menus: list[str]
) -> None:
    """A step takes well below a second on a quiet machine; half of what is there is this name."""
    ((text, contact_id),) = people.items()
    page = _people_page(window, qtbot)
    steps: dict[str, Callable[[], object]] = {
        "today": lambda: window.go_to(TODAY),
        "settings": lambda: window.go_to(SETTINGS),
        "people": lambda: window.go_to(PEOPLE),
        "card": lambda: page.show_contact(contact_id),
        "more": lambda: page.card.open_more(QPoint()),
        "table": page.list.view.grab,
        "message": lambda: window.messages.say(text),
        "error": lambda: window.messages.error(text),
        "palette": window.actions.palette.trigger,
        "search": lambda: page.list.search.setText(text[:5_000]),
        "editor": lambda: page.edit_contact(contact_id),
        "export": lambda: window.dialogs.export_file().close(),
        "history": lambda: window.dialogs.card_history(contact_id, text).close(),
        "log": lambda: window.dialogs.log((contact_id,)).close(),
    }
    slow: dict[str, float] = {}
    for name, step in steps.items():
        began = time.process_time()
        step()
        QApplication.processEvents()
        window.window.repaint()
        took = time.process_time() - began
        if took > _FROZEN:
            slow[name] = round(took, 2)
    assert "\n".join(faults(window.window)) == ""
    assert menus == []
    assert slow == {}
