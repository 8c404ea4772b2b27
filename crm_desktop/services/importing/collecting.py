"""Lets Python look for forgotten cycles rarely while a million small things are made that form none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_RARELY: Final = 50_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Saves a twentieth of an import; what forms cycles is still found, a little later."""
    usual = gc.get_threshold()
    gc.set_threshold(_RARELY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
