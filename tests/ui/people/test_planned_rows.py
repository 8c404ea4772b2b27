"""In the list and the table: what is planned, and pauses, beside the warmth; pausing everyone selected."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.contact_query import ContactRow, ContactSet
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.warmth import Warmth, WarmthState
from crm_desktop.services.context import Services
from crm_desktop.ui.models.contact_columns import COLUMNS, Column
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.days import DayWords
from tests.fakes import FakeClock
from tests.ui.fakes import SaidMessages
from tests.ui.people.conftest import AddContact, MakePage, button, choose, names_in, select

# It is 2 March 2026.
TODAY = date(2026, 3, 2)
COLD = Warmth(WarmthState.COLD, 41, 30)


@pytest.fixture
def texts(clock: FakeClock) -> ContactTexts:
    return ContactTexts(DayWords(clock))


def row(**parts: object) -> ContactRow:
    return ContactRow(id=ContactId(1), name="Abebe", warmth=COLD, **parts)  # type: ignore[arg-type]


def test_a_row_says_what_is_planned_beside_how_cold_it_is(texts: ContactTexts) -> None:
    planned = row(planned=True, next_step=TODAY + timedelta(days=1))
    assert texts.text(planned, Column.WARMTH) == "Cold · 41 days, Planned · tomorrow"
    assert texts.spoken(planned) == "Abebe, Cold · 41 days, Planned · tomorrow"
    assert texts.pill(planned) == "Cold · 41 days"


def test_a_row_says_that_its_reminders_are_paused(texts: ContactTexts) -> None:
    assert texts.spoken(row(paused_until=date(2026, 4, 1))) == "Abebe, Cold · 41 days, Paused until 1 Apr"
    assert texts.spoken(row(paused_until=TODAY)) == "Abebe, Cold · 41 days"


def test_a_plan_goes_before_a_pause(texts: ContactTexts) -> None:
    both = row(planned=True, next_step=TODAY, paused_until=date(2026, 4, 1))
    assert texts.spoken(both) == "Abebe, Cold · 41 days, Planned · today"


def test_the_list_tells_it_to_screen_readers(
    make_page: MakePage, add: AddContact, services: Services
) -> None:
    abebe = add("Abebe")
    services.follow_ups.promise(FollowUp(abebe, "Send the list", TODAY - timedelta(days=2)))
    index = make_page().list.listing.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Abebe, New, Promised · 2 days late"


@pytest.mark.parametrize("view", ["list", "table"])
@pytest.mark.parametrize("scale", [80, 100, 200])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_is_painted_at_any_size_and_in_both_directions(
    make_page: MakePage,
    add: AddContact,
    services: Services,
    theme: ThemeController,
    view: str,
    scale: int,
    way: Qt.LayoutDirection,
) -> None:
    theme.set_font_scale(scale)
    services.settings.people_view = view
    for name in ("Abebe", "A name so long that it leaves no room for anything beside it " * 3):
        contact_id = add(name)
        services.follow_ups.promise(FollowUp(contact_id, "Send the list", TODAY))
    services.contacts.pause([add("Hana")], date(2026, 4, 1))
    page = make_page(width=max(900, 10 * scale))
    page.setLayoutDirection(way)
    QApplication.processEvents()
    before = page.list.view.viewport().grab().toImage()
    for promise in services.follow_ups.open_until(None):
        assert promise.id is not None
        services.follow_ups.done(promise.id)
    QApplication.processEvents()
    assert page.list.view.viewport().grab().toImage() != before


def test_the_column_grows_to_what_stands_in_it(
    make_page: MakePage, add: AddContact, services: Services
) -> None:
    services.settings.people_view = "table"
    abebe = add("Abebe")
    view = make_page().list.view
    column = COLUMNS.index(Column.WARMTH)
    alone = view.sizeHintForColumn(column)
    services.follow_ups.promise(FollowUp(abebe, "Send the list", TODAY))
    QApplication.processEvents()
    assert view.sizeHintForColumn(column) > alone + 40


def test_everyone_selected_is_paused_in_one_step(
    make_page: MakePage, add: AddContact, services: Services, messages: SaidMessages
) -> None:
    ids = [add(name) for name in ("Abebe", "Hana", "Sara")]
    page = make_page()
    select(page, 0, 1)
    button(page.bulk.bar, "Change something of all of them").click()
    choose(page.bulk.bar, "Pause reminders", "A week  (until 9 Mar)")
    assert [services.contacts.get(key).paused_until for key in ids] == [date(2026, 3, 9)] * 2 + [None]
    assert messages.undoables == ["2 people: Paused until 9 Mar"]
    services.undo.undo()
    assert [services.contacts.get(key).paused_until for key in ids] == [None] * 3


def test_everyone_selected_can_go_on(
    make_page: MakePage, add: AddContact, services: Services, messages: SaidMessages
) -> None:
    ids = [add("Abebe"), add("Hana")]
    services.contacts.pause(ids, date(2026, 4, 1))
    page = make_page()
    select(page, 0, 1)
    page.bulk.actions.pause(ids, None)
    assert [services.contacts.get(key).paused_until for key in ids] == [None, None]
    assert messages.undoables == ["2 people: Reminders go on"]


def test_who_is_not_to_be_contacted_is_neither_cold_nor_cooling(
    make_page: MakePage, add: AddContact, services: Services, clock: FakeClock
) -> None:
    for name, stop in (("Abebe", False), ("Hana", True)):
        contact_id = add(name, cadence_days=30, do_not_contact=stop)
        services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (contact_id,), "Spoke"))
    page = make_page()
    for days, which in ((25, ContactSet.COOLING), (20, ContactSet.COLD)):
        clock.advance(days=days)
        page.show_set(which)
        assert names_in(page) == ["Abebe"]
