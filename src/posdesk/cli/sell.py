"""``posdesk sell FILE|-``: one request a line in, one result a line out, in order."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from posdesk.cli.sale_json import LINE_LIMIT, parse_request, refusal_of, result_of
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.runtime.reasons import reason
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
        for row, line in enumerate(_lines(source, args.file), 1):
            if line.strip():
                result = _sell(shop, row, line)
                refused |= result["status"] == "refused"
                sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
                sys.stdout.flush()
    return int(refused)


@contextmanager
def _source(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        source = Path(name).open("rb")  # noqa: SIM115 - only its opening is tried here
    except OSError as error:
        raise Refused("cannot_read", path=name, reason=reason(error)) from error
    with source:
        yield source


def _lines(source: BinaryIO, name: str) -> Iterator[bytes]:
    """Each line; of one that is longer than any request only as much as shows it."""
    longest = 4 * LINE_LIMIT  # bytes of a character
    try:
        while line := source.readline(longest + 1):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = source.readline(longest)
            yield line
    except OSError as error:
        raise Refused("cannot_read", path=name, reason=reason(error)) from error


def _sell(shop: Shop, row: int, line: bytes) -> dict[str, object]:
    try:
        posted = shop.seller.sell(shop.actor, parse_request(_text(line)))
    except (Refused, Trouble) as refusal:
        return refusal_of(refusal, sentence(refusal.code, {**refusal.params, "row": row}))
    if posted.opened is not None:
        notice = _("Opened shift {number} with a float of 0.").format(number=posted.opened.number)
        sys.stderr.write(notice + "\n")
    return result_of(posted)


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _("it is not UTF-8 at byte {column}").format(column=error.start + 1)
        raise Refused("bad_json", problem=words) from error
