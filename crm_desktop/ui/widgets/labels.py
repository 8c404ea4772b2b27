"""Labels that show their text as it is, in one of the theme's faces, and follow the font scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.plain_text import cut, one_line, plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

# With these a QLabel paints through a document of its own.
_BY_DOCUMENT = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


# Letters of a word: a longer one is broken where the line ends, and never makes a window wider.
_ENDLESS = 80


class PlainLabel(QLabel):
    """A QLabel that never takes text for markup.

    Its text reads in its own direction and stands on the side where the window begins: in a right-to-left
    window "Köln (DE)." keeps its brackets and its stop in place. Qt alone does one or the other.
    It keeps its whole text and shows what a person can read of it.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._endless = "", False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self._endless = len(text) > _ENDLESS and max(map(len, text.split()), default=0) > _ENDLESS
        super().setText(cut(text))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * _ENDLESS), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = cut(self._whole)
        ltr = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        plain = ltr and text.isascii() and not self._endless
        if plain or not text or self.textInteractionFlags() & _BY_DOCUMENT:
            super().paintEvent(event)
            return
        flags = int(QStyle.visualAlignment(self.layoutDirection(), self.alignment()))
        flags |= int(Qt.AlignmentFlag.AlignAbsolute)
        if self.wordWrap():
            anywhere = Qt.TextFlag.TextWrapAnywhere
            flags |= int(anywhere if self._endless else Qt.TextFlag.TextWordWrap)
        margin = self.margin()
        rect = self.contentsRect().adjusted(margin, margin, -margin, -margin)
        painter = QPainter(self)
        painter.setPen(self._ink())
        painter.drawText(rect, flags, isolated(text))
        painter.end()

    def _ink(self) -> QColor:
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        return self.palette().color(group, self.foregroundRole())


class FaceLabel(PlainLabel):
    """A label in a face of the theme; `muted` for what explains rather than says."""

    def __init__(
        self,
        text: str,
        theme: ThemeController,
        face: Face = Face.BODY,
        *,
        muted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._face = face
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setFont(theme.font(face))
        theme.theme_changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._face))


class Title(FaceLabel):
    """The name of a page."""

    def __init__(self, text: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(text, theme, Face.TITLE, parent=parent)


class Heading(FaceLabel):
    """The name of a card or a group."""

    def __init__(self, text: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(text, theme, Face.HEADING, parent=parent)


class Muted(FaceLabel):
    """Small words that explain, wrapped over lines."""

    def __init__(self, text: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(text, theme, Face.SMALL, muted=True, parent=parent)
        self.setWordWrap(True)


class ElidedLabel(FaceLabel):
    """One line that is cut with an ellipsis where it does not fit; its tip then has the whole of it.

    The accessible name is always the whole text.
    """

    def __init__(
        self,
        text: str,
        theme: ThemeController,
        face: Face = Face.BODY,
        *,
        muted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, theme, face, muted=muted, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(metrics.horizontalAdvance("MMM…"), self.sizeHint().width()), metrics.height())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        width = metrics.horizontalAdvance(one_line(self.text())) + margins.left() + margins.right() + 2
        return QSize(width, metrics.height() + margins.top() + margins.bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.contentsRect()
        text = one_line(self.text())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter = QPainter(self)
        painter.setPen(self._ink())
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        flags = Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), isolated(shown))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            wide = self.fontMetrics().horizontalAdvance(one_line(self.text())) > self.contentsRect().width()
            self.setToolTip(plain_tip(self.text()) if wide else "")
        return super().event(event)


def isolated(text: str) -> str:
    """The text for a painter, each line in a first-strong isolate: it reads in its own direction whatever the
    direction of the window (Unicode annex 9). For what is measured or spoken use the text itself.
    """
    if "\n" not in text:
        return f"\u2068{text}\u2069"
    return "\n".join(f"\u2068{line}\u2069" for line in text.split("\n"))
