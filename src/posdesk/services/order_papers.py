"""Papers of orders: the slip in the parcel, the label on it, the list to fetch goods by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.order import UNDER_WAY, Order, OrderBuyer, OrderLine, deposited
from posdesk.domain.quantity import format_quantity
from posdesk.domain.receipt import Align, Block, Qr, ReceiptDocument, Row, Rule, Size, Space, Text
from posdesk.domain.text import mask_phone
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import Translator, translator
from posdesk.services.paper_parts import head
from posdesk.services.ports.store import Reader
from posdesk.services.settings import values


def packing_slip(reader: Reader, ref: str) -> ReceiptDocument:
    """What lies in the parcel, for the buyer; ``ref`` is the order's id.

    Raises:
        Refused: ``no_document``.
    """
    order, buyer = _order(reader, ref)
    settings = values(reader)
    language = settings["receipt.language"]
    _ = translator(language)
    blocks = [
        *head(settings, _),
        Text(_("PACKING SLIP"), Align.CENTER, Size.LARGE, bold=True),
        Row(order.number, f"{local(order.placed_at):%d/%m/%Y}", bold=True),
        *_for_whom(buyer, _),
        Rule(),
        *(_goods(line) for line in order.lines),
        Rule(),
        *_sums(order, deposited(reader.order_money(order.id)), _),
        *([Text(f"“{buyer.note}”", size=Size.SMALL)] if buyer.note else []),
    ]
    return ReceiptDocument(f"{_('PACKING SLIP')} {order.number}", language, tuple(blocks))


def shipping_label(reader: Reader, ref: str) -> ReceiptDocument:
    """What is stuck onto the parcel: who gets it, who sent it, what the courier collects.

    Raises:
        Refused: ``no_document``.
    """
    order, buyer = _order(reader, ref)
    settings = values(reader)
    language = settings["receipt.language"]
    _ = translator(language)
    sender = " · ".join(filter(None, (settings["shop.name"], settings["shop.phone"])))
    blocks = [
        Text(sender, size=Size.SMALL),
        *([Text(settings["shop.address"], size=Size.SMALL)] if settings["shop.address"] else []),
        Rule(),
        Text(_("To"), size=Size.SMALL),
        Text(buyer.name, size=Size.LARGE, bold=True),
        *([Text(buyer.phone, size=Size.LARGE, bold=True)] if buyer.phone else []),
        Text(buyer.address),
        Rule(),
        *_collected(reader, order, _),
        Qr(order.tracking or order.number, order.tracking or order.number),
    ]
    return ReceiptDocument(f"{_('SHIPPING LABEL')} {order.number}", language, tuple(blocks))


def pick_list(reader: Reader, ref: str) -> ReceiptDocument:
    """What to fetch from the shelves for several orders; ``ref`` is their ids, a space between.

    Raises:
        Refused: ``no_document`` where none of them is to be packed.
    """
    orders = [order for key in ref.split() if (order := reader.order(UUID(key)))]
    wanted = [order for order in orders if order.state in UNDER_WAY]
    if not wanted:
        raise Refused("no_document")
    settings = values(reader)
    language = settings["receipt.language"]
    _ = translator(language)
    numbers = ", ".join(order.number for order in wanted)
    blocks: list[Block] = [
        Text(_("PICK LIST"), Align.CENTER, Size.LARGE, bold=True),
        Text(numbers, size=Size.SMALL),
        Rule(),
    ]
    shelf = None
    for place, line, count in _to_fetch(reader, wanted):
        if place != shelf:
            words = _("Shelf {place}").format(place=place) if place else _("No shelf named")
            blocks += [Space(1), Text(words, bold=True)]
            shelf = place
        blocks.append(Row(line.name, f"{format_quantity(count)} {line.unit}"))
    return ReceiptDocument(_("PICK LIST"), language, tuple(blocks))


def message(reader: Reader, order_id: UUID) -> str:
    """What to write to the buyer of an order, to copy into Zalo or a text message.

    Raises:
        Refused: ``no_document``.
    """
    order, buyer = _order(reader, str(order_id))
    settings = values(reader)
    _ = translator(settings["receipt.language"])
    goods = ", ".join(f"{format_quantity(line.quantity)} {line.name}" for line in order.lines)
    parts = [
        _("Hello {name}, this is {shop}.").format(name=buyer.name, shop=settings["shop.name"]),
        _("Your order {number}: {goods}.").format(number=order.number, goods=goods),
        _("Total {amount}.").format(amount=format_dong(order.total)),
    ]
    if order.tracking:
        parts.append(_("It is on its way, number {code}.").format(code=order.tracking))
    return " ".join(parts)


def _order(reader: Reader, ref: str) -> tuple[Order, OrderBuyer]:
    order = reader.order(UUID(ref))
    if order is None:
        raise Refused("no_document")
    return order, reader.order_buyer(order.id)


def _for_whom(buyer: OrderBuyer, _: Translator) -> Iterator[Block]:
    phone = mask_phone(buyer.phone) if buyer.phone else ""
    yield Row(_("Buyer"), " · ".join(filter(None, (buyer.name, phone))))
    if buyer.address:
        yield Text(buyer.address, size=Size.SMALL)


def _goods(line: OrderLine) -> Block:
    return Row(f"{format_quantity(line.quantity)} {line.unit} {line.name}", format_amount(line.net))


def _sums(order: Order, deposit: int, _: Translator) -> Iterator[Block]:
    if order.fee:
        yield Row(_("Delivery"), format_amount(order.fee))
    if order.discount:
        yield Row(_("Discount"), format_amount(-order.discount))
    yield Row(_("Total"), format_dong(order.total), bold=True)
    if deposit:
        yield Row(_("Deposit paid"), format_amount(-deposit))
    if order.cod:
        rest = format_dong(order.total - deposit)
        yield Row(_("To pay on delivery"), rest, bold=True, size=Size.LARGE)


def _collected(reader: Reader, order: Order, _: Translator) -> Iterator[Block]:
    rest = order.total - deposited(reader.order_money(order.id)) if order.cod else 0
    yield Row(_("Courier collects"), format_dong(rest), bold=True, size=Size.LARGE)


def _to_fetch(reader: Reader, orders: Iterable[Order]) -> Sequence[tuple[str, OrderLine, int]]:
    """Shelf, goods and how many of them, shelf by shelf."""
    found: dict[tuple[str, str, str], tuple[OrderLine, int]] = {}
    for order in orders:
        for line in order.lines:
            left = line.quantity - line.packed
            if left <= 0:
                continue
            product = reader.product(line.product_id) if line.product_id else None
            key = (product.shelf if product else "", line.name, line.unit)
            there = found.get(key, (line, 0))
            found[key] = (there[0], there[1] + left)
    return [(key[0], line, count) for key, (line, count) in sorted(found.items())]
