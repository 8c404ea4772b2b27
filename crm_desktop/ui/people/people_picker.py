"""Chooses contacts by typing: what the search finds drops down, what is chosen stands before the field.

`changed`: someone was chosen or taken away. `picked(id)`: someone was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.ui.models.found_people import FoundPeople
from crm_desktop.ui.people.person_chip import PersonChip
from crm_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject, SignalInstance

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.ui.models.contact_texts import ContactTexts
    from crm_desktop.ui.theme.controller import ThemeController

_MOST_OFFERED = 8


class FindsPeople(Protocol):
    """Finds contacts and names them."""

    def ids(self, query: ContactQuery, limit: int | None = None) -> Sequence[int]: ...
    def rows(self, ids: Sequence[int], text: str = "") -> list[ContactRow]: ...
    def names(self, ids: Iterable[int]) -> dict[int, str]: ...


class _Field(QLineEdit):
    """Wide enough for its own hint, so that it stands beside who is chosen while there is room."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(250), super().sizeHint().height())


class PeoplePicker(QWidget):
    """Holds the chosen contacts in the order of choosing; `most` of them at once."""

    changed = Signal()
    picked = Signal(int)

    def __init__(
        self,
        contacts: FindsPeople,
        texts: ContactTexts,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        name: str = "",
        most: int = 1000,
    ) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._most = most
        self._chosen: dict[ContactId, PersonChip] = {}
        self._found = FoundPeople(texts, self)
        self._theme = theme
        self._edit = _Field(theme, self)
        self._edit.setAccessibleName(name or self.tr("Who"))
        self._edit.setPlaceholderText(self.tr("Type a name, phone or company"))
        self._edit.textEdited.connect(self._on_edited)
        self._edit.installEventFilter(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self._edit)
        self._completer.setMaxVisibleItems(_MOST_OFFERED)
        self.popup = QListView()
        self._completer.setPopup(self.popup)
        self.popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self._flow = FlowLayout(self, gap=theme.px(6))
        self._flow.addWidget(self._edit)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._edit)

    @property
    def ids(self) -> tuple[ContactId, ...]:
        """Who is chosen."""
        return tuple(self._chosen)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who are chosen."""
        return tuple(chip.name for chip in self._chosen.values())

    @property
    def chips(self) -> tuple[PersonChip, ...]:
        """The faces of those who are chosen."""
        return tuple(self._chosen.values())

    def choose(self, ids: Iterable[ContactId]) -> None:
        """Add these contacts; unknown ones are passed over."""
        wanted = [key for key in ids if key not in self._chosen]
        names = self._contacts.names(wanted)
        for contact_id in wanted:
            if contact_id in names and len(self._chosen) < self._most:
                self._add(contact_id, names[contact_id])

    def clear(self) -> None:
        """Nobody is chosen."""
        for contact_id in tuple(self._chosen):
            self._take_away(contact_id)

    def draft_content(self) -> JSON:
        return {"ids": list(self._chosen), "typed": self._edit.text()}

    def restore(self, content: Any) -> None:
        self.clear()
        self.choose(content["ids"])
        self._edit.setText(content["typed"])

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed, self._edit.textEdited)

    def _on_edited(self, text: str) -> None:
        typed = text.strip()
        if not typed:
            self.popup.hide()
            return
        ids = self._contacts.ids(ContactQuery(text=typed), _MOST_OFFERED)
        free = [key for key in ids if key not in self._chosen]
        self._found.show(self._contacts.rows(free))
        if free:
            self._completer.complete()
            self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self.popup.hide()

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._found.row(index.row())
        self._edit.clear()
        self._add(row.id, row.name)
        self.picked.emit(row.id)

    def _add(self, contact_id: ContactId, name: str) -> None:
        chip = PersonChip(name, contact_id, self._theme, self)
        chip.removed.connect(lambda: self._take_away(contact_id))
        self._chosen[contact_id] = chip
        self._flow.insert_widget(len(self._chosen) - 1, chip)
        chip.show()
        self._edit.setVisible(len(self._chosen) < self._most)
        self.changed.emit()

    def _take_away(self, contact_id: ContactId) -> None:
        chip = self._chosen.pop(contact_id)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _takes_last_away(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Backspace and not self._edit.text() and bool(self._chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self._edit and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._takes_last_away(event):
            self._take_away(next(reversed(self._chosen)))
            return True
        return super().eventFilter(watched, event)
