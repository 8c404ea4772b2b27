"""The dialogs at the last border: trouble with the machine, and mistakes of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


def show_trouble(words: str, theme: ThemeController, parent: QWidget | None = None) -> None:
    """Say what the environment did and what to do about it, until it is read."""
    sheet = Sheet(_translate("Trouble", "That did not work"), theme, parent)
    sheet.body.addWidget(_wrapped(words, theme))
    sheet.exec()
    sheet.deleteLater()


def show_crash(details: str, theme: ThemeController, parent: QWidget | None = None) -> None:
    """Own up to a mistake, say that the data is safe, and give the details to copy."""
    sheet = Sheet(_translate("Trouble", "Something went wrong in the program"), theme, parent)
    safe = _translate(
        "Trouble",
        "Your data is safe: what was not finished has been taken back, and you can go on working. "
        "The details below help to mend it.",
    )
    sheet.body.addWidget(_wrapped(safe, theme))
    area = TextArea(_translate("Trouble", "Details"), theme, lines=6)
    area.setPlainText(details)
    area.setReadOnly(True)
    area.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    sheet.body.addWidget(area, 1)
    copy = QuietButton(_translate("Trouble", "Copy the details"), theme, "copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    sheet.foot.insertWidget(0, copy)
    sheet.exec()
    sheet.deleteLater()


def _wrapped(text: str, theme: ThemeController) -> FaceLabel:
    label = FaceLabel(text, theme, Face.BODY)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
