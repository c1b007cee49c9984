"""``posdesk customers``: who buys here, what they owe, what they pay of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from posdesk.cli.output import print_json
from posdesk.domain.customer import Customer
from posdesk.domain.debt import DebtChange
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong, parse_dong
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.services.customers import Account, CustomerRow
from posdesk.services.debt_papers import words_of
from posdesk.services.debts import PAYABLE
from posdesk.services.shop import Shop

LISTED = 1000


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("customers and what they owe")
    parser = commands.add_parser("customers", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help=_("customers, or those who owe something"))
    listing.add_argument("text", nargs="?", default="", metavar="TEXT")
    listing.add_argument("--debtors", action="store_true", help=_("only who owes something"))
    listing.set_defaults(run=_list)
    _add_adding(actions)
    showing = _with_customer(actions, "show", _("what a customer owes and why"))
    showing.set_defaults(run=_show)
    paying = _with_customer(actions, "pay", _("take a part payment of a debt"))
    paying.add_argument("amount", metavar="AMOUNT")
    methods = [method.value for method in PAYABLE]
    paying.add_argument("--method", choices=methods, default=TenderMethod.CASH.value)
    paying.set_defaults(run=_pay)
    opening = _with_customer(actions, "owe", _("take a debt over from the paper book"))
    opening.add_argument("amount", metavar="AMOUNT")
    opening.add_argument("--since", metavar="DATE", help=_("a date like 2026-11-30"))
    opening.set_defaults(run=_owe)
    erasing = _with_customer(actions, "erase", _("take a person's data out for good"))
    erasing.set_defaults(run=_erase)


def _add_adding(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    adding = actions.add_parser("add", help=_("add a customer"))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--phone", default="", metavar="N")
    adding.add_argument("--address", default="", metavar="TEXT")
    adding.add_argument("--note", default="", metavar="TEXT")
    adding.add_argument("--limit", metavar="AMOUNT", help=_("the most they may owe"))
    adding.add_argument(
        "--consent", action="store_true", help=_("they agree that the shop keeps their data")
    )
    adding.set_defaults(run=_add)


def _with_customer(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text)
    parser.add_argument("customer", metavar="CUSTOMER", help=_("code or phone"))
    return parser


def _list(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        rows = shop.customers.debtors() if args.debtors else shop.customers.find(args.text, LISTED)
    return _print_rows(args, rows)


def _add(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        customer = Customer(
            id=new_id(),
            name=args.name,
            phone=args.phone,
            address=args.address,
            note=args.note,
            debt_limit=None if args.limit is None else parse_dong(args.limit),
            consent_on=shop.today() if args.consent else None,
        )
        added = shop.customers.add(shop.actor, customer)
    return _print_rows(args, [CustomerRow(added, 0)])


def _show(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        return _print_account(args, shop, args.customer)


def _pay(args: argparse.Namespace) -> int:
    amount = parse_dong(args.amount)
    with args.program.open(args.data) as shop:
        customer = shop.customers.get(args.customer)
        shop.debts.pay(shop.actor, customer.id, amount, TenderMethod(args.method))
        return _print_account(args, shop, customer.code)


def _owe(args: argparse.Namespace) -> int:
    amount, since = parse_dong(args.amount), _day(args.since)
    with args.program.open(args.data) as shop:
        customer = shop.customers.get(args.customer)
        shop.debts.open_debt(shop.actor, customer.id, amount, since)
        return _print_account(args, shop, customer.code)


def _erase(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        customer = shop.customers.get(args.customer)
        shop.customers.erase(shop.actor, customer.id)
        return _print_account(args, shop, customer.code)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("bad_date", text=text) from None


def _print_rows(args: argparse.Namespace, rows: Sequence[CustomerRow]) -> int:
    if args.json:
        print_json([_row_json(row) for row in rows])
        return 0
    for row in rows:
        customer = row.customer
        parts = [customer.code, customer.name, customer.phone]
        if row.owes:
            parts.append(format_dong(row.owes))
        if row.since:
            parts.append(_("since {day}").format(day=f"{row.since:%d/%m/%Y}"))
        sys.stdout.write("  ".join(part for part in parts if part) + "\n")
    return 0


def _row_json(row: CustomerRow) -> dict[str, object]:
    customer = row.customer
    return {
        "code": customer.code,
        "name": customer.name,
        "phone": customer.phone,
        "address": customer.address,
        "note": customer.note,
        "debt_limit": customer.debt_limit,
        "consent": customer.consent_on.isoformat() if customer.consent_on else None,
        "owes": row.owes,
        "since": row.since.isoformat() if row.since else None,
        "days": row.days,
    }


def _print_account(args: argparse.Namespace, shop: Shop, code: str) -> int:
    account = shop.customers.account(shop.customers.get(code).id)
    if args.json:
        print_json(_account_json(account))
        return 0
    sys.stdout.write(f"{account.customer.code}  {account.customer.name}\n")
    for change in account.changes:
        words = words_of(change, _)
        sys.stdout.write(f"{change.on:%d/%m/%Y}  {format_dong(change.amount)}  {words}\n")
    sys.stdout.write(f"{_('Owes')}: {format_dong(account.owes)}\n")
    return 0


def _account_json(account: Account) -> dict[str, object]:
    since = account.parts[0].on if account.parts else None
    row = CustomerRow(account.customer, account.owes, since, account.days)
    return {**_row_json(row), "changes": [_change_json(change) for change in account.changes]}


def _change_json(change: DebtChange) -> dict[str, object]:
    return {
        "date": change.on.isoformat(),
        "kind": change.cause,
        "amount": change.amount,
        "receipt": change.ref or None,
        "method": change.method or None,
        "reason": change.reason or None,
        "taken_back": change.taken_back,
    }
