"""What was asked: the window or a command. Imports only what the answer needs."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.services.privacy import keep_files_private

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from crm_desktop.system.notifier import DesktopNotifier
    from crm_desktop.system.ticker import Ticker
    from crm_desktop.ui.shell.ports import WindowParts

REFUSED = 1
LANGUAGE_VARIABLE = "CRM_DESKTOP_LANG"
_WITH_VALUE = {"--data": "data", "--lang": "language"}


@dataclass(slots=True)
class Request:
    """What the command line says before its first word that is not an option; `rest` is everything after."""

    data: str | None = None
    language: str | None = None
    version: bool = False
    rest: tuple[str, ...] = ()


def read(arguments: Sequence[str]) -> Request:
    """Split the window's own options from a command, whose options are read by the command line itself."""
    request = Request()
    waiting = list(arguments)
    while waiting:
        name, has_value, value = waiting[0].partition("=")
        if name == "--version":
            request.version = True
        elif name in _WITH_VALUE and has_value:
            setattr(request, _WITH_VALUE[name], value)
        elif name in _WITH_VALUE and len(waiting) > 1:
            setattr(request, _WITH_VALUE[name], waiting.pop(1))
        else:
            break
        waiting.pop(0)
    request.rest = tuple(waiting)
    return request


def main() -> int:
    """Run, and return the exit code: 0 done, 1 refused with one sentence, 2 misused."""
    request = read(sys.argv[1:])
    if request.version:
        return _print_version()
    keep_files_private()
    return _run_command() if request.rest else _run_window(request)


def _print_version() -> int:
    from crm_desktop import __version__

    if sys.stdout is not None:
        sys.stdout.write(f"crm-desktop {__version__}\n")
    return 0


def _run_command() -> int:
    from crm_desktop import bootstrap
    from crm_desktop.cli.main import run

    return run(sys.argv[1:], bootstrap.outside())


def _run_window(request: Request) -> int:
    from crm_desktop.domain.errors import UserError
    from crm_desktop.system.display import why_no_display
    from crm_desktop.system.paths import data_dir

    if sentence := why_no_display():
        return _complain(sentence)
    from crm_desktop.ui.app import run_window
    from crm_desktop.ui.refusing import refuse

    try:
        folder = data_dir(request.data)
    except UserError as error:
        return refuse(str(error))
    with ExitStack() as log:
        return run_window(
            _window_parts(folder, log), language=request.language or os.environ.get(LANGUAGE_VARIABLE, "")
        )


def _window_parts(folder: Path, log: ExitStack) -> WindowParts:
    """What the window is made from, each imported when it is needed."""
    from crm_desktop.bootstrap import (
        open_encryption,
        open_keyring,
        open_moving,
        open_occupancy,
        open_rescue,
        open_services,
        place_of,
    )
    from crm_desktop.system.paths import resource, usual_data_dir
    from crm_desktop.ui.shell.ports import WindowParts

    def begin_log() -> None:
        from crm_desktop.system.logging_setup import set_up_logging
        from crm_desktop.system.own_files import tighten

        log.callback(set_up_logging(folder).close)
        tighten(folder)

    def at(other: Path) -> WindowParts:
        log.close()
        return _window_parts(other, log)

    def make_ticker(tick: Callable[[], None]) -> Ticker:
        from crm_desktop.system.ticker import Ticker

        return Ticker(tick)

    def make_notifier() -> DesktopNotifier:
        from crm_desktop.system.notifier import DesktopNotifier

        return DesktopNotifier(icon=resource("icons", "app", "crm-desktop.svg"))

    return WindowParts(
        data_dir=folder,
        resources=resource(),
        after_paint=begin_log,
        open_services=lambda passphrase: open_services(folder, passphrase=passphrase),
        open_rescue=lambda passphrase: open_rescue(folder, passphrase),
        open_encryption=lambda: open_encryption(folder),
        keys=lambda: open_keyring(folder),
        make_ticker=make_ticker,
        make_notifier=make_notifier,
        place_of=place_of,
        open_moving=lambda passphrase: open_moving(folder, passphrase),
        occupancy=lambda: open_occupancy(folder),
        usual_folder=usual_data_dir,
        at=at,
    )


def _complain(sentence: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
