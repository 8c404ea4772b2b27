"""What was typed into an editor since it began, told apart from what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON

FIELDS, BEFORE, ABOUT = "fields", "before", "about"

NOT_OURS = (LookupError, TypeError, ValueError, AttributeError, OverflowError)
"""What putting a draft back raises where it was not written for this editor."""


class DraftEditor(Protocol):
    """A dialog or page in which something is written. `edited`: something in it was edited."""

    edited: SignalInstance

    def draft_title(self) -> str:
        """What is being written, in words: "Note about Anna"."""

    def draft_content(self) -> dict[str, JSON]:
        """What stands in its fields."""

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields that are named in the content."""

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Whether somebody would miss what was typed: the fields that are not as they were at first."""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """How a draft was taken up. `changed`: fields of it that were changed elsewhere meanwhile, as they are
    now; `does_not_fit`: not all of it could be put back.
    """

    changed: Mapping[str, JSON]
    does_not_fit: bool


class Typed:
    """Compares an editor with how it began; `about` says what it is about, to find that again."""

    def __init__(self, editor: DraftEditor, about: Mapping[str, JSON]) -> None:
        self._editor = editor
        self._about = about
        self._before = editor.draft_content()

    def begin_empty(self, empty: Mapping[str, JSON]) -> None:
        """These fields count as empty at first: what stands in them was typed elsewhere."""
        self._before = {**self._before, **empty}

    def put_back(self) -> None:
        """Show again what stood there at first."""
        self._editor.restore(self._before)

    def content(self) -> dict[str, JSON] | None:
        """What a draft needs, None while nothing was typed."""
        now = self._editor.draft_content()
        typed = {name: value for name, value in now.items() if value != self._before.get(name)}
        if not typed or not self._editor.is_worth_keeping(typed):
            return None
        return {ABOUT: self._about, FIELDS: now, BEFORE: self._before}

    def take_up(self, content: Mapping[str, Any], *, whole: bool = False) -> TakenUp:
        """Put back what was typed over what stands there now; or the `whole` of it, of something new.

        Raises one of NOT_OURS for a draft of something else.
        """
        fields, before = dict(content[FIELDS]), dict(content[BEFORE])
        typed = {name: value for name, value in fields.items() if whole or value != before.get(name)}
        there = {} if whole else self._before
        self._editor.restore(typed)
        after = self._editor.draft_content()
        return TakenUp(
            changed={
                name: there[name]
                for name, value in typed.items()
                if name in there and there[name] not in (before.get(name), value)
            },
            does_not_fit=any(after.get(name) != value for name, value in typed.items()),
        )
