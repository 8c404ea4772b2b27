"""What a command answers: one JSON document, or readable lines. Each is made only if it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Answer:
    """`code` is the exit code: 0 done, 1 refused."""

    document: Callable[[], Mapping[str, object]]
    lines: Callable[[], Iterable[str]]
    code: int = 0


def said(line: str, **content: object) -> Answer:
    """One line, or the same as JSON."""
    return Answer(lambda: content, lambda: [line])
