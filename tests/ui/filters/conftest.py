"""The builder of filters over a real data file, with long work done at once."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crm_desktop.domain.contact import Address, Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.filters.builder import FilterBuilder, Start
from crm_desktop.ui.filters.condition_line import ConditionLine, Vocabulary
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController

MakeBuilder = Callable[..., FilterBuilder]
AddContact = Callable[..., ContactId]


@pytest.fixture
def add(services: Services) -> AddContact:
    """Keep a contact: `add("Abebe", city="Köln", tags=("coffee",))`."""

    def keep(name: str, *, city: str = "", **parts: object) -> ContactId:
        addresses = (Address(city=city),) if city else ()
        return services.contacts.add(Contact(Name(name), addresses=addresses, **parts))  # type: ignore[arg-type]

    return keep


@pytest.fixture
def make_builder(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[MakeBuilder]:
    """The builder in view; it goes when the test is over."""
    made: list[FilterBuilder] = []

    def make(start: Start | None = None) -> FilterBuilder:
        contacts = services.contacts
        suggest = {"company": contacts.companies, "city": lambda typed: contacts.cities()}
        vocabulary = Vocabulary(services.filters.subjects(), date(2026, 3, 2), suggest)
        builder = FilterBuilder(
            services.filters, contacts, vocabulary, ImmediateRunner(), theme, start or Start()
        )
        made.append(builder)
        builder.show()
        qtbot.waitExposed(builder)
        return builder

    yield make
    for builder in made:
        if isValid(builder):
            builder.throw_away()


def what(line: ConditionLine) -> QComboBox:
    """Where one says what to look at."""
    return named(line, "What to look at")


def how(line: ConditionLine) -> QComboBox:
    """Where one says how to compare."""
    return named(line, "How to compare")


def named(within: QWidget, name: str) -> QComboBox:
    """The choice that a screen reader calls so."""
    return next(each for each in within.findChildren(QComboBox) if each.accessibleName() == name)


def pick(box: QComboBox, text: str) -> None:
    """Choose by the words that stand there."""
    place = box.findText(text)
    assert place >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(place)
