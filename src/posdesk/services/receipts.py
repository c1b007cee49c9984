"""Receipts found again: the list, and one of them with all that can still be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.access import Actor
from posdesk.domain.errors import Refused
from posdesk.domain.returns import GivenBack, returned_line
from posdesk.domain.sale import PricedLine, ReturnOf, Sale, TenderMethod
from posdesk.domain.text import clean
from posdesk.domain.transfer import TenderCorrection
from posdesk.services.ports.store import Reader, SaleRow, Store


@dataclass(frozen=True, slots=True)
class SoldLine:
    """Goods on a receipt and what came back of them so far.

    Attributes:
        number: 1-based on the receipt.
        line: as it was sold.
    """

    number: int
    line: PricedLine
    given: GivenBack

    @property
    def left(self) -> int:
        """How much may still come back, thousandths."""
        return self.line.quantity - self.given.quantity


@dataclass(frozen=True, slots=True)
class Receipt:
    """A posted receipt and what may be done about it now.

    Attributes:
        lines: the goods it sold, without those it took back.
        paid: by method, đồng: change taken off, corrections applied.
        cancelled: it was taken back as a whole.
        in_shift: its shift is still open.
        newest: no receipt of the till came after it.
    """

    sale: Sale
    cashier: str
    lines: tuple[SoldLine, ...]
    paid: Mapping[TenderMethod, int]
    cancelled: bool
    in_shift: bool
    newest: bool

    @property
    def returnable(self) -> bool:
        """Whether something of it may still come back."""
        return any(sold.left > 0 for sold in self.lines)

    @property
    def correct_refusal(self) -> Refused | None:
        """Why a wrong tender stays: ``sale_cancelled``, ``other_shift``, ``nothing_to_move``.

        None if it can be put right.
        """
        if self.cancelled:
            return self._refused("sale_cancelled")
        if not self.in_shift:
            return self._refused("other_shift")
        taken = any(self.paid.get(method, 0) > 0 for method in CORRECTABLE)
        return None if taken else self._refused("nothing_to_move")

    @property
    def void_refusal(self) -> Refused | None:
        """Why it cannot be taken back as a whole, as the sale just made; None if it can.

        ``sale_cancelled``, ``void_return``, ``void_exchange``, ``void_returned``,
        ``all_came_back``, ``newer_receipt``, ``void_other_shift``.
        """
        if self.cancelled:
            return self._refused("sale_cancelled")
        if not self.lines:
            return self._refused("void_return")
        if len(self.lines) < len(self.sale.priced.lines):
            return self._refused("void_exchange")
        if any(sold.given.quantity for sold in self.lines):
            return self._refused("void_returned" if self.returnable else "all_came_back")
        if not self.newest:
            return self._refused("newer_receipt")
        return None if self.in_shift else self._refused("void_other_shift")

    def back(self, sold: SoldLine, quantity: int) -> PricedLine:
        """The line that gives ``quantity`` (thousandths) of ``sold`` back, its money negative.

        Raises:
            Refused: what ``returned_line`` refuses.
        """
        origin = ReturnOf(self.sale.id, self.sale.number, sold.number)
        return returned_line(sold.line, origin, quantity, sold.given)

    def _refused(self, code: str) -> Refused:
        return Refused(code, receipt=self.sale.number)


LONGEST = 100
"""So many letters of a search are looked at."""

CORRECTABLE = (TenderMethod.CASH, TenderMethod.TRANSFER, TenderMethod.CARD)
"""Between these a payment may be moved; a debt belongs to a customer."""


class Receipts:
    """The receipts of the shop."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, text: str, limit: int, before: UUID | None = None) -> tuple[SaleRow, ...]:
        """The newest receipts that match, at most ``limit``; ``before`` is the last one shown.

        ``text`` is a number or its end, an amount, a day (23/11, 23/11/2026) by the shop's clock,
        a phone, a payment code, or goods by words without tone marks or by code; empty finds all.
        """
        with self._store.read() as reader:
            return reader.find_sales(clean(text)[:LONGEST], limit, before)

    def show(self, actor: Actor, number: str) -> Receipt:
        """One receipt by its number, in capitals or not.

        Raises:
            Refused: ``unknown_receipt``.
        """
        wanted = clean(number).upper()
        with self._store.read() as reader:
            sale = reader.sale_by_number(wanted)
            if sale is None:
                raise Refused("unknown_receipt", receipt=wanted[:40])
            return receipt_of(reader, actor, sale)


def receipt_of(reader: Reader, actor: Actor, sale: Sale) -> Receipt:
    """A posted sale with what may be done about it at the actor's till."""
    given = reader.given_back(sale.id)
    shift, last = reader.open_shift(actor.till), reader.last_sale(actor.till)
    return Receipt(
        sale=sale,
        cashier=reader.person(sale.actor_id).name,
        lines=tuple(
            SoldLine(number, line, given.get(number, GivenBack()))
            for number, line in enumerate(sale.priced.lines, 1)
            if line.returns is None
        ),
        paid=paid_by(sale, reader.corrections(sale.id)),
        cancelled=reader.voided(sale.id),
        in_shift=shift is not None and shift.id == sale.shift_id,
        newest=last is not None and last.id == sale.id,
    )


def paid_by(sale: Sale, corrections: Iterable[TenderCorrection]) -> dict[TenderMethod, int]:
    """What each method took in the end, đồng: change taken off, corrections applied."""
    sums = dict.fromkeys((tender.method for tender in sale.settlement.tenders), 0)
    for tender in sale.settlement.tenders:
        sums[tender.method] += tender.amount
    if sale.settlement.change:
        sums[TenderMethod.CASH] -= sale.settlement.change
    for correction in corrections:
        old, new = TenderMethod(correction.from_method), TenderMethod(correction.to_method)
        sums[old] = sums.get(old, 0) - correction.amount
        sums[new] = sums.get(new, 0) + correction.amount
    return sums
