"""Customers and what they owe, in the shop's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from posdesk.domain.customer import Customer
from posdesk.domain.debt import DebtChange, DebtKind
from posdesk.domain.money import format_dong
from posdesk.domain.text import mask_phone
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.services.customers import Account, CustomerList, Who
from posdesk.services.debt_papers import words_of
from posdesk.services.ports.store import SaleRow
from posdesk.ui.shown import Choice, Record, Stress
from posdesk.ui.viewmodels.customers import OLD_DAYS
from posdesk.ui.viewmodels.receipt_search import badge_of, goods_text

SHOWS: Mapping[Who, str] = {
    Who.ALL: N_("All customers"),
    Who.DEBTORS: N_("Who owes"),
    Who.ARCHIVED: N_("Archived"),
}
NEWEST = 4
"""So many changes of a debt stand beside the list."""


def who_choices() -> tuple[Choice, ...]:
    """The filters of the list."""
    return tuple(Choice(who.value, _(words)) for who, words in SHOWS.items())


def owed_words(found: CustomerList) -> str:
    """What all customers together owe."""
    if not found.debtors:
        return _("Nobody owes anything")
    return _("Owed to the shop: {amount} ({count})").format(
        amount=format_dong(found.owed), count=found.debtors
    )


def contact_words(customer: Customer, *, masked: bool) -> str:
    """How to reach a customer; others look at the screen too."""
    phone = mask_phone(customer.phone) if masked and customer.phone else customer.phone
    parts = (customer.code, phone, _("archived") if customer.archived else "")
    return " · ".join(part for part in parts if part)


def debt_words(account: Account) -> str:
    """What is owed, large."""
    if account.owes < 0:
        return _("The shop owes {amount}").format(amount=format_dong(-account.owes))
    return format_dong(account.owes) if account.owes else _("Owes nothing")


def age_line(account: Account) -> str:
    """How old the oldest debt is, and whether it is more than allowed."""
    limit = account.customer.debt_limit
    parts = []
    if account.parts:
        since = f"{account.parts[0].on:%d/%m/%Y}"
        parts.append(_("The oldest since {day}: {days} days").format(day=since, days=account.days))
    if limit is not None and account.over_limit:
        parts.append(_("{amount} over the limit").format(amount=format_dong(account.owes - limit)))
    return "\n".join(parts)


def wants_attention(account: Account) -> bool:
    """Whether the debt is old, or more than allowed."""
    return account.over_limit or account.days > OLD_DAYS


def fact_lines(customer: Customer) -> str:
    """All else that is kept of a customer, a line each."""
    return "\n".join(_facts(customer))


def _facts(customer: Customer) -> Iterator[str]:
    if customer.erased:
        yield _("Erased: only the code is left.")
        return
    yield limit_words(customer.debt_limit)
    if customer.consent_on is None:
        yield _("Was not asked whether the shop may keep this.")
    else:
        yield _("Agreed on {day} that the shop keeps this.").format(
            day=f"{customer.consent_on:%d/%m/%Y}"
        )
    yield from (words for words in (customer.address, customer.note) if words)


def limit_words(limit: int | None) -> str:
    """How much they may owe."""
    if limit is None:
        return _("May owe without a limit")
    return _("May owe up to {amount}").format(amount=format_dong(limit))


def newest_lines(account: Account) -> str:
    """The newest changes of the debt, the newest first."""
    lines = (
        f"{change.on:%d/%m}  {signed(change.amount)}  {words_of(change, _)}"
        for change in reversed(account.changes[-NEWEST:])
    )
    return "\n".join(lines)


def debt_records(account: Account) -> tuple[Record, ...]:
    """All that made the debt, the newest first, each with what was owed after it."""
    sums = list(accumulate(change.amount for change in account.changes))
    both = zip(account.changes, sums, strict=True)
    return tuple(reversed([_debt_record(change, after) for change, after in both]))


def _debt_record(change: DebtChange, after: int) -> Record:
    owed = _("Owed after: {amount}").format(amount=format_dong(after))
    return Record(
        title=words_of(change, _),
        detail=f"{change.on:%d/%m/%Y} · {owed}",
        figure=signed(change.amount),
        badge=_("Taken back") if change.taken_back else "",
        stress=Stress.TROUBLE if change.taken_back else Stress.PLAIN,
    )


def sale_records(sales: Sequence[SaleRow]) -> tuple[Record, ...]:
    """What was bought, the newest first."""
    return tuple(_sale_record(row) for row in sales)


def _sale_record(row: SaleRow) -> Record:
    badge, stress = badge_of(row)
    return Record(
        title=f"{row.number} · {local(row.at):%d/%m/%Y %H:%M}",
        detail=goods_text(row.first_line, row.line_count),
        figure=format_dong(row.total),
        badge=badge,
        stress=stress,
    )


def signed(amount: int) -> str:
    """An amount with its sign: what makes a debt larger or smaller."""
    return ("+" if amount > 0 else "\u2212") + format_dong(abs(amount))


def is_payment(change: DebtChange) -> bool:
    """Whether this is a payment that still counts: it can be taken back, its slip printed."""
    return change.cause == DebtKind.PAYMENT and not change.voids and not change.taken_back
