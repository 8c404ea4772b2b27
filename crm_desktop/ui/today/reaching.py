"""Calls and writes to whom a line is about, and offers to write down what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.ui.runtime.links import mail_link, open_link, phone_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.today.lines import Line

_translate = QCoreApplication.translate


class Reaching:
    """What the computer cannot open goes to the clipboard."""

    def __init__(self, dialogs: Dialogs, messages: BarMessages) -> None:
        self._dialogs = dialogs
        self._messages = messages
        self.open_address: Callable[[str], bool] = open_link

    def call(self, line: Line) -> None:
        """Dial the contact's first number."""
        if self.open_address(phone_link(line.phone)):
            text = _translate("Today", "Calling {name}").format(name=line.name or line.title)
            self._offer(line, text, _translate("Today", "Log the call"), InteractionKind.CALL)
            return
        QGuiApplication.clipboard().setText(line.phone)
        text = _translate("Today", "This computer cannot call. The number {phone} is on the clipboard.")
        self._messages.say(text.format(phone=line.phone))

    def write(self, line: Line) -> None:
        """Begin an e-mail to the contact's first address."""
        if self.open_address(mail_link(line.email)):
            text = _translate("Today", "Writing to {name}").format(name=line.name or line.title)
            self._offer(line, text, _translate("Today", "Log the e-mail"), InteractionKind.EMAIL)
            return
        QGuiApplication.clipboard().setText(line.email)
        text = _translate("Today", "There is no e-mail program. The address {email} is on the clipboard.")
        self._messages.say(text.format(email=line.email))

    def _offer(self, line: Line, text: str, action: str, kind: InteractionKind) -> None:
        people = (line.contact_id,) if line.contact_id is not None else ()
        self._messages.with_action(text, action, lambda: self._dialogs.log(people, kind))
