"""Reads one line of the log as people type it: its first word may say what happened. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm_desktop.domain.interaction import InteractionKind, Outcome

_ENGLISH: dict[InteractionKind, str] = {
    InteractionKind.CALL: "called call phoned rang spoke talked telephoned",
    InteractionKind.VISIT: "visited visit",
    InteractionKind.MEETING: "met meeting saw lunch dinner coffee",
    InteractionKind.MESSAGE: "texted messaged message sms whatsapp telegram signal viber wrote",
    InteractionKind.EMAIL: "e-mailed emailed mailed e-mail email mail",
    InteractionKind.PURCHASE: "bought sold purchase purchased ordered paid",
    InteractionKind.COMPLAINT: "complained complaint complains",
    InteractionKind.NOTE: "note nb",
}


@dataclass(frozen=True, slots=True)
class LineWords:
    """For each kind the first words that mean it, in lower case; the window adds its language's."""

    kinds: dict[str, InteractionKind] = field(
        default_factory=lambda: {word: kind for kind, words in _ENGLISH.items() for word in words.split()}
    )

    def with_more(self, more: dict[InteractionKind, str]) -> LineWords:
        """These and more words, parted by spaces or commas."""
        added = {
            word: kind for kind, words in more.items() for word in words.casefold().replace(",", " ").split()
        }
        return LineWords({**self.kinds, **added})


ENGLISH = LineWords()

_FACES = {
    ":)": Outcome.GOOD,
    ":-)": Outcome.GOOD,
    "🙂": Outcome.GOOD,
    "😊": Outcome.GOOD,
    ":|": Outcome.NEUTRAL,
    ":-|": Outcome.NEUTRAL,
    "😐": Outcome.NEUTRAL,
    ":(": Outcome.BAD,
    ":-(": Outcome.BAD,
    "🙁": Outcome.BAD,
    "😞": Outcome.BAD,
}


def kind_of(line: str, words: LineWords = ENGLISH) -> InteractionKind | None:
    """What the first word says happened, or None where it says nothing of the kind."""
    first = line.split(maxsplit=1)
    return words.kinds.get(first[0].casefold().rstrip(":,.;–—-")) if first else None


def outcome_of(line: str) -> Outcome | None:
    """How it went, where the line ends in a face."""
    last = line.rsplit(maxsplit=1)
    return _FACES.get(last[-1]) if last else None
