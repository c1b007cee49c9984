"""Goods that come back: from which receipt, which lines, how many; the bill takes them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import CartLine, ReturnedLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.quantity import ONE, format_quantity
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.receipts import Receipt, SoldLine
from posdesk.services.shop import Shop
from posdesk.ui.shown import BillRow
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill import WEIGHED_STEP
from posdesk.ui.viewmodels.effects import Alarm, Say, say
from posdesk.ui.viewmodels.receipt_search import ReceiptSearch


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


@dataclass(frozen=True, slots=True)
class ReturningState:
    """What the card shows.

    Attributes:
        number: the receipt that goods come back from; empty while it is looked for.
        heading: when it was, and what it came to.
        rows: its goods, with how much of each comes back.
        current: the line that keys work on.
        worth: what is given back, đồng, positive.
        share: what the bill's discount takes off, in words; empty if there was none.
        ready: there is something to hand to the bill.
    """

    number: str = ""
    heading: str = ""
    rows: tuple[BillRow, ...] = ()
    current: int | None = None
    worth: int = 0
    share: str = ""
    ready: bool = False


class ReturningModel(QObject):
    """Chooses what comes back.

    Attributes:
        taken: all returned parts of the bill (a tuple of ``ReturnedLine``), from now on.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    taken = Signal(object)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        on_bill: Sequence[ReturnedLine] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._on_bill = tuple(on_bill)
        self._receipt: Receipt | None = None
        self._chosen: tuple[int, ...] = ()
        self._current: int | None = None
        self.search = ReceiptSearch(shop, tasks, self)
        self.search.effect.connect(self.effect)
        self.state = ReturningState()

    def open(self, number: str) -> None:
        """Takes a receipt; what of it is on the bill already is chosen."""
        shop = self._shop
        self._tasks.read(
            self, lambda: shop.receipts.show(shop.actor, number), self._opened, self._fail
        )

    def open_marked(self) -> None:
        """Takes the receipt marked in the list."""
        if self.search.number:
            self.open(self.search.number)

    def look_again(self) -> None:
        """Back to the list of receipts."""
        self._receipt = None
        self._show()

    def scan(self, code: str) -> None:
        """A receipt's number or goods on one; with a receipt open, one more of its goods."""
        shop = self._shop
        if self._receipt is None:
            self._tasks.read(
                self,
                lambda: shop.receipts.show(shop.actor, code),
                self._opened,
                lambda _unknown: self.search.search(code),
            )
        else:
            self._tasks.read(self, lambda: shop.checkout.scan(code), self._one_more, self._foreign)

    def select(self, index: int) -> None:
        """Makes a line the current one."""
        if 0 <= index < len(self._chosen):
            self._current = index
            self._show()

    def move(self, step: int) -> None:
        """Goes to the line above or below."""
        last = len(self._chosen) - 1
        here = -1 if self._current is None else self._current
        self.select(min(max(here + step, 0), last))

    def step(self, direction: int, index: int | None = None) -> None:
        """One more or one less of a line comes back."""
        at = self._at(index)
        if at is None:
            return
        sold = self._lines[at]
        step = WEIGHED_STEP if sold.line.item.weighed else ONE
        self._choose(at, min(max(self._chosen[at] + direction * step, 0), sold.left))

    def ask_quantity(self, index: int | None = None, typed: str = "") -> None:
        """Asks how much of a line comes back."""
        at = self._at(index)
        if at is None or not self._lines[at].left:
            return
        sold = self._lines[at]
        self.select(at)
        self.effect.emit(AskQuantity(at, sold.line.item.name, sold.left, typed))

    def set_quantity(self, index: int, quantity: int) -> None:
        """So much of a line comes back, thousandths; 0 leaves it out."""
        if quantity and self._receipt is not None:
            try:
                self._receipt.back(self._lines[index], quantity)
            except Refused as refusal:
                self._fail(refusal)
                return
        self._choose(index, quantity)

    def take_all(self) -> None:
        """All that is left comes back; once more, and nothing does."""
        left = tuple(sold.left for sold in self._lines)
        self._chosen = tuple(0 for _ in left) if self._chosen == left else left
        self._show()

    def finish(self) -> None:
        """Hands what was chosen to the bill."""
        if self._receipt is None or not self.state.ready:
            return
        number = self._receipt.sale.number
        others = tuple(part for part in self._on_bill if part.receipt != number)
        mine = tuple(
            ReturnedLine(number, sold.number, quantity)
            for sold, quantity in zip(self._lines, self._chosen, strict=True)
            if quantity
        )
        self.taken.emit((*others, *mine))

    @property
    def _lines(self) -> tuple[SoldLine, ...]:
        return self._receipt.lines if self._receipt else ()

    def _at(self, index: int | None) -> int | None:
        return self._current if index is None else index

    def _choose(self, index: int, quantity: int) -> None:
        before, after = self._chosen[:index], self._chosen[index + 1 :]
        self._chosen, self._current = (*before, quantity, *after), index
        self._show()

    def _opened(self, receipt: Receipt) -> None:
        if not receipt.returnable:
            self.effect.emit(Say(_("Nothing of this receipt is left to come back.")))
            return
        there = {
            part.line: part.quantity
            for part in self._on_bill
            if part.receipt == receipt.sale.number
        }
        self._receipt = receipt
        self._chosen = tuple(min(there.get(sold.number, 0), sold.left) for sold in receipt.lines)
        self._current = next(i for i, sold in enumerate(receipt.lines) if sold.left)
        self._show()

    def _one_more(self, scanned: CartLine) -> None:
        at = self._place_of(scanned)
        if at is None:
            self._not_here(scanned.item.name)
        elif scanned.item.weighed and scanned.quantity == ONE:
            self.ask_quantity(at)
        else:
            self._choose(at, min(self._chosen[at] + scanned.quantity, self._lines[at].left))

    def _place_of(self, scanned: CartLine) -> int | None:
        """The first line of these goods of which more may come back."""
        item = scanned.item
        for at, sold in enumerate(self._lines):
            there = sold.line.item
            same = (there.product_id, there.factor) == (item.product_id, item.factor)
            if same and self._chosen[at] < sold.left:
                return at
        return None

    def _foreign(self, error: Refused | Trouble) -> None:
        if error.code == "unknown_barcode":
            self._not_here(str(error.params["barcode"]))
        else:
            self._fail(error)

    def _not_here(self, what: str) -> None:
        self.effect.emit(Alarm())
        self.effect.emit(Say(_("No more of “{what}” on this receipt.").format(what=what)))

    def _show(self) -> None:
        state = self._state(self._receipt) if self._receipt else ReturningState()
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _state(self, receipt: Receipt) -> ReturningState:
        back = [
            receipt.back(sold, quantity) if quantity else None
            for sold, quantity in zip(receipt.lines, self._chosen, strict=True)
        ]
        worth = [-receipt.sale.policy.worth(line) if line else 0 for line in back]
        share = -sum(line.bill_share for line in back if line)
        on_bill = any(part.receipt == receipt.sale.number for part in self._on_bill)
        return ReturningState(
            number=receipt.sale.number,
            heading=_heading(receipt),
            rows=tuple(map(_row, receipt.lines, self._chosen, worth)),
            current=self._current,
            worth=sum(worth),
            share=_share_text(share) if share else "",
            ready=on_bill or any(self._chosen),
        )

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))


def _heading(receipt: Receipt) -> str:
    when = f"{local(receipt.sale.at):%d/%m/%Y %H:%M}"
    return f"{when} · {format_dong(receipt.sale.settlement.total)}"


def _share_text(share: int) -> str:
    return _("The bill's discount is taken off: {amount}").format(amount=format_dong(-share))


def _row(sold: SoldLine, chosen: int, worth: int) -> BillRow:
    bought = f"{format_quantity(sold.line.quantity)} {sold.line.item.unit}"
    some, none = _("bought {bought} · {left} may come back"), _("bought {bought} · all came back")
    return BillRow(
        name=sold.line.item.name,
        detail=(some if sold.left else none).format(bought=bought, left=format_quantity(sold.left)),
        quantity=format_quantity(chosen),
        amount=format_amount(-worth),
        fixed=not sold.left,
    )
