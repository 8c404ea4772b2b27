"""The first face of the import: a place to drop files, a button to choose them, and the ways without any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.importing.dropped import readable_files
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import PrimaryButton
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import FaceLabel, Muted

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_RADIUS, _MARK = 12, 34


class ChooseView(QWidget):
    """Signals: `files_chosen(list[Path])`; `paste_asked`, `paper_asked` for who has no file."""

    files_chosen = Signal(list)
    paste_asked = Signal()
    paper_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hot = False
        self.setAcceptDrops(True)
        self.choose_button = PrimaryButton(self.tr("Choose files…"), theme, "folder")
        self.choose_button.setAutoDefault(True)
        self.choose_button.clicked.connect(self._on_choose_clicked)
        drop = FaceLabel(self.tr("Drop contact files here"), theme, Face.HEADING)
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = Muted(
            self.tr(
                "vCard (.vcf), CSV or Excel files, as phones, Google, iCloud and Outlook export them, "
                "or your own; a folder or a zip of them too. "
                "You see what is in them before anything is changed."
            ),
            theme,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paste_button = FlatButton(self.tr("Paste a list or a signature"), theme, "note")
        self.paste_button.clicked.connect(self.paste_asked)
        self.paper_button = FlatButton(self.tr("Type in from paper"), theme, "table")
        self.paper_button.clicked.connect(self.paper_asked)
        column = QVBoxLayout(self)
        pad = theme.px(24)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(10))
        column.addStretch(1)
        column.addSpacing(theme.px(_MARK + 14))
        column.addWidget(drop)
        self._drop = drop
        column.addWidget(hint)
        column.addSpacing(theme.px(6))
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.paste_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.paper_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if readable_files(event.mimeData()):
            event.acceptProposedAction()
            self._set_hot(True)

    def dragLeaveEvent(self, event: object) -> None:
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_hot(False)
        self.files_chosen.emit(readable_files(event.mimeData()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens.accent if self._hot else tokens.outline, 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tokens.accent_soft if self._hot else tokens.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(_RADIUS), px(_RADIUS))
        side = px(_MARK)
        mark = QRectF((self.width() - side) / 2, self._drop.y() - side - px(14), side, side)
        self._theme.icons.paint(painter, mark, "import", tokens.accent_text)
        painter.end()

    def _set_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()

    def _on_choose_clicked(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self,
            self.tr("Import contacts"),
            _where_downloads_are(),
            self.tr(
                "Contacts (*.vcf *.vcard *.csv *.tsv *.tab *.ldif *.xlsx *.xls *.ods *.zip);;"
                "Calendars (*.ics);;All files (*)"
            ),
        )
        if names:
            self.files_chosen.emit([Path(name) for name in names])


def scrolled(view: ChooseView) -> QScrollArea:
    """The view where it may be given less room than it needs: with large letters on a small screen."""
    around = QScrollArea()
    around.setFrameShape(QFrame.Shape.NoFrame)
    around.setWidgetResizable(True)
    around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    around.setMinimumHeight(min(view.sizeHint().height(), around.screen().availableSize().height() // 3))
    around.viewport().setAutoFillBackground(False)
    around.setWidget(view)
    view.setAutoFillBackground(False)
    return around


def _where_downloads_are() -> str:
    """The folder to begin in; home where there is none, lest its name stand there as a file's."""
    places = QStandardPaths.StandardLocation
    downloads = QStandardPaths.writableLocation(places.DownloadLocation)
    return downloads if Path(downloads).is_dir() else QStandardPaths.writableLocation(places.HomeLocation)
