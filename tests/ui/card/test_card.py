"""The card as one reads and uses it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.ui.card.card_pane import CardPane
from crm_desktop.ui.card.detail_row import DetailRow
from crm_desktop.ui.card.notes_view import NotesView
from crm_desktop.ui.models.timeline import PAGE
from crm_desktop.ui.sharing.share import Share
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.buttons import IconButton, QuietButton
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.pill import Pill
from tests.fakes import FakeClock
from tests.ui.card.conftest import ShowCard
from tests.ui.fakes import SaidMessages


class Opener(QObject):
    """What the desktop was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def opener(qapp: QApplication) -> Iterator[Opener]:
    found = Opener()
    for scheme in ("tel", "mailto", "https", "sms"):
        QDesktopServices.setUrlHandler(scheme, found, "open")
    yield found
    for scheme in ("tel", "mailto", "https", "sms"):
        QDesktopServices.unsetUrlHandler(scheme)


def keep(services: Services, name: str = "Abebe Bekele", **parts: object) -> ContactId:
    return services.contacts.add(Contact(name=Name(full=name), **parts))  # type: ignore[arg-type]


def details(pane: CardPane) -> list[str]:
    """What the rows of details say, from top to bottom."""
    rows = pane.details.findChildren(DetailRow)
    return [row.accessibleName() for row in rows if row.isVisibleTo(pane)]


def pills(pane: CardPane) -> list[str]:
    return [pill.text for pill in pane.findChildren(Pill) if pill.isVisibleTo(pane)]


def button(pane: CardPane, name: str) -> IconButton:
    found = [each for each in pane.findChildren(IconButton) if each.accessibleName().startswith(name)]
    return found[0]


def log(services: Services, contact_id: ContactId, at: datetime, text: str) -> None:
    services.interactions.log(Interaction(InteractionKind.CALL, at, (contact_id,), text))


# Warmth


def test_the_card_says_how_warm_and_why(services: Services, show: ShowCard, clock: FakeClock) -> None:
    abebe = keep(services, cadence_days=30, status="customer")
    log(services, abebe, clock.now(), "Spoke about coffee")
    clock.advance(days=41)
    pane = show(abebe)
    assert "Cold · 41 days" in pills(pane)
    assert "Customer" in pills(pane)
    assert pane.header.reason_label.text() == "You wanted every 30 days; it has been 41."


def test_do_not_contact_is_plain_to_see(services: Services, show: ShowCard) -> None:
    assert "Do not contact" in pills(show(keep(services, do_not_contact=True)))


# Writing down


