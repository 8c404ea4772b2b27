"""The ways in which a contact is handed on."""

from enum import Enum, auto


class Share(Enum):
    """`CODE` shows a QR code, `COPY` fills the clipboard, `SAVE` asks for a file, `DRAG` begins to drag."""

    CODE = auto()
    COPY = auto()
    SAVE = auto()
    DRAG = auto()
