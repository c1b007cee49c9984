"""What is written when an order changes: row, event, money, what its exchange is told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.access import Actor
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.order import Order, OrderEvent, OrderMoney, OrderMoneyKind, OrderState
from posdesk.domain.sale import TenderMethod
from posdesk.domain.shift import Shift
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.exchange import OrderPush, Verb
from posdesk.services.ports.orders import PushState, Queued
from posdesk.services.ports.store import Reader, Work

SHOP = "shop"
"""The source of what is done here; otherwise it is the exchange's name."""


@dataclass(frozen=True, slots=True)
class OrderRecords:
    """Writes for orders inside one transaction of the caller's."""

    work: Work
    actor: Actor
    clock: Clock
    source: str = SHOP

    def put(
        self,
        order: Order,
        before: OrderState | None,
        *,
        reason: str = "",
        digest: str | None = None,
    ) -> Order:
        """Writes an order; where its state changed or it is new, the event that says so.

        Args:
            order: as it is now.
            before: the state it had, None for a new order.
            reason: in words, kept with the event.
            digest: of the snapshot that was taken in; None leaves it.
        """
        self.work.put_order(order, self.clock.now(), digest=digest)
        if order.state is not before:
            self.work.post(
                OrderEvent(
                    id=new_id(),
                    order_id=order.id,
                    till=self.actor.till,
                    at=self.clock.now(),
                    actor_id=self.actor.id,
                    source=self.source,
                    before=before or order.state,
                    after=order.state,
                    reason=reason,
                )
            )
        return order

    def money(
        self,
        order: Order,
        kind: OrderMoneyKind,
        amount: int,
        method: TenderMethod | None = None,
        ref: str = "",
    ) -> OrderMoney:
        """Posts money of an order.

        Raises:
            Refused: ``bad_amount``, ``too_large``, ``no_shift`` for cash.
        """
        if amount == 0:
            raise Refused("bad_amount", text="0")
        if abs(amount) > LARGEST:
            raise Refused("too_large", text=str(amount))
        shift = self._drawer(method)
        money = OrderMoney(
            id=new_id(),
            order_id=order.id,
            till=self.actor.till,
            shift_id=shift.id if shift else None,
            business_on=shift.business_on if shift else self.clock.today(),
            at=self.clock.now(),
            actor_id=self.actor.id,
            kind=kind,
            amount=amount,
            method=method.value if method else "",
            ref=ref,
        )
        self.work.post(money)
        return money

    def push(
        self, order: Order, verb: Verb, *, tracking: str = "", reason: str = "", amount: int = 0
    ) -> None:
        """Queues what an order's exchange is to be told; nothing for one typed by hand."""
        if order.exchange_id is None:
            return
        told = OrderPush(new_id(), order.remote_id, verb, tracking, reason, amount)
        self.work.queue_push(Queued(told, order.exchange_id, order.id, PushState.WAITING))

    def _drawer(self, method: TenderMethod | None) -> Shift | None:
        """The open shift; cash needs one, for it lies in a drawer."""
        shift = self.work.open_shift(self.actor.till)
        if shift is None and method is TenderMethod.CASH:
            raise Refused("no_shift")
        return shift


def known_order(reader: Reader, order_id: UUID) -> Order:
    """An order.

    Raises:
        Refused: ``unknown_order``.
    """
    order = reader.order(order_id)
    if order is None:
        raise Refused("unknown_order", order=str(order_id))
    return order
