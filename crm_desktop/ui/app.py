"""Starts the window: the shortest way to the first painted page, and a clean way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.refusing import application
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.session import TODAY
from crm_desktop.ui.windows import Ended, Windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.shell.session import WindowSession


def run_window(
    parts: WindowParts,
    *,
    language: str = "",
    page: str = TODAY,
    begun: Callable[[WindowSession], None] = lambda _session: None,
) -> int:
    """Run the window until it is quit; the exit code. `begun` is handed the session before it is shown.

    A second start on the same data folder brings the first one forward and ends with 0.
    """
    app, ended, theme = application(), Ended(page=page), None
    while True:
        windows = Windows(app, parts, Language(app, parts.resources), language, theme)
        try:
            code = windows.admitted()
            ended = windows.run(ended, begun) if code is None else Ended(code)
        finally:
            windows.leave()
        if ended.moved_to is None or parts.at is None:
            return ended.code
        parts, theme = parts.at(ended.moved_to), windows.theme
