"""Which tag lies on which of the keys 1 to 9. A tag keeps its key: fingers remember it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.match_key import match_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.contact_card import TagCount

MOST = 9


class TagKeys:
    """Begins with the tags of the last time that are still worn, then those worn most."""

    def __init__(self, kept: Sequence[str], worn: Sequence[TagCount]) -> None:
        spelled = {match_key(tag.name): tag.name for tag in worn}
        frequent = [tag.name for tag in sorted(worn, key=lambda tag: -tag.count)]
        last = [spelled[match_key(tag)] for tag in kept if match_key(tag) in spelled]
        self._tags = list({match_key(tag): tag for tag in (*last, *frequent)}.values())[:MOST]
        self._used: list[str] = []

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags in the order of their keys."""
        return tuple(self._tags)

    def at(self, digit: int) -> str:
        """The tag on a key from 1 to 9; "" where there is none."""
        return self._tags[digit - 1] if 0 < digit <= len(self._tags) else ""

    def use(self, tag: str) -> None:
        """A tag was put on somebody: a new one takes a free key, else that of the one unused for longest."""
        key = match_key(tag)
        known = [match_key(each) for each in self._tags]
        if key not in known:
            if len(self._tags) < MOST:
                self._tags.append(tag)
            else:
                unused = [at for at, each in enumerate(known) if each not in self._used]
                at = unused[-1] if unused else known.index(self._used[0])
                self._tags[at] = tag
        self._used = [each for each in self._used if each != key] + [key]
