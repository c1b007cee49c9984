"""What the shop did with an order, as steps of Vendure; steps that were taken are not repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from posdesk.exchange.link import record, records, text
from posdesk.exchange.vendure.api import Api, Ended, Thing
from posdesk.exchange.vendure.goods import Goods
from posdesk.exchange.vendure.orders import (
    collected,
    count,
    given_back,
    left_of,
    parcels_of,
)
from posdesk.services.ports.exchange import OrderPush, Outcome, Result, StockSet, Verb

_ERROR = "... on ErrorResult { errorCode message }"
_FULFIL = """mutation($input: FulfillOrderInput!) {
  addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } %s }
}"""
_MOVE = """mutation($id: ID!, $state: String!) {
  transitionFulfillmentToState(id: $id, state: $state) { ... on Fulfillment { id } %s }
}"""
_SETTLE_PAYMENT = "mutation($id: ID!) { settlePayment(id: $id) { ... on Payment { id } %s } }"
_CANCEL = """mutation($input: CancelOrderInput!) {
  cancelOrder(input: $input) { ... on Order { id } %s }
}"""
_REFUND = """mutation($input: RefundOrderInput!) {
  refundOrder(input: $input) { ... on Refund { id state } %s }
}"""
_SETTLE_REFUND = """mutation($input: SettleRefundInput!) {
  settleRefund(input: $input) { ... on Refund { id state } %s }
}"""
_STEPS = ("Created", "Pending", "Shipped", "Delivered")
_SHORT = "INSUFFICIENT_STOCK_ON_HAND_ERROR"


def stands(order: Thing, push: OrderPush) -> bool:
    """Whether an order is as a push wanted it.

    Raises:
        Bad: it cannot be understood.
    """
    left, parcels, refunds = left_of(order), parcels_of(order), _refunds(order, push)
    if push.verb is Verb.CANCEL:
        return order.get("state") == "Cancelled"
    if push.verb is Verb.REFUND:
        return any(refund.get("state") == "Settled" for refund in refunds)
    reached = _STEPS[2:] if push.verb is Verb.FULFIL else _STEPS[3:]
    return not left and all(parcel.get("state") in reached for parcel in parcels)


def do(api: Api, goods: Goods, order: Thing, push: OrderPush) -> None:
    """Takes the steps that are missing.

    Raises:
        Ended: one was refused, or nobody knows.
        Bad: the order cannot be understood.
    """
    steps: Mapping[Verb, Callable[[], object]] = {
        Verb.FULFIL: lambda: _fulfil(api, goods, order, push.tracking),
        Verb.COMPLETE: lambda: _complete(api, goods, order),
        Verb.CANCEL: lambda: _cancel(api, order, push),
        Verb.REFUND: lambda: _refund(api, goods, order, push),
    }
    steps[push.verb]()


def _tell(api: Api, mutation: str, **variables: object) -> Thing:
    return api.tell(mutation % _ERROR, **variables)


def _fulfil(api: Api, goods: Goods, order: Thing, tracking: str) -> Mapping[str, str]:
    """Puts what is left into a parcel and sends it; all parcels of the order, how far they are."""
    parcels = {text(p.get("id"), 40): text(p.get("state"), 40) for p in parcels_of(order)}
    left = left_of(order)
    if left:
        parcels[_pack(api, goods, order, left, tracking)] = "Pending"
    return {parcel: _carry(api, parcel, state, "Shipped") for parcel, state in parcels.items()}


def _complete(api: Api, goods: Goods, order: Thing) -> None:
    """The buyer has the goods and, where the courier collected it, the shop its money."""
    for payment in records(order.get("payments") or []):
        if payment.get("state") == "Authorized" and collected(payment):
            _tell(api, _SETTLE_PAYMENT, id=payment.get("id"))
    for parcel, state in _fulfil(api, goods, order, "").items():
        _carry(api, parcel, state, "Delivered")


def _carry(api: Api, parcel: str, state: str, to: str) -> str:
    """Moves a parcel on, step by step, and says where it is; one that is further stays."""
    here = _STEPS.index(state) if state in _STEPS else len(_STEPS)
    for step in _STEPS[here + 1 : _STEPS.index(to) + 1]:
        _tell(api, _MOVE, id=parcel, state=step)
        state = step
    return state


def _pack(api: Api, goods: Goods, order: Thing, left: Mapping[str, int], tracking: str) -> str:
    """Puts lines into a new parcel and gives its id."""
    lines = [{"orderLineId": line, "quantity": quantity} for line, quantity in left.items()]
    arguments = [{"name": "method", "value": ""}, {"name": "trackingCode", "value": tracking}]
    handler = {"code": "manual-fulfillment", "arguments": arguments}
    wanted = {"lines": lines, "handler": handler}
    try:
        made = _tell(api, _FULFIL, input=wanted)
    except Ended as ended:
        if ended.kind != _SHORT:
            raise
        with _lying_there(goods, order, left):
            made = _tell(api, _FULFIL, input=wanted)
    return text(made.get("id"), 40)


@contextmanager
def _lying_there(goods: Goods, order: Thing, left: Mapping[str, int]) -> Iterator[None]:
    """Within: what is being sent lies there; afterwards buyers find what they found before.

    Servers sell more than they were told there is, and then refuse to send what the shop did send.
    """
    variants = {
        text(record(line.get("productVariant")).get("id"), 40): left.get(text(line.get("id")), 0)
        for line in records(order.get("lines"))
    }
    before = [known.item for known in goods.by_id(list(variants)).values()]
    goods.set_stock([StockSet(x.remote_id, x.sku, variants[x.remote_id]) for x in before])
    try:
        yield
    finally:
        goods.set_stock([StockSet(x.remote_id, x.sku, x.stock or 0) for x in before])


def _cancel(api: Api, order: Thing, push: OrderPush) -> None:
    wanted = {"orderId": order.get("id"), "reason": push.reason, "cancelShipping": True}
    _tell(api, _CANCEL, input=wanted)


def _refund(api: Api, goods: Goods, order: Thing, push: OrderPush) -> None:
    made = _refunds(order, push)
    refund = made[0] if made else _give_back(api, goods, order, push)
    if refund.get("state") == "Pending":
        wanted = {"id": refund.get("id"), "transactionId": str(push.id)}
        _tell(api, _SETTLE_REFUND, input=wanted)


def _give_back(api: Api, goods: Goods, order: Thing, push: OrderPush) -> Thing:
    amount = push.amount * goods.site.parts
    paid = [p for p in records(order.get("payments") or []) if p.get("state") == "Settled"]
    if not paid:
        raise Ended(Result(Outcome.REJECTED, code="nothing_paid_there"))
    payment = next((p for p in paid if _rest(p) >= amount), paid[0])
    # The operation's id goes with it, so that it is known again after a lost answer.
    reason = f"{push.reason} [{push.id}]".strip()
    # "lines", "shipping" and "adjustment" are outdated, but without them its database refuses.
    outdated = {"lines": [], "shipping": 0, "adjustment": 0}
    wanted = {"paymentId": payment.get("id"), "amount": amount, "reason": reason, **outdated}
    return _tell(api, _REFUND, input=wanted)


def _rest(payment: Thing) -> int:
    """What of a payment was not given back, in the server's figures."""
    return count(payment.get("amount")) - sum(
        count(refund.get("total")) for refund in given_back(payment)
    )


def _refunds(order: Thing, push: OrderPush) -> Sequence[Thing]:
    """What this push gave back already."""
    return [
        refund
        for payment in records(order.get("payments") or [])
        for refund in given_back(payment)
        if str(push.id) in text(refund.get("reason"))
    ]
