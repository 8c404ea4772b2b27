"""Hands contacts on in whatever way was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.safe_file_name import safe_file_name
from crm_desktop.ui.card.contact_text import contact_text
from crm_desktop.ui.sharing.card_mime import copied, dragged
from crm_desktop.ui.sharing.passing_files import PassingFiles
from crm_desktop.ui.sharing.share import Share
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.exporting import Exporting
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController

_DRAGGED = 48
_MOST_COPIED = 500
"""More, with their photos, would be felt while they are copied."""
_FOR_PHONES = "3.0"  # what every address book reads


class Sharing(QObject):
    """`drag_with` begins a drag and returns when it is over; tests put another in its place."""

    def __init__(
        self,
        exporting: Exporting,
        contacts: ContactBook,
        messages: Messages,
        theme: ThemeController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._exporting = exporting
        self._contacts = contacts
        self._messages = messages
        self._theme = theme
        self._window = window
        self._files = PassingFiles()
        self.drag_with: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.CopyAction)
        self.destroyed.connect(self._files.clear)

    def share(self, how: Share, ids: Sequence[ContactId]) -> None:
        """Hand these on; a code, a file and a drag are for one of them."""
        if not ids:
            return
        deed = {
            Share.CODE: lambda: self._show_code(ids[0]),
            Share.COPY: lambda: self._copy(ids),
            Share.SAVE: lambda: self._save(ids[0]),
            Share.DRAG: lambda: self._drag(ids[0]),
        }[how]
        try:
            deed()
        except UserError as error:
            self._messages.error(str(error))

    def _show_code(self, contact_id: ContactId) -> None:
        from crm_desktop.ui.sharing.qr_sheet import QrSheet

        contact, code = self._contacts.get(contact_id), self._exporting.qr(contact_id)
        sheet = QrSheet(contact.display_name, contact_text(contact), code, self._theme, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _copy(self, ids: Sequence[ContactId]) -> None:
        if len(ids) > _MOST_COPIED:
            raise UserError(self.tr("These are too many for the clipboard. Export them to a file."))
        cards = self._exporting.cards_text(ids, _FOR_PHONES)
        people = self._contacts.load(ids)
        text = "\n\n".join(map(contact_text, people))
        QGuiApplication.clipboard().setMimeData(copied(cards, text))
        if len(people) == 1:
            said = self.tr("Copied: {text}").format(text=people[0].display_name)
        else:
            said = english_plural(self.tr("Copied %Ln contact(s)", None, len(people)), len(people))
        self._messages.say(said)

    def _save(self, contact_id: ContactId) -> None:
        self._exporting.card_text(contact_id)  # where there is nobody to save, nobody is asked where to
        name = self._contacts.get(contact_id).display_name
        first = str(Path.home() / safe_file_name(name, ".vcf"))
        kinds = self.tr("Contacts (*.vcf)")
        found, _kind = QFileDialog.getSaveFileName(self._window, self.tr("Save as vCard"), first, kinds)
        if found:
            self.save_to(contact_id, Path(found))

    def save_to(self, contact_id: ContactId, path: Path) -> None:
        """Write the card of a contact to this file. Raises UserError."""
        self._exporting.export(path, [contact_id], format="vcard", version=_FOR_PHONES)
        self._messages.say(self.tr("Saved: {name}").format(name=path.name))

    def _drag(self, contact_id: ContactId) -> None:
        contact = self._contacts.get(contact_id)
        card = self._exporting.card_text(contact_id, _FOR_PHONES)
        try:
            file = self._files.write(safe_file_name(contact.display_name, ".vcf"), card)
        except OSError as error:
            sentence = self.tr("The card cannot be dragged: {reason}.")
            raise UserError(sentence.format(reason=(error.strerror or str(error)).lower())) from None
        drag = QDrag(self._window)
        drag.setMimeData(dragged(card, file))
        picture = self._picture(contact.display_name, contact_id)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(self._theme.px(_DRAGGED) // 2, self._theme.px(_DRAGGED) // 2))
        self.drag_with(drag)

    def _picture(self, name: str, seed: int) -> QPixmap:
        side, ratio = self._theme.px(_DRAGGED), self._window.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_avatar(painter, QRectF(0, 0, side, side), name, self._theme, seed=seed)
        painter.end()
        return picture
