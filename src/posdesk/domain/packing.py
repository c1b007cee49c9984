"""Packing by scan: what was scanned goes into the parcel of an order."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.cart import CartLine
from posdesk.domain.errors import Refused
from posdesk.domain.order import Order, OrderLine


def put_in(order: Order, goods: CartLine) -> Order:
    """The order with the scanned goods in its parcel; a pack counts its pieces.

    Raises:
        Refused: ``not_ordered``, ``unit_ordered`` for a piece where only whole packs were ordered,
            ``packed_too_much``.
    """
    pieces = goods.quantity * goods.item.factor
    wanted = [line for line in order.lines if _is(line, goods)]
    if not wanted:
        raise Refused("not_ordered", name=goods.item.name, order=order.number)
    whole = [line for line in wanted if pieces % line.factor == 0]
    if not whole:
        raise Refused("unit_ordered", name=goods.item.name, unit=wanted[0].unit)
    for line in whole:
        packed = line.packed + pieces // line.factor
        if packed <= line.quantity:
            return _with(order, replace(line, packed=packed))
    raise Refused("packed_too_much", name=goods.item.name)


def _is(line: OrderLine, goods: CartLine) -> bool:
    return line.product_id is not None and line.product_id == goods.item.product_id


def _with(order: Order, changed: OrderLine) -> Order:
    lines = (changed if line.key == changed.key else line for line in order.lines)
    return replace(order, lines=tuple(lines))
