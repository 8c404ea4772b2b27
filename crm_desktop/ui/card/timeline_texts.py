"""The words of an entry in the timeline: its heading, its lines, and the sentence for screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.models.contact_texts import isolated
from crm_desktop.ui.wording.interactions import kind_word, outcome_word
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled line under the text: "Agreed" and what was agreed."""

    label: str
    text: str


class TimelineTexts:
    """Words the interactions of one contact; `names` knows the others who took part."""

    def __init__(self, days: DayWords) -> None:
        self._days = days
        self._owner: ContactId | None = None
        self._names: dict[int, str] = {}

    def belong_to(self, owner: ContactId) -> None:
        """From now on the timeline is this contact's, who is not named on it."""
        self._owner = owner
        self._names = {}

    def learn(self, names: Mapping[int, str]) -> None:
        """Who the others are."""
        self._names.update(names)

    def unknown(self, interactions: list[Interaction]) -> set[int]:
        """The others who cannot be named yet."""
        present: set[int] = {contact_id for each in interactions for contact_id in each.contact_ids}
        return present - self._names.keys() - {self._owner or ContactId(0)}

    def heading(self, interaction: Interaction) -> str:
        """ "Call · 12 min · with Sara"."""
        parts = [kind_word(interaction.kind)]
        if interaction.minutes:
            parts.append(minutes_text(interaction.minutes))
        others = [self._names.get(key, "") for key in interaction.contact_ids if key != self._owner]
        if any(others):
            names = ", ".join(isolated(name) for name in others if name)
            parts.append(_translate("Timeline", "with {names}").format(names=names))
        return " · ".join(parts)

    def when(self, interaction: Interaction) -> str:
        """The day, and the time where it is near."""
        return self._days.moment(interaction.at)

    def when_exactly(self, interaction: Interaction) -> str:
        """The whole date and time."""
        return self._days.full(interaction.at)

    def parts(self, interaction: Interaction) -> list[Part]:
        """Why they came, what was offered and agreed, of a complaint its state, and the tags."""
        labelled = (
            (_translate("Timeline", "Came for"), interaction.came_for),
            (_translate("Timeline", "Offered"), interaction.offered),
            (_translate("Timeline", "Agreed"), interaction.agreed),
            (_translate("Timeline", "Settled"), self._settled(interaction)),
            (_translate("Timeline", "To settle"), self._to_settle(interaction)),
            (_translate("Timeline", "Tags"), ", ".join(map(isolated, interaction.tags))),
        )
        return [Part(label, text) for label, text in labelled if text]

    def _settled(self, interaction: Interaction) -> str:
        return "" if interaction.settled_at is None else self._days.moment(interaction.settled_at)

    def _to_settle(self, interaction: Interaction) -> str:
        if not interaction.is_open:
            return ""
        return self._days.until(interaction.due) if interaction.due else _translate("Timeline", "open")

    def spoken(self, interaction: Interaction) -> str:
        """The whole entry in one sentence."""
        parts = [self.heading(interaction), self.when(interaction)]
        if interaction.outcome is not None:
            parts.append(outcome_word(interaction.outcome))
        parts.append(interaction.text)
        parts.extend(f"{part.label}: {part.text}" for part in self.parts(interaction))
        return ", ".join(part for part in parts if part)
