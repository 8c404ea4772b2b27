"""Puts the page for typing in a notebook together; its half-typed rows are a draft like every other text."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.drafts.following import Subject, follow
from crm_desktop.ui.paper.columns import AT_FIRST
from crm_desktop.ui.paper.page import PaperPage, PaperServices
from crm_desktop.ui.shell.draft_subjects import PAPER_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.drafts.following import Kept
    from crm_desktop.ui.drafts.typed import TakenUp
    from crm_desktop.ui.runtime.window_state import WindowState
    from crm_desktop.ui.shell.session import WindowSession

_COLUMNS = "paper/columns"


def build_paper_page(session: WindowSession) -> PaperPage:
    """The page, with the rows in it that were not kept the last time."""
    from crm_desktop.domain.phone import international
    from crm_desktop.formats.plain_text.reading import reader_for
    from crm_desktop.services.local_day import local_today

    services = session.services
    country = services.settings.country
    page = PaperPage(
        PaperServices(services.contacts, services.duplicates, services.custom_fields),
        reader_for(
            partial(international, country=country), country=country, today=local_today(services.clock)
        ),
        session.messages,
        session.theme,
        columns=_columns(session.state),
        keep_columns=lambda keys: session.state.keep_value(
            _COLUMNS, QByteArray(json.dumps(list(keys)).encode())
        ),
    )
    page.back_asked.connect(lambda: session.go_to("people"))
    page.open_asked.connect(lambda number: session.open_contact(ContactId(number)))
    session.relay.data_changed.connect(page.notice)

    def tell(kept: Kept, _how: TakenUp) -> None:
        session.messages.say(session.window.tr("Rows that were not kept the last time are here again."))

    follow(session.drafting.keeper, page, Subject(PAPER_ROWS, PAPER_ROWS), None, tell)
    return page


def _columns(state: WindowState) -> Sequence[str]:
    kept = state.value(_COLUMNS)
    try:
        keys = json.loads(bytes(kept.data()).decode()) if kept is not None else None
    except ValueError:
        return AT_FIRST
    return [str(key) for key in keys] if isinstance(keys, list) else AT_FIRST
