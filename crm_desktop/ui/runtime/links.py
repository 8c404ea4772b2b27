"""Opens addresses with the desktop's own programs, but only those that cannot run anything."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})


def is_safe(address: str) -> bool:
    """Whether an address may be opened at all."""
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in SCHEMES


def open_link(address: str) -> bool:
    """Open a web page, or begin an e-mail, call or message; False where that is refused or fails."""
    return is_safe(address) and QDesktopServices.openUrl(QUrl(address.strip(), QUrl.ParsingMode.StrictMode))


def web_link(typed: str) -> str:
    """A web address as people type it ("example.com") with its scheme."""
    text = typed.strip()
    return text if ":" in text.split("/")[0] else f"https://{text}"


def phone_link(number: str) -> str:
    """What dials a number."""
    return "tel:" + "".join(ch for ch in number if ch in "+*#" or ch.isdecimal())


def mail_link(address: str) -> str:
    """What begins an e-mail to an address; nothing in it can add a header or a second recipient."""
    return "mailto:" + QUrl.toPercentEncoding(address.strip(), b"@").toStdString()
