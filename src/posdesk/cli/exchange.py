"""``posdesk exchange``, ``listings`` and ``sync``: where the shop sells beside its counter."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Mapping

from posdesk.cli.output import print_json
from posdesk.cli.progress import ProgressBar
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.exchanges import SECRETS, SetUp
from posdesk.services.listings import quality
from posdesk.services.offers import pieces
from posdesk.services.ports.exchange import Exchange, ExchangeKind, Found
from posdesk.services.ports.orders import Offer
from posdesk.services.shop import Shop
from posdesk.services.sync import Synced
from posdesk.services.sync_turn import Step
from posdesk.services.sync_words import message

SECRET_LIMIT = 500
LISTING_STATES = {
    "queued": N_("queued"),
    "live": N_("on sale"),
    "rejected": N_("rejected"),
    "differs": N_("differs"),
    "withdrawn": N_("withdrawn"),
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    _add_exchange(commands)
    _add_listings(commands)
    text = _("match goods and orders with the exchanges, once")
    syncing = commands.add_parser("sync", help=text, description=text)
    syncing.add_argument("--exchange", metavar="NAME", help=_("only this one"))
    syncing.add_argument("--audit", action="store_true", help=_("compare all goods there"))
    syncing.set_defaults(run=_sync)


def _add_exchange(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("exchanges and web shops to sell on")
    parser = commands.add_parser("exchange", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    adding = actions.add_parser("add", help=_("set one up; its keys are asked without echo"))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--kind", required=True, choices=[kind.value for kind in SECRETS])
    adding.add_argument("--url", required=True, metavar="URL")
    adding.add_argument("--buffer", type=int, default=0, metavar="N", help=_("pieces kept back"))
    adding.add_argument("--prefix", default="", metavar="TEXT", help=_("before order numbers"))
    adding.add_argument("--secrets", metavar="-", help=_("field=value lines from standard input"))
    adding.set_defaults(run=_add)
    actions.add_parser("list", help=_("those that are set up")).set_defaults(run=_list)
    testing = actions.add_parser("test", help=_("look what is at its address"))
    testing.add_argument("name", metavar="NAME")
    testing.set_defaults(run=_test)
    removing = actions.add_parser("remove", help=_("forget it and its keys; orders stay"))
    removing.add_argument("name", metavar="NAME")
    removing.set_defaults(run=_remove)


def _add_listings(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("goods on exchanges")
    parser = commands.add_parser("listings", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    for name, help_text, run in (
        ("publish", _("offer goods from the next sync on"), _publish),
        ("withdraw", _("take goods off from the next sync on"), _withdraw),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument("--exchange", required=True, metavar="NAME")
        action.add_argument("--all", action="store_true", help=_("all goods"))
        action.add_argument("sku", nargs="*", metavar="SKU")
        action.set_defaults(run=run)
    listing = actions.add_parser("list", help=_("what is offered, and how it stands"))
    listing.add_argument("--exchange", metavar="NAME")
    listing.set_defaults(run=_listings)


def _add(args: argparse.Namespace) -> int:
    kind = ExchangeKind(args.kind)
    secrets = _secrets(args.secrets, SECRETS[kind])
    options = {"prefix": args.prefix} if args.prefix else {}
    wanted = SetUp(args.name, kind, args.url, options, args.buffer)
    with args.program.open(args.data) as shop:
        exchange, kept = shop.exchanges.add(shop.actor, wanted, secrets)
    if secrets and not kept:
        sys.stderr.write(_("There is no safe place for its keys here: they were not kept.") + "\n")
    return _print_exchanges(args, (exchange,))


def _secrets(source: str | None, fields: tuple[str, ...]) -> Mapping[str, str]:
    """Asked without echo, or read as ``field=value`` lines."""
    if source is not None and source != "-":
        raise Refused("secrets_source")
    if source is None:
        if not fields or not sys.stdin.isatty():
            return {}
        return {field: getpass.getpass(f"{field}: ").strip() for field in fields}
    found = {}
    for number, line in enumerate(sys.stdin.read().splitlines(), 1):
        field, equals, value = line.partition("=")
        if not line.strip():
            continue
        if not equals or field.strip() not in fields or len(value) > SECRET_LIMIT:
            raise Refused("bad_secret", line=number)
        found[field.strip()] = value.strip()
    return found


def _list(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        return _print_exchanges(args, shop.exchanges.all())


def _test(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        found = shop.exchanges.probe(shop.exchanges.named(args.name))
    if args.json:
        print_json(_found_json(found))
    else:
        sys.stdout.write(found.server + "\n")
        for code in found.missing:
            sys.stdout.write(f"  {sentence(code, {})}\n")
    return 1 if found.missing else 0


def _remove(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shop.exchanges.remove(shop.actor, shop.exchanges.named(args.name).id)
    return 0


def _publish(args: argparse.Namespace) -> int:
    _refuse_nothing(args)
    with args.program.open(args.data) as shop:
        exchange = shop.exchanges.named(args.exchange)
        if args.all:
            shop.listings.publish_all(shop.actor, exchange)
        else:
            shop.listings.publish(shop.actor, exchange, args.sku)
        return _print_listings(args, shop, (exchange,))


def _withdraw(args: argparse.Namespace) -> int:
    _refuse_nothing(args)
    with args.program.open(args.data) as shop:
        exchange = shop.exchanges.named(args.exchange)
        shop.listings.withdraw(shop.actor, exchange, None if args.all else args.sku)
        return _print_listings(args, shop, (exchange,))


def _refuse_nothing(args: argparse.Namespace) -> None:
    if args.all == bool(args.sku):
        raise Refused("which_goods")


def _listings(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        return _print_listings(args, shop, _chosen(shop, args.exchange))


def _chosen(shop: Shop, name: str | None) -> tuple[Exchange, ...]:
    return (shop.exchanges.named(name),) if name else shop.exchanges.all()


def _sync(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        bar = ProgressBar()

        def progress(_step: Step, done: int, of: int) -> None:
            bar(done, max(done, of))

        turns = [
            shop.sync.run(shop.actor, exchange, progress, audit=args.audit)
            for exchange in _chosen(shop, args.exchange)
        ]
    if args.json:
        print_json([_synced_json(turn) for turn in turns])
    else:
        for turn in turns:
            _print_synced(turn)
    return 1 if any(turn.failed or turn.waiting for turn in turns) else 0


# --- output


def _print_exchanges(args: argparse.Namespace, exchanges: tuple[Exchange, ...]) -> int:
    if args.json:
        print_json([_exchange_json(exchange) for exchange in exchanges])
        return 0
    for exchange in exchanges:
        at = exchange.matched_at
        matched = f"{local(at):%d/%m/%Y %H:%M}" if at else _("never matched")
        sys.stdout.write(f"{exchange.name}  {exchange.kind}  {exchange.url}  {matched}\n")
    return 0


def _exchange_json(exchange: Exchange) -> object:
    return {
        "exchange": exchange.name,
        "kind": exchange.kind.value,
        "url": exchange.url,
        "buffer": exchange.buffer,
        "matched_at": exchange.matched_at.isoformat() if exchange.matched_at else None,
        "trouble": exchange.trouble,
    }


def _found_json(found: Found) -> object:
    return {
        "server": found.server,
        "currency": found.currency,
        "clock_off": found.clock_off,
        "can": sorted(found.can),
        "missing": list(found.missing),
    }


def _print_listings(args: argparse.Namespace, shop: Shop, exchanges: tuple[Exchange, ...]) -> int:
    offers = [(exchange, offer) for exchange in exchanges for offer in shop.listings.on(exchange)]
    if args.json:
        print_json([_listing_json(exchange, offer) for exchange, offer in offers])
        return 0
    for exchange, offer in offers:
        state = _(LISTING_STATES[offer.listing.state.value])
        price, stock = format_dong(offer.price), pieces(offer)
        line = f"{exchange.name}  {offer.sku}  {offer.name}  {price}  {stock}  {state}"
        sys.stdout.write(f"{line}  {offer.listing.reason}".rstrip() + "\n")
    return 0


def _listing_json(exchange: Exchange, offer: Offer) -> object:
    listing, complete = offer.listing, quality(offer)
    return {
        "exchange": exchange.name,
        "sku": offer.sku,
        "title": listing.title or offer.name,
        "price": offer.price,
        "stock": pieces(offer),
        "buffer": listing.buffer,
        "state": listing.state.value,
        "remote_id": listing.remote_id,
        "reason": listing.reason,
        "quality": complete.percent,
        "missing": list(complete.missing),
    }


def _print_synced(turn: Synced) -> None:
    done = _("{products} products, {stock} stock figures, {actions} messages, {orders} orders")
    words = done.format(
        products=turn.products, stock=turn.stock, actions=turn.actions, orders=turn.orders
    )
    sys.stdout.write(f"{turn.exchange}: {words}\n")
    if turn.waiting:
        sys.stdout.write("  " + _("{count} still waiting").format(count=turn.waiting) + "\n")
    for failed in turn.failed:
        sys.stdout.write(f"  {failed.what} {message(failed)}".rstrip() + "\n")


def _synced_json(turn: Synced) -> object:
    return {
        "exchange": turn.exchange,
        "pushed": {"products": turn.products, "stock": turn.stock, "actions": turn.actions},
        "pulled": {"orders": turn.orders},
        "waiting": turn.waiting,
        "failed": [{"what": f.what, "code": f.code, "message": message(f)} for f in turn.failed],
    }
