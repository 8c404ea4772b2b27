"""What a passphrase may be, and how it is written so that another keyboard or system types the same one.

After RFC 8265 (OpaqueString): letters with marks in one form (NFC), every kind of space as the plain one.
"""

from __future__ import annotations

import unicodedata

from crm_desktop.domain.errors import UserError

SHORTEST = 8
"""Characters that a new passphrase has at least; three or four words are better than one with signs."""
LONGEST = 1000

_DIFFERENT = 4
_UNTYPABLE = ("Cc", "Cs", "Zl", "Zp")


def normal(passphrase: str) -> str:
    """The same passphrase, however it was typed. Capitals, marks and spaces count as they are."""
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in passphrase)
    return unicodedata.normalize("NFC", spaced)


def weakness(passphrase: str) -> str:
    """Why it cannot be a new passphrase, in one sentence; empty for one that can."""
    text = normal(passphrase)
    if any(unicodedata.category(sign) in _UNTYPABLE for sign in text):
        return "A passphrase is made of letters, digits, signs and spaces; this one holds something else."
    if text != text.strip():
        return "A passphrase cannot begin or end with a space: nobody would see it."
    if len(text) < SHORTEST:
        return f"A passphrase has at least {SHORTEST} characters; three or four words are good."
    if len(text) > LONGEST:
        return f"A passphrase has at most {LONGEST:,} characters."
    if len(set(text)) < _DIFFERENT:
        return "This passphrase repeats the same few characters; three or four words are good."
    return ""


def refuse_weak(passphrase: str) -> None:
    """Raises UserError for what cannot be a new passphrase."""
    if trouble := weakness(passphrase):
        raise UserError(trouble)
