"""One start in this process, `bare` or `app DATA`: prints milliseconds since it began, and its memory."""

import json
import os
import sys
import time


def since_start() -> float:
    """Milliseconds since the operating system started this process."""
    with open("/proc/self/stat", encoding="ascii") as stat:  # noqa: PTH123 - pathlib would count as start-up
        ticks = int(stat.read().rsplit(")", 1)[1].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000


def tell() -> None:
    """Print what was measured and end."""
    milliseconds = since_start()
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        pages = int(statm.read().split()[1])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    print(json.dumps({"ms": milliseconds, "mb": megabytes}), flush=True)
    os._exit(0)


def bare() -> None:
    """A window with an empty list."""
    from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow

    app = QApplication([])

    class List(QListWidget):
        def paintEvent(self, event: object) -> None:
            super().paintEvent(event)
            tell()

    window = QMainWindow()
    window.setCentralWidget(List())
    window.resize(1280, 720)
    window.show()
    app.exec()


def program(folder: str) -> None:
    """The program, opened on the People page; painted is when its list has painted its first rows."""
    from crm_desktop.ui.people.contact_view import ContactView

    painted = ContactView.paintEvent

    def paint_and_tell(view: ContactView, event: object) -> None:
        painted(view, event)
        if view.model().rowCount():
            tell()

    ContactView.paintEvent = paint_and_tell
    from contextlib import ExitStack
    from pathlib import Path

    from crm_desktop.__main__ import _window_parts
    from crm_desktop.ui.app import run_window

    with ExitStack() as log:
        run_window(_window_parts(Path(folder), log), page="people")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, os.getcwd())  # noqa: PTH109
    bare() if sys.argv[1] == "bare" else program(sys.argv[2])
