"""What was typed into an editor and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

JSON: TypeAlias = "str | int | float | bool | Sequence[JSON] | Mapping[str, JSON] | None"

VERSION = 1
"""How this program writes what is in a draft. Another one's can be read as text, and not be put back."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`key` says which editor it is ("contact/12", "log/9f3c"), `kind` which sort of editor ("log").

    `title` is what it is about, in words; `content` what the editor needs to go on, as plain JSON values;
    `at` the aware UTC instant of the last change; `version` how the content is written.
    """

    key: str
    kind: str
    title: str
    content: Mapping[str, JSON]
    at: datetime
    version: int = VERSION

    @property
    def is_understood(self) -> bool:
        """Whether this program wrote it, so that an editor can take it up again."""
        return self.version == VERSION

    def texts(self) -> list[str]:
        """Every text in it, in its order, whoever wrote it: to be shown and copied if nothing else helps."""
        return texts_in(self.content)


def texts_in(value: JSON, without: Container[str] = ()) -> list[str]:
    """The texts in plain values, each once, but for what stands under the names in `without`."""
    return list(dict.fromkeys(text for text in _texts(value, without) if text.strip()))


def _texts(value: JSON, without: Container[str]) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        value = [each for name, each in value.items() if name not in without]
    if isinstance(value, Sequence):
        return [text for each in value for text in _texts(each, without)]
    return []
