"""Whatever fails in the window while somebody's card is open: the log tells of the failure, not of them."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.domain.changes import DataChanged
from crm_desktop.domain.contact import Contact, Email, Name, Phone
from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from crm_desktop.system.logging_setup import set_up_logging
from crm_desktop.system.notifier import DesktopNotifier
from crm_desktop.ui.runtime.error_border import ErrorBorder

WORDS = ("Zerihun", "Quaxwell", "911778899", "zq@example", "Geheimnis")
NAME = "Zerihun Quaxwell +251911778899"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log of a window that starts."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook, faulthandler.is_enabled()
    level, raising = logging.getLogger().level, logging.raiseExceptions
    files = set_up_logging(tmp_path, logging.DEBUG)
    yield files.folder
    files.close()
    logging.getLogger().setLevel(level)
    logging.raiseExceptions = raising
    assert before == (sys.excepthook, threading.excepthook, sys.unraisablehook, faulthandler.is_enabled())


class _Refusing:
    def notify(self, title: str, message: str, app_name: str, app_icon: str, timeout: int) -> None:
        raise RuntimeError(f"cannot show {title}: {message}")


def test_the_log_tells_of_failures_and_of_nobody(log: Path, services: Services) -> None:
    def listener(_change: DataChanged) -> None:
        raise KeyError(NAME)

    services.bus.subscribe(listener)
    services.contacts.add(
        Contact(
            Name(NAME), phones=(Phone("+251911778899"),), emails=(Email("zq@example.com"),), notes="Geheimnis"
        )
    )
    told: list[str] = []
    border = ErrorBorder(beside_work=told.append, dialog=told.append, crash=told.append)
    for error in (
        UserError(f"There is nobody called {NAME}."),
        OSError(28, "No space left on device", f"/home/{NAME}/Geheimnis.vcf"),
        ValueError(f"{NAME}: Geheimnis"),
        ExceptionGroup(NAME, [RuntimeError("Geheimnis")]),
    ):
        border.handle(error)
    DesktopNotifier(backend=_Refusing()).notify(NAME, "Geheimnis")
    written = "".join(file.read_text(encoding="utf-8") for file in log.iterdir())
    assert "KeyError" in written
    assert "ValueError" in written
    assert "not delivered: refused" in written
    assert [word for word in WORDS if word in written] == []
    assert any("Geheimnis" in one for one in told)  # whoever sits before it may see it
