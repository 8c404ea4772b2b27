"""Who someone else is to this contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from crm_desktop.domain.relationship import Relationship, RelationshipKind
from crm_desktop.ui.editor.line import Line
from crm_desktop.ui.people.people_picker import PeoplePicker
from crm_desktop.ui.wording.people import relationship_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.models.contact_texts import ContactTexts
    from crm_desktop.ui.people.people_picker import FindsPeople
    from crm_desktop.ui.theme.controller import ThemeController


class RelationshipLine(Line[Relationship]):
    """A kind, and the other contact, found by typing."""

    def __init__(
        self, theme: ThemeController, contacts: FindsPeople, texts: ContactTexts, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._kind = QComboBox(self)
        self._kind.setAccessibleName(self.tr("Kind of relationship"))
        for kind in RelationshipKind:
            self._kind.addItem(relationship_word(kind), kind)
        self._who = PeoplePicker(contacts, texts, theme, self, name=self.tr("Who it is"), most=1)
        self._kind.currentIndexChanged.connect(self.changed)
        self._who.changed.connect(self.changed)
        self.fields.addWidget(self._kind)
        self.fields.addWidget(self._who, 1)
        self.name_remove(self.tr("Remove this relationship"))
        self.setFocusProxy(self._who)

    def value(self) -> Relationship | None:
        if not self._who.ids:
            return None
        return Relationship(RelationshipKind(self._kind.currentData()), self._who.ids[0], self._who.names[0])

    def set_value(self, value: Relationship) -> None:
        self._kind.setCurrentIndex(self._kind.findData(value.kind))
        self._who.clear()
        self._who.choose([value.other_id])

    def draft_fields(self) -> dict[str, QWidget]:
        return {"kind": self._kind, "who": self._who}

    @property
    def is_empty(self) -> bool:
        return not self._who.ids
