"""Labels that show their text as it is, in one of the theme's faces, and follow the font scale."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from crm_desktop.ui.theme.controller import Face, ThemeController


class PlainLabel(QLabel):
    """A QLabel that never takes text for markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


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
        width = metrics.horizontalAdvance(_one_line(self.text())) + margins.left() + margins.right() + 2
        return QSize(width, metrics.height() + margins.top() + margins.bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.contentsRect()
        text = _one_line(self.text())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, self.foregroundRole()))
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        flags = Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            cut = self.fontMetrics().horizontalAdvance(_one_line(self.text())) > self.contentsRect().width()
            self.setToolTip(plain_tip(self.text()) if cut else "")
        return super().event(event)


def plain_tip(text: str) -> str:
    """Text for `setToolTip`, which takes what looks like markup for markup: shown as it is."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape

    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text
