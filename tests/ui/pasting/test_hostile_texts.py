"""Whatever is pasted is shown as it is, and nothing of it is taken for more than text."""

import pytest

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.pasting.sheet import PastingSheet
from tests.data.hostile import KINDS
from tests.ui.as_typed import faults
from tests.ui.pasting.test_pasting import look_for_known, sheet

__all__ = ["sheet"]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_are_shown_as_they_are(sheet: PastingSheet, services: Services, kind: str):
    for text in (KINDS[kind][0], KINDS[kind][-1]):
        sheet.take_text(f"{text[:20_000]}\nAnna {text[:40]} 0171 2345678")
        look_for_known(sheet)
        assert faults(sheet) == []
    sheet.grab()


def test_hostile_names_of_those_who_are_known_are_words(sheet: PastingSheet, services: Services):
    services.contacts.add(Contact(Name("&Anna <b>{0}</b> %s")))
    sheet.take_text("&Anna <b>{0}</b> %s")
    sheet.found.people[0].pieces[:] = [piece for piece in sheet.found.people[0].pieces if piece.text.strip()]
    look_for_known(sheet)
    assert faults(sheet) == []
