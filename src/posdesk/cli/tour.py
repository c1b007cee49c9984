"""``posdesk tour``: a day at the real window, played by events, with pictures and papers of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from posdesk.cli.output import print_json
from posdesk.runtime.i18n import DEFAULT, _
from posdesk.services.shop import Program


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command."""
    text = _("play a day at the window and leave pictures of it")
    parser = commands.add_parser("tour", help=text, description=text)
    parser.add_argument(
        "--out", metavar="DIR", default="posdesk-tour", help=_("where the pictures go")
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    program: Program = args.program
    out = Path(args.out).expanduser().absolute()
    wrong = [check for check in program.tour(str(out), args.lang or DEFAULT) if not check.ok]
    if args.json:
        print_json({"ok": not wrong, "page": str(out / "index.html")})
    else:
        sys.stdout.write(_("The day is in {path}.").format(path=out / "index.html") + "\n")
    for check in wrong:
        sys.stderr.write(f"{check.id}: {check.message}\n")
    return 1 if wrong else 0
