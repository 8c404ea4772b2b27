"""In which time zone a time is meant: one quiet line, and a list to search once another is wanted.

`changed`: another zone is chosen, or something is typed that may be none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.planning.zone_words import place_of
from crm_desktop.ui.widgets.flat_button import FlatButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController


class ZoneChoice(QWidget):
    """Gives an IANA name. The names of all zones are read when the list is first asked for."""

    changed = Signal()

    def __init__(self, zone: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._theme = theme
        self._list: QComboBox | None = None
        self._line = FlatButton("", theme, "globe", self)
        self._line.clicked.connect(self.open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._line, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self._line)
        self._say()

    @property
    def is_zone(self) -> bool:
        """Whether what is chosen is a zone."""
        return self._list is None or self._chosen() is not None

    def zone(self) -> str:
        """The chosen zone. Raises UserError where what was typed is none."""
        zone = self._zone if self._list is None else self._chosen()
        if zone is None:
            assert self._list is not None
            sentence = self.tr("“{text}” is not a time zone. Type a city, such as Berlin, and choose one.")
            raise UserError(sentence.format(text=self._list.currentText().strip()))
        return zone

    def set_zone(self, zone: str) -> None:
        """Choose this one."""
        self._zone = zone
        if self._list is not None:
            self._list.setEditText(zone)
        self._say()
        self.changed.emit()

    def open(self) -> None:
        """Show the list, with the keyboard in it."""
        if self._list is None:
            self._list = self._made()
            self._column.addWidget(self._list)
            self._line.hide()
            self.setFocusProxy(self._list)
            self._list.editTextChanged.connect(self.changed)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft_content(self) -> JSON:
        return self._zone if self._list is None else self._list.currentText()

    def restore(self, content: Any) -> None:
        text = str(content)
        if text != self._zone:
            self.open()
            assert self._list is not None
            self._list.setEditText(text)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _say(self) -> None:
        text = self.tr("Time zone: {place}").format(place=place_of(self._zone))
        self._line.setText(text)
        self._line.setAccessibleName(text)

    def _made(self) -> QComboBox:
        from zoneinfo import available_timezones

        box = QComboBox(self)
        box.setAccessibleName(self.tr("Time zone"))
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.addItems(sorted({*available_timezones(), self._zone}))
        box.setMaxVisibleItems(12)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        box.setCurrentIndex(box.findText(self._zone))
        return box

    def _chosen(self) -> str | None:
        """The zone that is typed: by its whole name, or by its place where only one is called so."""
        assert self._list is not None
        typed = self._list.currentText().strip().replace(" ", "_").casefold()
        names = [self._list.itemText(at) for at in range(self._list.count())]
        whole = [name for name in names if name.casefold() == typed]
        places = [name for name in names if name.rpartition("/")[2].casefold() == typed]
        return whole[0] if whole else places[0] if len(places) == 1 else None
