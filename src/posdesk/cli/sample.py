"""``posdesk sample``: a large, believable, repeatable history in a new shop."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.numbers import count
from posdesk.cli.output import print_json
from posdesk.runtime.i18n import _
from posdesk.services.shop import SampleSize


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("fill a new shop with an invented history, for measuring and practice")
    parser = commands.add_parser("sample", help=text, description=text)
    sizes = (
        ("products", 1_000, 10_000_000, _("how many products")),
        ("sales", 5_000, 10_000_000, _("how many sales")),
        ("days", 90, 3_660, _("over how many days up to yesterday")),
    )
    for name, usual, most, words in sizes:
        letter = name[0].upper()
        kind = count(most)
        parser.add_argument(f"--{name}", type=kind, default=usual, metavar=letter, help=words)
    words = _("the same seed gives the same history")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=words)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    size = SampleSize(args.products, args.sales, args.days, args.seed)
    args.program.sample(args.data, size, _show)
    if args.json:
        print_json({"products": size.products, "sales": size.sales, "days": size.days})
    return 0


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{done * 100 // total:3} % {done:,}/{total:,}{end}")
