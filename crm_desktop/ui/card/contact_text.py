"""A contact as a few plain lines, for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact


def contact_text(contact: Contact) -> str:
    """Name, company, phones, e-mail addresses, messengers, addresses and links, one a line."""
    lines = [contact.display_name, contact.company if contact.company != contact.display_name else ""]
    lines += [phone.typed for phone in contact.phones]
    lines += [email.address for email in contact.emails]
    lines += [f"{each.service} {each.handle}".strip() for each in contact.messengers]
    for address in contact.addresses:
        town = " ".join(part for part in (address.postcode, address.city) if part)
        parts = (address.street, town, address.region, address.country)
        lines.append(", ".join(part for part in parts if part))
    lines += [link.url for link in contact.links]
    return "\n".join(dict.fromkeys(line for line in lines if line))
