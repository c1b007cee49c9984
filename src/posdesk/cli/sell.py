"""``posdesk sell FILE|-``: one request a line in, one result a line out, in order."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from posdesk.cli.sale_json import parse_request, refusal_of, result_of
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("post sales given as JSON lines")
    parser = commands.add_parser("sell", help=text, description=text)
    parser.add_argument("file", metavar="FILE", help=_("a file, or - for standard input"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Posts each request; a refused one writes nothing and the next goes on.

    A result is written and flushed only after its sale is durable.
    """
    refused = False
    with _source(args.file) as source, args.program.open(args.data) as shop:
        _ensure_shift(shop)
        for line in source:
            if line.strip():
                result = _sell(shop, line)
                refused |= result["status"] == "refused"
                sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
                sys.stdout.flush()
    return int(refused)


@contextmanager
def _source(name: str) -> Iterator[IO[str]]:
    if name == "-":
        yield sys.stdin
        return
    path = Path(name)
    try:
        source = path.open(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise Refused("cannot_read", path=name) from error
    with source:
        yield source


def _ensure_shift(shop: Shop) -> None:
    if shop.shifts.current(shop.actor.till) is not None:
        return
    try:
        shift = shop.shifts.open(shop.actor, 0)
    except Refused as refusal:
        # Another program was a moment faster: a shift is open, and that is all we need.
        if refusal.code != "shift_open":
            raise
    else:
        notice = _("Opened shift {number} with a float of 0.").format(number=shift.number)
        sys.stderr.write(notice + "\n")


def _sell(shop: Shop, line: str) -> dict[str, object]:
    try:
        return result_of(shop.seller.sell(shop.actor, parse_request(line)))
    except (Refused, Trouble) as refusal:
        return refusal_of(refusal, sentence(refusal.code, refusal.params))
