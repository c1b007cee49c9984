"""``posdesk find TEXT``: the till's search, best first."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.numbers import count
from posdesk.cli.output import print_json
from posdesk.domain.money import format_dong
from posdesk.domain.quantity import decimal, format_quantity
from posdesk.runtime.i18n import _
from posdesk.services.ports.store import Found

LIMIT, MOST = 20, 10_000


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("search the goods as the till does")
    parser = commands.add_parser("find", help=text, description=text)
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--limit", type=count(MOST), default=LIMIT, metavar="N")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        found = shop.catalogue.find(args.text, args.limit)
    for goods in found:
        if args.json:
            print_json(_json(goods))
        else:
            left = _("{quantity} left").format(quantity=format_quantity(goods.available))
            row = f"{goods.sku}  {goods.name}  {format_dong(goods.price)}/{goods.unit}  {left}\n"
            sys.stdout.write(row)
    return 0


def _json(goods: Found) -> dict[str, object]:
    return {
        "sku": goods.sku,
        "name": goods.name,
        "unit": goods.unit,
        "price": goods.price,
        "barcode": goods.barcode,
        "on_hand": decimal(goods.on_hand),
        "available": decimal(goods.available),
    }
