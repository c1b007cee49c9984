"""The pictures on the customer's display: one after the other, read off the window's thread."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from posdesk.domain.errors import Refused, Trouble
from posdesk.services.posters import Poster
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks


class PosterModel(QObject):
    """Knows which pictures there are, and turns them over when told.

    Attributes:
        shown: a ``Poster`` and its picture (a ``QImage``), or None and None where there is none.
    """

    shown = Signal(object, object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._next: deque[Poster] = deque()
        self._begun = False

    def begin(self) -> None:
        """Shows one of those that the settings say now."""
        self._begun = True
        self._tasks.read(self, self._shop.posters.all, self._use, _leave)

    def refresh(self) -> None:
        """The settings may be others."""
        if self._begun:
            self.begin()

    def turn(self) -> None:
        """To the next picture."""
        if not self._next:
            return
        poster = self._next[0]
        self._next.rotate(-1)

        def job() -> QImage:
            return QImage.fromData(self._shop.posters.picture(poster))

        self._tasks.read(self, job, lambda image: self._show(poster, image), _leave)

    def _use(self, posters: tuple[Poster, ...]) -> None:
        if set(posters) != set(self._next):
            self._next = deque(posters)
        if posters:
            self.turn()
        else:
            self.shown.emit(None, None)

    def _show(self, poster: Poster, image: QImage) -> None:
        if not image.isNull():
            self.shown.emit(poster, image)


def _leave(_error: Refused | Trouble) -> None:
    """What was shown stays."""
