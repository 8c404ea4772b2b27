"""Parts that are made when they are first used, so that a start reads only what its first page needs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def later(make: Callable[[], T]) -> T:
    """Stands for what `make` gives, and calls it once, at the first question that is put to it.

    Only for services and readers: what is asked by its attributes, and neither compared nor called.
    """
    return cast("T", _Later(make))


class _Later(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> T:
        return self._make()

    def __getattr__(self, name: str) -> object:
        return getattr(self._made, name)
