"""The receipts: finding one, seeing it as it prints, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.ports.printing import PrintJob
from posdesk.services.receipts import Receipt
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Failed, Tasks
from posdesk.ui.viewmodels.day_papers import own_documents, write_file
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.latest import Latest
from posdesk.ui.viewmodels.receipt_search import ReceiptSearch

DOTS = 576
"""The paper of a shop without a printer: 80 mm."""

T = TypeVar("T")
Run = Callable[[QObject, Callable[[], T], Callable[[T], None], Failed], None]


@dataclass(frozen=True, slots=True)
class ReceiptsState:
    """What is shown beside the list.

    Attributes:
        number: of the receipt looked at; empty while there is none.
        heading: when and by whom.
        png: the receipt as it prints.
        words: the receipt as plain text, for a screen reader.
        busy: something is being done with it.
    """

    number: str = ""
    heading: str = ""
    png: bytes = b""
    words: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class AskReturn:
    """Goods of this receipt come back."""

    number: str


@dataclass(frozen=True, slots=True)
class AskTender:
    """A wrong tender of this receipt is to be put right."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class AskVoid:
    """This sale is to be cancelled."""

    receipt: Receipt


ReceiptsEffect = Say | AskReturn | AskTender | AskVoid
"""What the receipts ask of their screen once."""


@dataclass(frozen=True, slots=True)
class _Opened:
    receipt: Receipt
    png: bytes
    words: str


class ReceiptsModel(QObject):
    """The list of receipts and the one looked at."""

    state_changed = Signal(object)
    effect = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._folder = folder or own_documents()
        self._looking = Latest(tasks, self._not_opened, self)
        self._receipt: Receipt | None = None
        self.search = ReceiptSearch(shop, tasks, self)
        self.search.went_to.connect(self._open)
        self.search.effect.connect(self.effect)
        self.state = ReceiptsState()

    def print_again(self) -> None:
        """Prints the receipt; the paper says that it is not the first, and the Z counts it."""
        number, shop = self.state.number, self._shop
        job = partial(shop.papers.print_again, shop.actor, number)
        self._do(self._tasks.write, job, self._printing)

    def save_pdf(self) -> None:
        """Saves the receipt among the documents."""
        number, shop, folder = self.state.number, self._shop, self._folder

        def save() -> Path:
            page = shop.renderer.pdf(shop.documents.receipt(number), self._dots())
            return write_file(folder / f"{number}.pdf", page)

        self._do(self._tasks.read, save, self._saved)

    def give_back(self) -> None:
        """Goods of the receipt come back, if there are any left."""
        if self._receipt is None:
            return
        if self._receipt.returnable:
            self.effect.emit(AskReturn(self.state.number))
        else:
            self._say(_("Nothing of this receipt is left to come back."))

    def put_right(self) -> None:
        """It was paid in another way than it says."""
        if self._receipt:
            refusal = self._receipt.correct_refusal
            self.effect.emit(say(refusal) if refusal else AskTender(self._receipt))

    def cancel(self) -> None:
        """The sale just made is to be taken back as a whole."""
        if self._receipt:
            refusal = self._receipt.void_refusal
            self.effect.emit(say(refusal) if refusal else AskVoid(self._receipt))

    def _open(self, number: str) -> None:
        """From now on all that is done is done to this receipt."""
        if number != self.state.number:
            self._receipt = None
            self._show(number=number, heading="", words="", png=self.state.png if number else b"")
        if number:
            self._looking.ask(lambda: self._read(number), self._opened)

    def _read(self, number: str) -> _Opened:
        """Runs off the window's thread."""
        shop, dots = self._shop, self._dots()
        document = shop.documents.receipt(number)
        return _Opened(
            receipt=shop.receipts.show(shop.actor, number),
            png=shop.renderer.png(document, dots),
            words=shop.renderer.text(document, dots),
        )

    def _dots(self) -> int:
        printers = self._shop.papers.printers()
        return printers[0].width_dots if printers else DOTS

    def _opened(self, opened: _Opened) -> None:
        self._receipt = opened.receipt
        sale = opened.receipt.sale
        when = f"{local(sale.at):%d/%m/%Y %H:%M}"
        self._show(
            number=sale.number,
            heading=f"{when} · {opened.receipt.cashier}",
            png=opened.png,
            words=opened.words,
        )

    def _not_opened(self, error: Refused | Trouble) -> None:
        self._show(png=b"")
        self._fail(error)

    def _do(self, run: Run[T], job: Callable[[], T], done: Callable[[T], None]) -> None:
        if not self.state.number or self.state.busy:
            return
        self._show(busy=True)

        def finished(value: T) -> None:
            self._show(busy=False)
            done(value)

        run(self, job, finished, self._not_done)

    def _saved(self, path: Path) -> None:
        self._say(_("Saved as {path}").format(path=path))

    def _printing(self, job: PrintJob) -> None:
        words = _("{number} prints again.") if job.copy > 1 else _("{number} prints.")
        self._say(words.format(number=job.ref))

    def _not_done(self, error: Refused | Trouble) -> None:
        self._show(busy=False)
        self._fail(error)

    def _say(self, words: str) -> None:
        self.effect.emit(Say(words))

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)
