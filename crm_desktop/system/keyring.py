"""The system's keyring: where a passphrase may be kept for its user. Without one nothing is kept.

A keyring is a program of somebody else's: whatever it is asked, it is asked in a thread that is given up when
no answer comes. It may put a question of its own to the user, so it is given time.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

ANSWER_SECONDS = 20.0
"""How long it may take to give something out; the user may have to unlock it first."""
KEEP_SECONDS = 60.0
"""How long it may take to keep something or to forget it."""

_SERVICE = "CRM Desktop"
_RECOMMENDED = 1  # what has less keeps secrets in a plain file, or nowhere
_NO_LIBRARY = 'What keeps passphrases is not installed: pip install "crm-desktop[encrypt]"'
_NO_KEYRING = (
    "This computer has no keyring that could keep the passphrase; it will be asked for at every start."
)
_NO_ANSWER = "The keyring of this computer does not answer; the passphrase will be asked for at every start."

_log = logging.getLogger(__name__)

T = TypeVar("T")


class Keyring:
    """The passphrase of one data folder, under the folder's path."""

    def __init__(self, folder: Path) -> None:
        self._name = str(folder.resolve())

    def trouble(self) -> str:
        """Why there is no keyring to use, in a sentence; empty where there is one. Never raises."""
        try:
            return _within(ANSWER_SECONDS, _trouble)
        except TimeoutError:
            return _NO_ANSWER
        except Exception as error:  # noqa: BLE001 - see above: somebody else's
            _log.warning("the keyring cannot be used: %s", type(error).__name__)
            return _NO_KEYRING

    def remembered(self) -> str | None:
        """The passphrase that is kept, None where there is none. Never raises."""
        try:
            return _within(ANSWER_SECONDS, self._read)
        except Exception as error:  # noqa: BLE001 - see above: somebody else's
            _log.warning("the keyring does not answer: %s", type(error).__name__)
            return None

    def remember(self, passphrase: str) -> None:
        """Keep it. Raises UserError where that cannot be; it is never kept anywhere else."""
        if trouble := self.trouble():
            raise UserError(trouble)

        def keep() -> None:
            _library().set_password(_SERVICE, self._name, passphrase)
            if self._read() != passphrase:
                raise ValueError("something else is kept")

        try:
            _within(KEEP_SECONDS, keep)
        except Exception as error:
            raise UserError("The keyring refused to keep the passphrase; open it and try again.") from error

    def forget(self) -> None:
        """Keep it no more. Raises UserError where the keyring refuses."""
        if self.remembered() is None:
            return
        try:
            _within(KEEP_SECONDS, lambda: _library().delete_password(_SERVICE, self._name))
        except Exception as error:
            raise UserError("The keyring refused to forget the passphrase; remove it there.") from error

    def _read(self) -> str | None:
        if _trouble():
            return None
        found: object = _library().get_password(_SERVICE, self._name)
        return found if isinstance(found, str) and found else None


def _trouble() -> str:
    try:
        backend = _library().get_keyring()
    except ImportError:
        return _NO_LIBRARY
    return "" if _is_safe(backend) else _NO_KEYRING


def _is_safe(backend: Any) -> bool:
    """Whether it keeps secrets as a system does. One that stands for several keeps them in the first."""
    first = next(iter(getattr(backend, "backends", ())), backend)
    return bool(first.priority >= _RECOMMENDED)


def _library() -> ModuleType:
    import keyring

    return keyring


def _within(seconds: float, ask: Callable[[], T]) -> T:
    """The answer, or what was raised instead. Raises TimeoutError where neither comes in time."""
    answers: list[T] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001 - raised again where it was asked for
            errors.append(error)

    asking = threading.Thread(target=run, name="keyring", daemon=True)
    asking.start()
    asking.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError
    return answers[0]
