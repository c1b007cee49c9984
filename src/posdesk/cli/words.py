"""``posdesk words NUMBER``: an amount in Vietnamese words."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.output import print_json
from posdesk.domain.money import parse_dong
from posdesk.domain.words import LARGEST, amount_in_words, number_in_words
from posdesk.runtime.i18n import _


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("say an amount in Vietnamese words")
    parser = subparsers.add_parser("words", help=text, description=text)
    parser.add_argument("number", metavar="NUMBER", help=_("an amount of đồng, e.g. 1000500"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the amount with its unit; as JSON the bare number's words too.

    Raises:
        Refused: ``bad_amount`` or ``too_large``.
    """
    number = parse_dong(args.number, LARGEST)
    amount = amount_in_words(number)
    if args.json:
        print_json({"number": number, "words": number_in_words(number), "amount": amount})
    else:
        sys.stdout.write(f"{amount}\n")
    return 0
