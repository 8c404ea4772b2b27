"""Merging properties that we do not model: known only by their lines, some tied together by a group."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import ExtraProperty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GROUP = re.compile(r"\A([A-Za-z0-9-]+)\.(?=[A-Za-z0-9-]+[;:])")


@dataclass(frozen=True, slots=True)
class _Bundle:
    """The lines of one group without its name, or one line that has no group."""

    names: tuple[str, ...]
    lines: tuple[str, ...]
    grouped: bool


def merged_extras(known: Sequence[ExtraProperty], card: Sequence[ExtraProperty]) -> tuple[ExtraProperty, ...]:
    """The known ones, a changed single line replaced, and what is new behind them under free groups."""
    if not card or known == card:
        return tuple(known)
    if not known:
        return tuple(card)
    mine, theirs = _bundles(known), _bundles(card)
    single = _alone(mine) & _alone(theirs)
    latest = {bundle.names: bundle for bundle in theirs if not bundle.grouped and bundle.names in single}
    kept = dict.fromkeys(bundle if bundle.grouped else latest.get(bundle.names, bundle) for bundle in mine)
    new = [bundle for bundle in dict.fromkeys(theirs) if bundle not in kept]
    if not new and list(kept) == mine:
        return tuple(known)
    return tuple(_lines((*kept, *new)))


def _bundles(extras: Iterable[ExtraProperty]) -> list[_Bundle]:
    groups: dict[str, list[ExtraProperty]] = {}
    for number, extra in enumerate(extras):
        found = _GROUP.match(extra.raw)
        groups.setdefault(found[1].lower() if found else f"\0{number}", []).append(extra)
    return [
        _Bundle(
            tuple(one.name for one in group),
            tuple(_GROUP.sub("", one.raw, count=1) for one in group),
            not key.startswith("\0"),
        )
        for key, group in groups.items()
    ]


def _alone(bundles: list[_Bundle]) -> set[tuple[str, ...]]:
    counts = Counter(bundle.names for bundle in bundles if not bundle.grouped)
    return {names for names, count in counts.items() if count == 1}


def _lines(bundles: Iterable[_Bundle]) -> Iterable[ExtraProperty]:
    number = 0
    for bundle in bundles:
        number += bundle.grouped
        for name, line in zip(bundle.names, bundle.lines, strict=True):
            yield ExtraProperty(name, f"item{number}.{line}" if bundle.grouped else line)
