"""``posdesk self-test``: what a packaged program runs on itself, on a shop made for it."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from posdesk.cli.output import print_json
from posdesk.cli.sale_json import parse_request
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.vietqr import VietQR, build, read
from posdesk.runtime.i18n import _, translator
from posdesk.runtime.ids import new_id
from posdesk.runtime.sentences import sentence
from posdesk.services.papers import WIDTHS
from posdesk.services.ports.printing import JobState, PrinterConfig
from posdesk.services.shop import Program, Shop

Check = tuple[str, Callable[[], bool]]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("check this program on a shop made for it")
    parser = commands.add_parser("self-test", help=text, description=text)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="posdesk-") as folder:
        for name, check in _checks(args.program, Path(folder)):
            right, message = _tried(check)
            results.append({"name": name, "ok": right, "message": message})
            if not args.json:
                words = f"{_('right') if right else _('WRONG')}  {name}  {message}".rstrip()
                sys.stdout.write(words + "\n")
                sys.stdout.flush()
    ok = all(result["ok"] for result in results)
    if args.json:
        print_json({"ok": ok, "checks": results})
    return 0 if ok else 1


def _tried(check: Callable[[], bool]) -> tuple[bool, str]:
    try:
        return check(), ""
    except (Refused, Trouble) as error:
        return False, sentence(error.code, error.params)
    except Exception as error:  # noqa: BLE001 - a package may lack anything; this is to find it
        return False, f"{type(error).__name__}: {error}"


def _checks(program: Program, folder: Path) -> Iterator[Check]:
    data = str(folder / "shop")
    yield _("Vietnamese words are there"), lambda: translator("vi")("Cash") != "Cash"
    yield _("a shop with sample goods is made"), lambda: _made(program, data)
    with program.open(data) as shop:
        yield _("a sale is posted"), lambda: _sold(shop)
        yield _("the same request makes no second sale"), lambda: _sold(shop)
        yield _("a receipt is drawn and printed into a file"), lambda: _printed(shop, folder)
        yield _("a receipt becomes a PDF"), lambda: _pdf(shop).startswith(b"%PDF")
        yield _("a VietQR code is built and read"), _vietqr
        yield _("the shift is closed to the đồng"), lambda: _closed(shop)
    yield _("the data hold together"), lambda: all(c.ok for c in program.verify(data))


def _made(program: Program, data: str) -> bool:
    program.create(data, "", sample=True)
    with program.open(data) as shop:
        shop.shifts.open(shop.actor, 500_000)
        return bool(shop.catalogue.find("binh gom", 5))


def _sold(shop: Shop) -> bool:
    request = {
        "key": "self-test",
        "lines": [{"code": "GOM-03", "quantity": 6, "discount": {"percent": "10"}}],
        "tenders": [{"method": "cash", "amount": 200_000}],
    }
    sale = shop.seller.sell(shop.actor, parse_request(json.dumps(request))).sale
    return (sale.number, sale.settlement.change) == ("T1-000001", 11_000)


def _printed(shop: Shop, folder: Path) -> bool:
    shop.renderer.ready()
    for width in WIDTHS:
        target = folder / f"{width}.bin"
        printer = PrinterConfig(new_id(), str(width), f"file:{target}", width, False, True, None)
        shop.papers.add_printer(shop.actor, printer)
        job = shop.papers.wait(shop.papers.print_again(shop.actor, "T1-000001", printer))
        if job.state is JobState.FAILED or target.stat().st_size < width:
            return False
    return True


def _pdf(shop: Shop) -> bytes:
    return shop.renderer.pdf(shop.documents.receipt("T1-000001"), WIDTHS[0])


def _vietqr() -> bool:
    asked = VietQR(bin="970436", account="1017595600", amount=185_000, purpose="PD7K3M9Q")
    found = read(build(asked))
    return (found.bin, found.account, found.amount) == ("970436", "1017595600", 185_000)


def _closed(shop: Shop) -> bool:
    report = shop.shifts.close(shop.actor, 689_000)
    return report.closing is not None and report.closing.difference == 0
