"""Opens what writes contacts to a file: everybody, the list as it is, a saved list, or who is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from crm_desktop.ui.importing.archive_sheet import archive_kind
from crm_desktop.ui.importing.calendar_sheet import calendar_kind
from crm_desktop.ui.importing.export_dialog import ExportDialog, ExportGroup
from crm_desktop.ui.runtime.folders import open_folder
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.contact_query import ContactQuery
    from crm_desktop.domain.filters.condition import SavedFilter
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.context import Services
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


def open_exporting(
    services: Services,
    runner: TaskRunner,
    messages: BarMessages,
    theme: ThemeController,
    window: QWidget,
    selected: Sequence[ContactId] = (),
    query: ContactQuery | None = None,
) -> ExportDialog:
    """Open the dialog; when the file is written the window says so, with a way to its folder."""
    groups, chosen = export_groups(services, selected, query)
    more = [calendar_kind(services.calendar_files), archive_kind(services.archiving)]
    dialog = ExportDialog(services.exporting, groups, runner, theme, window, more=more, chosen=chosen)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.exported.connect(lambda path, count: _tell(messages, path, count))
    dialog.open()
    return dialog


def export_groups(
    services: Services, selected: Sequence[ContactId], query: ContactQuery | None = None
) -> tuple[list[ExportGroup], int]:
    """Who can be written, each with the number, and which of these one most likely means."""
    contacts, count = services.contacts, services.contacts.count()
    groups = [
        ExportGroup(english_plural(_translate("Export", "Everyone (%Ln)", None, count), count), lambda: None)
    ]
    chosen = 0
    listed = contacts.ids(query) if query is not None else ()
    if 0 < len(listed) < count:
        text = english_plural(_translate("Export", "The list as it is (%Ln)", None, len(listed)), len(listed))
        groups.append(ExportGroup(text, lambda: listed))
        chosen = len(groups) - 1
    if selected:
        groups.append(_of_selected(services, tuple(selected)))
        chosen = len(groups) - 1
    saved = [each for each in services.filters.all() if not each.problem]
    found = services.filters.counts([each.condition for each in saved])
    groups += [_of_filter(services, *each) for each in zip(saved, found, strict=True) if each[1]]
    return groups, chosen


def _of_selected(services: Services, selected: tuple[ContactId, ...]) -> ExportGroup:
    if len(selected) == 1:
        name = services.contacts.names(selected).get(selected[0], "")
        return ExportGroup(_translate("Export", "Only {name}").format(name=name), lambda: selected, name)
    text = _translate("Export", "%Ln selected contact(s)", None, len(selected))
    return ExportGroup(english_plural(text, len(selected)), lambda: selected)


def _of_filter(services: Services, saved: SavedFilter, count: int) -> ExportGroup:
    text = english_plural(_translate("Export", "{name} (%Ln)", None, count), count).format(name=saved.name)
    return ExportGroup(text, _asked_later(services, saved), saved.name)


def _asked_later(services: Services, saved: SavedFilter) -> Callable[[], Sequence[int]]:
    return lambda: services.filters.matching(saved.condition)


def _tell(messages: BarMessages, path: Path, count: int) -> None:
    if path.suffix.casefold() == ".ics":
        text = english_plural(_translate("Export", "Wrote %Ln event(s) to {name}", None, count), count)
    else:
        text = english_plural(_translate("Export", "Wrote %Ln contact(s) to {name}", None, count), count)
    action = _translate("Export", "Show in folder")
    messages.with_action(text.format(name=path.name), action, lambda: open_folder(path.parent))
