"""A contact on one page: header, the log line, what is next, details and timeline.

It reads the card when it is told to, does what needs no dialog, and asks the page for the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError
from crm_desktop.ui.card.card_menus import CardMenus
from crm_desktop.ui.card.complaints_card import ComplaintsCard
from crm_desktop.ui.card.details import Deeds, DetailWords
from crm_desktop.ui.card.details_card import DetailsCard
from crm_desktop.ui.card.header import CardHeader
from crm_desktop.ui.card.planned_card import PlannedCard
from crm_desktop.ui.card.timeline_card import TimelineCard
from crm_desktop.ui.logbook.log_line import LogLine
from crm_desktop.ui.people.messages import attempt
from crm_desktop.ui.planning.plan_line_edit import PlanLineEdit
from crm_desktop.ui.planning.scope_sheet import ask_cancel, ask_promise_deleted
from crm_desktop.ui.sharing.share import Share
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.interactions import kind_word
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QScrollBar

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.contact_card import ContactCard
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.scope import Scope
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.interactions import Logbook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.people.editor_drafts import EditorDrafts
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.people.photos import Photos
    from crm_desktop.ui.planning.line_plans import LinePlans, Offer
    from crm_desktop.ui.theme.controller import ThemeController

# Below this width (in the design's pixels) the details stand above the timeline, not beside it.
_TWO_COLUMNS_FROM = 640
_NEAR_THE_END = 600


class CardPane(QWidget):
    """Shows one contact at a time.

    Signals: `edit_asked(id)`, `delete_asked(id)`, `export_asked(id)`, `history_asked(id)`,
    `share_asked(Share, id)`, `attachments_asked(Appointment)`, `brief_asked(Appointment)`,
    `contact_asked(id)` someone related, `back_asked()`; `log_asked(Interaction)`,
    `entry_opened(Interaction)`, `plan_asked(id)`, `plan_begun(Appointment)`,
    `appointment_opened(Appointment)`, `follow_up_asked(id)`, `follow_up_opened(FollowUp)` want a dialog.
    """

    edit_asked = Signal(int)
    delete_asked = Signal(int)
    export_asked = Signal(int)
    history_asked = Signal(int)
    share_asked = Signal(object, int)
    contact_asked = Signal(int)
    back_asked = Signal()
    log_asked = Signal(object)
    entry_opened = Signal(object)
    plan_asked = Signal(int)
    plan_begun = Signal(object)
    appointment_opened = Signal(object)
    attachments_asked = Signal(object)
    brief_asked = Signal(object)
    follow_up_asked = Signal(int)
    follow_up_opened = Signal(object)

    def __init__(
        self,
        contacts: ContactBook,
        logbook: Logbook,
        appointments: Appointments,
        follow_ups: FollowUps,
        custom_fields: CustomFields,
        settings: Settings,
        clock: Clock,
        photos: Photos,
        messages: Messages,
        theme: ThemeController,
        parent: QWidget | None = None,
        drafts: EditorDrafts | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts, self._logbook = contacts, logbook
        self._appointments, self._follow_ups = appointments, follow_ups
        self._custom_fields, self._settings = custom_fields, settings
        self._photos, self._messages, self._theme = photos, messages, theme
        self._card: ContactCard | None = None
        days = DayWords(clock)
        self.menus = CardMenus(contacts, clock, messages, theme, self)
        self._words = DetailWords(days, Deeds(self.menus.open_address, self.contact_asked.emit))
        self.header = CardHeader(days, theme, self)
        self.log_line = LogLine(clock, theme, self, drafts.follow_line if drafts else None)
        self.plan_line = PlanLineEdit(lambda: self._line_plans(clock), theme, self)
        self.planned = PlannedCard(days, theme, self)
        self.complaints = ComplaintsCard(days, theme, self)
        self.timeline = TimelineCard(logbook, contacts.names, days, theme, self)
        self.details = DetailsCard(theme, self)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    @property
    def contact_id(self) -> ContactId | None:
        """Whose card it is."""
        return self._card.contact.id if self._card is not None else None

    @property
    def name(self) -> str:
        """What the contact is called."""
        return self._card.contact.display_name if self._card is not None else ""

    @property
    def scroll_bar(self) -> QScrollBar:
        """Where the page is scrolled."""
        return self._scroll.verticalScrollBar()

    def show_contact(self, contact_id: ContactId) -> bool:
        """Show this contact; False where there is none."""
        try:
            card = self._contacts.card(contact_id)
        except UserError:
            return False
        self._show(card)
        self.log_line.belong_to(contact_id, self.name)
        self.plan_line.belong_to(contact_id)
        self.timeline.show_contact(contact_id)
        self._scroll.verticalScrollBar().setValue(0)
        return True

    def take_change(self, change: DataChanged) -> None:
        """Something was committed: read the card anew, once and soon, where it may be concerned."""
        kinds = (Kind.CONTACT, Kind.INTERACTION, Kind.APPOINTMENT, Kind.FOLLOW_UP, Kind.TAG, Kind.FIELD)
        if self._card is not None and any(change.changes.touches(kind) for kind in (*kinds, Kind.SETTING)):
            self._again.start()

    def refresh(self) -> None:
        """Read the card anew; it goes where its contact is gone."""
        contact_id = self.contact_id
        if contact_id is None:
            return
        try:
            card = self._contacts.card(contact_id)
        except UserError:
            self._card = None
            self.back_asked.emit()
            return
        self._show(card)
        self.timeline.renew()

    def open_more(self, spot: QPoint) -> None:
        """Open the menu of what one does more rarely."""
        if self._card is not None:
            self.menus.more(self._card, spot)

    def begin_log(self) -> None:
        """Put the cursor into the log line."""
        self.log_line.setFocus()

    def _show(self, card: ContactCard) -> None:
        self._card = card
        contact = card.contact
        photo = self._photos.now(contact.id) if contact.photo is not None and contact.id is not None else None
        self.header.show_card(card, photo)
        self.planned.show_plans(card.appointments, card.follow_ups)
        self.complaints.show_complaints(self._logbook.open_complaints(contact.id))
        groups = self._words.groups(card, self._custom_fields.all(), self._settings.feb_29)
        self.details.show_details(groups, contact.tags, contact.notes)
        self.setAccessibleName(contact.display_name)

    # What is done at once

    def _on_call_asked(self, spot: QPoint) -> None:
        if self._card is not None:
            self.menus.call(self._card.contact, spot)

    def _on_write_asked(self, spot: QPoint) -> None:
        if self._card is not None:
            self.menus.write(self._card.contact, spot)

    def _on_log_submitted(self, interaction: Interaction) -> None:
        done = self.tr("{kind} with {name} written down").format(
            kind=kind_word(interaction.kind), name=self.name
        )
        if attempt(self._messages, lambda: self._logbook.log(interaction), done):
            self.log_line.clear()

    def _on_more_asked(self, interaction: Interaction) -> None:
        # The dialog takes the words over, and keeps them if it is left.
        self.log_asked.emit(interaction)
        self.log_line.clear()

    def _on_entry_deleted(self, interaction: Interaction) -> None:
        if interaction.id is not None:
            entry = interaction.id
            attempt(self._messages, lambda: self._logbook.delete(entry), self.tr("Entry deleted"))

    def _on_complaint_settled(self, complaint: Interaction) -> None:
        if complaint.id is not None:
            entry, done = complaint.id, self.tr("The complaint is settled")
            attempt(self._messages, lambda: self._logbook.settle(entry), done)

    def _line_plans(self, clock: Clock) -> LinePlans:
        from crm_desktop.ui.planning.line_plans import LinePlans

        return LinePlans(self._appointments, self._contacts, self._settings, clock)

    def _on_planned(self, offer: Offer) -> None:
        if attempt(self._messages, lambda: self._appointments.plan(offer.meeting), offer.done):
            self.plan_line.clear()

    def _on_appointment_cancelled(self, appointment: Appointment) -> None:
        if appointment.id is not None:
            meeting = appointment.id
            done = self.tr("Cancelled: {title}").format(title=appointment.title)

            def cancel(scope: Scope) -> None:
                attempt(self._messages, lambda: self._appointments.cancel(meeting, scope=scope), done)

            ask_cancel(appointment, cancel, self._theme, self)

    def _on_follow_up_done(self, follow_up: FollowUp) -> None:
        if follow_up.id is not None:
            promise = follow_up.id
            done = self.tr("Done: {text}").format(text=follow_up.text)
            attempt(self._messages, lambda: self._follow_ups.done(promise), done)

    def _on_follow_up_deleted(self, follow_up: FollowUp) -> None:
        if follow_up.id is not None:
            promise = follow_up.id
            done = self.tr("Left out: {text}").format(text=follow_up.text)

            def delete(scope: Scope) -> None:
                attempt(self._messages, lambda: self._follow_ups.delete(promise, scope=scope), done)

            ask_promise_deleted(follow_up, delete, self._theme, self)

    def _on_rhythm_accepted(self, days: int) -> None:
        if self.contact_id is not None:
            key, done = self.contact_id, self.tr("{name}: {rhythm}")
            done = done.format(name=self.name, rhythm=cadence_text(days))
            attempt(self._messages, lambda: self._contacts.set_cadence([key], days), done)

    def _on_rhythm_declined(self, days: int) -> None:
        if self.contact_id is not None:
            key, done = self.contact_id, self.tr("This rhythm is not proposed again")
            attempt(self._messages, lambda: self._contacts.decline_rhythm(key, days), done)

    # Making

    def _lay_out(self) -> None:
        px = self._theme.px
        log = Card(self._theme, pad=12)
        log.body.addWidget(self.log_line)
        log.body.addWidget(self.plan_line)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(4), px(18), px(16), px(16))
        column.setSpacing(px(10))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(10))
        self._columns.addWidget(self.timeline, 3)
        self._columns.addWidget(self.details, 2, Qt.AlignmentFlag.AlignTop)
        for widget in (self.header, log, self.complaints, self.planned):
            column.addWidget(widget)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        header, timeline = self.header, self.timeline.view
        header.call_asked.connect(self._on_call_asked)
        header.write_asked.connect(self._on_write_asked)
        header.more_asked.connect(self.open_more)
        header.plan_asked.connect(lambda: self.plan_asked.emit(self.contact_id))
        header.follow_up_asked.connect(lambda: self.follow_up_asked.emit(self.contact_id))
        header.log_asked.connect(lambda: self.log_line.more_asked.emit(self.log_line.interaction()))
        header.edit_asked.connect(lambda: self.edit_asked.emit(self.contact_id))
        header.back_asked.connect(self.back_asked)
        header.drag.started.connect(lambda: self.share_asked.emit(Share.DRAG, self.contact_id))
        header.rhythm.accepted.connect(self._on_rhythm_accepted)
        header.rhythm.declined.connect(self._on_rhythm_declined)
        self.menus.delete_asked.connect(self.delete_asked)
        self.menus.export_asked.connect(self.export_asked)
        self.menus.history_asked.connect(self.history_asked)
        self.menus.share_asked.connect(self.share_asked)
        self.log_line.submitted.connect(self._on_log_submitted)
        self.log_line.more_asked.connect(self._on_more_asked)
        timeline.opened.connect(self.entry_opened)
        timeline.delete_requested.connect(self._on_entry_deleted)
        timeline.row_entered.connect(self._on_row_entered)
        self.complaints.settled.connect(self._on_complaint_settled)
        self.complaints.opened.connect(self.entry_opened)
        self.plan_line.planned.connect(self._on_planned)
        self.plan_line.look_asked.connect(self.plan_begun)
        self.planned.appointment_opened.connect(self.appointment_opened)
        self.planned.attachments_asked.connect(self.attachments_asked)
        self.planned.brief_asked.connect(self.brief_asked)
        self.planned.appointment_cancelled.connect(self._on_appointment_cancelled)
        self.planned.follow_up_opened.connect(self.follow_up_opened)
        self.planned.follow_up_done.connect(self._on_follow_up_done)
        self.planned.follow_up_deleted.connect(self._on_follow_up_deleted)
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(lambda _low, _high: self._on_scrolled(bar.value()))

    def _on_scrolled(self, value: int) -> None:
        bar = self._scroll.verticalScrollBar()
        if self.timeline.has_more and value and bar.maximum() - value < _NEAR_THE_END:
            self.timeline.load_more()

    def _on_row_entered(self, rect: QRect) -> None:
        inside = self._scroll.widget()
        if inside is not None:
            top = self.timeline.view.viewport().mapTo(inside, rect.topLeft())
            middle = top.y() + rect.height() // 2
            self._scroll.ensureVisible(0, middle, 0, rect.height() // 2 + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_columns"):
            self._turn_columns()

    def _turn_columns(self) -> None:
        beside = self.width() >= self._theme.px(_TWO_COLUMNS_FROM)
        # From top to bottom the details come first: nobody finds what stands below an endless timeline.
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        if self._columns.direction() is not direction:
            self._columns.setDirection(direction)
