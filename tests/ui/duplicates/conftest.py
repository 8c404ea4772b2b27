"""The page of duplicates over a real data file; long work is done at once."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.duplicates.page import DuplicatesPage
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.fakes import SaidMessages

AddContact = Callable[..., ContactId]
MakePage = Callable[..., DuplicatesPage]


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
def make_page(
    services: Services, theme: ThemeController, messages: SaidMessages, qtbot: QtBot
) -> Iterator[MakePage]:
    """The page in view with the keyboard; with what it found, unless it has another runner."""
    relay = EventRelay(services.bus)

    def make(runner: TaskRunner | ImmediateRunner | None = None) -> DuplicatesPage:
        page = DuplicatesPage(
            services.duplicates,
            services.contacts,
            services.clock,
            runner or ImmediateRunner(),
            messages,
            theme,
        )
        relay.data_changed.connect(page.notice)
        qtbot.addWidget(page)
        page.resize(1060, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.setFocus()
        return page

    yield make
    relay.stop()


def press(qtbot: QtBot, page: DuplicatesPage, *keys: Qt.Key, control: bool = False) -> None:
    """Press keys where the keyboard is."""
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        qtbot.keyClick(page.window().focusWidget() or page, key, modifier)


def listed(page: DuplicatesPage) -> list[str]:
    """Whom the list of groups is about, from top to bottom."""
    return [
        page.model.name(row).replace("\u2068", "").replace("\u2069", "")
        for row in range(page.model.rowCount())
    ]
