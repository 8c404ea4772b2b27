"""The first words of a log line in the window's language; what is done with them is in `one_line`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.ui.logbook.one_line import ENGLISH

if TYPE_CHECKING:
    from crm_desktop.ui.logbook.one_line import LineWords

_translate = QCoreApplication.translate


def line_words() -> LineWords:
    """The first words that say what happened, in English and in the window's language."""
    return ENGLISH.with_more(
        {
            InteractionKind.CALL: _translate("LineWords", "called call phoned"),
            InteractionKind.VISIT: _translate("LineWords", "visited visit"),
            InteractionKind.MEETING: _translate("LineWords", "met meeting"),
            InteractionKind.MESSAGE: _translate("LineWords", "wrote message texted"),
            InteractionKind.EMAIL: _translate("LineWords", "mailed e-mail"),
            InteractionKind.PURCHASE: _translate("LineWords", "bought sold"),
            InteractionKind.COMPLAINT: _translate("LineWords", "complained complaint"),
            InteractionKind.NOTE: _translate("LineWords", "note"),
        }
    )
