"""``posdesk products``: goods from and to files that people keep."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from string import ascii_uppercase

from posdesk.cli.output import print_json
from posdesk.cli.progress import ProgressBar
from posdesk.domain.errors import Refused
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.goods_file import Outcome, Wish
from posdesk.services.goods_rows import BadCell, Note


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("goods from and to CSV and XLSX files")
    parser = commands.add_parser("products", help=text, description=text)
    deeds = parser.add_subparsers(metavar="ACTION", required=True)
    taking = deeds.add_parser("import", help=_("add and change the goods of a file"))
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    taking.add_argument(
        "--skip-bad", action="store_true", help=_("take the goods that are right, name the others")
    )
    taking.add_argument(
        "--set-stock", action="store_true", help=_("the file's stock counts for known goods too")
    )
    taking.set_defaults(run=_import)
    giving = deeds.add_parser("export", help=_("write all goods into a file"))
    giving.add_argument("file", metavar="FILE", type=Path)
    giving.set_defaults(run=_export)


def _import(args: argparse.Namespace) -> int:
    wish = Wish(dry_run=args.dry_run, skip_bad=args.skip_bad, set_stock=args.set_stock)
    with args.program.open(args.data) as shop:
        outcome = shop.goods_files.take_in(shop.actor, args.file, wish, ProgressBar())
    if args.json:
        print_json(_json(outcome))
    else:
        _tell(outcome, dry_run=wish.dry_run)
    if outcome.bad and not wish.skip_bad:
        raise Refused("goods_not_taken", count=len(outcome.bad))
    return 0


def _export(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        count = shop.goods_files.export(shop.actor, args.file)
    if args.json:
        print_json({"products": count})
    else:
        sys.stdout.write(_("{count} products written.").format(count=count) + "\n")
    return 0


def _tell(outcome: Outcome, *, dry_run: bool) -> None:
    for bad in outcome.bad:
        sys.stdout.write(f"{_place(bad)}: {sentence(bad.code, bad.params)}\n")
    for note in outcome.notes:
        times = f" (x{note.times})" if note.times > 1 else ""
        sys.stdout.write(f"{_noted(note)}: {sentence(note.code, {})}{times}\n")
    words = _("{new} new, {changed} changed, {unchanged} unchanged, {skipped} left out.")
    counts = words.format(
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        skipped=outcome.skipped,
    )
    sys.stdout.write(f"{_('Dry run:')} {counts}\n" if dry_run else f"{counts}\n")


def _place(bad: BadCell) -> str:
    cell = f"{letters(bad.place)} ({bad.column})" if bad.place else bad.column
    return _("Line {line}, column {column}").format(line=bad.line, column=cell)


def _noted(note: Note) -> str:
    return _("Line {line}, column {column}").format(line=note.line, column=note.column)


def letters(place: int) -> str:
    """The name a spreadsheet gives a column: 1 is A, 27 is AA."""
    name = ""
    while place:
        place, letter = divmod(place - 1, 26)
        name = ascii_uppercase[letter] + name
    return name


def _json(outcome: Outcome) -> dict[str, object]:
    return {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "skipped": outcome.skipped,
        "written": outcome.written,
        "bad": [
            {
                "line": bad.line,
                "column": bad.column,
                "cell": f"{letters(bad.place)}{bad.line}" if bad.place else None,
                "code": bad.code,
                "message": sentence(bad.code, bad.params),
            }
            for bad in outcome.bad
        ],
        "notes": [
            {
                "line": note.line,
                "column": note.column,
                "code": note.code,
                "times": note.times,
                "message": sentence(note.code, {}),
            }
            for note in outcome.notes
        ],
    }
