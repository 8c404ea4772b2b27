"""How a contact is called or written to: the words for a menu, and the address that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.models.contact_texts import isolated, left_to_right
from crm_desktop.ui.runtime.links import mail_link, phone_link, text_link
from crm_desktop.ui.wording.people import label_word

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact, Messenger, Phone

_translate = QCoreApplication.translate

# Services that have a web address for a handle or a number; the others can only be copied.
_BY_HANDLE = {
    "telegram": "https://t.me/",
    "instagram": "https://www.instagram.com/",
    "messenger": "https://m.me/",
    "facebook": "https://www.facebook.com/",
    "x": "https://x.com/",
    "twitter": "https://x.com/",
    "linkedin": "https://www.linkedin.com/in/",
}
_BY_NUMBER = {"whatsapp": "https://wa.me/", "telegram": "https://t.me/+"}


@dataclass(frozen=True, slots=True)
class Way:
    """`address` is a link to open, or empty where `value` can only be copied."""

    icon: str
    text: str
    value: str
    address: str


def ways_to_call(contact: Contact) -> list[Way]:
    """Every phone of the contact, faxes left out."""
    phones = [phone for phone in contact.phones if phone.label.casefold() != "fax"]
    return [
        Way("phone", _labelled(phone.typed, phone.label), phone.typed, call_address(phone))
        for phone in phones
    ]


def ways_to_write(contact: Contact) -> list[Way]:
    """E-mail, messengers, and a text message to each phone."""
    ways = [
        Way("mail", _labelled(email.address, email.label), email.address, mail_link(email.address))
        for email in contact.emails
    ]
    ways += [messenger_way(messenger) for messenger in contact.messengers]
    ways += [
        Way(
            "message",
            _translate("Reach", "Text message to {number}").format(number=left_to_right(phone.typed)),
            phone.typed,
            text_address(phone),
        )
        for phone in contact.phones
        if phone.label.casefold() not in ("fax", "work")
    ]
    return ways


def messenger_way(messenger: Messenger) -> Way:
    """A handle on a service."""
    text = _labelled(messenger.handle, messenger.service)
    return Way("send", text, messenger.handle, messenger_address(messenger))


def call_address(phone: Phone) -> str:
    """What dials the phone: its international form where there is one."""
    return phone_link(phone.e164 or phone.typed)


def text_address(phone: Phone) -> str:
    """What begins a text message to the phone."""
    return text_link(phone.e164 or phone.typed)


def messenger_address(messenger: Messenger) -> str:
    """The web address of a handle, empty for services that have none."""
    service, handle = messenger.service.casefold().strip(), messenger.handle.strip()
    if handle.lower().startswith(("https://", "http://")):
        return handle
    plain = handle.lstrip("@")
    digits = "".join(ch for ch in plain if ch.isdecimal())
    is_number = bool(digits) and not any(ch.isalpha() for ch in plain)
    if is_number and service in _BY_NUMBER:
        return _BY_NUMBER[service] + digits
    return _BY_HANDLE[service] + quote(plain, safe="") if service in _BY_HANDLE and plain else ""


def _labelled(value: str, label: str) -> str:
    word = label_word(label)
    shown = isolated(value)
    return _translate("Reach", "{value} ({label})").format(value=shown, label=word) if word else shown
