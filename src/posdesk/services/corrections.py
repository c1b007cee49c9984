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
from posdesk.services.receipts import CORRECTABLE, paid_by


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
            Refused: ``unknown_receipt``, ``other_shift``, ``no_such_tender``,
                ``already_returned`` for a sale that was cancelled, ``not_allowed``.
        """
        actor.require(Right.CORRECT_TENDER)
        with self._store.write() as work:
            sale = _of_open_shift(work, actor, work.sale(sale_id))
            correction = TenderCorrection(
                id=new_id(),
                till=actor.till,
                sale_id=sale.id,
                shift_id=sale.shift_id,
                at=self._clock.now(),
                actor_id=actor.id,
                from_method=from_method.value,
                to_method=to_method.value,
                amount=_to_move(work, sale, from_method, to_method),
                reason=clean(reason) or "wrong tender",
            )
            work.post(correction)
            return correction

    def void_last(self, actor: Actor, reason: str, *, seen: UUID | None = None) -> Posted:
        """Takes the till's newest sale back as a whole: one full return, by the same tenders.

        ``seen`` is the sale that was looked at: another one is never cancelled in its place.

        Raises:
            Refused: ``nothing_to_void``, ``newer_receipt``, ``already_returned``,
                ``reason_needed``, ``other_shift``, and what a return refuses.
        """
        actor.require(Right.RETURN)
        text = clean(reason)
        if not text:
            raise Refused("reason_needed")
        with self._store.write() as work:
            sale = work.last_sale(actor.till)
            if sale is None or not any(line.quantity > 0 for line in sale.priced.lines):
                raise Refused("nothing_to_void")
            if seen is not None and seen != sale.id:
                raise Refused("newer_receipt", receipt=sale.number)
            if work.given_back(sale.id) or any(line.returns for line in sale.priced.lines):
                raise Refused("already_returned", receipt=sale.number)
            _of_open_shift(work, actor, sale)
            bill = Bill(_all_of(sale), _same_way_back(sale), reason=text, voids=sale.id)
            posted = post_bill(work, actor, bill, self._clock)
            _mirror_corrections(work, actor, sale, posted.sale)
            return posted


def _of_open_shift(work: Work, actor: Actor, sale: Sale | None) -> Sale:
    if sale is None:
        raise Refused("unknown_receipt", receipt="")
    shift = work.open_shift(actor.till)
    if shift is None or shift.id != sale.shift_id:
        raise Refused("other_shift")
    return sale


def _to_move(work: Work, sale: Sale, old: TenderMethod, new: TenderMethod) -> int:
    """What ``old`` took in the end, đồng."""
    if work.voided(sale.id):
        raise Refused("already_returned", receipt=sale.number)
    taken = paid_by(sale, work.corrections(sale.id)).get(old, 0)
    if taken <= 0 or old is new or not {old, new} <= set(CORRECTABLE):
        raise Refused("no_such_tender")
    return taken


def _all_of(sale: Sale) -> Cart:
    parts = (
        ReturnedLine(sale.number, number, line.quantity)
        for number, line in enumerate(sale.priced.lines, 1)
    )
    return Cart(returns=tuple(parts))


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
