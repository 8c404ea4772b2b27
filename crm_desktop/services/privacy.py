"""Files for their owner's eyes alone: what this program writes, and not what it starts."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIVATE = 0o077
_usual: list[int] = []  # what held before, once it was changed


def keep_files_private() -> None:
    """From now on every new file is 0600 and every new folder 0700, whoever writes it: the database, Qt."""
    before = os.umask(_PRIVATE)
    if not _usual:
        _usual.append(before)


@contextmanager
def as_usual() -> Iterator[None]:
    """While another program is started: what it writes is its own matter."""
    if not _usual:
        yield
        return
    ours = os.umask(_usual[0])
    try:
        yield
    finally:
        os.umask(ours)
