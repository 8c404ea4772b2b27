"""What is said of a draft: what it is about, from when it is, and how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.draft import texts_in
from crm_desktop.ui.drafts.typed import BEFORE, FIELDS

if TYPE_CHECKING:
    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate
_SHOWN = 90  # letters of how it begins
_PICTURES = frozenset({"photo"})
_NO_WORDS = _PICTURES | {"kind", "outcome", "rule", "day", "time", "calendar", "which", "label", "service"}
"""Names under which an editor keeps a choice, and no words of the user's."""


def title_of(draft: Draft) -> str:
    """What it is about, fenced off from the words around it."""
    return f"\u2068{draft.title or _translate('Drafts', 'A text')}\u2069"


def not_saved(draft: Draft, days: DayWords) -> str:
    """The whole of it in one line: "Not saved: Note about Anna · Yesterday 14:02"."""
    text = _translate("Drafts", "Not saved: {title} · {when}")
    return text.format(title=title_of(draft), when=days.moment(draft.at, exact=True))


def typed_text(draft: Draft) -> str:
    """What was typed, as text: of an editor that was understood only what was not there before."""
    fields, before = draft.content.get(FIELDS), draft.content.get(BEFORE)
    if not draft.is_understood or fields is None:
        return "\n".join(texts_in(draft.content, _PICTURES))
    known = set(texts_in(before, _NO_WORDS))
    return "\n".join(text for text in texts_in(fields, _NO_WORDS) if text not in known)


def beginning(draft: Draft) -> str:
    """How it begins, in one line."""
    line = " ".join(typed_text(draft)[: _SHOWN * 4].split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
