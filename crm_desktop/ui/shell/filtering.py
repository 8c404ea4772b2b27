"""Opens the builder of filters over the window, keeps what is typed in it, and hands on what was made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.drafts.following import Subject
from crm_desktop.ui.editor.suggestions import holding
from crm_desktop.ui.filters.builder import FilterBuilder
from crm_desktop.ui.filters.condition_line import Vocabulary
from crm_desktop.ui.shell.draft_subjects import FILTER
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.filters.condition import SavedFilter
    from crm_desktop.ui.drafts.following import Kept
    from crm_desktop.ui.filters.builder import Start
    from crm_desktop.ui.shell.session import WindowSession

_translate = QCoreApplication.translate


def open_builder(
    session: WindowSession, start: Start, made: Callable[[SavedFilter], object], kept: Kept | None = None
) -> FilterBuilder:
    """Open it; `made` is told of the filter, with a name and an id where it is a list now."""
    services = session.services
    builder = FilterBuilder(
        services.filters,
        services.contacts,
        _vocabulary(session),
        session.runner,
        session.theme,
        start,
        session.window,
    )
    session.drafting.dialogs.follow(builder, _subject(start), kept)
    before = services.undo.newest()

    def on_accepted() -> None:
        if builder.made is None:
            return
        made(builder.made)
        if services.undo.newest() != before:
            text = _translate("Lists", "Kept the list {name}").format(name=builder.made.name)
            session.messages.undoable(text)

    builder.accepted.connect(on_accepted)
    builder.open()
    return builder


def _subject(start: Start) -> Subject:
    if start.saved is None:
        return Subject(FILTER, "", {"filter": None})
    return Subject(FILTER, f"{FILTER}/{start.saved.id}", {"filter": start.saved.id})


def _vocabulary(session: WindowSession) -> Vocabulary:
    services = session.services
    contacts = services.contacts
    cities = cache(contacts.cities)
    return Vocabulary(
        services.filters.subjects(),
        DayWords(services.clock).today(),
        {
            "company": contacts.companies,
            "former-company": contacts.companies,
            "city": lambda typed: holding(cities(), typed),
            "source": lambda typed: holding(contacts.sources(), typed),
        },
    )
