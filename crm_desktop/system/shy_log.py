"""What may be written of an error: where it happened and of what kind it is, never a value out of the data.

A sentence is written only where it stands word for word in the code that raised it.
"""

from __future__ import annotations

import copy
import errno
import logging
import re
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

_OURS = "crm_desktop"
_DEEPEST = 20  # causes of causes
# Names of tables and columns, and of Qt's classes: these are the program's, not the user's.
_HARMLESS = re.compile(
    r"(?:(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: [a-z_.]+(?:, [a-z_.]+)*)?"
    r"|Internal C\+\+ object \([\w.]+\) already deleted\.)"
)
_SQLITE_NAME = re.compile(r"SQLITE_[A-Z_]+")

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class ShyFormatter(logging.Formatter):
    """Log lines without anybody's name or number, whoever writes them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; its traceback is made here, not taken from what another handler left in the record.

        What other libraries put into their messages is left out: they may speak of anything.
        """
        own = copy.copy(record)
        own.exc_text = None
        if own.name.partition(".")[0] != _OURS:
            own.msg, own.args = own.msg if isinstance(own.msg, str) else type(own.msg).__name__, None
        return super().format(own)

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - the name is logging's
        """The traceback, its causes first; each error by its kind and what of its words is the program's."""
        return "\n".join(_told(ei[1], ei[2])) if ei[1] is not None else "no error"


def said(error: BaseException, trace: TracebackType | None = None) -> str:
    """The part of an error's words that holds nothing out of the data, or ""."""
    words = str(error)
    if _stands_in_code(words, trace or error.__traceback__) or _HARMLESS.fullmatch(words):
        return words
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    if isinstance(error, UnicodeError):
        return str(getattr(error, "encoding", ""))[:40]
    name = getattr(error, "sqlite_errorname", None)
    if isinstance(name, str) and _SQLITE_NAME.fullmatch(name):
        return name
    word = error.args[0] if isinstance(error, KeyError) and error.args else getattr(error, "name", None)
    return word if isinstance(word, str) and _stands_in_code(word, trace or error.__traceback__) else ""


def _told(error: BaseException, trace: TracebackType | None, depth: int = 0) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and depth < _DEEPEST:
        yield from _told(before, before.__traceback__, depth + 1)
        yield "After that:"
    if trace is not None:
        yield "Traceback (most recent call last):"
        yield from (line.rstrip("\n") for line in traceback.format_tb(trace))
    words = said(error, trace)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{name}: {words}" if words else name
    for one in getattr(error, "exceptions", ()) if depth < _DEEPEST else ():
        yield from _told(one, one.__traceback__, depth + 1)


def _stands_in_code(word: str, trace: TracebackType | None) -> bool:
    """Whether the code that raised the error holds the word, so that it cannot come out of the data."""
    if not word or trace is None:
        return False
    while trace.tb_next is not None:
        trace = trace.tb_next
    code: CodeType = trace.tb_frame.f_code
    texts = {each for each in code.co_consts if isinstance(each, str)}
    return word in texts or word in code.co_names or word in code.co_varnames
