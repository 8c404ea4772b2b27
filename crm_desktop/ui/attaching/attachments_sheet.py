"""What belongs to a meeting, and adding to it: a web address, or a file that is copied in.

Each deed is done at once and can be undone. A copy is saved where the user wants it; nothing is run here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.safe_file_name import safe_file_name
from crm_desktop.services.environment import told_words
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.runtime.links import open_link
from crm_desktop.ui.widgets.buttons import IconButton, QuietButton
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.attachment import Attachment
    from crm_desktop.services.attachments import Attachments
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController


class AttachmentsSheet(Sheet):
    """About one meeting that is kept."""

    def __init__(
        self,
        meeting: Appointment,
        attachments: Attachments,
        messages: Messages,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        title = QCoreApplication.translate("Attachments", "Attachments: {title}")
        super().__init__(title.format(title=meeting.title), theme, parent)
        assert meeting.id is not None
        self._meeting, self._attachments, self._messages = meeting.id, attachments, messages
        self.setMinimumWidth(theme.px(540))
        content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, theme.px(6), 0)
        self._rows.setSpacing(theme.px(4))
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing = Muted(self.tr("Nothing belongs to this meeting yet."), theme, self)
        self.body.addWidget(self._nothing)
        self.body.addWidget(FittingScroll(content, self), 1)
        self.body.addLayout(self._adding())
        self._show()

    def add_file(self, path: Path) -> None:
        """Copy a file in."""
        done = self.tr("Attached: {name}").format(name=path.name)
        self._try(lambda: self._attachments.copy(self._meeting, path), done)

    def add_address(self) -> None:
        """Let the address that is typed belong to the meeting."""
        address = self._address.text().strip()
        if address:
            text = address if "://" in address else f"https://{address}"
            done = self.tr("Attached: {name}").format(name=text)
            if self._try(lambda: self._attachments.link(self._meeting, text), done):
                self._address.clear()

    def save_copy(self, attachment: Attachment, path: Path) -> None:
        """Write a copy to a file of the user's."""
        done = self.tr("Saved: {path}").format(path=path)
        content = self._attachments.content(attachment.id)
        if self._try(lambda: path.write_bytes(content), ""):
            self._messages.say(done)

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        self._address = LineEdit(parent=self)
        self._address.setAccessibleName(self.tr("Web address"))
        self._address.setPlaceholderText(self.tr("Web address, then Enter"))
        self._address.returnPressed.connect(self.add_address)
        add = QuietButton(self.tr("Copy a file in…"), self.theme, "plus", self)
        add.setAutoDefault(False)
        add.clicked.connect(self._choose_file)
        row.addWidget(self._address, 1)
        row.addWidget(add)
        return row

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Copy a file in"))
        if name:
            self.add_file(Path(name))

    def _choose_place(self, attachment: Attachment) -> None:
        stem, dot, ending = attachment.name.rpartition(".")
        first = safe_file_name(stem or ending, dot + ending if stem else "", otherwise="file")
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), first)
        if name:
            self.save_copy(attachment, Path(name))

    def _open(self, attachment: Attachment) -> None:
        if not open_link(attachment.link):
            self.error(self.tr("That address cannot be opened."))

    def _remove(self, attachment: Attachment) -> None:
        done = self.tr("Removed: {name}").format(name=attachment.name)
        self._try(lambda: self._attachments.remove(attachment.id), done)

    def _try(self, act: Callable[[], object], done: str) -> bool:
        try:
            act()
        except Exception as error:
            words = told_words(error)
            if not words:
                raise
            self.error(words)
            return False
        self.error("")
        self._show()
        if done:
            self._messages.undoable(done)
        return True

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = self._attachments.of(self._meeting)
        for attachment in found:
            self._rows.addWidget(self._row(attachment))
        self._nothing.setVisible(not found)

    def _row(self, attachment: Attachment) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(6))
        row.addWidget(ElidedLabel(attachment.name, self.theme, parent=holder), 1)
        if attachment.is_copy:
            size = Muted(
                QLocale().formattedDataSize(attachment.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
                self.theme,
                holder,
            )
            size.setWordWrap(False)
            row.addWidget(size)
            act = IconButton("download", self.theme, self.tr("Save a copy…"), holder)
            act.clicked.connect(lambda: self._choose_place(attachment))
        else:
            act = IconButton("globe", self.theme, self.tr("Open the address"), holder)
            act.clicked.connect(lambda: self._open(attachment))
        remove = IconButton("x", self.theme, self.tr("Remove"), holder)
        remove.clicked.connect(lambda: self._remove(attachment))
        for button in (act, remove):
            button.setAccessibleName(f"{button.accessibleName()}: {attachment.name}")
            row.addWidget(button)
        return holder
