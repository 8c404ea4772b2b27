"""A JSON file that is one long list, written and read an item at a time: memory does not grow with it."""

from __future__ import annotations

import codecs
import json
import re
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST_ITEM: Final = 32 << 20
"""Letters of one item; the longest entry of a logbook has a thousandth of it."""
_PIECE: Final = 1 << 16
_LETTER: Final = re.compile("[^ \t\r\n\ufeff]")


class NotAList(ValueError):
    """The text is no JSON list; the words say where it ceases to be one."""


def as_list(items: Iterable[Any]) -> Iterator[bytes]:
    """The items, one a line, with the brackets round them."""
    between = b"[\n"
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
    for item in items:
        yield between + encode(item).encode("utf-8", "replace")
        between = b",\n"
    yield b"\n]\n" if between == b",\n" else b"[]\n"


def items_of(stream: IO[bytes]) -> Iterator[Any]:
    """The items of a list, however it is laid out. Raises NotAList."""
    text = _Text(stream)
    if text.next_letter() != "[":
        raise NotAList("it does not begin with “[”")
    text.step()
    if text.next_letter() == "]":
        text.step()
    else:
        yield from _items(text)
    if text.next_letter():
        raise NotAList("something follows behind its end")


def _items(text: _Text) -> Iterator[Any]:
    while True:
        yield text.value()
        after = text.next_letter()
        if after not in (",", "]"):
            raise NotAList("“,” or “]” is missing" if after else "it ends in the middle")
        text.step()
        if after == "]":
            return


class _Text:
    """What was read of the stream and not used yet."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._raw = json.JSONDecoder(parse_constant=_no_number).raw_decode
        self._text = ""
        self._at = 0
        self._is_over = False

    def next_letter(self) -> str:
        """The next letter that is no blank; "" at the end."""
        while True:
            found = _LETTER.search(self._text, self._at)
            if found:
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._more(_PIECE):
                return ""

    def step(self) -> None:
        """Pass over the letter."""
        self._at += 1

    def value(self) -> Any:
        """The next value, whole."""
        if self.next_letter() != "{":
            raise NotAList("an item is not an object")
        piece = _PIECE
        while True:
            try:
                value, self._at = self._raw(self._text, self._at)
            except NotAList:
                raise
            except RecursionError:
                raise NotAList("its items lie too deep in one another") from None
            except ValueError as fault:
                # It may only not be there yet; each further look reads twice as much, so that a long item
                # is not read again and again.
                if len(self._text) - self._at > LARGEST_ITEM:
                    raise NotAList(f"an item has more than {LARGEST_ITEM >> 20} million letters") from None
                if not self._more(piece):
                    raise NotAList(_words(fault)) from None
                piece *= 2
            else:
                return value

    def _more(self, count: int) -> bool:
        if self._is_over:
            return False
        data = self._stream.read(count)
        self._is_over = not data
        try:
            new = self._decoder.decode(data, final=self._is_over)
        except UnicodeDecodeError:
            raise NotAList("it is not written in UTF-8") from None
        self._text = self._text[self._at :] + new
        self._at = 0
        return bool(data)


def _no_number(name: str) -> Any:
    raise NotAList(f"{name} is no number")


def _words(fault: ValueError) -> str:
    return fault.msg if isinstance(fault, json.JSONDecodeError) else "a number is too long"
