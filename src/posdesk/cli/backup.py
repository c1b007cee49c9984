"""``posdesk backup``: make, list, check, put back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from posdesk.cli.output import print_checks, print_json, refuse_wrong
from posdesk.domain.errors import Refused
from posdesk.domain.numbering import parse_receipt_number, receipt_number
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.runtime.reasons import reason
from posdesk.services.backups import Backups, Restore, Restored
from posdesk.services.ports.backups import Copy
from posdesk.services.ports.checks import Check


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("backups: make, list, check, put back")
    parser = commands.add_parser("backup", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    making = actions.add_parser("create", help=_("make a backup and check it"))
    making.add_argument("--to", type=_path, metavar="DIR", help=_("another folder"))
    making.set_defaults(run=_create)
    listing = actions.add_parser("list", help=_("the backups there are"))
    listing.add_argument("--from", type=_path, metavar="DIR", dest="folder", help=_("in DIR"))
    listing.set_defaults(run=_list)
    checking = actions.add_parser("verify", help=_("check a backup"))
    checking.add_argument("file", type=_path, metavar="FILE")
    checking.set_defaults(run=_verify)
    restoring = actions.add_parser("restore", help=_("put a backup in the place of the data"))
    restoring.add_argument("file", type=_path, metavar="FILE")
    restoring.add_argument("--yes", action="store_true", help=_("do not ask"))
    restoring.add_argument(
        "--after",
        metavar="NUMBER",
        help=_("the newest receipt there is on paper, on a computer that never saw it"),
    )
    restoring.set_defaults(run=_restore)


def _path(text: str) -> Path:
    """A path that still says the same when it is read elsewhere."""
    return Path(text).absolute()


def _create(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        made = shop.backups.create(shop.actor, args.to)
    if args.json:
        print_json(_copy_json(made))
    else:
        words = _("The backup is made and checked: {path}")
        sys.stdout.write(words.format(path=made.path) + "\n")
    return 0


def _list(args: argparse.Namespace) -> int:
    copies = args.program.backups(args.data).all(args.folder)
    if args.json:
        print_json([_copy_json(copy) for copy in copies])
        return 0
    for copy in copies:
        sys.stdout.write(f"{copy.path}  {_describe(copy)}\n")
    if not copies:
        words = _("There is no backup of this shop there. Other folders: backup list --from DIR")
        sys.stdout.write(words + "\n")
    return 0


def _copy_json(copy: Copy) -> dict[str, object]:
    return {
        "path": str(copy.path),
        "entries": copy.entries,
        "newest_at": copy.newest_at.isoformat() if copy.newest_at else None,
        "receipts": _last_receipts(copy.numbers),
        "size": copy.size,
    }


def _last_receipts(numbers: Mapping[str, int]) -> list[str]:
    return [receipt_number(series, last) for series, last in sorted(numbers.items()) if last]


def _describe(copy: Copy) -> str:
    at = f"{local(copy.newest_at):%H:%M %d/%m/%Y}" if copy.newest_at else "-"
    receipts = ", ".join(_last_receipts(copy.numbers)) or "-"
    return _("up to {time}, last receipt {receipts}").format(time=at, receipts=receipts)


def _verify(args: argparse.Namespace) -> int:
    _refuse_unreadable(args.file)
    checks = args.program.backups(args.data).check(args.file)
    if args.json:
        print_checks(checks)
    elif all(check.ok for check in checks):
        copy = args.program.backups(args.data).look(args.file)
        sys.stdout.write(_("The backup is whole.") + " " + _describe(copy) + "\n")
    else:
        _say_wrong(checks)
    refuse_wrong(checks)
    return 0


def _refuse_unreadable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise Refused("cannot_read", path=str(path), reason=reason(error)) from error


def _say_wrong(checks: tuple[Check, ...]) -> None:
    for check in checks:
        if not check.ok:
            sys.stdout.write(f"{check.id}: {check.message}\n")


def _restore(args: argparse.Namespace) -> int:
    backups: Backups = args.program.backups(args.data)
    on_paper = dict([parse_receipt_number(args.after)]) if args.after else {}
    if not args.yes:
        _ask(backups.plan(args.file, on_paper))
    done = backups.restore(args.file, on_paper)
    ok = all(check.ok for check in done.checks)
    if args.json:
        print_json({**_restored_json(done), "ok": ok})
    else:
        _say_restored(done)
        _say_wrong(done.checks)
    return 0 if ok else 1


def _ask(plan: Restore) -> None:
    """Goes on if somebody says so.

    Raises:
        Refused: ``not_confirmed``.
    """
    sys.stdout.write(_("The backup: {what}").format(what=_describe(plan.copy)) + "\n")
    sys.stdout.write(_lost(plan))
    if sys.stdin.isatty():
        sys.stdout.write(_("The data of now are kept aside. Put the backup in their place? [y/N] "))
        sys.stdout.flush()
        if sys.stdin.readline().strip().lower() in ("y", "yes", "c", "có"):
            return
    raise Refused("not_confirmed")


def _lost(plan: Restore) -> str:
    if not plan.lost:
        return ""
    words = _("Not in the backup: {receipts}. Their numbers are not used again; enter them anew.")
    return words.format(receipts=", ".join(map(str, plan.lost))) + "\n"


def _say_restored(done: Restored) -> None:
    sys.stdout.write(_("The backup is in place: {path}").format(path=done.what.copy.path) + "\n")
    sys.stdout.write(_lost(done.what))
    if done.aside:
        sys.stdout.write(_("The data of before: {path}").format(path=done.aside) + "\n")


def _restored_json(done: Restored) -> dict[str, object]:
    return {
        "restored": str(done.what.copy.path),
        "lost": [
            {
                "first": receipt_number(run.series, run.first),
                "last": receipt_number(run.series, run.last),
            }
            for run in done.what.lost
        ],
        "aside": str(done.aside) if done.aside else None,
    }
