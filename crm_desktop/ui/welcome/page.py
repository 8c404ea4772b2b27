"""What an empty contact book opens with: three doors, each a way to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.card import paint_card
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLabel

    from crm_desktop.ui.theme.controller import ThemeController

_DOOR_WIDTH, _DOOR_PAD, _MARK, _ICON, _GAP, _WIDEST = 250, 22, 56, 28, 20, 900


class WelcomePage(QWidget):
    """Signals: `import_asked`, `add_asked`, `sample_asked`."""

    import_asked = Signal()
    add_asked = Signal()
    sample_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self.import_door = Door(
            "import",
            self.tr("Bring your contacts"),
            self.tr(
                "From a file that your phone, Google or Outlook exported. Drop it anywhere on the window."
            ),
            theme,
        )
        self.add_door = Door(
            "user-plus",
            self.tr("Type the first one"),
            self.tr("A name is enough. Everything else can come later."),
            theme,
        )
        self.sample_door = Door(
            "eye",
            self.tr("Just look around"),
            self.tr("With invented people, gone again with one click."),
            theme,
        )
        self.import_door.clicked.connect(self.import_asked)
        self.add_door.clicked.connect(self.add_asked)
        self.sample_door.clicked.connect(self.sample_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(28), px(28), px(28))
        column.addStretch(2)
        column.addWidget(self._centred(FaceLabel(self.tr("Welcome"), theme, Face.DISPLAY)))
        column.addSpacing(px(6))
        column.addWidget(self._centred(FaceLabel(self._promise(), theme, muted=True)))
        column.addSpacing(px(26))
        column.addLayout(self._doors())
        self.setFocusProxy(self.import_door)
        column.addSpacing(px(22))
        column.addWidget(self._centred(FaceLabel(self._privacy(), theme, Face.SMALL, muted=True)))
        column.addStretch(3)

    def _promise(self) -> str:
        return self.tr("Everyone you know in one place, and a word when somebody is about to be forgotten.")

    def _privacy(self) -> str:
        return self.tr("Everything stays on this computer: no account, no server.")

    def _doors(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(_GAP))
        row.addStretch(1)
        for door in (self.import_door, self.add_door, self.sample_door):
            row.addWidget(door, 4)
        row.addStretch(1)
        return row

    def _centred(self, label: QLabel) -> QLabel:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        return label


class Door(Pressable):
    """A card to press: an icon, what happens, and a word more."""

    def __init__(
        self, icon: str, text: str, hint: str, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumWidth(theme.px(_DOOR_WIDTH + 60))
        pad = theme.px(_DOOR_PAD)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad + theme.px(_MARK + 16), pad, pad)
        column.setSpacing(theme.px(6))
        self._labels = (FaceLabel(text, theme, Face.HEADING), FaceLabel(hint, theme, muted=True))
        for label in self._labels:
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch()

    def sizeHint(self) -> QSize:
        wide = self._theme.px(_DOOR_WIDTH)
        return QSize(wide, self._column.heightForWidth(wide))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens, rect = self._theme, self._theme.tokens, QRectF(self.rect())
        painter = QPainter(self)
        paint_card(painter, rect, theme)
        face = rect.adjusted(1, 0, -1, -4)
        if self.hasFocus():
            strokes.focus_ring(painter, face, tokens, theme.px(12))
        elif self.underMouse():
            strokes.box(painter, face, None, tokens.accent, theme.px(12))
        side = theme.px(_MARK)
        mark = QRectF((self.width() - side) / 2, theme.px(_DOOR_PAD), side, side)
        strokes.pill(painter, mark, tokens.accent_soft)
        inset = (side - theme.px(_ICON)) / 2
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = mark.adjusted(inset, inset, -inset, -inset)
        theme.icons.paint(painter, inner, self._icon, tokens.accent_text, rtl=rtl)
        painter.end()
