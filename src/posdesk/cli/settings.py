"""``posdesk settings``: list, get, set."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.output import print_json
from posdesk.domain.errors import Refused
from posdesk.runtime.i18n import _
from posdesk.services.settings import ALL, BY_KEY, brief


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("read and change settings")
    parser = commands.add_parser("settings", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    actions.add_parser("list", help=_("all settings")).set_defaults(run=_list)
    getting = actions.add_parser("get", help=_("one setting"))
    getting.add_argument("key", metavar="KEY")
    getting.set_defaults(run=_get)
    setting = actions.add_parser("set", help=_("change a setting"))
    setting.add_argument("key", metavar="KEY")
    setting.add_argument("value", metavar="VALUE")
    setting.set_defaults(run=_set)


def _list(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        values = shop.settings.all()
    if args.json:
        print_json({setting.key: values[setting.key] for setting in ALL})
        return 0
    for setting in ALL:
        sys.stdout.write(f"{setting.key} = {brief(values[setting.key])}    # {_(setting.label)}\n")
    return 0


def _get(args: argparse.Namespace) -> int:
    if args.key not in BY_KEY:
        raise Refused("unknown_setting", key=args.key[:60])
    with args.program.open(args.data) as shop:
        value = shop.settings.all()[args.key]
    if args.json:
        print_json({args.key: value})
    else:
        sys.stdout.write(value + "\n")
    return 0


def _set(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        values = shop.settings.set(shop.actor, {args.key: args.value})
    if args.json:
        print_json({args.key: values[args.key]})
    return 0
