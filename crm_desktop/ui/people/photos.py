"""The photos of contacts as pixmaps: read when one is first wanted, after what is on screen was painted."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from crm_desktop.domain.ids import ContactId
from crm_desktop.formats.limits import MOST_PIXELS
from crm_desktop.formats.pictures import kind_of, pixels_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crm_desktop.domain.contact import Photo

# What a face is never painted larger than; a camera's picture is read at this size at once.
_LARGEST_SIDE = 256
_MOST_KEPT = 300
_MEGABYTES_ALLOWED = 256
_SHOWN = frozenset({"jpeg", "png", "gif", "webp", "bmp"})


class Photos(QObject):
    """Keeps the last pictures. `arrived(id)`: a picture that was wanted is there."""

    arrived = Signal(int)

    def __init__(self, fetch: Callable[[ContactId], Photo | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._kept: OrderedDict[ContactId, QPixmap] = OrderedDict()
        self._wanted: dict[ContactId, None] = {}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_next)

    def of(self, contact_id: ContactId) -> QPixmap | None:
        """The picture if it is at hand; else it is read soon and announced by `arrived`."""
        pixmap = self._kept.get(contact_id)
        if pixmap is None:
            self._wanted[contact_id] = None
            self._later.start()
        return pixmap

    def now(self, contact_id: ContactId) -> QPixmap | None:
        """The picture at once, None where there is none."""
        if contact_id not in self._kept:
            self._read(contact_id)
        pixmap = self._kept.get(contact_id)
        return None if pixmap is None or pixmap.isNull() else pixmap

    def forget(self, contact_ids: Iterable[int] | None = None) -> None:
        """Read these anew, or all, when they are next wanted."""
        if contact_ids is None:
            self._kept.clear()
            return
        for contact_id in contact_ids:
            self._kept.pop(ContactId(contact_id), None)

    def _read_next(self) -> None:
        if not self._wanted:
            return
        contact_id = next(iter(self._wanted))
        del self._wanted[contact_id]
        if contact_id not in self._kept:
            self._read(contact_id)
            self.arrived.emit(contact_id)
        if self._wanted:
            self._later.start()

    def _read(self, contact_id: ContactId) -> None:
        photo = self._fetch(contact_id)
        self._kept[contact_id] = pixmap_of(photo) if photo is not None else QPixmap()
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)


def pixmap_of(photo: Photo, side: int = _LARGEST_SIDE) -> QPixmap:
    """The picture, no larger than it is ever painted; a null pixmap where it cannot be read."""
    image = image_of(photo.data, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    return QPixmap.fromImage(image) if not image.isNull() else QPixmap()


def image_of(data: bytes, side: int, fit: Qt.AspectRatioMode) -> QImage:
    """A picture from outside, made small where it is larger than `side`; a null image where it cannot be read
    or its header promises more pixels than anybody needs.
    """
    kind = kind_of(data)
    if kind not in _SHOWN or (pixels_of(data) or 0) > MOST_PIXELS:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # By its first bytes: Qt would also take it for a drawing, which can name files and other pictures.
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_MEGABYTES_ALLOWED)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), fit))
    return reader.read()
