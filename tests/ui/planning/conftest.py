"""Dialogs in view, closed again when the test is over."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.planning.form_dialog import FormDialog


@pytest.fixture
def shown() -> Iterator[Callable[[FormDialog], None]]:
    made: list[FormDialog] = []

    def show(dialog: FormDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(dialog)
        dialog.open()

    yield show
    for dialog in made:
        dialog.close()
        dialog.deleteLater()


@pytest.fixture
def abebe(services: Services) -> ContactId:
    return services.contacts.add(Contact(name=Name(full="Abebe Bekele")))
