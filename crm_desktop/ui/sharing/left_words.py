"""What was left out of a code, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.formats.qr import Left

if TYPE_CHECKING:
    from collections.abc import Sequence

_translate = QCoreApplication.translate


def left_text(left: Sequence[Left]) -> str:
    """One sentence; "" where everything is in the code."""
    if not left:
        return ""
    words = QLocale().createSeparatedList([_word(one) for one in left])
    return _translate("QrSheet", "Not in the code: {what}.").format(what=words)


def _word(left: Left) -> str:
    return {
        Left.PHOTO: _translate("QrSheet", "the photo"),
        Left.NOTES: _translate("QrSheet", "your notes"),
        Left.PHONES: _translate("QrSheet", "some phones"),
        Left.EMAILS: _translate("QrSheet", "some e-mail addresses"),
        Left.COMPANIES: _translate("QrSheet", "further companies"),
        Left.ADDRESSES: _translate("QrSheet", "some addresses"),
        Left.LINKS: _translate("QrSheet", "some web pages"),
        Left.MESSENGERS: _translate("QrSheet", "messengers"),
        Left.DATES: _translate("QrSheet", "some dates"),
        Left.OWN: _translate("QrSheet", "tags, facts and own fields"),
        Left.NAME: _translate("QrSheet", "a part of the name"),
    }[left]
