"""``posdesk stock``: what lies in the shop, goods that come in, corrections, stocktakes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from uuid import UUID

from posdesk.cli.numbers import count
from posdesk.cli.output import print_json
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong, parse_dong
from posdesk.domain.product import Product
from posdesk.domain.quantity import decimal, format_quantity, parse_decimal
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.inventory import Arrival, Moved
from posdesk.services.ports.goods import Movement, PriceStep
from posdesk.services.shop import Shop
from posdesk.services.stock_words import movement_words

LIMIT, MOST = 20, 10_000


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("what is in stock; goods that come in, corrections, stocktakes")
    parser = commands.add_parser("stock", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    showing = _action(actions, "show", _("what is on hand, and what moved it"), _show)
    showing.add_argument("--limit", type=count(MOST), default=LIMIT, metavar="N")
    receiving = _action(actions, "receive", _("goods that came in"), _receive)
    receiving.add_argument("quantity", metavar="QUANTITY")
    receiving.add_argument("--unit", default="", metavar="U")
    receiving.add_argument("--cost", metavar="N", help=_("of one unit, đồng"))
    receiving.add_argument("--note", default="", metavar="TEXT")
    adjusting = _action(actions, "adjust", _("correct the stock by a difference"), _adjust)
    adjusting.add_argument("difference", metavar="+N|-N")
    adjusting.add_argument("--reason", required=True, metavar="R")
    counting = _action(actions, "count", _("say what was counted"), _count)
    counting.add_argument("counted", metavar="QUANTITY")
    counting.add_argument("--reason", default="", metavar="R")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    # No option has one dash here, so -3 is a difference.
    parser = actions.add_parser(name, help=text, description=text)
    parser.add_argument("code", metavar="CODE", help=_("SKU or barcode"))
    parser.set_defaults(run=run)
    return parser


def _product(shop: Shop, code: str) -> tuple[Product, str]:
    """The product of a code and the name of the unit it stands for."""
    item = shop.catalogue.coded(code)
    product = shop.catalogue.product(item.product_id) if item and item.product_id else None
    if item is None or product is None:
        raise Refused("unknown_product", product=code)
    return product, item.unit


def _show(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        product, _unit = _product(shop, args.code)
        there = shop.inventory.on_hand(product.id)
        moves = shop.inventory.movements(product.id, args.limit)
        prices = shop.inventory.prices(product.id, args.limit)
    if args.json:
        print_json(_history_json(product, there, moves, prices))
        return 0
    amount = format_quantity(there)
    sys.stdout.write(f"{product.sku}  {product.name}: {amount} {product.base.name}\n")
    for move in moves:
        sys.stdout.write(f"  {_move_line(move)}\n")
    for step in prices:
        sys.stdout.write(f"  {_price_line(step)}\n")
    return 0


def _receive(args: argparse.Namespace) -> int:
    quantity = parse_decimal(args.quantity)
    cost = parse_dong(args.cost) if args.cost is not None else None
    with args.program.open(args.data) as shop:
        product, unit = _product(shop, args.code)
        arrival = Arrival(product.id, quantity, args.unit or unit, cost, args.note)
        return _say(args, shop.inventory.receive(shop.actor, arrival))


def _adjust(args: argparse.Namespace) -> int:
    text: str = args.difference
    size = parse_decimal(text[1:] if text[:1] in ("+", "-") else text)
    with args.program.open(args.data) as shop:
        product_id = _product(shop, args.code)[0].id
        difference = -size if text.startswith("-") else size
        return _say(args, shop.inventory.adjust(shop.actor, product_id, difference, args.reason))


def _count(args: argparse.Namespace) -> int:
    counted = parse_decimal(args.counted)
    with args.program.open(args.data) as shop:
        product_id: UUID = _product(shop, args.code)[0].id
        return _say(args, shop.inventory.count(shop.actor, product_id, counted, reason=args.reason))


def _say(args: argparse.Namespace, moved: Moved) -> int:
    product = moved.product
    if args.json:
        print_json(
            {
                "id": str(moved.document_id),
                "sku": product.sku,
                "before": decimal(moved.before),
                "change": decimal(moved.after - moved.before),
                "on_hand": decimal(moved.after),
                "cost": product.cost,
            }
        )
        return 0
    before, after = format_quantity(moved.before), format_quantity(moved.after)
    sys.stdout.write(f"{product.sku}  {product.name}: {before} → {after} {product.base.name}\n")
    return 0


def _move_line(move: Movement) -> str:
    sign = "+" if move.quantity > 0 else ""
    parts = [
        f"{local(move.at):%d/%m/%Y %H:%M}",
        f"{sign}{format_quantity(move.quantity)} = {format_quantity(move.after)}",
        movement_words(move),
        move.who,
    ]
    return "  ".join(part for part in parts if part)


def _price_line(step: PriceStep) -> str:
    old, new = (format_dong(x) if x is not None else "–" for x in (step.before, step.after))
    what = step.unit or _("Cost")
    return f"{local(step.at):%d/%m/%Y %H:%M}  {what}: {old} → {new}  {step.who}"


def _history_json(
    product: Product, there: int, moves: tuple[Movement, ...], prices: tuple[PriceStep, ...]
) -> dict[str, object]:
    return {
        "sku": product.sku,
        "name": product.name,
        "unit": product.base.name,
        "on_hand": decimal(there),
        "cost": product.cost,
        "movements": [
            {
                "at": move.at.isoformat(),
                "kind": move.kind.value,
                "quantity": decimal(move.quantity),
                "after": decimal(move.after),
                "receipt": move.receipt,
                "reason": move.reason,
                "who": move.who,
                "cost": move.cost,
                "expected": None if move.expected is None else decimal(move.expected),
            }
            for move in moves
        ],
        "prices": [
            {
                "at": step.at.isoformat(),
                "unit": step.unit,
                "before": step.before,
                "after": step.after,
                "who": step.who,
            }
            for step in prices
        ],
    }
