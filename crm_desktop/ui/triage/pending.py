"""What is chosen for the person in view and not decided yet: several tags, a cadence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.triage import Verdict


@dataclass(frozen=True, slots=True)
class Pending:
    """Choosing again takes back."""

    tags: tuple[str, ...] = ()
    cadence: int | None = None

    def __bool__(self) -> bool:
        return bool(self.tags) or self.cadence is not None

    def with_tag(self, tag: str) -> Pending:
        """With this tag too."""
        return self if self._has(tag) else replace(self, tags=(*self.tags, tag))

    def toggled_tag(self, tag: str) -> Pending:
        """With this tag, or without it where it was chosen."""
        if not self._has(tag):
            return self.with_tag(tag)
        return replace(self, tags=tuple(one for one in self.tags if match_key(one) != match_key(tag)))

    def toggled_cadence(self, days: int) -> Pending:
        """With this cadence, or without where it was chosen."""
        return replace(self, cadence=None if days == self.cadence else days)

    def verdict(self) -> Verdict:
        """What it comes to."""
        return Verdict(self.tags, self.cadence)

    def _has(self, tag: str) -> bool:
        return match_key(tag) in map(match_key, self.tags)
