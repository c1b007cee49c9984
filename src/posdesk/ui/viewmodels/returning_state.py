"""What of a receipt comes back, and how the card shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.product import Item
from posdesk.domain.quantity import format_quantity
from posdesk.domain.sale import PricedLine
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.receipts import Receipt, SoldLine
from posdesk.ui.shown import BillRow


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned code and what the goods are called, else the code again."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReturningState:
    """What the card shows.

    Attributes:
        number: the receipt that goods come back from; empty while it is looked for.
        heading: when it was, and what it came to.
        rows: its goods, with how much of each comes back.
        current: the line that keys work on.
        worth: what is given back for them, đồng, positive.
        remarks: what the bill's discount takes off, and what else comes back; may be empty.
        kept: scanned goods that cannot come back here, in words; empty if there are none.
        ready: there is something to hand to the bill.
    """

    number: str = ""
    heading: str = ""
    rows: tuple[BillRow, ...] = ()
    current: int | None = None
    worth: int = 0
    remarks: str = ""
    kept: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """How much of each line of a receipt comes back, thousandths, and the line one is at."""

    receipt: Receipt
    quantities: tuple[int, ...]
    current: int

    @classmethod
    def of(cls, receipt: Receipt, parts: Iterable[ReturnedLine]) -> Chosen:
        """What ``parts`` take of a receipt of which something is left."""
        number = receipt.sale.number
        there = {part.line: part.quantity for part in parts if part.receipt == number}
        return cls(
            receipt,
            tuple(min(there.get(sold.number, 0), sold.left) for sold in receipt.lines),
            next(at for at, sold in enumerate(receipt.lines) if sold.left),
        )

    @property
    def number(self) -> str:
        """Of the receipt."""
        return self.receipt.sale.number

    @property
    def parts(self) -> tuple[ReturnedLine, ...]:
        """What the bill is to take back."""
        return tuple(
            ReturnedLine(self.number, sold.number, quantity)
            for sold, quantity in zip(self.receipt.lines, self.quantities, strict=True)
            if quantity
        )

    def at(self, place: int) -> Chosen:
        """With another current line."""
        return replace(self, current=min(max(place, 0), len(self.quantities) - 1))

    def with_quantity(self, place: int, quantity: int) -> Chosen:
        """With so much of a line, which becomes the current one."""
        before, after = self.quantities[:place], self.quantities[place + 1 :]
        return replace(self, quantities=(*before, quantity, *after), current=place)

    def all_or_none(self) -> Chosen:
        """With all that is left; if that is chosen already, with nothing."""
        left = tuple(sold.left for sold in self.receipt.lines)
        none = tuple(0 for _ in left)
        return replace(self, quantities=none if self.quantities == left else left)

    def place_of(self, item: Item) -> int | None:
        """The first line of these goods of which more may come back."""
        for place, sold in enumerate(self.receipt.lines):
            there = sold.line.item
            same = (there.product_id, there.factor) == (item.product_id, item.factor)
            if same and self.quantities[place] < sold.left:
                return place
        return None

    def shown(self, others: Iterable[str], kept: Iterable[Scan], *, ready: bool) -> ReturningState:
        """As the card shows it, beside what comes back of the ``others`` (receipt numbers)."""
        receipt = self.receipt
        back = [
            receipt.back(sold, quantity) if quantity else None
            for sold, quantity in zip(receipt.lines, self.quantities, strict=True)
        ]
        worth = [-receipt.sale.policy.worth(line) if line else 0 for line in back]
        return ReturningState(
            number=self.number,
            heading=_heading(receipt),
            rows=tuple(map(_row, receipt.lines, self.quantities, worth)),
            current=self.current,
            worth=sum(worth),
            remarks=_remarks([line for line in back if line], others),
            kept=kept_text(kept),
            ready=ready,
        )


def kept_text(kept: Iterable[Scan]) -> str:
    """Scanned goods in words, equal ones once with their number."""
    counted = Counter(scan.name for scan in kept)
    return ", ".join(f"{name} × {n}" if n > 1 else name for name, n in counted.items())


def _heading(receipt: Receipt) -> str:
    when = f"{local(receipt.sale.at):%d/%m/%Y %H:%M}"
    return f"{when} · {format_dong(receipt.sale.settlement.total)}"


def _remarks(back: Iterable[PricedLine], others: Iterable[str]) -> str:
    words, numbers = [], ", ".join(others)
    share = sum(line.bill_share for line in back)
    if share:
        off = _("The bill's discount is taken off: {amount}")
        words.append(off.format(amount=format_dong(share)))
    if numbers:
        words.append(_("Goods of {receipts} come back too.").format(receipts=numbers))
    return "\n".join(words)


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
