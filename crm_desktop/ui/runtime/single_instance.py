"""One running program a data folder: a second start asks the first to come forward, and ends.

The only socket that the program opens; it belongs to the user alone and takes one word.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise\n"
_PATIENCE = 1000  # ms


class SingleInstance(QObject):
    """Signals: `raise_requested()` when somebody started the program a second time."""

    raise_requested = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(data_dir.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
        self._name = f"crm-desktop-{digest[:24]}"
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    def is_first(self) -> bool:
        """Whether no other program has the folder; if one has, it is asked to come forward."""
        if self._ask_other():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a crashed program left behind answers nobody, so it may go.
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        server.newConnection.connect(self._on_connected)
        self._server = server
        return True

    def stop(self) -> None:
        """Give the folder free."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _ask_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        socket.write(_RAISE)
        socket.waitForBytesWritten(_PATIENCE)
        socket.disconnectFromServer()
        return True

    def _on_connected(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._callers.append(socket)
            socket.readyRead.connect(self._on_caller_said)
            socket.disconnected.connect(self._on_caller_left)
            self._on_caller_said()

    def _on_caller_said(self) -> None:
        for socket in self._callers:
            if socket.bytesAvailable() and socket.readAll().data().startswith(_RAISE):
                self.raise_requested.emit()

    def _on_caller_left(self) -> None:
        connected = QLocalSocket.LocalSocketState.ConnectedState
        gone = [socket for socket in self._callers if socket.state() != connected]
        self._callers = [socket for socket in self._callers if socket not in gone]
        for socket in gone:
            socket.deleteLater()
