"""One window per data folder: a second start asks the first one to come forward."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_CALL_MS = 1000


def call_the_other(folder: Path) -> bool:
    """Asks the window that holds the folder to come to the front; False if none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_server_name(folder))
    if not socket.waitForConnected(_CALL_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_CALL_MS)
    socket.disconnectFromServer()
    return True


def listen(folder: Path, window: QWidget) -> QLocalServer:
    """Hears such calls until it is closed."""
    name = _server_name(folder)
    QLocalServer.removeServer(name)
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    server.newConnection.connect(lambda: _come_forward(server, window))
    server.listen(name)
    return server


def _come_forward(server: QLocalServer, window: QWidget) -> None:
    caller = server.nextPendingConnection()
    if caller is not None:
        caller.deleteLater()
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def _server_name(folder: Path) -> str:
    return "posdesk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
