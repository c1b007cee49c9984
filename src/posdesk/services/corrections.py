"""What goes wrong at the counter is put right by linked records, never by a change."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.cart import Cart, ReturnedLine
from posdesk.domain.errors import Refused
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.tender import Offer
from posdesk.domain.text import clean
from posdesk.domain.transfer import TenderCorrection
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill, Posted, post_bill
from posdesk.services.ports.store import Store, Work
from posdesk.services.receipts import CORRECTABLE, Receipt, receipt_of


class Corrections:
    """A wrong tender, a sale taken back as a whole."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def last_sale(self, actor: Actor) -> Sale | None:
        """The till's newest sale."""
        with self._store.read() as reader:
            return reader.last_sale(actor.till)

    def correct_tender(
        self,
        actor: Actor,
        sale_id: UUID,
        from_method: TenderMethod,
        to_method: TenderMethod,
        reason: str = "",
    ) -> TenderCorrection:
        """Moves what one method took to another, in the same shift; the amount stays.

        Raises:
            Refused: ``unknown_receipt``, ``no_such_tender``, ``not_allowed``, and what
                ``Receipt.correct_refusal`` says.
        """
        actor.require(Right.CORRECT_TENDER)
        with self._store.write() as work:
            receipt = _receipt(work, actor, sale_id)
            sale = receipt.sale
            correction = TenderCorrection(
                id=new_id(),
                till=actor.till,
                sale_id=sale.id,
                shift_id=sale.shift_id,
                at=self._clock.now(),
                actor_id=actor.id,
                from_method=from_method.value,
                to_method=to_method.value,
                amount=_to_move(receipt, from_method, to_method),
                reason=clean(reason) or "wrong tender",
            )
            work.post(correction)
            return correction

    def void_last(self, actor: Actor, reason: str, *, seen: UUID | None = None) -> Posted:
        """Takes the till's newest sale back as a whole: one full return, by the same tenders.

        ``seen`` is the sale that was looked at: another one is never cancelled in its place.

        Raises:
            Refused: ``nothing_to_void``, ``reason_needed``, ``not_allowed``, and what
                ``Receipt.void_refusal`` and a return say.
        """
        actor.require(Right.RETURN)
        text = clean(reason)
        if not text:
            raise Refused("reason_needed")
        with self._store.write() as work:
            sale = _to_void(work, actor, seen)
            bill = Bill(_all_of(sale), _same_way_back(sale), reason=text, voids=sale.id)
            posted = post_bill(work, actor, bill, self._clock)
            _mirror_corrections(work, actor, sale, posted.sale)
            return posted


def _receipt(work: Work, actor: Actor, sale_id: UUID) -> Receipt:
    sale = work.sale(sale_id)
    if sale is None:
        raise Refused("unknown_receipt", receipt="")
    return receipt_of(work, actor, sale)


def _to_move(receipt: Receipt, old: TenderMethod, new: TenderMethod) -> int:
    """What ``old`` took in the end, đồng."""
    if receipt.correct_refusal:
        raise receipt.correct_refusal
    taken = receipt.paid.get(old, 0)
    if taken <= 0 or old is new or not {old, new} <= set(CORRECTABLE):
        raise Refused("no_such_tender")
    return taken


def _to_void(work: Work, actor: Actor, seen: UUID | None) -> Sale:
    """The sale that was looked at, if it can still be taken back as a whole."""
    last = work.last_sale(actor.till)
    if last is None:
        raise Refused("nothing_to_void")
    receipt = _receipt(work, actor, seen or last.id)
    if receipt.void_refusal:
        raise receipt.void_refusal
    return receipt.sale


def _all_of(sale: Sale) -> Cart:
    parts = (
        ReturnedLine(sale.number, number, line.quantity)
        for number, line in enumerate(sale.priced.lines, 1)
    )
    return Cart(returns=tuple(parts), customer_id=sale.customer_id)


def _same_way_back(sale: Sale) -> tuple[Offer, ...]:
    """Each tender gives back what it took, and cash is rounded where and as it was."""
    tenders, settlement = sale.settlement.tenders, sale.settlement
    others = [Offer(t.method, t.amount) for t in tenders if t.method is not TenderMethod.CASH]
    cash = sum(t.amount for t in tenders if t.method is TenderMethod.CASH) - settlement.change
    if len(others) == len(tenders):
        return tuple(others)
    if settlement.rounding or not others:
        return (*others, Offer(TenderMethod.CASH, None))
    if not cash:
        return tuple(others)
    # Another tender took the exact rest then, so cash was paid to the đồng.
    rest = replace(others[-1], amount=None)
    return (*others[:-1], rest, Offer(TenderMethod.CASH, cash))


def _mirror_corrections(work: Work, actor: Actor, sale: Sale, void: Sale) -> None:
    """What was moved from one method to another goes back the same way."""
    for there in work.corrections(sale.id):
        mirrored = replace(
            there,
            id=new_id(),
            sale_id=void.id,
            at=void.at,
            actor_id=actor.id,
            from_method=there.to_method,
            to_method=there.from_method,
            reason=void.reason,
        )
        work.post(mirrored)
