"""The menus of a card: ways to call and to write, and what one does more rarely.

`delete_asked(id)`, `export_asked(id)`, `history_asked(id)`, `share_asked(Share, id)`: asked of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.importance import Importance
from crm_desktop.ui.card.reach import ways_to_call, ways_to_write
from crm_desktop.ui.people.bulk_bar import CADENCES
from crm_desktop.ui.people.messages import attempt
from crm_desktop.ui.runtime.links import open_link
from crm_desktop.ui.sharing.share import Share
from crm_desktop.ui.widgets.plain_text import plain_action
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.people import importance_word, status_word
from crm_desktop.ui.wording.warmth import cadence_text, paused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.contact_card import ContactCard
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.card.reach import Way
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController


class CardMenus(QObject):
    """Opens menus at a place on the screen."""

    delete_asked = Signal(int)
    export_asked = Signal(int)
    history_asked = Signal(int)
    share_asked = Signal(object, int)

    def __init__(
        self,
        contacts: ContactBook,
        clock: Clock,
        messages: Messages,
        theme: ThemeController,
        widget: QWidget,
    ) -> None:
        super().__init__(widget)
        self._contacts = contacts
        self._clock = clock
        self._messages = messages
        self._theme = theme
        self._widget = widget

    def call(self, contact: Contact, spot: QPoint) -> None:
        """Call the only phone, or ask which."""
        self._go(ways_to_call(contact), spot)

    def write(self, contact: Contact, spot: QPoint) -> None:
        """Write in the only way there is, or ask how."""
        self._go(ways_to_write(contact), spot)

    def open_address(self, address: str) -> None:
        """Hand a link to the desktop; say so where nothing there takes it."""
        if not open_link(address):
            shown = address.split(":", 1)[-1]
            QGuiApplication.clipboard().setText(shown)
            sentence = self.tr("No program here opens that. Copied instead: {text}")
            self._messages.say(sentence.format(text=shown))

    def more(self, card: ContactCard, spot: QPoint) -> None:
        """What one does more rarely."""
        contact = card.contact
        if contact.id is None:
            return
        menu, key = self._menu(), contact.id
        self._add_status(menu.addMenu(self.tr("Status")), contact, key)
        self._add_importance(menu.addMenu(self.tr("Importance")), contact, key)
        self._add_cadence(menu.addMenu(self.tr("How often to be in touch")), contact, key)
        if card.warmth.cadence_days is not None:
            self._add_pause(menu, contact, key)
        stop = menu.addAction(self.tr("Do not contact"))
        stop.setCheckable(True)
        stop.setChecked(contact.do_not_contact)
        stop.triggered.connect(lambda on: self._do(lambda: self._contacts.set_do_not_contact([key], on)))
        menu.addSeparator()
        self._add_sharing(menu, key)
        history = menu.addAction(self._theme.icon("clock"), self.tr("History of this card…"))
        history.triggered.connect(lambda: self.history_asked.emit(key))
        menu.addSeparator()
        delete = menu.addAction(self._theme.icon("trash"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.delete_asked.emit(key))
        menu.popup(spot)

    def _go(self, ways: list[Way], spot: QPoint) -> None:
        if len(ways) == 1:
            self._take(ways[0])
            return
        menu = self._menu()
        for way in ways:
            action = menu.addAction(self._theme.icon(way.icon), plain_action(way.text))
            action.triggered.connect(lambda _=False, each=way: self._take(each))
        if ways:
            menu.popup(spot)

    def _take(self, way: Way) -> None:
        if way.address:
            self.open_address(way.address)
        else:
            QGuiApplication.clipboard().setText(way.value)
            self._messages.say(self.tr("Copied: {text}").format(text=way.value))

    def _add_status(self, menu: QMenu, contact: Contact, key: ContactId) -> None:
        known = [*self._contacts.statuses()]
        for status in [*known, *([contact.status] if contact.status not in ("", *known) else []), ""]:
            action = menu.addAction(plain_action(status_word(status)) if status else self.tr("No status"))
            action.setCheckable(True)
            action.setChecked(status == contact.status)
            action.triggered.connect(
                lambda _=False, each=status: self._do(lambda: self._contacts.set_status([key], each))
            )

    def _add_importance(self, menu: QMenu, contact: Contact, key: ContactId) -> None:
        for importance in sorted(Importance, reverse=True):
            action = menu.addAction(importance_word(importance))
            action.setCheckable(True)
            action.setChecked(importance is contact.importance)
            action.triggered.connect(
                lambda _=False, each=importance: self._do(lambda: self._contacts.set_importance([key], each))
            )

    def _add_cadence(self, menu: QMenu, contact: Contact, key: ContactId) -> None:
        own = () if contact.cadence_days in (*CADENCES, 0, None) else (contact.cadence_days,)
        for days in (*own, *CADENCES, 0, None):
            action = menu.addAction(cadence_text(days))
            action.setCheckable(True)
            action.setChecked(days == contact.cadence_days)
            action.triggered.connect(
                lambda _=False, each=days: self._do(lambda: self._contacts.set_cadence([key], each))
            )

    def _add_pause(self, menu: QMenu, contact: Contact, key: ContactId) -> None:
        from crm_desktop.ui.people.pause_menu import PauseSheet, add_pauses

        name, words = contact.display_name, DayWords(self._clock)

        def pause(until: date | None) -> None:
            told = paused(until, words)
            done = told.text if told is not None else self.tr("Reminders go on")
            done = self.tr("{name}: {text}").format(name=name, text=done)
            attempt(self._messages, lambda: self._contacts.pause([key], until), done)

        def ask() -> None:
            PauseSheet(self._clock, pause, self._theme, self._widget).open()

        add_pauses(menu.addMenu(self.tr("Pause until…")), self._clock, pause, ask)
        if paused(contact.paused_until, words) is not None:
            menu.addAction(self.tr("Go on reminding")).triggered.connect(lambda: pause(None))

    def _add_sharing(self, menu: QMenu, key: ContactId) -> None:
        for how, icon, text in (
            (Share.CODE, "qr-code", self.tr("Show as QR code")),
            (Share.COPY, "copy", self.tr("Copy the card")),
            (Share.SAVE, "download", self.tr("Save as vCard…")),
        ):
            action = menu.addAction(self._theme.icon(icon), text)
            action.triggered.connect(lambda _=False, how=how: self.share_asked.emit(how, key))
        export = menu.addAction(self._theme.icon("export"), self.tr("Export…"))
        export.triggered.connect(lambda: self.export_asked.emit(key))

    def _do(self, command: Callable[[], object]) -> None:
        attempt(self._messages, command)

    def _menu(self) -> QMenu:
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
