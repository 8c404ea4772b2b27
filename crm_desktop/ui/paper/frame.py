"""What stands around the grid of the notebook: its head with buttons, a hint, and what is said of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.theme.controller import ThemeController

_SHOWN = 30


class PaperFrame:
    """Lays the page out; the page listens to its buttons."""

    def __init__(self, view: QWidget, theme: ThemeController, page: QWidget) -> None:
        tr = page.tr
        self._page, self._theme = page, theme
        self.back_button = QuietButton(tr("Back to People"), theme, "chevron-left")
        self.columns_button = QuietButton(tr("Columns"), theme, "columns")
        self.keep_button = PrimaryButton(tr("Keep all"), theme, "check")
        self.throw_button = QuietButton(tr("Throw away"), theme, "trash")
        self.open_button = FlatButton(tr("Open the card"), theme)
        self.join_button = FlatButton("", theme)
        self.title = ElidedLabel(tr("Type in from paper"), theme, Face.TITLE)
        self.counts = ElidedLabel("", theme, Face.SMALL, muted=True)
        self.waiting = QWidget()
        self.waiting_words = Muted("", theme)
        self.hint = Muted(
            tr(
                "A person a row, as on paper. Tab goes to the next cell and takes what is proposed in grey,"
                " Backspace refuses it. Ctrl+D repeats the row above, Enter begins the next row. A row is"
                " kept as soon as you leave it; until then it is a draft and not lost either."
            ),
            theme,
        )
        self.said = _Said(theme)
        for hidden in (self.waiting, self.open_button, self.join_button):
            hidden.hide()
        self._lay_out(view)

    def say(self, sentences: Sequence[str], *, doubt: bool, like: str) -> None:
        """What there is to know of the row under the cursor; `like` is whom it resembles most."""
        self.said.say(" ".join(sentences), self._theme, doubt=doubt)
        self.open_button.setVisible(bool(like))
        self.join_button.setVisible(bool(like))
        if like:
            name = one_line(like, _SHOWN)
            self.join_button.setText(self._page.tr("It is {name} (Ctrl+Enter)").format(name=name))
            self.open_button.setAccessibleName(self._page.tr("Open the card of {name}").format(name=name))

    def count(self, kept: int, waiting: int, *, busy: bool) -> None:
        """How many rows are kept, and how many wait for it besides the one that is being typed."""
        text = english_plural(self._page.tr("%n row(s) kept", None, kept), kept) if kept else ""
        self.counts.setText(text)
        self.waiting.setVisible(waiting > 0)
        self.throw_button.setEnabled(not busy)
        self.keep_button.setEnabled(not busy)
        rows = self._page.tr("%n row(s) are not kept yet. Look them through, then keep them.", None, waiting)
        one = self._page.tr("1 row is not kept yet.")
        self.waiting_words.setText(one if waiting == 1 else english_plural(rows, waiting))
        words = self._page.tr("Keep %n row(s)", None, waiting)
        self.keep_button.setText(english_plural(words, waiting))

    def _lay_out(self, view: QWidget) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.back_button)
        head.addSpacing(px(6))
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.counts)
        head.addWidget(self.columns_button)
        line = QHBoxLayout(self.waiting)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(self.waiting_words, 1)
        line.addWidget(self.throw_button)
        line.addWidget(self.keep_button)
        line_of_row = QHBoxLayout()
        line_of_row.setSpacing(px(8))
        line_of_row.addWidget(self.said, 1)
        line_of_row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        line_of_row.addWidget(self.join_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(px(24), px(18), px(24), px(18))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.waiting)
        # Above the grid: below it stands what the window itself has to say.
        column.addLayout(line_of_row)
        column.addWidget(view, 1)


class _Said(Muted):
    """Always two lines high, so that the grid does not jump."""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__("", theme)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str, theme: ThemeController, *, doubt: bool) -> None:
        """Say it; a doubt in the colour of a warning."""
        self.setText(text)
        self.setToolTip("")
        self.setAccessibleName(text)
        tokens = theme.tokens
        palette = self.palette()
        ink = tokens.warn.fg if doubt else tokens.text_muted
        palette.setColor(QPalette.ColorRole.PlaceholderText, ink)
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return False
