"""Pages and dialogs for now and then: tidying up, typing in, printing. None is imported before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.contact_query import ContactQuery
    from crm_desktop.domain.ids import AppointmentId
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.session import WindowSession

CALENDAR = "calendar"
DUPLICATES, TRIAGE, PAPER = "duplicates", "triage", "paper"
WITHIN_PEOPLE: Final = frozenset((DUPLICATES, TRIAGE, PAPER))
"""Pages without a place of their own in the side bar: they belong to People."""


def pages(session: WindowSession) -> dict[str, Callable[[], QWidget]]:
    """What builds each of the pages."""

    def duplicates() -> QWidget:
        from crm_desktop.ui.shell.duplicates_builder import build_duplicates_page

        return build_duplicates_page(session)

    def triage() -> QWidget:
        from crm_desktop.ui.shell.triage_builder import build_triage_page

        return build_triage_page(session)

    def paper() -> QWidget:
        from crm_desktop.ui.shell.paper_builder import build_paper_page

        return build_paper_page(session)

    def calendar() -> QWidget:
        from crm_desktop.ui.shell.calendar_builder import build_calendar_page

        return build_calendar_page(session)

    return {CALENDAR: calendar, DUPLICATES: duplicates, TRIAGE: triage, PAPER: paper}


def titles(actions: Actions) -> dict[str, QAction]:
    """The action whose words name each page."""
    return {
        CALENDAR: actions.calendar,
        DUPLICATES: actions.duplicates,
        TRIAGE: actions.triage,
        PAPER: actions.paper,
    }


def connect(session: WindowSession) -> None:
    """Let the actions open what they name."""
    for name, action in titles(session.actions).items():
        action.triggered.connect(lambda _checked=False, name=name: session.go_to(name))
    session.actions.filter.triggered.connect(lambda _checked=False: session.lists.make_or_change())
    session.actions.paste.triggered.connect(lambda _checked=False: _paste(session))
    session.window.text_dropped.connect(lambda text: _paste(session, text))
    session.dialogs.paste = session.actions.paste.trigger
    session.dialogs.type_in = session.actions.paper.trigger
    session.actions.ask.triggered.connect(lambda _checked=False: _ask(session))
    session.actions.print.triggered.connect(lambda _checked=False: _print(session))
    session.dialogs.brief = lambda meeting: _brief(session, meeting)
    session.dialogs.listed = lambda: _listed(session)


def _listed(session: WindowSession) -> ContactQuery | None:
    return session.people().list.query() if session.stack.current == "people" else None


def _ask(session: WindowSession) -> None:
    from crm_desktop.ui.shell.asking_builder import ask

    ask(session.go_to(CALENDAR))


def _paste(session: WindowSession, text: str | None = None) -> None:
    from crm_desktop.ui.shell.pasting_builder import open_pasting

    open_pasting(session, text)


def _brief(session: WindowSession, meeting: AppointmentId) -> None:
    from crm_desktop.ui.shell.printing_builder import open_brief

    open_brief(session, meeting)


def _print(session: WindowSession) -> None:
    from crm_desktop.ui.shell.printing_builder import open_printing

    open_printing(session)
