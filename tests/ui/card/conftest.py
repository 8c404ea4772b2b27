"""The card over a real data file."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.card.card_pane import CardPane
from crm_desktop.ui.people.photos import Photos
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.fakes import SaidMessages

ShowCard = Callable[[ContactId], CardPane]


@pytest.fixture
def messages() -> SaidMessages:
    return SaidMessages()


@pytest.fixture
def show(
    services: Services, theme: ThemeController, messages: SaidMessages, qtbot: QtBot
) -> Iterator[ShowCard]:
    """A contact's card in view."""
    relay = EventRelay(services.bus)
    pane = CardPane(
        services.contacts,
        services.interactions,
        services.appointments,
        services.follow_ups,
        services.custom_fields,
        services.settings,
        services.clock,
        Photos(services.contacts.photo),
        messages,
        theme,
    )
    qtbot.addWidget(pane)
    relay.data_changed.connect(pane.take_change)

    def in_view(contact_id: ContactId) -> CardPane:
        assert pane.show_contact(contact_id)
        pane.resize(760, 640)
        pane.show()
        pane.activateWindow()
        qtbot.waitUntil(pane.isActiveWindow)
        return pane

    yield in_view
    relay.stop()
