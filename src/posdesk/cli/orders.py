"""``posdesk orders``: what was ordered, packed, handed over, paid."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date

from posdesk.cli.output import print_json
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong, parse_dong
from posdesk.domain.order import Order, OrderBuyer, OrderLine
from posdesk.domain.quantity import decimal, format_quantity, parse_decimal
from posdesk.domain.sale import TenderMethod
from posdesk.domain.text import mask_phone
from posdesk.runtime.i18n import _
from posdesk.services.order_words import PAYMENTS, STATES
from posdesk.services.orders import SOURCES, OrderView, Wanted
from posdesk.services.ports.orders import OrderRow, Receivable, Shelf
from posdesk.services.settlements import StatementLine
from posdesk.services.shop import Shop

LISTED = 500


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("orders from exchanges, the web shop, Zalo and the telephone")
    parser = commands.add_parser("orders", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help=_("orders of one kind"))
    shelves = [shelf.value for shelf in Shelf]
    listing.add_argument("--shelf", choices=shelves, default=Shelf.TO_PACK.value)
    listing.set_defaults(run=_list)
    _add_adding(actions)
    _order(actions, "show", _("all of an order"), _show)
    _order(actions, "confirm", _("its money came, or it is accepted"), _confirm)
    packing = _order(
        actions, "pack", _("say what lies in the parcel; all of it without LINE"), _pack
    )
    packing.add_argument("line", nargs="*", metavar="LINE=QUANTITY")
    shipping = _order(actions, "ship", _("hand it over: it becomes a sale"), _ship)
    shipping.add_argument("--tracking", default="", metavar="T")
    methods = [TenderMethod.CASH.value, TenderMethod.TRANSFER.value, TenderMethod.CARD.value]
    shipping.add_argument("--paid-by", choices=methods, help=_("paid when it is fetched"))
    _order(actions, "complete", _("nothing more is expected of it"), _complete)
    cancelling = _order(actions, "cancel", _("give it up before it leaves"), _cancel)
    cancelling.add_argument("--reason", required=True, metavar="R")
    failing = _order(actions, "return", _("it came back, goods and money"), _return)
    failing.add_argument("--reason", required=True, metavar="R")
    owing = actions.add_parser("owed", help=_("what couriers and exchanges owe"))
    owing.set_defaults(run=_owed)
    settling = _order(
        actions, "settle", _("a line of a courier's or exchange's statement"), _settle
    )
    settling.add_argument("paid", metavar="AMOUNT")
    settling.add_argument("--fee", default="0", metavar="AMOUNT", help=_("kept back"))
    settling.add_argument("--tax", default="0", metavar="AMOUNT", help=_("withheld for the state"))
    settling.add_argument("--method", choices=methods[:2], default=TenderMethod.TRANSFER.value)
    settling.add_argument("--ref", required=True, metavar="TEXT", help=_("of the statement"))
    paying = _order(actions, "deposit", _("a deposit; a negative amount gives it back"), _deposit)
    paying.add_argument("amount", metavar="AMOUNT")
    paying.add_argument("--method", choices=methods, default=TenderMethod.TRANSFER.value)


def _add_adding(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    adding = actions.add_parser("add", help=_("an order by Zalo, Facebook, telephone"))
    adding.add_argument("--source", choices=SOURCES, default="phone")
    adding.add_argument("--name", default="", metavar="NAME")
    adding.add_argument("--phone", default="", metavar="N")
    adding.add_argument("--address", default="", metavar="TEXT")
    adding.add_argument("--note", default="", metavar="TEXT")
    adding.add_argument("--fee", default="0", metavar="AMOUNT", help=_("for the delivery"))
    adding.add_argument("--discount", default="0", metavar="AMOUNT")
    adding.add_argument("--deposit", default="0", metavar="AMOUNT")
    adding.add_argument("--cod", action="store_true", help=_("the courier collects the money"))
    adding.add_argument("--due", metavar="DATE", help=_("handed over until this day"))
    adding.add_argument("goods", nargs="+", metavar="CODE[=QUANTITY[@PRICE]]")
    adding.set_defaults(run=_add)


def _order(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text, description=text)
    parser.add_argument("order", metavar="ORDER", help=_("its number"))
    parser.set_defaults(run=run)
    return parser


def _list(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        rows = shop.orders.rows(Shelf(args.shelf), LISTED)
    if args.json:
        print_json([_json(row.order, row.buyer) for row in rows])
        return 0
    for row in rows:
        sys.stdout.write(_line(row) + "\n")
    return 0


def _add(args: argparse.Namespace) -> int:
    wanted = Wanted(
        source=args.source,
        buyer=OrderBuyer(args.name, args.phone, args.address, note=args.note),
        lines=tuple(map(_goods, args.goods)),
        fee=parse_dong(args.fee),
        discount=parse_dong(args.discount),
        cod=args.cod,
        due_on=_day(args.due),
        deposit=parse_dong(args.deposit),
    )
    with args.program.open(args.data) as shop:
        order = shop.orders.add(shop.actor, wanted)
        return _print(args, shop, order)


def _goods(text: str) -> tuple[str, int, int | None]:
    goods, at, price = text.partition("@")
    code, _equals, quantity = goods.partition("=")
    return code, parse_decimal(quantity or "1"), parse_dong(price) if at else None


def _show(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        return _print(args, shop, shop.orders.find(args.order).order)


def _confirm(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        if order.waits_for_money:
            return _print(args, shop, shop.orders.confirm_paid(shop.actor, order.id))
        return _print(args, shop, shop.orders.accept(shop.actor, order.id))


def _pack(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        packed = _packed(order, args.line)
        return _print(args, shop, shop.orders.pack(shop.actor, order.id, packed))


def _packed(order: Order, typed: list[str]) -> Mapping[str, int]:
    """By the lines' keys; lines are counted from 1 on the command line."""
    if not typed:
        return {line.key: line.quantity for line in order.lines}
    packed = {}
    for part in typed:
        number, _equals, quantity = part.partition("=")
        if not number.isdecimal() or not 1 <= int(number) <= len(order.lines):
            raise Refused("unknown_order_line", line=number[:20])
        line = order.lines[int(number) - 1]
        packed[line.key] = parse_decimal(quantity) if quantity else line.quantity
    return packed


