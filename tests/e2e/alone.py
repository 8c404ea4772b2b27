"""One run of the program's commands and its window, watched: which sockets, programs and modules it asks for.

Run as `python -m tests.e2e.alone FOLDER`; says what it found as one JSON document.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

_WATCHED = (
    "socket.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "ssl.",
    "webbrowser.",
    "os.system",
    "subprocess.",
)
# Not urllib.request: the keyring imports it, and asks nothing of it, which the sockets show.
_NETWORK = ("asyncio", "requests", "ftplib", "smtplib", "webbrowser")
_seen: list[str] = []


def main() -> None:
    """Do everything, and say what was seen."""
    sys.addaudithook(_watch)
    folder = Path(sys.argv[1])
    _commands(folder)
    _window(folder)
    found = {"events": sorted(set(_seen)), "internet": _internet_sockets(), "modules": _modules()}
    sys.__stdout__.write(json.dumps(found))  # type: ignore[union-attr]


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_WATCHED):
        _seen.append(f"{event} {arguments[1:3]!r}" if event.startswith("socket.") else event)


def _commands(folder: Path) -> None:
    from crm_desktop.bootstrap import outside
    from crm_desktop.cli.main import run

    card = folder / "people.vcf"
    card.write_text(
        "BEGIN:VCARD\nFN:Eva\nNOTE:![x](http://example.invalid/z.png)\nURL:http://example.invalid/x\nPHOTO:http://example.invalid/y\nEND:VCARD\n"
    )
    given = outside()
    with tempfile.TemporaryFile("w+") as quiet:
        before, sys.stdout = sys.stdout, quiet
        for argv in (
            ["add", "Anna", "--phone", "+251911234567"],
            ["import", str(card)],
            ["list"],
            ["search", "anna"],
            ["today"],
            ["export", str(folder / "all.vcf")],
            ["check", "--deep"],
            ["backup"],
        ):
            assert run(["--data", str(folder), *argv], given) == 0, argv
        sys.stdout = before


def _window(folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from crm_desktop.bootstrap import open_services
    from crm_desktop.ui.app import run_window
    from crm_desktop.ui.shell.session import PEOPLE, SETTINGS, TODAY, WindowSession
    from tests.benchmarks.window import parts_of, settle

    def begun(session: WindowSession) -> None:
        def ready() -> None:
            for name in (TODAY, SETTINGS, PEOPLE):
                page = session.go_to(name)
                settle(0.1)
            for number in (1, 2):
                page.show_contact(number)  # type: ignore[attr-defined]
                settle(0.2)
            session.window.grab()
            QApplication.quit()

        session.ready.connect(ready)

    run_window(parts_of(folder, lambda: open_services(folder)), begun=begun)


def _internet_sockets() -> list[str]:
    """The sockets of this process that lead outside, in a table of the kernel."""
    own = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            own.add(str(entry.readlink()))
        except OSError:
            continue
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path("/proc/self/net", table).read_text().splitlines()[1:]:
            if f"socket:[{line.split()[9]}]" in own:
                found += [f"{table} {line.split()[2]}"]
    return found


def _modules() -> list[str]:
    return sorted(name for name in sys.modules if name in _NETWORK or name.startswith("PySide6.QtWeb"))


if __name__ == "__main__":
    main()
