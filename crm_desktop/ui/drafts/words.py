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
_NO_WORDS = _PICTURES | {
    *("kind", "outcome", "rule", "day", "time", "calendar", "which", "label", "service"),
    *("mode", "subject", "form"),
}
"""Names under which an editor keeps a choice, and no words of the user's."""


def title_of(draft: Draft) -> str:
    """What it is about, fenced off from the words around it."""
    return f"\u2068{draft.title or _translate('Drafts', 'A text')}\u2069"


def not_saved(draft: Draft, days: DayWords) -> str:
    """The whole of it in one line: "Not saved: Note about Anna · Yesterday 14:02"."""
    text = _translate("Drafts", "Not saved: {title} · {when}")
    return text.format(title=title_of(draft), when=days.moment(draft.at, exact=True))


def typed_text(draft: Draft) -> str:
    """What was typed, as text; everything there is of a draft that is not understood."""
    return "\n".join(_typed(draft) or texts_in(draft.content, _PICTURES))


def beginning(draft: Draft) -> str:
    """How it begins, in one line; empty where no words were typed."""
    texts = _typed(draft) if draft.is_understood else texts_in(draft.content, _PICTURES)
    line = " ".join("\n".join(texts)[: _SHOWN * 4].split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def _typed(draft: Draft) -> list[str]:
    """Of an editor that was understood, the words that were not there before."""
    if not draft.is_understood:
        return []
    known = set(texts_in(draft.content.get(BEFORE), _NO_WORDS))
    return [text for text in texts_in(draft.content.get(FIELDS), _NO_WORDS) if text not in known]
