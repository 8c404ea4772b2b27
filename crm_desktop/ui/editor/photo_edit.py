"""The photo of a contact: chosen, dropped, pasted or taken away.

`changed`: another picture, or none. `refused(sentence)`: a file was no picture.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
)
from PySide6.QtWidgets import QFileDialog, QMenu

from crm_desktop.domain.contact import Photo
from crm_desktop.formats.limits import LARGEST_PICTURE, MOST_PIXELS
from crm_desktop.formats.pictures import kind_of, pixels_of
from crm_desktop.ui.people.photos import image_of, pixmap_of
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.widgets.buttons import ThemedButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDropEvent,
        QPaintEvent,
        QPixmap,
    )
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

_SIDE = 84
# A face needs no more; a camera's picture would make the data file grow by megabytes.
_LARGEST_SIDE = 640
_KEPT_AS_IT_IS = 300_000
_QUALITY = 88
_KEPT = frozenset({"jpeg", "png", "gif", "webp"})


class PhotoEdit(ThemedButton):
    """Press for the menu; without a photo it shows the initials."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__("", theme, "camera", parent)
        self._photo: Photo | None = None
        self._pixmap: QPixmap | None = None
        self._loaded: Photo | None = None
        self._written: tuple[Photo | None, str] = (None, "")
        self._name, self._seed = "", 0
        self.setAccessibleName(self.tr("Photo"))
        self.setToolTip(self.tr("Photo: choose, drop or paste one"))
        self.setAcceptDrops(True)
        self.clicked.connect(self._open_menu)

    @property
    def photo(self) -> Photo | None:
        """The picture as it will be kept."""
        return self._photo

    def set_photo(self, photo: Photo | None) -> None:
        """Show a picture, or none; tells nobody."""
        self._photo = photo
        self._pixmap = pixmap_of(photo) if photo is not None else None
        self.update()

    def load(self, photo: Photo | None) -> None:
        """Show the picture that is on the card already."""
        self._loaded = photo
        self.set_photo(photo)

    def draft_content(self) -> JSON:
        photo = self._photo
        if photo is None:
            return None
        if photo is self._loaded:
            # It is on the card: a draft needs only to know which one.
            return {"on_card": crc32(photo.data)}
        if self._written[0] is not photo:
            # Asked at every pause of typing, and hardly ever another picture.
            self._written = (photo, b64encode(photo.data).decode())
        return {"type": photo.media_type, "data": self._written[1]}

    def restore(self, content: Any) -> None:
        if content is None:
            self.set_photo(None)
        elif "data" in content:
            self.set_photo(Photo(str(content["type"]), b64decode(content["data"])))

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def set_person(self, name: str, seed: int) -> None:
        """Whose initials to show while there is no picture."""
        self._name, self._seed = name, seed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        painter = QPainter(self)
        whole = QRectF(self.rect())
        if self._pixmap is not None or self._name:
            paint_avatar(painter, whole, self._name, self._theme, seed=self._seed, photo=self._pixmap)
        else:
            strokes.pill(painter, whole, tokens.accent_soft)
            inset = whole.width() * 0.34
            inner = whole.adjusted(inset, inset, -inset, -inset)
            self._theme.icons.paint(painter, inner, "camera", tokens.accent_text)
        badge = QRectF(whole.right() - px(26), whole.bottom() - px(26), px(26), px(26))
        if self._pixmap is not None or self._name:
            strokes.box(painter, badge, tokens.surface, tokens.outline, badge.width() / 2)
            inner = badge.adjusted(px(6), px(6), -px(6), -px(6))
            self._theme.icons.paint(painter, inner, "camera", tokens.text_muted)
        if self.hasFocus():
            strokes.focus_ring(painter, whole, tokens, whole.width() / 2)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.take_file(urls[0].toLocalFile())
        elif event.mimeData().hasImage():
            self._take_image(QImage(event.mimeData().imageData()))
        event.acceptProposedAction()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._theme.icon("folder"), self.tr("Choose a picture…")).triggered.connect(
            self._choose
        )
        if QGuiApplication.clipboard().mimeData().hasImage():
            menu.addAction(self._theme.icon("copy"), self.tr("Paste the picture")).triggered.connect(
                self._paste
            )
        if self._photo is not None:
            menu.addAction(self._theme.icon("trash"), self.tr("Take the photo away")).triggered.connect(
                self._remove
            )
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _choose(self) -> None:
        patterns = self.tr("Pictures ({patterns})").format(patterns="*.jpg *.jpeg *.png *.webp *.gif *.bmp")
        dialog = QFileDialog(self.window(), self.tr("Choose a picture"), "", patterns)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def _paste(self) -> None:
        self._take_image(QGuiApplication.clipboard().image())

    def _remove(self) -> None:
        self.set_photo(None)
        self.changed.emit()

    def take_file(self, name: str) -> None:
        """Use the picture in a file, made small where it is large; `refused` where it is none."""
        path = Path(name)
        data = self._read(path)
        if data is None:
            return
        if (pixels_of(data) or 0) > MOST_PIXELS:
            most = self.locale().toString(MOST_PIXELS // 1_000_000)
            sentence = self.tr("“{name}” has more than {count} million pixels. Make it smaller first.")
            self.refused.emit(sentence.format(name=path.name, count=most))
            return
        image = image_of(data, _LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        kind, pixels = kind_of(data), pixels_of(data) or MOST_PIXELS
        if image.isNull() or kind not in _KEPT or len(data) > _KEPT_AS_IT_IS or pixels > _LARGEST_SIDE**2:
            self._take_image(image, path.name)
        else:
            self._keep(Photo(f"image/{kind}", data))

    def _read(self, path: Path) -> bytes | None:
        """What is in the file; None where it cannot be a picture, which has been said then."""
        try:
            # A pipe or a device would hold the window for ever.
            if path.is_file() and path.stat().st_size <= LARGEST_PICTURE:
                return path.read_bytes()
        except (OSError, ValueError):
            pass
        self._refuse(path.name)
        return None

    def _refuse(self, name: str) -> None:
        sentence = self.tr("“{name}” is not a picture that can be read. Try a JPEG or PNG.")
        self.refused.emit(sentence.format(name=name or self.tr("That")))

    def _take_image(self, image: QImage, name: str = "") -> None:
        if image.isNull():
            self._refuse(name)
            return
        if max(image.width(), image.height()) > _LARGEST_SIDE:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(_LARGEST_SIDE, _LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self._keep(_encoded(image))

    def _keep(self, photo: Photo) -> None:
        self.set_photo(photo)
        self.changed.emit()


def _encoded(image: QImage) -> Photo:
    """The picture as a file: PNG where it is see-through, else JPEG."""
    see_through = image.hasAlphaChannel()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png" if see_through else b"jpeg"))
    if not see_through:
        writer.setQuality(_QUALITY)
    writer.write(image)
    return Photo("image/png" if see_through else "image/jpeg", bytes(data.data()))
