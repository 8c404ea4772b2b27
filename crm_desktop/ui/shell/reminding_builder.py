"""Puts reminding together: the tick, the wording, the desktop, and what else is looked at with every tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.answering.asking import MeetingAsking
from crm_desktop.ui.inbox.notice_words import NoticeWords
from crm_desktop.ui.shell.announcing import Announcing
from crm_desktop.ui.shell.reminding import Reminding

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from crm_desktop.services.context import Services
    from crm_desktop.services.reminder_wording import Notice
    from crm_desktop.ui.shell.desktop_notices import DesktopNotices
    from crm_desktop.ui.shell.session import WindowSession


def build_reminding(
    services: Services,
    notices: DesktopNotices,
    is_busy: Callable[[], bool],
    told: Callable[[Notice], None],
    parent: QObject,
) -> Reminding:
    """Reminding, not started yet. `told` hears what has just come due, for those who look at the window."""
    words = NoticeWords(services.clock)
    announcing = Announcing(services.reminders, notices, words.notice)
    reminding = Reminding(services.reminders, announcing, services.clock, parent, is_busy=is_busy)
    reminding.fired.connect(lambda due: told(words.notice(due)))
    # The command line may write into the same file: the window shows it when it is looked at, or soon.
    reminding.ticked.connect(services.file.notice_changes_elsewhere)
    reminding.ticked.connect(services.contacts.roll_over)
    return reminding


def build_asking(session: WindowSession) -> MeetingAsking:
    """What asks how a meeting went when it is over: where the window is looked at and says nothing else."""
    bar = session.window.content

    def is_looked_at() -> bool:
        return session.window.isActiveWindow() and not bar.messages.text

    return MeetingAsking(
        session.services.answering,
        is_looked_at,
        session.messages.offer,
        session.dialogs.how_it_went,
        lambda: session.go_to("today"),
        session,
    )
