"""A sheet of labelled rows. Enter and Ctrl+S save; what is wrong is said in it, and nothing typed is lost:
where it cannot be saved it stays open as it is, and where it is left its text can be kept as a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.services.environment import told_words
from crm_desktop.ui.drafts.fields import content_of, on_edit, put_back
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.widgets.calm_wheel import CalmWheel
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.plain_text import LONGEST_TITLE, one_line, plain_title
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController


class FormDialog(Sheet):
    """Fill it with `add_row`; `save` keeps what was put in. Signals: `edited`, something in it was.

    Whoever keeps drafts calls `keep_on_leaving`; then leaving it asks first whether its text is kept.
    """

    edited = Signal()

    def __init__(self, title: str, save_text: str, theme: ThemeController, parent: QWidget | None) -> None:
        super().__init__(title, theme, parent, save=save_text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        self.form = QGridLayout(content)
        # Room for the ring of a field in focus, which a scroll area would cut.
        self.form.setContentsMargins(2, 2, theme.px(6), 2)
        self.form.setHorizontalSpacing(theme.px(14))
        self.form.setVerticalSpacing(theme.px(12))
        self.form.setColumnStretch(1, 1)
        self.body.addWidget(FittingScroll(content, self), 1)
        self._said = ""
        self._keep: Callable[[], str] | None = None
        self.is_thrown_away = False
        self._wheel = CalmWheel(self)
        self.saved.connect(self.submit)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)

    def set_title(self, title: str) -> None:
        """Say what the dialog is about."""
        self.setWindowTitle(plain_title(title))
        self.title.setText(one_line(title, LONGEST_TITLE))
        self.title.setWordWrap(True)

    def add_row(self, text: str, widget: QWidget, *, top: int = 9) -> PlainLabel:
        """A row with its label, which stands `top` of the design's pixels below the widget's upper edge."""
        label = PlainLabel(text)
        label.setBuddy(widget)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setContentsMargins(0, self.theme.px(top), 0, 0)
        row = self.form.rowCount()
        self._wheel.calm(widget)
        self.form.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.form.addWidget(widget, row, 1)
        return label

    @property
    def error_text(self) -> str:
        """What is wrong, as it is said in the dialog; empty while nothing is."""
        return self._said

    def submit(self) -> None:
        """Save and close; or say what is wrong and stay."""
        if self.tried(self.save):
            self.accept()

    def tried(self, act: Callable[[], object]) -> bool:
        """Do something, or say in the dialog what is wrong with it; whether it was done."""
        try:
            act()
        except Exception as error:
            # A full disk too is said here, beside what was typed: it stays, and can be saved again.
            words = told_words(error)
            if not words:
                raise
            self._say(words)
            return False
        self._say("")
        return True

    def _say(self, words: str) -> None:
        self._said = words
        self.error(words)

    def save(self) -> None:
        """Keep what was put in. Raises UserError for what cannot be kept."""
        raise NotImplementedError

    # Drafts

    def draft_fields(self) -> Mapping[str, QWidget]:
        """The fields by name, in the order in which they are to be put back."""
        raise NotImplementedError

    def draft_title(self) -> str:
        """What is being written, in words."""
        return self.windowTitle()

    def draft_content(self) -> dict[str, JSON]:
        """What stands in the fields."""
        return content_of(self.draft_fields())

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields that are named in the content."""
        put_back(self.draft_fields(), content)

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Whether somebody would miss these fields, which are not as they were at first."""
        return bool(typed)

    def show_notice(self, notice: QWidget) -> None:
        """Show something to know above the fields."""
        self.body.insertWidget(0, notice)

    def put_cursor_behind(self) -> None:
        """Behind what stands in the field, so that the next key takes nothing of it away."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.end(False)
        elif isinstance(field, QPlainTextEdit):
            field.moveCursor(QTextCursor.MoveOperation.End)

    def keep_on_leaving(self, keep: Callable[[], str]) -> None:
        """From now on tell of edits, and call `keep` before leaving: it gives why the text is not kept."""
        self._keep = keep
        self._throw_button = FlatButton(self.tr("Throw away"), self.theme, "trash", self)
        self._throw_button.clicked.connect(self.throw_away)
        self._throw_button.hide()
        self.foot.insertWidget(0, self._throw_button)
        on_edit(self.draft_fields(), lambda *_: self.edited.emit())
        self.edited.connect(self.offer_to_throw_away)

    def offer_to_throw_away(self) -> None:
        """There is something typed that one may want to be rid of."""
        self._throw_button.show()

    def throw_away(self) -> None:
        """Leave without keeping anything."""
        self.is_thrown_away = True
        super().reject()

    def reject(self) -> None:
        """Leave; where what was typed cannot be kept, say so and stay."""
        why = self._keep() if self._keep is not None else ""
        if why:
            self._say(why)
            self.offer_to_throw_away()
            return
        super().reject()
