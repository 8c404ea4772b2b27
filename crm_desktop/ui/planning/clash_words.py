"""What else is planned at the same time, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

_translate = QCoreApplication.translate
_MOST_TOLD = 3


def clash_words(titles: Sequence[str]) -> str:
    """ "At the same time: Yoga and Lunch"; "" for nothing."""
    if not titles:
        return ""
    told, more = list(titles[:_MOST_TOLD]), len(titles) - _MOST_TOLD
    if more > 0:
        told.append(english_plural(_translate("Clashes", "%n more", None, more), more))
    what = QLocale().createSeparatedList(told)
    return _translate("Clashes", "At the same time: {what}").format(what=what)
