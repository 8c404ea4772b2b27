"""One person, large and calm, with what one needs to decide whether they stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.triage import gaps
from crm_desktop.ui.models.contact_texts import isolated, left_to_right
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.triage.fact_line import FactLine
from crm_desktop.ui.triage.words import gap_word, verdict_look, verdict_word
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.plain_text import cut
from crm_desktop.ui.wording.interactions import kind_icon, kind_word
from crm_desktop.ui.wording.people import status_tone, status_word
from crm_desktop.ui.wording.warmth import pill_look, pill_text, reason

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPixmap

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.triage import Verdict
    from crm_desktop.domain.warmth import Warmth
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_FACE, _MOST_NUMBERS, _MOST_TAGS, _LONGEST_SAID, _LONGEST_NAME = 88, 3, 12, 280, 160


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of somebody. `warmth` is None of who is in the trash; `verdict` is what was decided."""

    contact: Contact
    warmth: Warmth | None = None
    last_contact: datetime | None = None
    last: Interaction | None = None
    photo: QPixmap | None = None
    verdict: Verdict | None = None


class PersonCard(Card):
    """Shows a `Look`."""

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, pad=24)
        self._days = days
        self._face = Avatar(theme, _FACE, self)
        self.name_label = FaceLabel("", theme, Face.DISPLAY, parent=self)
        self.name_label.setWordWrap(True)
        self._work = FaceLabel("", theme, muted=True, parent=self)
        self._work.setWordWrap(True)
        self._pills, self._pill_flow = self._flow()
        self._reason = Muted("", theme, self)
        self._facts = QVBoxLayout()
        self._tags, self._tag_flow = self._flow()
        self._gaps, self._gap_flow = self._flow()
        self._lay_out()

    def show_look(self, look: Look) -> None:
        """Show this person."""
        contact = look.contact
        name = contact.display_name or self.tr("No name")
        self._face.show_person(name, seed=contact.id, photo=look.photo)
        self.name_label.setText(cut(name, _LONGEST_NAME))
        self.name_label.setAccessibleName(name)
        work = _work(contact)
        self._work.setText(work)
        self._work.setVisible(bool(work))
        self._show_pills(look)
        self._show_facts(look)
        self._show_flow(self._tags, self._tag_flow, [(tag, "accented", "tag") for tag in contact.tags])
        missing = [(gap_word(gap), "neutral", "") for gap in gaps(contact)]
        self._show_flow(self._gaps, self._gap_flow, missing)
        self.setAccessibleName(self._spoken(look))

    def _show_pills(self, look: Look) -> None:
        contact, pills = look.contact, []
        if look.verdict is not None:
            pills.append((verdict_word(look.verdict), *verdict_look(look.verdict)))
        if look.warmth is not None:
            pills.append((pill_text(look.warmth), *pill_look(look.warmth)))
        if contact.status:
            pills.append((status_word(contact.status), status_tone(contact.status), ""))
        if contact.do_not_contact:
            pills.append((self.tr("Do not contact"), "bad", "bell-off"))
        self._show_flow(self._pills, self._pill_flow, pills)
        self._reason.setText(reason(look.warmth) if look.warmth is not None else "")
        self._reason.setVisible(bool(self._reason.text()))

    def _show_facts(self, look: Look) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for icon, text, name, muted in self._facts_of(look):
            self._facts.addWidget(FactLine(icon, text, name, self._theme, self, muted=muted))

    def _facts_of(self, look: Look) -> list[tuple[str, str, str, bool]]:
        """Icon, words, what they are, and whether they may be quiet."""
        contact, found = look.contact, []
        if contact.phones:
            numbers = [left_to_right(phone.typed) for phone in contact.phones]
            found.append(("phone", _some(numbers), self.tr("Phone"), False))
        if contact.emails:
            found.append(
                ("mail", _some([email.address for email in contact.emails]), self.tr("E-mail"), False)
            )
        if look.last_contact is not None:
            when = self._days.moment(look.last_contact)
            found.append(("clock", self.tr("Last contact: {when}").format(when=when), "", False))
        elif look.warmth is not None and look.warmth.cadence_days is None and contact.created_at is not None:
            when = self._days.moment(contact.created_at)
            found.append(("clock", self.tr("Never in touch, added {when}").format(when=when), "", False))
        if look.last is not None:
            said = cut(" ".join(look.last.text.split()), _LONGEST_SAID) or kind_word(look.last.kind)
            found.append((kind_icon(look.last.kind), said, self.tr("Last said"), False))
        if contact.notes:
            found.append(
                ("note", cut(" ".join(contact.notes.split()), _LONGEST_SAID), self.tr("Notes"), True)
            )
        return found

    def _spoken(self, look: Look) -> str:
        """The card in one breath, for those who hear it."""
        parts = [look.contact.display_name or self.tr("No name")]
        if look.verdict is not None:
            parts.append(verdict_word(look.verdict))
        parts.append(_work(look.contact))
        if look.warmth is not None:
            parts.append(pill_text(look.warmth))
        parts += [f"{name}: {text}" if name else text for _, text, name, _ in self._facts_of(look)]
        if look.contact.tags:
            parts.append(self.tr("Tags: {tags}").replace("{tags}", ", ".join(look.contact.tags[:_MOST_TAGS])))
        parts += [gap_word(gap) for gap in gaps(look.contact)]
        return ". ".join(part for part in parts if part)

    def _show_flow(self, around: QWidget, flow: FlowLayout, pills: list[tuple[str, str, str]]) -> None:
        flow.clear()
        for text, tone, icon in pills[:_MOST_TAGS]:
            flow.addWidget(Pill(text, self._theme, tone, icon, around))
        if len(pills) > _MOST_TAGS:
            more = self.locale().toString(len(pills) - _MOST_TAGS)
            flow.addWidget(Pill(self.tr("{count} more").format(count=more), self._theme, parent=around))
        around.setVisible(bool(pills))

    def _flow(self) -> tuple[QWidget, FlowLayout]:
        around = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        around.setSizePolicy(policy)
        return around, FlowLayout(around, gap=self._theme.px(8))

    def _lay_out(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(px(6))
        words.addStretch(1)
        for widget in (self.name_label, self._work, self._pills, self._reason):
            words.addWidget(widget)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(px(22))
        top.addWidget(self._face)
        top.addLayout(words, 1)
        self._facts.setSpacing(px(8))
        self.body.setSpacing(px(14))
        self.body.addLayout(top)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._tags)
        self.body.addWidget(self._gaps)
        self.body.addStretch(1)


def _work(contact: Contact) -> str:
    """Title, company and city on one line."""
    role = next((one for one in contact.roles if one.until is None), None)
    city = next((address.city for address in contact.addresses if address.city), "")
    parts = [role.title, role.company] if role is not None else []
    return cut(" · ".join(isolated(part) for part in (*parts, city) if part), 2 * _LONGEST_NAME)


def _some(texts: list[str]) -> str:
    """The first few, and how many more there are."""
    shown = "  ·  ".join(cut(text, 80) for text in texts[:_MOST_NUMBERS])
    return f"{shown}  +{len(texts) - _MOST_NUMBERS}" if len(texts) > _MOST_NUMBERS else shown
