"""The window from its start to its end: one per data folder, its workers, its idle moments."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.runtime.loading import loading
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.application import build
from posdesk.ui.screens.till_cards import load
from posdesk.ui.tasks import Tasks
from posdesk.ui.window import Window

WATCH_MS = 2000
"""How often the window looks whether another program changed the shop's data."""
LOAD_MS = 500
"""After the start, until the cards that are wanted first are loaded."""
UNSEEN_MS = 5000
"""A window that nobody can see by then begins its work all the same."""
REST_MS = 60_000
"""How often idle moments are used to fold the write-ahead log into the file."""
_RUNNING = "window-open"
"""A file in the data folder while the window is there: a crash leaves it behind."""
_log = logging.getLogger(__name__)


def has_display() -> bool:
    """Whether there is something to open a window on."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(map(os.environ.get, named))


def application() -> QApplication:
    """The one Qt application of this process; where Qt cannot start, words and exit code 1."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else _started()
    app.setApplicationName("posdesk")
    return app


def _started() -> QApplication:
    # Qt's own way out is to abort; nothing is open yet that had to be closed.
    qInstallMessageHandler(_give_up)
    app = QApplication(sys.argv[:1])
    qInstallMessageHandler(None)
    return app


def _give_up(kind: QtMsgType, _context: object, _text: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(f"display_failed: {sentence('display_failed', {})}\n")
        sys.stderr.flush()
        os._exit(1)


def run(
    app: QApplication,
    shop: Shop,
    clock: Clock,
    folder: Path,
    *,
    exit_when_ready: bool,
    first_start: bool = False,
) -> int:
    """Shows the till until it is closed; the exit code. The first start asks a few questions."""
    tasks = Tasks(waiting=True)
    mark = folder / _RUNNING
    crashed = _begin(mark)
    with loading():
        window = build(app, shop, tasks, clock, first_start=first_start, after_crash=crashed)
    _own_up_to_bugs(window)
    watch = _Watch(window)
    _every(window, WATCH_MS, lambda: tasks.read(window, shop.data_version, watch.see, _nothing))
    _every(window, REST_MS, lambda: tasks.write(window, shop.rest, _nothing, _nothing))
    begin = partial(_begin_work, app, shop, tasks, window, folder)
    _FirstPaint(window).seen.connect(partial(_say_ready, app) if exit_when_ready else begin)
    window.showMaximized()
    # Ctrl+C where it was started; heard at the next tick of the timers.
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    try:
        return app.exec()
    finally:
        tasks.finish()
        shop.queue.stop()
        with suppress(OSError):
            mark.unlink()


def _begin(mark: Path) -> bool:
    """Marks that the window is there; whether the one before ended without a word."""
    crashed = mark.exists()
    with suppress(OSError):  # a full disk: the till opens all the same
        mark.touch()
    return crashed


def tell(app: QApplication, error: Refused | Trouble) -> None:
    """Says why the till cannot open, in a window of its own."""
    theme.apply(app)
    box = QMessageBox(QMessageBox.Icon.Warning, "posdesk", sentence(error.code, error.params))
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    # A loop of its own: the program has none yet, and ends with this box.
    loop = QEventLoop()
    box.finished.connect(loop.quit)
    box.open()
    loop.exec()


def _begin_work(app: QApplication, shop: Shop, tasks: Tasks, window: Window, folder: Path) -> None:
    """What fills the window, prints, and will be wanted soon."""
    from posdesk.ui import one_window  # noqa: PLC0415 - nobody waits for it to be painted

    tasks.begin()
    app.aboutToQuit.connect(one_window.listen(folder, window).close)
    shop.queue.start(shop.papers.printers())
    QTimer.singleShot(LOAD_MS, window, lambda: tasks.read(window, load, _nothing, _nothing))


def _say_ready(app: QApplication) -> None:
    """Says so once a scan sent now lands in the bill: the window is painted and listens."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    app.quit()


class _FirstPaint(QObject):
    """Waits until the window is on the screen; one that starts minimized is not waited for.

    Attributes:
        seen: once, after the first paint.
    """

    seen = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._soon = QTimer(self, singleShot=True, interval=UNSEEN_MS)
        self._soon.timeout.connect(self.seen)
        self._soon.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes after a paint comes in the next turn."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            if self._soon.isActive():
                self._soon.start(0)
        return False


class _Watch:
    """Notices that the shop's data moved, by this window or by another program."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._seen: int | None = None

    def see(self, version: int) -> None:
        """Takes the data's version; another one than before is told."""
        if self._seen not in (None, version):
            self._window.data_changed.emit()
        self._seen = version


def _own_up_to_bugs(window: Window) -> None:
    """A bug in the window is logged and said; what was sold and typed is saved already."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("a bug", exc_info=(kind, error, trace))
        window.toast.say(_("Something in the program went wrong. The bill is kept; go on."))

    sys.excepthook = hook


def _every(owner: QWidget, ms: int, do: Callable[[], None]) -> None:
    timer = QTimer(owner, interval=ms)
    timer.timeout.connect(do)
    timer.start()


def _nothing(_outcome: object) -> None:
    """For work whose end nobody waits for."""
