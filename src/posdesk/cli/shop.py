"""``posdesk init`` and ``posdesk verify``: making a shop, checking its data."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.output import print_checks, print_json, refuse_wrong
from posdesk.cli.progress import ProgressBar
from posdesk.runtime.i18n import _
from posdesk.services.ports.checks import Check
from posdesk.services.settings import BY_KEY


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("make a shop in an empty folder")
    making = commands.add_parser("init", help=text, description=text)
    making.add_argument("--sample", action="store_true", help=_("with sample goods"))
    making.add_argument("--name", default="", metavar="N", help=_("the shop's name"))
    making.set_defaults(run=_init)
    text = _("check that the data hold together")
    checking = commands.add_parser("verify", help=text, description=text)
    checking.set_defaults(run=_verify)


def _init(args: argparse.Namespace) -> int:
    name = BY_KEY["shop.name"].check(args.name)
    folder = args.program.create(args.data, name, sample=args.sample)
    if args.json:
        print_json({"data": folder})
    else:
        sys.stdout.write(_("The shop is ready in {path}.").format(path=folder) + "\n")
    return 0


def _verify(args: argparse.Namespace) -> int:
    checks: tuple[Check, ...] = args.program.verify(args.data, ProgressBar())
    if args.json:
        print_checks(checks)
    else:
        for check in checks:
            state = _("right") if check.ok else _("WRONG")
            sys.stdout.write(f"{check.id:4} {state:6} {check.count:8} {check.message}\n")
    refuse_wrong(checks)
    return 0
