"""Who was said to be two people, each pair with a button that forgets it.

Signals: `together_asked(one, other)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.models.contact_texts import isolated, left_to_right
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate

_MOST = 200
"""Pairs shown at once; the newest come first."""


class ApartSheet(Sheet):
    """Shows pairs; whoever hears the signal shows them anew."""

    together_asked = Signal(int, int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(_translate("ApartSheet", "Different people"), theme, parent)
        self.body.addWidget(
            Muted(self.tr("You said of these that they are two people. They are not proposed again."), theme)
        )
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(theme.px(220))
        self.body.addWidget(self._area, 1)
        self.buttons: list[QuietButton] = []
        self.fit(520, 420)

    def show_pairs(self, pairs: Sequence[tuple[ContactId, ContactId]], told: Mapping[int, str]) -> None:
        """Show these; `told` is who somebody is: a name, and what tells them from a namesake."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        self.buttons = []
        for one, other in list(pairs)[::-1][:_MOST]:
            people = [told.get(number, "") or self.tr("No name") for number in (one, other)]
            line = " · ".join(map(isolated, people))
            row = QHBoxLayout()
            words = QVBoxLayout()
            words.setSpacing(0)
            for each in people:
                words.addWidget(ElidedLabel(each, self.theme))
            row.addLayout(words, 1)
            button = QuietButton(self.tr("Take back"), self.theme, "undo")
            button.setAccessibleName(self.tr("Take back: {names}").replace("{names}", line))
            button.clicked.connect(lambda _=False, a=one, b=other: self.together_asked.emit(a, b))
            row.addWidget(button)
            column.addLayout(row)
            self.buttons.append(button)
        if not pairs:
            column.addWidget(Muted(self.tr("There is nobody any more."), self.theme))
        elif len(pairs) > _MOST:
            more = self.locale().toString(len(pairs) - _MOST)
            column.addWidget(Muted(self.tr("and {count} more").format(count=more), self.theme))
        column.addStretch(1)
        self._area.setWidget(content)
        (self.buttons[0] if self.buttons else self.close_button).setFocus()


def open_apart(
    service: Duplicates,
    contacts: ContactBook,
    changed: Callable[[], None],
    page: QWidget,
    theme: ThemeController,
) -> ApartSheet:
    """Show the pairs over a page, which is told of each that is taken back."""
    sheet = ApartSheet(theme, page.window())
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def show() -> None:
        pairs = service.apart_pairs()
        rows = contacts.rows(sorted({one for pair in pairs for one in pair}))
        sheet.show_pairs(pairs, {row.id: _told(row) for row in rows})

    def together(one: ContactId, other: ContactId) -> None:
        try:
            service.together(one, other, origin=page)
        except UserError as error:
            sheet.error(str(error))
            return
        changed()
        show()

    sheet.together_asked.connect(together)
    show()
    sheet.open()
    return sheet


def _told(row: ContactRow) -> str:
    """The name, and what tells one from a namesake."""
    phone = left_to_right(row.phone)
    return ", ".join(map(isolated, filter(None, (row.name, row.company or row.city, phone or row.email))))
