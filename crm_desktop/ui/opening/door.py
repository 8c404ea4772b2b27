"""Whether this program may open the data file: nobody else has it open, here or on another computer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.place import Holder

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.runtime.single_instance import SingleInstance
    from crm_desktop.ui.shell.ports import OccupancyPort
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


def ask_while_held(
    instance: SingleInstance, occupancy: OccupancyPort, theme: Callable[[], ThemeController]
) -> bool:
    """Whether to go on: say who has the data open, until they have quit, or the user opens it anyway."""
    from crm_desktop.ui.opening.held_dialog import Answer, HeldDialog

    while (holder := who_holds(instance, occupancy)) is not None:
        if sys.stderr is not None:
            sys.stderr.write(f"{held_words(holder)}\n")
        dialog = HeldDialog(held_words(holder), theme())
        answer = dialog.ask()
        dialog.deleteLater()
        if answer is Answer.QUIT:
            return False
        if answer is Answer.ANYWAY:
            instance.take_over()
            return True
    return True


def who_holds(instance: SingleInstance, occupancy: OccupancyPort) -> Holder | None:
    """Who has the data open on another computer, or as another user; None where nobody has any more."""
    holder = occupancy.holder()
    if holder is None and not instance.is_first(is_left_behind=lambda: True):
        return Holder(instance.holder, "", None)
    return holder


def held_words(holder: Holder) -> str:
    """ "Open on ANNA-PC by anna since 10:12. Quit it there first." """
    if holder.machine and holder.user and holder.since is not None:
        text = _translate(
            "Start", "The data is open on {machine} by {user} since {time}. Quit CRM Desktop there first."
        )
        return text.format(machine=holder.machine, user=holder.user, time=_since(holder))
    text = _translate("Start", "The data is open on {machine}. Quit CRM Desktop there first.")
    return text.format(machine=holder.machine or _translate("Start", "another computer"))


def _since(holder: Holder) -> str:
    from datetime import datetime

    from PySide6.QtCore import QDate, QLocale, QTime

    assert holder.since is not None
    here, now = holder.since.astimezone(), datetime.now().astimezone()
    short = QLocale.FormatType.ShortFormat
    time = QLocale().toString(QTime(here.hour, here.minute), short)
    if here.date() == now.date():
        return time
    return f"{QLocale().toString(QDate(here.year, here.month, here.day), short)} {time}"
