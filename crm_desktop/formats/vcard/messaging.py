"""Handles on messaging services: IMPP, the many X- properties before it, and social profiles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import Link, Messenger
from crm_desktop.formats.vcard.properties import parameter_text

if TYPE_CHECKING:
    from crm_desktop.formats.vcard.draft import Draft
    from crm_desktop.formats.vcard.properties import Head

# X- properties that hold a handle, and the service behind each.
SERVICES: Final = {
    "X-AIM": "AIM",
    "X-FACEBOOK-MESSENGER": "Facebook Messenger",
    "X-GADUGADU": "Gadu-Gadu",
    "X-GADU-GADU": "Gadu-Gadu",
    "X-GOOGLE-TALK": "Google Talk",
    "X-GTALK": "Google Talk",
    "X-GROUPWISE": "GroupWise",
    "X-ICQ": "ICQ",
    "X-IMO": "imo",
    "X-JABBER": "Jabber",
    "X-KAKAOTALK": "KakaoTalk",
    "X-LINE": "LINE",
    "X-MATRIX": "Matrix",
    "X-MS-IMADDRESS": "",
    "X-KADDRESSBOOK-X-IMADDRESS": "",
    "X-MSN": "MSN",
    "X-QQ": "QQ",
    "X-SIGNAL": "Signal",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-TELEGRAM": "Telegram",
    "X-VIBER": "Viber",
    "X-WECHAT": "WeChat",
    "X-WHATSAPP": "WhatsApp",
    "X-YAHOO": "Yahoo",
    "X-ZALO": "Zalo",
}
_SCHEMES: Final = {
    "aim": "AIM",
    "facetime": "FaceTime",
    "gg": "Gadu-Gadu",
    "gtalk": "Google Talk",
    "icq": "ICQ",
    "irc": "IRC",
    "matrix": "Matrix",
    "msnim": "MSN",
    "qq": "QQ",
    "sgnl": "Signal",
    "signal": "Signal",
    "sip": "SIP",
    "skype": "Skype",
    "telegram": "Telegram",
    "tg": "Telegram",
    "viber": "Viber",
    "weixin": "WeChat",
    "whatsapp": "WhatsApp",
    "xmpp": "Jabber",
    "ymsgr": "Yahoo",
}
_NAMES: Final = {name.lower(): name for name in (*SERVICES.values(), *_SCHEMES.values(), "Mastodon") if name}
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(.*)", re.DOTALL)
_HEX: Final = re.compile(rb"[0-9A-Fa-f]{2}")
_UNKNOWN_SCHEME: Final = "x-apple"


def instant_message(draft: Draft, head: Head, value: str) -> None:
    """IMPP: an address whose scheme is the service, unless a parameter names it."""
    text = draft.text(value)
    found = _SCHEME.fullmatch(text)
    scheme, handle = (found[1].lower(), found[2]) if found else ("", text)
    if not draft.own:
        handle = handle.removeprefix("//")
    handle = _percent_decoded(handle) if found else handle
    service = head.first("x-service-type") or head.first("servicetype")
    if not draft.own:
        service = _service(service or ("" if scheme == _UNKNOWN_SCHEME else scheme))
    if handle:
        draft.add(draft.messengers, head, Messenger(handle, service))


def messenger(draft: Draft, head: Head, value: str) -> None:
    """X-SKYPE and its kind."""
    if handle := draft.text(value):
        draft.add(draft.messengers, head, Messenger(handle, SERVICES[head.name]))


def social_profile(draft: Draft, head: Head, value: str) -> None:
    """X-SOCIALPROFILE and SOCIALPROFILE: a page, or only a handle on a service."""
    text = draft.text(value)
    service = head.first("servicetype") or next(iter(head.parameters.get("type", ())), "")
    handle = head.first("x-user") or head.first("username")
    if text[:8].lower().startswith(("http://", "https://")):
        draft.add(draft.links, head, Link(text, service))
    elif handle or text:
        plain = text.partition(":")[2] if text.lower().startswith("x-apple:") else text
        draft.add(draft.messengers, head, Messenger(handle or plain, _service(service)))


def line(one: Messenger) -> str:
    """The IMPP line of a handle."""
    scheme = next((scheme for scheme, name in _SCHEMES.items() if name == one.service), _UNKNOWN_SCHEME)
    service = f";X-SERVICE-TYPE={parameter_text(one.service)}" if one.service else ""
    return f"IMPP{service}:{scheme}:{_percent_encoded(one.handle)}"


def _service(named: str) -> str:
    return _SCHEMES.get(named.lower()) or _NAMES.get(named.lower(), named)


def _percent_encoded(text: str) -> str:
    """Only what would break an address; other scripts stay readable."""
    return re.sub(r"[%\s\\,;]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def _percent_decoded(text: str) -> str:
    if "%" not in text:
        return text
    data = text.encode("utf-8", "replace")
    pieces = data.split(b"%")
    return (pieces[0] + b"".join(map(_byte, pieces[1:]))).decode("utf-8", "replace")


def _byte(piece: bytes) -> bytes:
    if not _HEX.match(piece):
        return b"%" + piece
    return bytes((int(piece[:2], 16),)) + piece[2:]
