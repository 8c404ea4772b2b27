"""A table from hashes to numbers: 20 to 40 bytes an entry where a dict takes 150, for millions of rows."""

from __future__ import annotations

from array import array
from typing import Final

_FIRST: Final = 1 << 10


class Handles:
    """Open addressing over two arrays, at most four fifths full. Entries are never taken away."""

    def __init__(self) -> None:
        self._keys = array("q", bytes(8 * _FIRST))
        self._values = array("Q", bytes(8 * _FIRST))
        self._mask = _FIRST - 1
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def get(self, handle: int) -> int | None:
        """The number of a hash; None where it is not there."""
        place = self._place(handle)
        return self._values[place] if self._keys[place] else None

    def setdefault(self, handle: int, number: int) -> int:
        """The number of a hash, which is this one where there was none."""
        place = self._place(handle)
        if self._keys[place]:
            return self._values[place]
        self._keys[place], self._values[place] = handle or 1, number
        self._count += 1
        if 5 * self._count > 4 * self._mask:
            self._grow()
        return number

    def _place(self, handle: int) -> int:
        handle = handle or 1  # 0 is an empty place
        keys, mask = self._keys, self._mask
        place = handle & mask
        while (found := keys[place]) and found != handle:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        old = zip(self._keys, self._values, strict=True)
        size = 2 * (self._mask + 1)
        self._keys = array("q", bytes(8 * size))
        self._values = array("Q", bytes(8 * size))
        self._mask = size - 1
        for key, value in old:
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value
