"""``posdesk receipt NUMBER``: a receipt as text, picture, PDF or printer bytes, or on paper."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.output import write_file
from posdesk.cli.printers import tell
from posdesk.domain.receipt import ReceiptDocument
from posdesk.domain.text import clean
from posdesk.runtime.i18n import _
from posdesk.services.papers import WIDTHS
from posdesk.services.ports.printing import ReceiptRenderer

FORMATS = ("text", "png", "pdf", "escpos")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("show or print a receipt again")
    parser = commands.add_parser("receipt", help=text, description=text)
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--width", type=int, choices=WIDTHS, default=576, help=_("dots"))
    parser.add_argument("-o", "--output", metavar="FILE")
    parser.add_argument("--printer", metavar="NAME", help=_("print it there again"))
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    number = clean(args.number)[:40]
    with args.program.open(args.data) as shop:
        if args.printer:
            printer = shop.papers.printer(args.printer)
            job = shop.papers.print_again(shop.actor, number, printer)
            return tell(args, shop.papers.wait(job), printer.name)
        document = shop.documents.receipt(number, args.lang)
        write(rendered(shop.renderer, document, args.format, args.width), args.output)
    return 0


def rendered(renderer: ReceiptRenderer, document: ReceiptDocument, form: str, width: int) -> bytes:
    """A document in one of the forms."""
    if form == "text":
        return renderer.text(document, width).encode()
    renderer.ready()
    match form:
        case "png":
            return renderer.png(document, width)
        case "pdf":
            return renderer.pdf(document, width)
        case _:
            return renderer.escpos(document, width)


def write(content: bytes, output: str | None) -> None:
    """To a file, or to standard output.

    Raises:
        Trouble: ``cannot_write``.
    """
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_file(output, content)