def _ship(args: argparse.Namespace) -> int:
    rest = TenderMethod(args.paid_by) if args.paid_by else None
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        order, _sale = shop.orders.hand_over(
            shop.actor, order.id, tracking=args.tracking, rest=rest
        )
        return _print(args, shop, order)


def _complete(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        return _print(args, shop, shop.orders.complete(shop.actor, order.id))


def _cancel(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        return _print(args, shop, shop.orders.cancel(shop.actor, order.id, args.reason))


def _return(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        back, _sale = shop.orders.fail(shop.actor, order.id, args.reason)
        return _print(args, shop, back)


def _deposit(args: argparse.Namespace) -> int:
    text = args.amount
    amount = -parse_dong(text[1:]) if text.startswith("-") else parse_dong(text)
    with args.program.open(args.data) as shop:
        order = shop.orders.find(args.order).order
        shop.orders.deposit(shop.actor, order.id, amount, TenderMethod(args.method))
        return _print(args, shop, order)


def _owed(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        rows = shop.settlements.open()
    if args.json:
        print_json([_receivable_json(row) for row in rows])
        return 0
    for row in rows:
        since = f"{row.since:%d/%m/%Y}"
        sys.stdout.write(f"{row.number}  {row.source}  {since}  {format_dong(row.owed)}\n")
    return 0


def _settle(args: argparse.Namespace) -> int:
    line = StatementLine(
        args.order, parse_dong(args.paid), parse_dong(args.fee), parse_dong(args.tax)
    )
    with args.program.open(args.data) as shop:
        method = TenderMethod(args.method)
        (settled,) = shop.settlements.settle(shop.actor, (line,), method, args.ref)
    if args.json:
        told = {"order": args.order, "owed": settled.owed, "left": settled.left}
        print_json({**told, "known": settled.known})
    else:
        left = _("still owed: {amount}").format(amount=format_dong(settled.left))
        sys.stdout.write(f"{args.order}  {left}\n")
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("bad_date", text=text) from None


# --- output


def _print(args: argparse.Namespace, shop: Shop, order: Order) -> int:
    view = shop.orders.view(order.id)
    if args.json:
        sys.stdout.write(json.dumps(_json(view.order, view.buyer), ensure_ascii=False) + "\n")
        return 0
    sys.stdout.write(f"{_line(OrderRow(view.order, view.buyer, bool(view.short)))}\n")
    for number, line in enumerate(view.order.lines, 1):
        sys.stdout.write(f"  {number}. {_goods_line(line, view)}\n")
    return 0


def _line(row: OrderRow) -> str:
    order, buyer = row.order, row.buyer
    who = " · ".join(filter(None, (buyer.name, mask_phone(buyer.phone) if buyer.phone else "")))
    marks = (_("goods are missing"),) if row.short else ()
    if order.look is not None:
        marks = (*marks, _("needs a look"))
    paid = _("cash on delivery") if order.cod else _(PAYMENTS[order.payment])
    parts = (order.number, order.source, who, format_dong(order.total), paid)
    return "  ".join((*filter(None, parts), _(STATES[order.state]), *marks))


def _goods_line(line: OrderLine, view: OrderView) -> str:
    shelf = view.shelves.get(line.key, "")
    packed = format_quantity(line.packed)
    words = f"{format_quantity(line.quantity)} × {line.name}  {format_dong(line.net)}"
    return "  ".join(filter(None, (words, shelf, _("packed: {count}").format(count=packed))))


def _json(order: Order, buyer: OrderBuyer) -> dict[str, object]:
    return {
        "order": str(order.id),
        "exchange": order.source if order.exchange_id else None,
        "source": order.source,
        "remote_id": order.remote_id,
        "number": order.number,
        "state": order.state.value,
        "payment": order.payment.value,
        "cod": order.cod,
        "look": order.look.value if order.look else None,
        "total": order.total,
        "fee": order.fee,
        "discount": order.discount,
        "tracking": order.tracking,
        "buyer": {
            "name": buyer.name,
            "phone": buyer.phone,
            "address": buyer.address,
            "email": buyer.email,
            "note": buyer.note,
        },
        "lines": [_line_json(line) for line in order.lines],
    }


def _receivable_json(row: Receivable) -> dict[str, object]:
    return {
        "number": row.number,
        "source": row.source,
        "cod": row.cod,
        "owed": row.owed,
        "since": row.since.isoformat(),
    }


def _line_json(line: OrderLine) -> dict[str, object]:
    return {
        "sku": line.code,
        "name": line.name,
        "quantity": decimal(line.quantity),
        "price": line.price,
        "amount": line.net,
        "packed": decimal(line.packed),
    }