def test_one_line_and_enter_write_down_a_call(
    services: Services, show: ShowCard, clock: FakeClock, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe = keep(services)
    pane = show(abebe)
    qtbot.keyClicks(pane.log_line.edit, "will send the list tomorrow")
    qtbot.keyClick(pane.log_line.edit, Qt.Key.Key_Return)
    (talk,) = services.interactions.timeline(abebe)
    assert (talk.kind, talk.text, talk.at) == (
        InteractionKind.CALL,
        "will send the list tomorrow",
        clock.now(),
    )
    assert pane.log_line.edit.text() == ""
    assert messages.undoables == ["Call with Abebe Bekele written down"]
    qtbot.waitUntil(lambda: pane.timeline.view.model().rowCount() == 1)


def test_the_first_word_says_the_kind_and_a_face_how_it_went(
    services: Services, show: ShowCard, qtbot: QtBot
) -> None:
    abebe = keep(services)
    pane = show(abebe)
    qtbot.keyClicks(pane.log_line.edit, "Met him at the market :)")
    qtbot.keyClick(pane.log_line.edit, Qt.Key.Key_Return)
    (talk,) = services.interactions.timeline(abebe)
    assert (talk.kind, talk.outcome) == (InteractionKind.MEETING, Outcome.GOOD)


def test_the_arrows_step_through_the_kinds(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    abebe = keep(services)
    pane = show(abebe)
    qtbot.keyClick(pane.log_line.edit, Qt.Key.Key_Down)
    qtbot.keyClicks(pane.log_line.edit, "called, but kind is chosen")
    qtbot.keyClick(pane.log_line.edit, Qt.Key.Key_Return)
    assert services.interactions.timeline(abebe)[0].kind is InteractionKind.VISIT


def test_an_empty_line_writes_nothing(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    abebe = keep(services)
    qtbot.keyClick(show(abebe).log_line.edit, Qt.Key.Key_Return)
    assert services.interactions.timeline(abebe) == []


def test_a_half_written_line_waits_for_its_contact(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    abebe, sara = keep(services), keep(services, "Sara")
    pane = show(abebe)
    qtbot.keyClicks(pane.log_line.edit, "wants two")
    show(sara)
    assert pane.log_line.edit.text() == ""
    show(abebe)
    assert pane.log_line.edit.text() == "wants two"


# Timeline


def test_the_timeline_loads_more_where_one_scrolls(
    services: Services, show: ShowCard, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe = keep(services)
    for hours in range(PAGE + 20):
        log(services, abebe, clock.now() - timedelta(hours=hours), f"talk {hours}")
    pane = show(abebe)
    model = pane.timeline.view.model()
    assert model.rowCount() == PAGE
    bar = pane.scroll_bar
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: model.rowCount() == PAGE + 20)


def test_an_entry_says_who_else_was_there_and_what_was_agreed(
    services: Services, show: ShowCard, clock: FakeClock
) -> None:
    abebe, sara = keep(services), keep(services, "Sara")
    services.interactions.log(
        Interaction(
            InteractionKind.MEETING,
            clock.now(),
            (abebe, sara),
            "At the shop",
            minutes=90,
            outcome=Outcome.GOOD,
            agreed="Ten chairs",
        )
    )
    spoken = show(abebe).timeline.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Meeting", "1 h 30 min", "Sara", "Went well", "At the shop", "Agreed: Ten chairs"):
        assert part in spoken
    assert "Abebe" not in spoken


def test_an_entry_is_deleted_by_its_key_and_comes_back_by_undo(
    services: Services, show: ShowCard, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe = keep(services)
    log(services, abebe, clock.now(), "a slip")
    view = show(abebe).timeline.view
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert services.interactions.timeline(abebe) == []
    services.undo.undo()
    assert len(services.interactions.timeline(abebe)) == 1


def test_enter_on_an_entry_opens_it(
    services: Services, show: ShowCard, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe = keep(services)
    log(services, abebe, clock.now(), "to be mended")
    pane = show(abebe)
    pane.timeline.view.setCurrentIndex(pane.timeline.view.model().index(0, 0))
    with qtbot.waitSignal(pane.entry_opened) as opened:
        qtbot.keyClick(pane.timeline.view, Qt.Key.Key_Return)
    assert opened.args[0].text == "to be mended"


# What is next


def test_what_is_planned_and_promised_is_on_the_card(
    services: Services, show: ShowCard, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe = keep(services)
    pane = show(abebe)
    assert not pane.planned.isVisible()
    services.appointments.plan(Appointment("Lunch", datetime(2026, 3, 3, 12), "UTC", (abebe,)))  # noqa: DTZ001
    services.follow_ups.promise(FollowUp(abebe, "Send the list", date(2026, 2, 27)))
    qtbot.waitUntil(pane.planned.isVisible)
    button(pane, "Done: Send the list").click()
    assert services.follow_ups.of(abebe)[0].done_at is not None
    button(pane, "Cancel the meeting: Lunch").click()
    qtbot.waitUntil(lambda: not pane.planned.isVisible())


# Details


def test_everything_that_is_known_is_on_the_card(services: Services, show: ShowCard) -> None:
    services.custom_fields.add(CustomField("Shoe size", FieldType.NUMBER))
    sara = keep(services, "Sara")
    abebe = keep(
        services,
        phones=(Phone("0151 1234567", "mobile"),),
        emails=(Email("abebe@example.com", "work"),),
        addresses=(Address("home", "Bole 3", "Addis Ababa", "", "1000", "Ethiopia"),),
        links=(Link("example.com"),),
        messengers=(Messenger("@abebe", "Telegram"),),
        roles=(Role("Blue Café", "Owner", since=PartialDate(2019)),),
        dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4)),),
        tags=("coffee",),
        facts=("No sugar",),
        source="Fair 2025",
        custom=(CustomValue("Shoe size", "43"),),
    )
    services.contacts.relate(abebe, RelationshipKind.SPOUSE, sara)
    pane = show(abebe)
    said = details(pane)
    for expected in (
        "Call – Mobile: 0151 1234567",
        "Write – Work: abebe@example.com",
        "Write – Telegram: @abebe",
        "Open – example.com",
        "Home: Bole 3\n1000 Addis Ababa\nEthiopia",
        "Open the card – Spouse: Sara",
        "No sugar",
        "Shoe size: 43",
        "Heard of you through: Fair 2025",
    ):
        assert expected in said
    assert any("Blue Café" in each and "Owner" in each and "since 2019" in each for each in said)
    assert any("4 March 1986" in each and "turns 40" in each and "4 Mar" in each for each in said)
    assert "coffee" in pills(pane)


def test_a_date_of_another_calendar_says_so(services: Services, show: ShowCard) -> None:
    pagume = PartialDate(1978, 13, 5, Calendar.ETHIOPIAN)
    said = details(show(keep(services, dates=(ImportantDate(BIRTHDAY, pagume),))))
    assert any("5 Pagume 1978 (Ethiopian)" in each for each in said)


def test_pressing_a_phone_calls_it_in_its_international_form(
    services: Services, show: ShowCard, opener: Opener
) -> None:
    pane = show(keep(services, phones=(Phone("0151 1234567"),)))
    pane.details.findChildren(DetailRow)[0].click()
    assert opener.opened == ["tel:+491511234567"]


def test_the_only_phone_is_called_at_once_and_of_several_one_is_chosen(
    services: Services, show: ShowCard, opener: Opener, qtbot: QtBot
) -> None:
    pane = show(keep(services, phones=(Phone("0151 1234567"),)))
    pane.header.call_button.click()
    assert opener.opened == ["tel:+491511234567"]
    pane = show(keep(services, "Sara", phones=(Phone("0151 1234567"), Phone("030 123456", "work"))))
    pane.header.call_button.click()
    menu = pane.findChildren(QMenu)[-1]
    qtbot.waitUntil(menu.isVisible)
    menu.actions()[1].trigger()
    menu.close()
    assert opener.opened[-1] == "tel:+4930123456"


def test_someone_without_a_phone_cannot_be_called(services: Services, show: ShowCard) -> None:
    header = show(keep(services)).header
    assert not header.call_button.isEnabled()
    assert not header.write_button.isEnabled()


def test_pressing_a_relative_asks_for_their_card(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    sara, abebe = keep(services, "Sara"), keep(services)
    services.contacts.relate(abebe, RelationshipKind.SPOUSE, sara)
    pane = show(abebe)
    row = next(each for each in pane.details.findChildren(DetailRow) if "Sara" in each.accessibleName())
    with qtbot.waitSignal(pane.contact_asked) as asked:
        row.click()
    assert asked.args == [sara]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "ssh://host"])
def test_a_link_that_could_run_something_cannot_be_pressed(
    services: Services, show: ShowCard, address: str
) -> None:
    pane = show(keep(services, links=(Link(address),)))
    row = pane.details.findChildren(DetailRow)[0]
    assert row.accessibleName() == address
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_status_is_changed_from_the_menu(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    abebe = keep(services)
    pane = show(abebe)
    pane.header.more_button.click()
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    status = menu.actions()[0].menu()
    next(action for action in status.actions() if action.text() == "Partner").trigger()
    menu.close()
    assert services.contacts.get(abebe).status == "partner"


@pytest.mark.parametrize(
    "text, how",
    [("Show as QR code", Share.CODE), ("Copy the card", Share.COPY), ("Save as vCard…", Share.SAVE)],
)
def test_a_contact_is_handed_on_from_the_menu(
    services: Services, show: ShowCard, qtbot: QtBot, text: str, how: Share
) -> None:
    pane = show(keep(services))
    pane.header.more_button.click()
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    with qtbot.waitSignal(pane.share_asked) as asked:
        next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
    assert asked.args == [how, pane.contact_id]


def test_a_contact_is_dragged_out_by_its_face_or_its_name(
    services: Services, show: ShowCard, qtbot: QtBot
) -> None:
    pane = show(keep(services))
    asked: list[Share] = []
    pane.share_asked.connect(lambda how, _key: asked.append(how))
    for widget in (pane.header.findChild(Avatar), pane.header.name_label):
        middle = widget.rect().center()
        qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseMove(widget, middle + QPoint(2, 0))
        qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=middle)
    assert asked == []
    for widget in (pane.header.findChild(Avatar), pane.header.name_label):
        press_and_move(widget, QPoint(40, 0))
    assert asked == [Share.DRAG, Share.DRAG]


def press_and_move(widget: QWidget, way: QPoint) -> None:
    """Drag with the left button, as a window system tells of it."""
    start = QPointF(widget.rect().center())
    left = Qt.MouseButton.LeftButton
    for kind, spot in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, start + QPointF(way)),
        (QEvent.Type.MouseMove, start + QPointF(way) * 2),
        (QEvent.Type.MouseButtonRelease, start + QPointF(way) * 2),
    ):
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
        pressed = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(
            kind, spot, widget.mapToGlobal(spot), button, pressed, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(widget, event)


# Notes


def test_notes_are_markdown_without_any_html(services: Services, show: ShowCard) -> None:
    pane = show(keep(services, notes="# Likes\n\n- coffee\n- <b>chess</b> & tea"))
    text = pane.findChild(NotesView).toPlainText()
    assert "Likes" in text
    assert "#" not in text
    assert "<b>chess</b>" in text


def test_notes_load_no_picture_from_anywhere(services: Services, show: ShowCard) -> None:
    pane = show(keep(services, notes="![x](https://example.com/x.png) ![y](file:///etc/passwd)"))
    notes = pane.findChild(NotesView)
    assert notes.loadResource(2, QUrl("file:///etc/passwd")) is None
    pane.grab()


def test_a_link_in_the_notes_opens_only_if_it_is_harmless(
    services: Services, show: ShowCard, opener: Opener
) -> None:
    notes = show(keep(services, notes="[site](https://example.com)")).findChild(NotesView)
    notes.anchorClicked.emit(QUrl("https://example.com"))
    notes.anchorClicked.emit(QUrl("file:///bin/sh"))
    assert opener.opened == ["https://example.com"]


# Changes elsewhere


def test_a_change_elsewhere_is_seen_on_the_card(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    abebe = keep(services)
    pane = show(abebe)
    services.contacts.save(replace(services.contacts.get(abebe), tags=("new tag",)))
    qtbot.waitUntil(lambda: "new tag" in pills(pane))


def test_five_hundred_entries_open_as_fast_as_fifty(
    services: Services, show: ShowCard, clock: FakeClock
) -> None:
    abebe = keep(services)
    with services.uow(None) as tx:
        for hours in range(500):
            at = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=hours)
            tx.interactions.insert(Interaction(InteractionKind.CALL, at, (abebe,), f"talk {hours}"))
    pane = show(abebe)
    assert pane.timeline.view.model().rowCount() == PAGE


def chip(pane: CardPane, text: str) -> Chip:
    return next(each for each in pane.timeline.filter.findChildren(Chip) if each.text() == text)


def spoken(pane: CardPane) -> list[str]:
    model = pane.timeline.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_timeline_is_narrowed_by_kind_outcome_tag_and_words(
    services: Services, show: ShowCard, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe = keep(services)
    call = Interaction(InteractionKind.CALL, clock.now(), (abebe,), "about shoes", tags=("price",))
    services.interactions.log(call)
    services.interactions.log(replace(call, text="about tea", tags=(), outcome=Outcome.BAD))
    services.interactions.log(replace(call, kind=InteractionKind.VISIT, text="saw shoes", tags=()))
    pane = show(abebe)
    pane.timeline._filter_button.click()
    assert pane.timeline.filter.isVisible()
    assert len(spoken(pane)) == 3
    chip(pane, "Call").click()
    assert len(spoken(pane)) == 2
    chip(pane, "price").click()
    assert ["about shoes" in one for one in spoken(pane)] == [True]
    chip(pane, "Went badly").click()
    assert spoken(pane) == []
    assert pane.timeline._nothing.isVisible()
    for text in ("Call", "price", "Went badly"):
        chip(pane, text).click()
    qtbot.keyClicks(pane.timeline.filter._text, "shoe")
    assert len(spoken(pane)) == 2
    services.interactions.log(replace(call, text="new shoes"))
    qtbot.waitUntil(lambda: len(spoken(pane)) == 3)
    pane.timeline._filter_button.click()
    assert not pane.timeline.filter.isVisible()
    assert len(spoken(pane)) == 4


def test_another_card_begins_with_its_whole_timeline(
    services: Services, show: ShowCard, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe, sara = keep(services), keep(services, "Sara")
    for who in (abebe, sara):
        log(services, who, clock.now(), "about tea")
    pane = show(abebe)
    pane.timeline._filter_button.click()
    qtbot.keyClicks(pane.timeline.filter._text, "shoes")
    assert spoken(pane) == []
    pane.show_contact(sara)
    assert len(spoken(pane)) == 1


def test_a_complaint_stands_on_the_card_until_it_is_settled(
    services: Services, show: ShowCard, clock: FakeClock, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe = keep(services)
    pane = show(abebe)
    assert not pane.complaints.isVisible()
    complaint = Interaction(
        InteractionKind.COMPLAINT,
        clock.now(),
        (abebe,),
        "heel came off",
        due=date(2026, 2, 27),
        tags=("shoes",),
    )
    services.interactions.log(complaint)
    qtbot.waitUntil(pane.complaints.isVisible)
    assert any(pill.text == "3 days late" for pill in pane.complaints.findChildren(Pill))
    assert "shoes" in spoken(pane)[0]
    next(each for each in pane.complaints.findChildren(QuietButton)).click()
    qtbot.waitUntil(lambda: not pane.complaints.isVisible())
    assert messages.undoables == ["The complaint is settled"]
    assert "Settled: " in spoken(pane)[0]
    services.undo.undo()
    qtbot.waitUntil(pane.complaints.isVisible)
