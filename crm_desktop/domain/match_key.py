"""When two names are one: of tags, companies, the user's own fields, and e-mail addresses."""

import unicodedata


def match_key(text: str) -> str:
    """The name without regard to case, to spaces around and inside, and to how its accents are encoded."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())
