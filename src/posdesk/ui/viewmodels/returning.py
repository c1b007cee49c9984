"""Goods that come back: from which receipt, which lines, how many; the bill takes them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import CartLine, ReturnedLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.quantity import ONE
from posdesk.runtime.i18n import _
from posdesk.services.receipts import Receipt
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill import WEIGHED_STEP
from posdesk.ui.viewmodels.effects import Alarm, Say, say
from posdesk.ui.viewmodels.in_turn import InTurn
from posdesk.ui.viewmodels.receipt_search import ReceiptSearch
from posdesk.ui.viewmodels.returning_state import Chosen, ReturningState, Scan


@dataclass(frozen=True, slots=True)
class AskQuantity:
    """How much of a line comes back: asked for with a pad.

    Attributes:
        index: of the line.
        left: the most that may come back, thousandths.
        typed: the digit that was struck to ask for it.
    """

    index: int
    title: str
    left: int
    typed: str


ReturningEffect = Say | Alarm | AskQuantity
"""What the return asks of its card once."""


class ReturningModel(QObject):
    """Chooses what comes back, of one receipt after another.

    Attributes:
        taken: all returned parts of the bill (a tuple of ``ReturnedLine``), from now on.
        exchanged: they are taken; these codes (a tuple) were scanned as goods taken instead.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    taken = Signal(object)
    exchanged = Signal(object)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        on_bill: Sequence[ReturnedLine] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._asking = InTurn(tasks, self._fail, self)
        self._was_on_bill = bool(on_bill)
        self._parts = tuple(on_bill)
        self._chosen: Chosen | None = None
        self._kept: tuple[Scan, ...] = ()
        self.search = ReceiptSearch(shop, tasks, self)
        self.search.effect.connect(self.effect)
        self.state = ReturningState()

    @property
    def kept_codes(self) -> tuple[str, ...]:
        """What was scanned and cannot come back, not answered yet."""
        return tuple(scan.code for scan in self._kept)

    def open(self, number: str) -> None:
        """Takes a receipt; what of it comes back already is chosen."""
        shop = self._shop
        self._asking.ask(lambda: shop.receipts.show(shop.actor, number), self._opened)

    def open_marked(self) -> None:
        """Takes the receipt marked in the list."""
        if self.search.number:
            self.open(self.search.number)

    def look_again(self) -> None:
        """Back to the list of receipts; what was chosen stays chosen."""
        self._parts = self._all_parts()
        self._show(None)

    def scan(self, code: str) -> None:
        """A receipt opens; goods of the open one come back, others are kept and offered.

        Without an open receipt goods find the receipts they are on.
        """
        self._asking.ask(
            lambda: _look_up(self._shop, code), lambda found: self._scanned(code, found)
        )

    def select(self, index: int) -> None:
        """Makes a line the current one."""
        if self._chosen:
            self._show(self._chosen.at(index))

    def move(self, step: int) -> None:
        """Goes to the line above or below."""
        if self._chosen:
            self._show(self._chosen.at(self._chosen.current + step))

    def step(self, direction: int) -> None:
        """One more or one less of the current line comes back."""
        if self._chosen:
            at = self._chosen.current
            sold, much = self._chosen.receipt.lines[at], self._chosen.quantities[at]
            step = WEIGHED_STEP if sold.line.item.weighed else ONE
            self._choose(at, min(max(much + direction * step, 0), sold.left))

    def ask_quantity(self, index: int | None = None, typed: str = "") -> None:
        """Asks how much of a line, of the current one unless told, comes back."""
        if self._chosen is None:
            return
        at = self._chosen.current if index is None else index
        sold = self._chosen.receipt.lines[at]
        if sold.left:
            self.select(at)
            self.effect.emit(AskQuantity(at, sold.line.item.name, sold.left, typed))

    def set_quantity(self, index: int, quantity: int) -> None:
        """So much of a line comes back, thousandths; 0 leaves it out."""
        if self._chosen is None:
            return
        receipt = self._chosen.receipt
        try:
            if quantity:
                receipt.back(receipt.lines[index], quantity)
        except Refused as refusal:
            self._fail(refusal)
        else:
            self._choose(index, quantity)

    def take_all(self) -> None:
        """All that is left comes back; once more, and nothing does."""
        if self._chosen:
            self._show(self._chosen.all_or_none())

    def drop_kept(self) -> None:
        """Forgets the kept scans."""
        self._kept = ()
        self._show(self._chosen)

    def finish(self) -> None:
        """Hands what was chosen to the bill."""
        if self._ready():
            self.taken.emit(self._all_parts())
        else:
            self._say(_("Nothing is chosen yet. Scan what comes back, or press + at its line."))

    def exchange(self) -> None:
        """Hands it to the bill, which takes the kept scans and all further ones as new goods."""
        codes, ready = self.kept_codes, self._ready()
        if ready:
            self._kept = ()
        self.finish()
        if ready:
            self.exchanged.emit(codes)

    def _ready(self) -> bool:
        """Whether the bill gets something, or loses what was on it."""
        return self._chosen is not None and (self._was_on_bill or bool(self._all_parts()))

    def _all_parts(self) -> tuple[ReturnedLine, ...]:
        if self._chosen is None:
            return self._parts
        others = tuple(part for part in self._parts if part.receipt != self._chosen.number)
        return (*others, *self._chosen.parts)

    def _choose(self, index: int, quantity: int) -> None:
        if self._chosen:
            self._show(self._chosen.with_quantity(index, quantity))

    def _opened(self, receipt: Receipt) -> None:
        if receipt.returnable:
            self._parts = self._all_parts()
            self._show(Chosen.of(receipt, self._parts))
        else:
            self._say(_("Nothing of this receipt is left to come back."))

    def _scanned(self, code: str, found: Receipt | CartLine | None) -> None:
        if isinstance(found, Receipt):
            self._opened(found)
        elif self._chosen is None:
            self.search.search(code)
        else:
            self._mark(self._chosen, code, found)

    def _mark(self, chosen: Chosen, code: str, scanned: CartLine | None) -> None:
        """One piece of scanned goods comes back, or as much as its label says."""
        at = chosen.place_of(scanned.item) if scanned else None
        if scanned is None or at is None:
            self._keep(Scan(code, scanned.item.name if scanned else code))
        elif scanned.item.weighed and scanned.quantity == ONE:
            self.ask_quantity(at)
        else:
            most = chosen.receipt.lines[at].left
            self._choose(at, min(chosen.quantities[at] + scanned.quantity, most))

    def _keep(self, scan: Scan) -> None:
        self._kept = (*self._kept, scan)
        self.effect.emit(Alarm())
        self._show(self._chosen)

    def _show(self, chosen: Chosen | None) -> None:
        self._chosen = chosen
        state = ReturningState()
        if chosen:
            others = dict.fromkeys(part.receipt for part in self._parts)
            others.pop(chosen.number, None)
            state = chosen.shown(others, self._kept, ready=self._ready())
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _say(self, words: str) -> None:
        self.effect.emit(Say(words))

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))


def _look_up(shop: Shop, code: str) -> Receipt | CartLine | None:
    """The receipt or the goods of a code; None if it is neither. Runs off the window's thread."""
    try:
        return shop.receipts.show(shop.actor, code)
    except Refused:
        pass
    try:
        return shop.checkout.scan(code)
    except Refused as refusal:
        if refusal.code == "unknown_barcode":
            return None
        raise
