"""The words in the people list, where their direction matters."""

import pytest

from crm_desktop.domain.contact_query import ContactRow
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.models.contact_columns import Column
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.wording.days import DayWords

PHONE = "+49 30 1234567"
LEFT_TO_RIGHT = f"\u2066{PHONE}\u2069"


@pytest.fixture
def texts(services: Services) -> ContactTexts:
    return ContactTexts(DayWords(services.clock))


def test_a_phone_reads_from_left_to_right_in_every_window(texts: ContactTexts) -> None:
    row = ContactRow(id=ContactId(1), name="محمد", phone=PHONE)
    assert texts.detail(row) == LEFT_TO_RIGHT
    assert texts.text(row, Column.PHONE) == LEFT_TO_RIGHT


def test_so_does_a_phone_that_a_search_found(texts: ContactTexts) -> None:
    assert texts.detail(ContactRow(id=ContactId(1), name="محمد", found_in=PHONE)) == LEFT_TO_RIGHT
    assert texts.detail(ContactRow(id=ContactId(1), name="محمد", found_in="نجار")) == "نجار"


def test_no_phone_leaves_nothing(texts: ContactTexts) -> None:
    assert texts.detail(ContactRow(id=ContactId(1), name="محمد")) == ""
