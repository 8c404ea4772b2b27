"""Opens addresses with the desktop's own programs, but only those that cannot run anything.

The only module that hands an address from outside to the desktop; a test holds that.
"""

import unicodedata

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices

from crm_desktop.services.privacy import as_usual

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
_WEB = frozenset({"http", "https"})
_LONGEST = 8_000
# What an e-mail or a text message may begin with. Any other header could attach a file or add a recipient.
_HARMLESS_PARTS = frozenset({"subject", "body"})


def is_safe(address: str) -> bool:
    """Whether an address may be opened at all."""
    return _as_url(address) is not None


def open_link(address: str) -> bool:
    """Open a web page, or begin an e-mail, call or message; False where that is refused or fails."""
    url = _as_url(address)
    if url is None:
        return False
    with as_usual():
        return QDesktopServices.openUrl(url)


def web_link(typed: str) -> str:
    """A web address as people type it ("example.com") with its scheme."""
    text = typed.strip()
    return text if ":" in text.split("/")[0] else f"https://{text}"


def phone_link(number: str) -> str:
    """What dials a number; "" for a code with "#", which is a command to the phone or its network."""
    dialled = "".join(ch for ch in number if ch in "+*#" or ch.isdecimal())
    return f"tel:{dialled}" if dialled and "#" not in dialled else ""


def text_link(number: str) -> str:
    """What begins a text message to a number; "" for what is no number."""
    call = phone_link(number)
    return "sms:" + call.removeprefix("tel:") if call else ""


def mail_link(address: str) -> str:
    """What begins an e-mail to an address; nothing in it can add a header or a second recipient."""
    return "mailto:" + QUrl.toPercentEncoding(address.strip()[:_LONGEST], b"@").toStdString()


def _as_url(address: str) -> QUrl | None:
    """The address as it may be opened: a known scheme, nothing that hides, no headers but harmless ones."""
    text = address.strip()
    if len(text) > _LONGEST or any(unicodedata.category(ch)[0] in "CZ" for ch in text):
        return None
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    scheme = url.scheme().lower()
    if not url.isValid() or scheme not in SCHEMES:
        return None
    if scheme in _WEB:
        # What stands before an @ is there to be taken for the site.
        return url if url.host() and not url.userInfo() else None
    if not url.path() or url.hasFragment() or url.host():
        return None
    if url.hasQuery():
        query = QUrlQuery(url)
        kept = [item for item in query.queryItems() if item[0].lower() in _HARMLESS_PARTS]
        query.setQueryItems(kept)
        url.setQuery(query)
    return url
