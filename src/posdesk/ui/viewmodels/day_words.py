"""The figures of a day in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from posdesk.domain.money import NBSP, format_amount, format_dong, half_up
from posdesk.domain.sale import TenderMethod
from posdesk.domain.shift import ShiftClosing
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.services.counts import SALES
from posdesk.services.paper_parts import METHODS
from posdesk.services.ports.store import Totals
from posdesk.services.shifts import ShiftReport
from posdesk.services.unfinished import UnfinishedBill
from posdesk.ui.shown import Bar
from posdesk.ui.viewmodels.day_state import Figure, OpenRow, Outcome

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


def title_of(day: date) -> str:
    """The day in words."""
    return _("End of day · {weekday} {date}").format(
        weekday=_(WEEKDAYS[day.weekday()]), date=f"{day:%d/%m/%Y}"
    )


def shift_words(report: ShiftReport | None) -> str:
    """Which shift is counted or was closed."""
    if report is None:
        return ""
    shift = report.shift
    return _("Shift {number} · {cashier}, since {time}").format(
        number=shift.number, cashier=report.cashier, time=f"{local(shift.opened_at):%H:%M %d/%m}"
    )


def next_words(day: date, today: date) -> str:
    """What comes after the close of a shift of ``day``."""
    if day < today:
        return _("That day is done. Open today's shift to go on selling.")
    return _("Done for today. Open the next shift when you sell again.")


def figures_of(totals: Totals, week_ago: int, day: date) -> tuple[Figure, ...]:
    """The day at a glance; no figure tells to the đồng what cash should be in the drawer."""
    average = half_up(totals.sales_total, totals.sales) if totals.sales else 0
    return (
        Figure(_("Taken"), format_dong(totals.total), _against(totals.total, week_ago, day)),
        sales_figure(totals),
        Figure(_("Not in cash"), _share(totals), _beside_cash(totals)),
        Figure(_("Average"), format_dong(average), _("a sale")),
    )


def open_rows(bills: Sequence[UnfinishedBill]) -> tuple[OpenRow, ...]:
    """The unfinished bills as their cashier remembers them."""
    return tuple(OpenRow(str(bill.id), _bill_words(bill), _paid_words(bill)) for bill in bills)


def open_words(bills: Sequence[UnfinishedBill]) -> str:
    """How many bills are unfinished, and what was paid on them."""
    if not bills:
        return ""
    money = sum(bill.money for bill in bills)
    if not any(bill.paid for bill in bills):
        return _("Unfinished bills: {count}. They stay for the next shift.").format(
            count=len(bills)
        )
    return _("Unfinished bills: {count}. {amount} was paid on them already.").format(
        count=len(bills), amount=format_dong(money)
    )


def _bill_words(bill: UnfinishedBill) -> str:
    lines, returns = bill.cart.lines, bill.cart.returns
    name = lines[0].item.name if lines else returns[0].receipt if returns else _("no goods yet")
    amount = _("Goods come back") if returns or bill.due is None else format_dong(bill.due)
    return _("{amount} · lines: {lines} · {name}").format(
        amount=amount, lines=len(lines) + len(returns), name=name
    )


def _paid_words(bill: UnfinishedBill) -> str:
    if not bill.paid:
        return ""
    parts = (
        f"{_(METHODS[TenderMethod(part.method)])}{NBSP}{format_amount(abs(part.amount))}"
        for part in bill.paid
    )
    wording = _("Paid: {what}") if bill.money >= 0 else _("Given back: {what}")
    return wording.format(what=" + ".join(parts))


def bars_of(hours: Mapping[int, int]) -> tuple[Bar, ...]:
    """A bar for each hour from the first receipt to the last, also over midnight."""
    came = list(hours)
    if not came:
        return ()
    length = (came[-1] - came[0]) % 24 + 1
    shown = [(came[0] + step) % 24 for step in range(length)]
    return tuple(Bar(_("{hour}h").format(hour=hour), hours.get(hour, 0)) for hour in shown)


def outcome_of(closing: ShiftClosing) -> Outcome:
    """What the close found."""
    return Outcome(
        verdict=verdict(closing.difference),
        difference=closing.difference,
        counted=closing.counted,
        expected=closing.expected,
        reason=closing.reason,
    )


def verdict(difference: int) -> str:
    """Over, short or right, in words."""
    if difference == 0:
        return _("Right to the đồng")
    wording = _("Over by {amount}") if difference > 0 else _("Short by {amount}")
    return wording.format(amount=format_dong(abs(difference)))


def _against(total: int, week_ago: int, day: date) -> str:
    if week_ago <= 0:
        return ""
    change = half_up(100 * (total - week_ago), week_ago)
    sign = "+" if change > 0 else "\u2212" if change < 0 else "±"
    return _("{change} against last {weekday}").format(
        change=f"{sign}{abs(change)}{NBSP}%", weekday=_(WEEKDAYS[day.weekday()])
    )


def sales_figure(totals: Totals) -> Figure:
    """How many sales there were, and what was done beside them."""
    cancelled = _("{count} cancelled").format(count=totals.cancelled)
    back = _("{count} with returns").format(count=totals.returns)
    parts = ((totals.cancelled, cancelled), (totals.returns, back))
    beside = ", ".join(words for count, words in parts if count)
    return Figure(_(SALES), str(totals.sales), beside)


def _beside_cash(totals: Totals) -> str:
    """What is no cash: the debts given, and those collected, are named."""
    given = _("on debt {amount}").format(amount=format_dong(totals.on_debt))
    back = _("debts collected {amount}").format(amount=format_dong(totals.debts_collected))
    parts = ((1, _("transfers and cards")), (totals.on_debt, given), (totals.debts_collected, back))
    return " · ".join(words for amount, words in parts if amount)


def _share(totals: Totals) -> str:
    """Transfers and cards of all money taken, whole percent."""
    paid = {tender.method: tender.amount for tender in totals.tenders if tender.method != "debt"}
    money = sum(paid.values())
    share = half_up(100 * (money - paid.get("cash", 0)), money) if money > 0 else 0
    return f"{share}{NBSP}%"
