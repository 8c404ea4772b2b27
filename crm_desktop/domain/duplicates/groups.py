"""What was found of contacts that may be one person: who, how surely, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.domain.ids import ContactId

LIKELY: Final = 0.5
"""From this score on two contacts are proposed as one; below it something is alike, and not enough."""


class Signal(StrEnum):
    """What two cards have in common. SOUND is a name that is written otherwise and sounds the same."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    SOUND = "sound"
    BIRTHDAY = "birthday"
    COMPANY = "company"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Reason:
    """`text` is what is the same, as it stands on a card; a birthday as "1990-05-17".

    Of names that are not written alike (`exact` is false) it is both, "Jon Smith / John Smith".
    """

    signal: Signal
    text: str
    exact: bool = True

    def __str__(self) -> str:
        """In English, for scripts and the terminal."""
        return f"{_WORDS[self.signal] if self.exact else _NEARLY[self.signal]}: {self.text}"


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Contacts that may be one person. The first is the one to keep if nobody says otherwise.

    `score` is how sure it is, from `LIKELY` to 1; `reasons` hold for two of them at least.
    """

    ids: tuple[ContactId, ...]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A kept contact that a card resembles. Below a score of `LIKELY` only one thing is alike."""

    contact_id: ContactId
    name: str
    reasons: tuple[Reason, ...]
    score: float = LIKELY

    @property
    def is_likely(self) -> bool:
        """Whether at least two things say that it is the same person."""
        return self.score >= LIKELY


def in_words(reasons: Iterable[Reason]) -> list[str]:
    """The reasons in English."""
    return [str(reason) for reason in reasons]


_WORDS: Final = {
    Signal.PHONE: "same phone",
    Signal.EMAIL: "same e-mail",
    Signal.NAME: "same name",
    Signal.SOUND: "name sounds the same",
    Signal.BIRTHDAY: "same birthday",
    Signal.COMPANY: "same company",
    Signal.ADDRESS: "same address",
}
_NEARLY: Final = {**_WORDS, Signal.NAME: "similar name", Signal.BIRTHDAY: "birthday fits"}
