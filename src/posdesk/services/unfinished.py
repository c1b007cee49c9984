"""Bills that are not finished: what is on them, and what customers have paid of them already."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.cart import Cart
from posdesk.domain.errors import Refused
from posdesk.domain.pricing import price_cart
from posdesk.domain.sale import PricingPolicy, TenderMethod
from posdesk.domain.shift import ActionKind, Shift
from posdesk.domain.transfer import TransferState
from posdesk.services.drafts import OpenBill, open_bill
from posdesk.services.ports.store import Reader, TenderSum
from posdesk.services.returns import take_back
from posdesk.services.settings import values
from posdesk.services.transfers import state_of


@dataclass(frozen=True, slots=True)
class UnfinishedBill:
    """A bill that is being typed or was put aside.

    Attributes:
        due: đồng before cash rounding; None where it can no longer be sold as it stands.
        paid: what was paid of it by method, đồng; negative where the shop gave money.
    """

    id: UUID
    cart: Cart
    held: bool
    due: int | None
    paid: tuple[TenderSum, ...]

    @property
    def money(self) -> int:
        """All that was paid of it, đồng."""
        return sum(part.amount for part in self.paid)


def unfinished(reader: Reader, till: str) -> tuple[UnfinishedBill, ...]:
    """The till's unfinished bills: those with money on them first, then as they came."""
    policy = values(reader).policy
    bills = [_unfinished(reader, open_bill(draft), policy) for draft in reader.drafts(till)]
    return tuple(sorted(bills, key=lambda bill: not bill.paid))


def paid_on(bills: Iterable[UnfinishedBill]) -> tuple[TenderSum, ...]:
    """What was paid on bills by method, đồng."""
    return _sums((part.method, part.amount) for bill in bills for part in bill.paid)


def detail_of(bill: UnfinishedBill) -> str:
    """A bill's money as the close of a shift records it."""
    return json.dumps({part.method: part.amount for part in bill.paid})


def paid_at_close(reader: Reader, shift: Shift) -> tuple[TenderSum, ...]:
    """What lay on unfinished bills when a shift was closed, as its close recorded it."""
    actions = reader.actions(ActionKind.UNFINISHED_BILL, shift.opened_at)
    details = [json.loads(action.detail) for action in actions if action.shift_id == shift.id]
    return _sums(part for detail in details for part in detail.items())


def cash_of(sums: Iterable[TenderSum]) -> int:
    """The part that lies in the drawer, đồng."""
    return sum(part.amount for part in sums if part.method == TenderMethod.CASH)


def _unfinished(reader: Reader, bill: OpenBill, policy: PricingPolicy) -> UnfinishedBill:
    due = _due(reader, bill.cart, policy)
    sign = -1 if due is not None and due < 0 else 1
    money = [offer for offer in bill.offers if offer.method is not TenderMethod.DEBT]
    offers = [(offer.method.value, sign * (offer.amount or 0)) for offer in money]
    paid = _sums([*offers, *_received(reader, bill)])
    return UnfinishedBill(bill.id, bill.cart, bill.held, due, paid)


def _received(reader: Reader, bill: OpenBill) -> list[tuple[str, int]]:
    """Transfers that came for a bill and that its payment does not count yet."""
    counted = {offer.transfer_id for offer in bill.offers}
    return [
        (TenderMethod.TRANSFER.value, transfer.amount)
        for transfer in reader.transfers_of_bill(bill.id)
        if transfer.id not in counted and state_of(reader, transfer.id) is TransferState.RECEIVED
    ]


def _due(reader: Reader, cart: Cart, policy: PricingPolicy) -> int | None:
    try:
        if not cart.returns:
            return price_cart(cart, policy).due
        back = take_back(reader, cart.returns)
        rules = back.policy(policy, exchange=bool(cart.lines))
        return price_cart(cart, rules, back.lines).due
    except Refused:
        return None


def _sums(parts: Iterable[tuple[str, int]]) -> tuple[TenderSum, ...]:
    sums: Counter[str] = Counter()
    for method, amount in parts:
        sums[method] += amount
    return tuple(TenderSum(m.value, sums[m.value]) for m in TenderMethod if sums[m.value])
