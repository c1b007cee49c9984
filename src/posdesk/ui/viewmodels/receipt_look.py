"""How receipts will look with what is typed, saved or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.sentences import sentence
from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.settings import Values
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.settings import SettingsModel

WIDEST = 576


@dataclass(frozen=True, slots=True)
class LookState:
    """What stands beside the receipt's settings.

    Attributes:
        paper: a sample receipt as it will print (PNG).
        has_logo: whether a picture stands on top.
        problem: why a picture was not taken, in words.
    """

    paper: bytes = b""
    has_logo: bool = False
    problem: str = ""


class ReceiptLook(QObject):
    """Draws a sample receipt whenever a setting of it is typed; takes the shop's picture."""

    state_changed = Signal(object)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        settings: SettingsModel,
        read_logo: Callable[[Path], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._settings = shop, tasks, settings
        self._read_logo = read_logo
        self._drawn: Values | None = None
        self._width = WIDEST
        self.state = LookState()
        settings.state_changed.connect(self._follow)

    def start(self) -> None:
        """Draws for the paper of the shop's first printer."""
        self._tasks.read(self, self._shop.papers.printers, self._use_width, self._fail)

    def take_logo(self, path: Path) -> None:
        """Takes a picture file: made small, black and white."""
        self._tasks.read(self, lambda: self._read_logo(path), self._use_logo, self._fail)

    def drop_logo(self) -> None:
        """No picture on receipts."""
        self._use_logo("")

    def _use_width(self, printers: Sequence[PrinterConfig]) -> None:
        self._width = printers[0].width_dots if printers else WIDEST
        self._drawn = None
        self._follow()

    def _use_logo(self, logo: str) -> None:
        self._show(problem="")
        self._settings.edit("receipt.logo", logo)

    def _follow(self, _state: object = None) -> None:
        """Draws what is typed now; an older drawing that comes late is not shown."""
        draft, width = self._settings.draft(), self._width
        if self._settings.state.section != "receipt" or draft == self._drawn:
            return
        self._drawn = draft
        shop = self._shop

        def draw() -> bytes:
            return shop.renderer.png(shop.documents.sample(draft, shop.today()), width)

        self._tasks.read(self, draw, lambda png: self._use_paper(draft, png), self._fail)

    def _use_paper(self, draft: Values, png: bytes) -> None:
        if draft == self._drawn:
            self._show(paper=png, has_logo=bool(draft["receipt.logo"]))

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(problem=sentence(error.code, error.params))

    def _show(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]  # named by the callers
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
