"""One running program for each data folder: a second start asks the first one to come to the front.

The socket takes the word "raise" and nothing else, and only from the same user. QtNetwork costs 20 ms to
load, so the first instance loads it only when it begins to listen, once its window is up.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QSysInfo, QThread, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
_WORD = b"raise\n"
_PATIENCE_MS = 3000  # the first instance may have taken the lock and not yet painted its window
_STEP_MS = 50
_LISTEN_AFTER_MS = 2000


class SingleInstance(QObject):
    """Signals: `raise_requested()` when somebody started the program a second time.

    A lock file in the data folder decides who is the first. It counts only while its program lives, so that
    what a crash leaves behind, a socket included, is taken over. Where `is_first` said no, `was_answered`
    tells whether the other one heard; `holder` names the machine it runs on.
    """

    raise_requested = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(data_dir)
        self._folder = data_dir
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)  # somebody who works for long is not dead
        self.was_answered = False
        self._soon = QTimer(self, singleShot=True, interval=_LISTEN_AFTER_MS)
        self._soon.timeout.connect(self.listen)
        self._server: QLocalServer | None = None
        self._waiting: list[QLocalSocket] = []

    @property
    def holder(self) -> str:
        """The name of the machine whose program holds the folder, "" where it cannot be told."""
        info = self._lock.getLockInfo()
        return str(info[1]) if isinstance(info, tuple) and len(info) > 1 and info[1] else ""

    @property
    def is_held_elsewhere(self) -> bool:
        """Whether the program that holds the folder runs on another machine, and cannot be asked."""
        return self.holder not in ("", QSysInfo.machineHostName())

    def is_first(
        self, patience_ms: int = _PATIENCE_MS, *, is_left_behind: Callable[[], bool] = lambda: False
    ) -> bool:
        """Whether no other program has the folder; if one has on this machine, it is asked to come forward.

        Of a lock that another machine holds nobody here can tell whether its program still lives: then
        `is_left_behind` is asked, and if it is, it is taken over. The first one listens a moment later by
        itself, or at once by `listen`.
        """
        # In a folder that cannot be written there is no lock: opening the data file will say so in words.
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._is_locked_by_another():
            if not self.is_held_elsewhere:
                self.was_answered = self._ask_other(patience_ms)
                return False
            if not is_left_behind():
                return False
            _log.info("a lock that another computer left behind is taken over")
            self.take_over()
        self._soon.start()
        return True

    def take_over(self) -> None:
        """Take the folder although another program has its lock, or left it behind."""
        if not self._lock.isLocked():
            self._lock.removeStaleLockFile()
            self._lock.tryLock(0)

    def _is_locked_by_another(self) -> bool:
        if self._lock.isLocked() or self._lock.tryLock(0):
            return False
        return self._lock.error() == QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Begin to take requests to come forward."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_new_connection)
        QLocalServer.removeServer(self._name)
        if not server.listen(self._name):
            _log.warning("cannot be asked to come forward: %s", server.errorString())
        self._server = server

    def stop(self) -> None:
        """Let another one be the first."""
        self._soon.stop()
        for socket in self._waiting:
            socket.deleteLater()
        self._waiting.clear()
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _ask_other(self, patience_ms: int) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        deadline = QDeadlineTimer(patience_ms)
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(_STEP_MS * 4):
                socket.write(_WORD)
                told = socket.waitForBytesWritten(_STEP_MS * 20)
                if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
                    socket.disconnectFromServer()
                return told
            if deadline.hasExpired():
                _log.warning("the running program does not answer: %s", socket.errorString())
                return False
            QThread.msleep(_STEP_MS)

    def _on_new_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(len(_WORD))
            self._waiting.append(socket)
            socket.readyRead.connect(self._on_socket_changed)
            socket.disconnected.connect(self._on_socket_changed)
        self._on_socket_changed()

    def _on_socket_changed(self) -> None:
        """Read what has come. A socket is done after its first six bytes, or when it is closed."""
        for socket in tuple(self._waiting):
            closed = socket.state() == socket.LocalSocketState.UnconnectedState
            if socket.bytesAvailable() < len(_WORD) and not closed:
                continue
            word = bytes(socket.read(len(_WORD)).data())
            self._waiting.remove(socket)
            socket.abort()
            socket.deleteLater()
            if word == _WORD:
                self.raise_requested.emit()


def server_name(data_dir: Path) -> str:
    """A name that is the folder's own, whatever way it is written, and that betrays nothing of it."""
    path = str(data_dir.resolve()).encode("utf-8", "surrogatepass")
    return "crm-desktop-" + hashlib.sha256(path).hexdigest()[:24]
