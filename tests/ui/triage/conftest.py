"""The page for tidying up over a real data file; long work is done at once."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.triage.page import TriagePage, TriageServices
from crm_desktop.ui.triage.sources import Source
from tests.ui.fakes import SaidMessages

AddContact = Callable[..., ContactId]
MakePage = Callable[..., TriagePage]


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
    """The page in view with the keyboard, before anything has begun."""
    relay = EventRelay(services.bus)

    def make(sources: Callable[[], Sequence[Source]] = lambda: ()) -> TriagePage:
        page = TriagePage(
            TriageServices(
                triage=services.triage,
                contacts=services.contacts,
                undo=services.undo,
                settings=services.settings,
                clock=services.clock,
                sources=sources,
            ),
            ImmediateRunner(),
            messages,
            theme,
        )
        relay.data_changed.connect(page.notice)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.setFocus()
        return page

    yield make
    relay.stop()


def press(qtbot: QtBot, page: TriagePage, *keys: Qt.Key, shift: bool = False) -> None:
    """Press keys where the keyboard is."""
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        qtbot.keyClick(page.window().focusWidget() or page, key, modifier)


def shown(page: TriagePage) -> str:
    """Whose card is in view."""
    return page.sitting.card.name_label.text()
