"""The sheets that ask for passphrases: a new one, another one, the one that is to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.passphrase import normal, weakness
from crm_desktop.domain.passphrase_strength import Strength, strength
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel, Muted, PlainLabel
from crm_desktop.ui.widgets.passphrase_field import PassphraseField
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate

_TONES = {Strength.REFUSED: "bad", Strength.WEAK: "warn", Strength.FAIR: "info", Strength.STRONG: "good"}


class PassphraseSheet(Sheet):
    """Asks for passphrases. `column` is as high as its words, and scrolls where the screen is smaller."""

    def __init__(self, title: str, save: str, theme: ThemeController, parent: QWidget | None) -> None:
        super().__init__(title, theme, parent, save=save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        self.column = QVBoxLayout(content)
        # Room for the ring of a field in focus, which a scroll area would cut.
        self.column.setContentsMargins(2, 2, theme.px(6), 2)
        self.column.setSpacing(theme.px(12))
        self.body.addWidget(FittingScroll(content, self), 1)

    @property
    def problem(self) -> str:
        """What it says cannot be done, "" where it says nothing."""
        return self._error.text()

    def error(self, text: str) -> None:
        super().error(text)
        if text and self.isVisible():
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _add_field(self, name: str) -> PassphraseField:
        field = PassphraseField(name, self.theme)
        field.changed.connect(lambda: self.error(""))
        self.column.addWidget(_named(name, field))
        return field

    def _checked(self, choice: NewPassphrase) -> str:
        if why := weakness(choice.text):
            self.error(why)
            choice.field.edit.setFocus()
            return ""
        if not choice.is_same:
            self.error(self.tr("The two are not the same. Type the second one again."))
            choice.again.edit.selectAll()
            choice.again.edit.setFocus()
            return ""
        return choice.text


class TurnOnSheet(PassphraseSheet):
    """`new` is what to encrypt with; `keep` whether the keyring is to have it too."""

    def __init__(self, theme: ThemeController, parent: QWidget | None, *, keyring_trouble: str) -> None:
        super().__init__(self.tr("Encrypt your contacts"), self.tr("Encrypt"), theme, parent)
        self.column.addWidget(
            _wrapped(
                self.tr(
                    "Your contacts and their backups then open with this passphrase only. Three or four "
                    "words that have nothing to do with each other are good, and easy to keep in mind."
                ),
                theme,
            )
        )
        self.choice = NewPassphrase(theme)
        self.choice.changed.connect(lambda: self.error(""))
        self.column.addWidget(self.choice)
        self.column.addWidget(
            _Warning(
                self.tr(
                    "Without it nobody can open your contacts any more, and there is no other way in: "
                    "not even for us. Write it down, and keep the paper where you keep your documents."
                ),
                theme,
            )
        )
        self.keep_box = QCheckBox(self.tr("Keep it in this computer's keyring"))
        self.keep_box.setEnabled(not keyring_trouble)
        self.column.addWidget(self.keep_box)
        self.column.addWidget(Muted(keyring_trouble or keyring_hint(), theme))

    @property
    def new(self) -> str:
        """The passphrase, once it may be used; "" says beside the field why not."""
        return self._checked(self.choice)

    @property
    def keep(self) -> bool:
        """Whether the keyring is to have it."""
        return self.keep_box.isEnabled() and self.keep_box.isChecked()


class ChangeSheet(PassphraseSheet):
    """`old` and `new`, each "" while it may not be used."""

    def __init__(self, theme: ThemeController, parent: QWidget | None) -> None:
        super().__init__(self.tr("Change the passphrase"), self.tr("Change"), theme, parent)
        self.old_field = self._add_field(self.tr("The present passphrase"))
        self.choice = NewPassphrase(theme)
        self.choice.changed.connect(lambda: self.error(""))
        self.column.addWidget(self.choice)
        self.column.addWidget(
            Muted(
                self.tr("Your backups get the new one too. Copies that you made elsewhere keep the old one."),
                theme,
            )
        )

    @property
    def old(self) -> str:
        """What was given as the present one."""
        return self.old_field.text

    @property
    def new(self) -> str:
        """The passphrase, once it may be used; "" says beside the field why not."""
        return self._checked(self.choice)


class TurnOffSheet(PassphraseSheet):
    """`old` is the passphrase that is to go."""

    def __init__(self, theme: ThemeController, parent: QWidget | None) -> None:
        super().__init__(self.tr("Turn encryption off"), self.tr("Turn off"), theme, parent)
        self.column.addWidget(
            _wrapped(
                self.tr(
                    "Anyone who gets hold of this computer can then read your contacts and their backups."
                ),
                theme,
            )
        )
        self.old_field = self._add_field(self.tr("Your passphrase"))

    @property
    def old(self) -> str:
        """What was given as the passphrase."""
        return self.old_field.text


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, and what it is worth in plain words. `changed` with every key."""

    changed = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        name, again = self.tr("New passphrase"), self.tr("The same once more")
        self.field = PassphraseField(name, theme)
        self.field.changed.connect(self._judge)
        self.again = PassphraseField(again, theme)
        self.again.changed.connect(self.changed)
        self.bar = _StrengthBar(theme)
        self.words = Muted("", theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (PlainLabel(name), self.field, self.bar, self.words):
            column.addWidget(widget)
        column.addSpacing(theme.px(4))
        for widget in (PlainLabel(again), self.again):
            column.addWidget(widget)
        self._judge()

    @property
    def text(self) -> str:
        """What was typed first."""
        return self.field.text

    @property
    def is_same(self) -> bool:
        """Whether both fields hold the same passphrase."""
        return normal(self.text) == normal(self.again.text)

    def _judge(self) -> None:
        worth = strength(self.text) if self.text else None
        self.bar.show_strength(worth)
        self.words.setText(self._words(worth))
        self.field.edit.setAccessibleDescription(self.words.text())
        self.changed.emit()

    def _words(self, worth: Strength | None) -> str:
        if worth is None:
            return self.tr("At least 8 characters, better a few words.")
        if worth is Strength.REFUSED:
            return weakness(self.text)
        return {
            Strength.WEAK: self.tr("Weak: a computer guesses it within days. Add a word or two."),
            Strength.FAIR: self.tr("Fair: it holds out against most people. One more word makes it strong."),
            Strength.STRONG: self.tr("Strong."),
        }[worth]


class _StrengthBar(QWidget):
    """Three strokes, filled from the side where reading begins. The words beside it say the same."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._worth: Strength | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strength(self, worth: Strength | None) -> None:
        """None while nothing is typed."""
        self._worth = worth
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, gap = self._theme.tokens, self._theme.px(4)
        width = (self.width() - 2 * gap) / 3
        filled = 0 if self._worth is None else max(1, int(self._worth))
        tone: QColor = tokens.tone(_TONES[self._worth]).fg if self._worth is not None else tokens.border
        painter = QPainter(self)
        for place in range(3):
            left = place * (width + gap)
            if self.isRightToLeft():
                left = self.width() - width - left
            fill = tone if place < filled else tokens.border
            strokes.pill(painter, QRectF(left, 0, width, self.height()), fill)
        painter.end()


class _Warning(QWidget):
    """What must not be overlooked, on a ground of its own."""

    def __init__(self, text: str, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(42), px(10), px(12), px(10))
        if self.isRightToLeft():
            row.setContentsMargins(px(12), px(10), px(42), px(10))
        row.addWidget(_wrapped(text, theme))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone, px = self._theme.tokens.tone("warn"), self._theme.px
        painter = QPainter(self)
        strokes.box(painter, QRectF(self.rect()), tone.soft, None, px(10))
        side = px(20)
        left = self.width() - side - px(12) if self.isRightToLeft() else px(12)
        self._theme.icons.paint(painter, QRectF(left, px(12), side, side), "alert", tone.fg)
        painter.end()


def keyring_hint() -> str:
    """What keeping the passphrase in the keyring means."""
    return _translate(
        "Encryption", "You are then not asked when you start the program. Unlocking it asks all the same."
    )


def _named(name: str, field: QWidget) -> QWidget:
    """A field with its name above it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(PlainLabel(name))
    column.addWidget(field)
    return holder


def _wrapped(text: str, theme: ThemeController) -> FaceLabel:
    label = FaceLabel(text, theme, Face.BODY)
    label.setWordWrap(True)
    return label
