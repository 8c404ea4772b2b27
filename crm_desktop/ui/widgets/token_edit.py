"""Several short words in one field, tags for example: each a chip with a cross, the next one being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import ThemedButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject, SignalInstance
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

_SEPARATORS = (",", ";", "،", "؛", "፣", "፤", "、", ",")


class TokenEdit(QWidget):
    """Comma, Enter or leaving the field finishes a word; Backspace in the empty field takes the last one.

    `tokens_changed(list)`: words were added or taken away. A word stands once, however it is cased.
    """

    tokens_changed = Signal(list)

    def __init__(
        self, name: str, theme: ThemeController, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._placeholder = placeholder
        self._chips: list[_Token] = []
        self._known: list[str] = []
        self._edit = _Inner(self)
        self._edit.setAccessibleName(name)
        self._edit.setPlaceholderText(placeholder)
        self._edit.setFrame(False)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._on_text_edited)
        self._edit.textChanged.connect(self._fit_edit)
        self._edit.editingFinished.connect(self._finish_word)
        self._model = QStringListModel(self)
        self._edit.setCompleter(self._completer())
        self._flow = FlowLayout(self, theme.px(5))
        self._flow.addWidget(self._edit)
        self.setAccessibleName(name)
        self.setFocusProxy(self._edit)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def tokens(self) -> list[str]:
        """The words, the one that is being typed included."""
        typed = self._edit.text().strip()
        return self._words() + ([typed] if typed and not self._has(typed) else [])

    def set_tokens(self, words: Iterable[str]) -> None:
        """Show these words; tells nobody."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._edit.clear()
        for word in words:
            self._add(word)
        self._on_words_changed()

    def set_suggestions(self, words: Sequence[str]) -> None:
        """What to offer while typing."""
        self._known = list(words)
        self._on_words_changed()

    def draft_content(self) -> JSON:
        return [*self.tokens()]

    def restore(self, content: Any) -> None:
        self.set_tokens(content)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.tokens_changed, self._edit.textEdited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._edit.text().strip():
                self._finish_word()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self._edit.text() and self._chips:
                self._remove(self._chips[-1])
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionFrame()
        option.initFrom(self)
        if self._edit.hasFocus():
            option.state |= QStyle.StateFlag.State_HasFocus
        painter = QPainter(self)
        strokes.field(painter, QRectF(self.rect()), self._theme.tokens, option.state, self._theme.px(8))
        painter.end()

    def _completer(self) -> QCompleter:
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: the completer writes its choice into the field after it has told of it.
        completer.activated.connect(self._finish_word, Qt.ConnectionType.QueuedConnection)
        return completer

    def _on_text_edited(self, text: str) -> None:
        if not text.endswith(_SEPARATORS) and not any(mark in text for mark in _SEPARATORS):
            return
        for mark in _SEPARATORS:
            text = text.replace(mark, "\n")
        *whole, rest = text.split("\n")
        self._edit.setText(rest.lstrip())
        self._add_all(whole)

    def _finish_word(self) -> None:
        word = self._edit.text()
        if word.strip():
            self._edit.clear()
            self._add_all([word])

    def _add_all(self, words: Iterable[str]) -> None:
        before = len(self._chips)
        for word in words:
            self._add(word)
        if len(self._chips) != before:
            self._on_words_changed()
            self.tokens_changed.emit(self._words())

    def _add(self, word: str) -> None:
        word = " ".join(word.split())
        if not word or self._has(word):
            return
        chip = _Token(word, self._theme, self.tr("Remove {word}").format(word=word))
        chip.clicked.connect(self._on_token_clicked)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _on_token_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, _Token):
            self._remove(chip)
            self._edit.setFocus()

    def _remove(self, chip: _Token) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._on_words_changed()
        self.tokens_changed.emit(self._words())

    def _on_words_changed(self) -> None:
        self._model.setStringList([word for word in self._known if not self._has(word)])
        self._edit.setPlaceholderText("" if self._chips else self._placeholder)
        self._fit_edit()
        self._flow.invalidate()
        self.updateGeometry()

    def _words(self) -> list[str]:
        return [chip.word for chip in self._chips]

    def _has(self, word: str) -> bool:
        return word.casefold() in (chip.word.casefold() for chip in self._chips)

    def _measure(self) -> None:
        px = self._theme.px
        self._flow.setContentsMargins(px(8), px(5), px(8), px(5))
        self._edit.setFixedHeight(max(px(26), self.fontMetrics().height() + px(6)))
        self._fit_edit()
        self.updateGeometry()

    def _fit_edit(self) -> None:
        """As wide as what is typed: a short word stays on the line of the others."""
        shown = self._edit.text() or self._edit.placeholderText()
        wide = self._edit.fontMetrics().horizontalAdvance(shown) + self._theme.px(20)
        self._edit.setFixedWidth(min(max(self._theme.px(64), wide), self._theme.px(260)))


class _Inner(QLineEdit):
    """The part that is typed into: the field around it is painted by the whole."""

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        if palette.color(palette.ColorRole.Base).alpha():
            palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
            self.setPalette(palette)
        super().paintEvent(event)


class _Token(ThemedButton):
    """One word with a cross; pressing it takes it away."""

    face = Face.SMALL_STRONG

    def __init__(self, word: str, theme: ThemeController, name: str) -> None:
        super().__init__("", theme)
        self.word = word
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        width = metrics.horizontalAdvance(self.word) + px(10) + px(6) + px(11) + px(8)
        return QSize(min(width, px(240)), max(px(26), metrics.height() + px(6)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        tone = self._theme.tokens.accented
        painter = QPainter(self)
        rect = QRectF(self.rect())
        strokes.pill(painter, rect, tone.soft)
        if self.hasFocus():
            strokes.focus_ring(painter, rect, self._theme.tokens, rect.height() / 2)
        room = self.width() - px(10) - px(6) - px(11) - px(8)
        painter.setFont(self._theme.font(self.face))
        painter.setPen(tone.fg)
        shown = metrics.elidedText(self.word, Qt.TextElideMode.ElideRight, room + 1)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(self._placed(px(10), room + 1), flags, isolated(shown))
        self._theme.icons.paint(painter, QRectF(self._placed(px(10) + room + px(6), px(11))), "x", tone.fg)
        painter.end()
