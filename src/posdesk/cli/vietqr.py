"""``posdesk vietqr make|read``: transfer codes without a shop."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from io import BytesIO

import segno

from posdesk.cli.output import print_json, write_file
from posdesk.domain.money import parse_dong
from posdesk.domain.vietqr import LARGEST, TO_ACCOUNT, TO_CARD, VietQR, build, read
from posdesk.runtime.i18n import _
from posdesk.services.banks import bank_bin, bank_name

_MODULE_PIXELS = 10
_QUIET_ZONE = 4
"""Modules of white around the code; ISO/IEC 18004 wants four."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the command and its two parts."""
    text = _("make or read a bank transfer code (VietQR)")
    parts = subparsers.add_parser("vietqr", help=text, description=text)
    commands = parts.add_subparsers(required=True, metavar="make|read")
    _add_make(commands)
    _add_read(commands)


def _add_make(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("print the text of a transfer code")
    parser = commands.add_parser("make", help=text, description=text)
    parser.add_argument("--bank", required=True, metavar="BIN|CODE", help=_("970436 or VCB"))
    parser.add_argument("--account", required=True, help=_("account or card number"))
    parser.add_argument("--amount", help=_("đồng; without it the payer types it"))
    parser.add_argument("--purpose", default="", help=_("text of the transfer"))
    parser.add_argument("--service", default=TO_ACCOUNT, help=f"{TO_ACCOUNT}, {TO_CARD}")
    parser.add_argument("--name", default="", help=_("name of the shop"))
    parser.add_argument("--city", default="", help=_("city of the shop"))
    uses = parser.add_mutually_exclusive_group()
    uses.add_argument("--static", dest="dynamic", action="store_false", help=_("for many uses"))
    uses.add_argument("--dynamic", action="store_true", help=_("for one use"))
    parser.add_argument("-o", dest="output", metavar="FILE.png", help=_("draw the code too"))
    parser.set_defaults(run=make, dynamic=None)


def _add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("say what a transfer code asks for, as JSON")
    parser = commands.add_parser("read", help=text, description=text)
    parser.add_argument("payload", metavar="PAYLOAD", help=_("the text inside the code"))
    parser.set_defaults(run=read_out)


def make(args: argparse.Namespace) -> int:
    """Prints the payload and draws it if a file was named.

    Raises:
        Refused: ``unknown_bank``, ``bad_amount``, ``too_large`` or one of ``vietqr.build``.
        Trouble: ``cannot_write`` the picture.
    """
    asked = VietQR(
        bin=bank_bin(args.bank),
        account=args.account,
        amount=None if args.amount is None else parse_dong(args.amount, LARGEST),
        purpose=args.purpose,
        service=args.service,
        name=args.name,
        city=args.city,
        dynamic=args.dynamic,
    )
    payload = build(asked)
    if args.output:
        _draw(payload, args.output)
    if args.json:
        print_json({"payload": payload})
    else:
        sys.stdout.write(f"{payload}\n")
    return 0


def read_out(args: argparse.Namespace) -> int:
    """Prints the fields of a payload as JSON, with the bank's short name where it is known.

    Raises:
        Refused: as ``vietqr.read``.
    """
    found = read(args.payload)
    print_json({**asdict(found), "bank": bank_name(found.bin) or None})
    return 0


def _draw(payload: str, path: str) -> None:
    picture = BytesIO()
    code = segno.make_qr(payload, error="m", boost_error=False)
    code.save(picture, kind="png", scale=_MODULE_PIXELS, border=_QUIET_ZONE)
    write_file(path, picture.getvalue())
