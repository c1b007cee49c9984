"""Bills that are not paid yet: the one being typed and those put aside outlive a crash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.discount import Discount
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.sale import TenderMethod
from posdesk.domain.stock import BelowZero
from posdesk.domain.tender import Offer
from posdesk.domain.transfer import TransferState
from posdesk.runtime.clock import Clock
from posdesk.services.ports.store import Draft, Store, Work
from posdesk.services.transfers import post_event, state_of


@dataclass(frozen=True, slots=True)
class OpenBill:
    """A bill on its way.

    Attributes:
        held: it was put aside.
        offers: what the customer has paid of it already; the payment goes on from there.
    """

    id: UUID
    cart: Cart
    held: bool
    offers: tuple[Offer, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return self.cart.empty and not self.offers


class Drafts:
    """Keeps the unpaid bills of a till."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def load(self, till: str) -> tuple[OpenBill, ...]:
        """The till's unpaid bills, oldest first."""
        with self._store.read() as reader:
            return tuple(open_bill(draft) for draft in reader.drafts(till))

    def save(self, actor: Actor, bill: OpenBill) -> None:
        """Keeps a bill as it is now; an empty one is forgotten.

        Who takes a part by transfer says that the money came; who gives it back, that the shop
        has it no more.
        """
        with self._store.write() as work:
            if Right.CONFIRM_TRANSFER in actor.rights:
                self._tell_transfers(work, actor, bill)
            if bill.empty:
                work.drop_draft(bill.id)
                return
            content = json.dumps(_content(bill), ensure_ascii=False)
            work.put_draft(Draft(bill.id, actor.till, bill.held, content, self._clock.now()))

    def _tell_transfers(self, work: Work, actor: Actor, bill: OpenBill) -> None:
        kept = next((draft for draft in work.drafts(actor.till) if draft.id == bill.id), None)
        before = _transfers(open_bill(kept).offers) if kept else frozenset()
        now = _transfers(bill.offers)
        for transfer_id in now - before:
            if state_of(work, transfer_id) is not TransferState.RECEIVED:
                post_event(work, actor, transfer_id, TransferState.RECEIVED, self._clock)
        for transfer_id in before - now:
            if state_of(work, transfer_id) is TransferState.RECEIVED:
                post_event(work, actor, transfer_id, TransferState.TAKEN_BACK, self._clock)


def open_bill(draft: Draft) -> OpenBill:
    """A bill as it was kept."""
    content = json.loads(draft.content)
    offers = tuple(
        Offer(TenderMethod(method), amount, _id(transfer))
        for method, amount, transfer in content["offers"]
    )
    return OpenBill(draft.id, _cart(content), draft.held, offers)


def _transfers(offers: Iterable[Offer]) -> frozenset[UUID]:
    return frozenset(offer.transfer_id for offer in offers if offer.transfer_id)


def _content(bill: OpenBill) -> dict[str, Any]:
    cart = bill.cart
    return {
        "lines": [_line_content(line) for line in cart.lines],
        "returns": [[back.receipt, back.line, back.quantity] for back in cart.returns],
        "discount": _discount_content(cart.discount),
        "customer": str(cart.customer_id) if cart.customer_id else None,
        "note": cart.note,
        "buyer": str(cart.buyer_id) if cart.buyer_id else None,
        "offers": [
            [
                offer.method.value,
                offer.amount,
                str(offer.transfer_id) if offer.transfer_id else None,
            ]
            for offer in bill.offers
        ],
    }


def _line_content(line: CartLine) -> dict[str, Any]:
    item = line.item
    return {
        "product": str(item.product_id) if item.product_id else None,
        "unit_id": str(item.unit_id) if item.unit_id else None,
        "code": item.code,
        "name": item.name,
        "unit": item.unit,
        "list_price": item.price,
        "factor": item.factor,
        "tax": item.tax_code,
        "weighed": item.weighed,
        "cost": item.cost,
        "category": item.category,
        "below_zero": item.below_zero.value if item.below_zero else None,
        "quantity": line.quantity,
        "price": line.price,
        "price_source": line.price_source.value,
        "discount": _discount_content(line.discount),
    }


def _discount_content(discount: Discount | None) -> dict[str, int | None] | None:
    return {"percent": discount.percent, "amount": discount.amount} if discount else None


def _cart(content: Mapping[str, Any]) -> Cart:
    return Cart(
        lines=tuple(_line(line) for line in content["lines"]),
        returns=tuple(ReturnedLine(*back) for back in content["returns"]),
        discount=_discount(content["discount"]),
        customer_id=_id(content["customer"]),
        note=content["note"],
        buyer_id=_id(content.get("buyer")),
    )


def _line(content: Mapping[str, Any]) -> CartLine:
    item = Item(
        product_id=_id(content["product"]),
        unit_id=_id(content["unit_id"]),
        code=content["code"],
        name=content["name"],
        unit=content["unit"],
        price=content["list_price"],
        factor=content["factor"],
        tax_code=content["tax"],
        weighed=content["weighed"],
        cost=content["cost"],
        category=content.get("category", ""),
        below_zero=BelowZero(content["below_zero"]) if content.get("below_zero") else None,
    )
    return CartLine(
        item=item,
        quantity=content["quantity"],
        price=content["price"],
        price_source=PriceSource(content["price_source"]),
        discount=_discount(content["discount"]),
    )


def _discount(content: Mapping[str, int | None] | None) -> Discount | None:
    return Discount(content["percent"], content["amount"]) if content else None


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
