"""The People page over a real data file, with a message bar and dialogs that only remember."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.fakes import AskedDialogs, SaidMessages

AddContact = Callable[..., ContactId]
MakePage = Callable[..., PeoplePage]


@pytest.fixture
def add(services: Services) -> AddContact:
    """Keep a contact: `add("Abebe Bekele", tags=("coffee",))`."""

    def keep(name: str, **parts: object) -> ContactId:
        return services.contacts.add(Contact(name=Name(full=name), **parts))  # type: ignore[arg-type]

    return keep


@pytest.fixture
def messages() -> SaidMessages:
    return SaidMessages()


@pytest.fixture
def dialogs() -> AskedDialogs:
    return AskedDialogs()


@pytest.fixture
def make_page(
    services: Services,
    theme: ThemeController,
    messages: SaidMessages,
    dialogs: AskedDialogs,
    qtbot: QtBot,
) -> Iterator[MakePage]:
    """A page in view, `width` pixels wide, with all its contacts listed."""
    relay = EventRelay(services.bus)

    def make(width: int = 1100, runner: Any = None) -> PeoplePage:
        page = PeoplePage(
            services.contacts,
            services.interactions,
            services.appointments,
            services.follow_ups,
            services.custom_fields,
            services.settings,
            services.clock,
            theme,
            messages,
            dialogs,
            relay,
            runner=runner,
        )
        qtbot.addWidget(page)
        page.resize(width, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        qtbot.waitUntil(lambda: page.list.listing.is_whole)
        return page

    yield make
    relay.stop()


def names_in(page: PeoplePage) -> list[str]:
    """Whom the list shows, from top to bottom."""
    model = page.list.listing.model
    return [model.row(position).name for position in range(model.rowCount())]


ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def select(page: PeoplePage, *positions: int) -> None:
    """Select rows as Ctrl+click does."""
    view = page.list.view
    view.clearSelection()
    for position in positions:
        view.selectionModel().select(page.list.listing.model.index(position, 0), ADD)


def button(within: QWidget, name: str) -> QAbstractButton:
    """The button that a screen reader calls so."""
    buttons = within.findChildren(QAbstractButton)
    return next(each for each in buttons if name in (each.accessibleName(), each.text()))


def choose(within: QWidget, *path: str) -> None:
    """Choose from the menu that is open in `within`, through its sub-menus."""
    menu = next(each for each in within.findChildren(QMenu) if each.isVisible())
    top = menu
    for word in path:
        action = next(each for each in menu.actions() if each.text() == word)
        inner = action.menu()
        if isinstance(inner, QMenu):
            menu = inner
    top.hide()
    action.trigger()
