"""What goes wrong at the counter is put right by linked records, never by a change."""

from __future__ import annotations

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
from posdesk.services.ports.store import Reader, Store


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
                ``debt_needs_customer``, ``not_allowed``.
        """
        actor.require(Right.CORRECT_TENDER)
        with self._store.write() as work:
            sale = work.sale(sale_id)
            if sale is None:
                raise Refused("unknown_receipt", receipt="")
            shift = work.open_shift(actor.till)
            if shift is None or shift.id != sale.shift_id:
                raise Refused("other_shift")
            if TenderMethod.DEBT in (from_method, to_method) or from_method is to_method:
                raise Refused("no_such_tender")
            correction = TenderCorrection(
                id=new_id(),
                till=actor.till,
                sale_id=sale.id,
                shift_id=shift.id,
                at=self._clock.now(),
                actor_id=actor.id,
                from_method=from_method.value,
                to_method=to_method.value,
                amount=_taken_by(work, sale, from_method),
                reason=clean(reason) or "wrong tender",
            )
            work.post(correction)
            return correction

    def void_last(self, actor: Actor, reason: str) -> Posted:
        """Takes the till's newest sale back as a whole: one full return, by the same tenders.

        Raises:
            Refused: ``nothing_to_void``, ``already_returned``, ``reason_needed``,
                ``other_shift``, and what a return refuses.
        """
        actor.require(Right.RETURN)
        text = clean(reason)
        if not text:
            raise Refused("reason_needed")
        with self._store.write() as work:
            sale = work.last_sale(actor.till)
            if sale is None or not any(line.quantity > 0 for line in sale.priced.lines):
                raise Refused("nothing_to_void")
            if work.given_back(sale.id) or any(line.returns for line in sale.priced.lines):
                raise Refused("already_returned", receipt=sale.number)
            shift = work.open_shift(actor.till)
            if shift is None or shift.id != sale.shift_id:
                raise Refused("other_shift")
            bill = Bill(
                cart=_all_of(sale),
                offers=_same_way_back(work, sale),
                reason=text,
                voids=sale.id,
            )
            return post_bill(work, actor, bill, self._clock)


def _taken_by(reader: Reader, sale: Sale, method: TenderMethod) -> int:
    taken = sum(t.amount for t in sale.settlement.tenders if t.method is method)
    if method is TenderMethod.CASH:
        taken -= sale.settlement.change
    for correction in reader.corrections(sale.id):
        taken -= correction.amount if correction.from_method == method.value else 0
        taken += correction.amount if correction.to_method == method.value else 0
    if taken <= 0:
        raise Refused("no_such_tender")
    return taken


def _all_of(sale: Sale) -> Cart:
    parts = (
        ReturnedLine(sale.number, number, line.quantity)
        for number, line in enumerate(sale.priced.lines, 1)
    )
    return Cart(returns=tuple(parts))


def _same_way_back(reader: Reader, sale: Sale) -> tuple[Offer, ...]:
    """Each method gives back what it took; cash takes the rest, rounded as it was."""
    methods = dict.fromkeys(
        [
            *(tender.method for tender in sale.settlement.tenders),
            *(TenderMethod(c.to_method) for c in reader.corrections(sale.id)),
        ]
    )
    offers: list[Offer] = []
    cash = False
    for method in methods:
        try:
            amount = _taken_by(reader, sale, method)
        except Refused:
            continue
        if method is TenderMethod.CASH:
            cash = True
        else:
            offers.append(Offer(method, amount))
    return (*offers, Offer(TenderMethod.CASH, None)) if cash or not offers else tuple(offers)
