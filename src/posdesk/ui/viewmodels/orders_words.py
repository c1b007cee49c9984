"""Orders in the shop's words: the lists, one order, what is done next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.order import UNDER_WAY, Order, OrderBuyer, OrderLine, OrderPayment, OrderState
from posdesk.domain.quantity import format_quantity
from posdesk.domain.text import mask_phone
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.services.order_words import LOOKS, PAYMENTS, SOURCES, STATES
from posdesk.services.orders import OrderView
from posdesk.services.ports.orders import OrderRow, Shelf
from posdesk.ui.shown import Choice, OrderRecord, PackRow, Stress
from posdesk.ui.viewmodels.bill_state import Fact

SHELVES: Mapping[Shelf, str] = {
    Shelf.TO_PACK: N_("To pack"),
    Shelf.LOOK: N_("To look at"),
    Shelf.WAITING_MONEY: N_("Unpaid"),
    Shelf.PACKED: N_("Packed"),
    Shelf.ON_THE_WAY: N_("On the way"),
    Shelf.DONE: N_("Done"),
    Shelf.CANCELLED: N_("Cancelled"),
}
_UNCOUNTED = (Shelf.DONE, Shelf.CANCELLED)
"""Nothing waits on these lists."""

NOTHING: Mapping[Shelf, tuple[str, str]] = {
    Shelf.TO_PACK: (
        N_("Nothing to pack"),
        N_("Orders come from your exchanges, or press Ctrl+N to type one from Zalo or a call."),
    ),
    Shelf.WAITING_MONEY: (
        N_("No order waits for money"),
        N_("Orders that are neither paid nor COD wait here until the money came."),
    ),
    Shelf.PACKED: (N_("Nothing is packed"), N_("What is packed waits here for the courier.")),
    Shelf.ON_THE_WAY: (
        N_("Nothing is on the way"),
        N_("What the courier took is here until the buyer has it."),
    ),
    Shelf.DONE: (N_("Nothing is done yet"), N_("Orders that the buyer has are kept here.")),
    Shelf.CANCELLED: (
        N_("Nothing was cancelled"),
        N_("Cancelled and failed orders are kept here."),
    ),
    Shelf.LOOK: (N_("Nothing to look at"), N_("What is not as it should be is told here.")),
}


class Step(Enum):
    """What is done next with an order."""

    MONEY = "money"
    PACK = "pack"
    PACKED = "packed"
    HAND_OVER = "hand_over"
    DELIVER = "deliver"
    COLLECT = "collect"
    COMPLETE = "complete"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Next:
    """What the main button of an order does.

    Attributes:
        words: on the button.
        amount: beside them, empty without one.
    """

    step: Step
    words: str = ""
    amount: str = ""

    @property
    def can(self) -> bool:
        """Whether it can be done now."""
        return self.step not in (Step.PACK, Step.NOTHING)


def shelf_choices(counts: Mapping[Shelf, int]) -> tuple[Choice, ...]:
    """The lists and how many orders wait on them."""
    return tuple(_shelf_choice(shelf, counts.get(shelf, 0)) for shelf in SHELVES)


def _shelf_choice(shelf: Shelf, count: int) -> Choice:
    words = _(SHELVES[shelf])
    shown = count and shelf not in _UNCOUNTED
    return Choice(shelf.value, f"{words} {count}" if shown else words)


# --- an order in a list


def order_record(row: OrderRow, today: date) -> OrderRecord:
    """An order of a list."""
    order = row.order
    paid, stress = payment_words(order, row.deposit)
    due = due_words(order, today)
    source, short = source_words(order), row.short and order.state in UNDER_WAY
    state = _("Goods short") if short else state_words(order)
    return OrderRecord(
        title=" · ".join(filter(None, (order.number, row.buyer.name))),
        detail=" · ".join(filter(None, (source, goods_words(order), due))),
        figure=format_dong(order.total),
        badge=state if short else paid,
        stress=Stress.TROUBLE if short else stress,
        number=order.number,
        source=source,
        buyer=row.buyer.name,
        goods=str(len(order.lines)),
        payment=paid,
        payment_stress=stress,
        state=state,
        short=short,
        due=due,
    )


def source_words(order: Order) -> str:
    """Where an order came from."""
    return _(SOURCES[order.source]) if order.source in SOURCES else order.source


def goods_words(order: Order) -> str:
    """How many goods; those of one line count once."""
    return _("goods: {count}").format(count=len(order.lines))


def state_words(order: Order) -> str:
    """How far the goods are."""
    return capital(_(STATES[order.state]))


def payment_words(order: Order, deposit: int) -> tuple[str, Stress]:
    """How far the money is, and how much that wants attention."""
    if deposit and order.payment is OrderPayment.UNPAID:
        return _("Deposit {amount}").format(amount=format_amount(deposit)), Stress.ATTENTION
    if order.cod and order.payment is OrderPayment.UNPAID:
        return _("COD"), Stress.ATTENTION
    paid = order.payment is OrderPayment.PAID
    return capital(_(PAYMENTS[order.payment])), Stress.GOOD if paid else Stress.ATTENTION


def due_words(order: Order, today: date) -> str:
    """Until when it is handed over, while it still lies in the shop."""
    if order.due_on is None or order.state not in UNDER_WAY:
        return ""
    if order.due_on < today:
        return _("late: {day}").format(day=f"{order.due_on:%d/%m}")
    if order.due_on == today:
        return _("today")
    if order.due_on == today + timedelta(days=1):
        return _("tomorrow")
    return _("by {day}").format(day=f"{order.due_on:%d/%m}")


def capital(words: str) -> str:
    """With a large first letter."""
    return words[:1].upper() + words[1:]


# --- one order


def buyer_words(buyer: OrderBuyer, *, masked: bool) -> str:
    """Who gets it; others look at the screen too."""
    phone = mask_phone(buyer.phone) if masked and buyer.phone else buyer.phone
    return " · ".join(filter(None, (buyer.name, phone)))


def pack_rows(view: OrderView) -> tuple[PackRow, ...]:
    """The lines of an order."""
    return tuple(_pack_row(line, view) for line in view.order.lines)


def _pack_row(line: OrderLine, view: OrderView) -> PackRow:
    short = line.product_id in view.short
    return PackRow(
        key=line.key,
        name=f"{format_quantity(line.quantity)} × {line.name}",
        detail=" · ".join(_line_facts(line, view, short=short)),
        amount=format_amount(line.net),
        done=line.packed == line.quantity,
        short=short,
    )


def _line_facts(line: OrderLine, view: OrderView, *, short: bool) -> Iterator[str]:
    if short:
        yield _("Goods short")
    if line.product_id is None:
        yield _("Not among the shop's goods")
    if view.shelves.get(line.key):
        yield _("Shelf {place}").format(place=view.shelves[line.key])
    if 0 < line.packed < line.quantity:
        count, total = format_quantity(line.packed), format_quantity(line.quantity)
        yield _("packed: {count} of {total}").format(count=count, total=total)
    if line.factor > 1:
        yield line.unit


def trouble_words(view: OrderView) -> str:
    """What is wrong with an order and what to do; empty where all is well."""
    order, words = view.order, []
    if order.look is not None:
        words.append(_(LOOKS[order.look]))
    if view.short:
        names = ", ".join(dict.fromkeys(view.short.values()))
        words.append(
            _(
                "Not enough in stock: {names}. Make or buy more, write to the buyer, or cancel the"
                " order."
            ).format(names=names)
        )
    return "\n".join(words)


def note_words(view: OrderView) -> str:
    """Where it goes, what the buyer asks for, what the courier says of it."""
    order, buyer = view.order, view.buyer
    parts = [
        buyer.address,
        f"“{buyer.note}”" if buyer.note else "",
        _("Tracking number: {code}").format(code=order.tracking) if order.tracking else "",
        _("Ordered on {day}").format(day=f"{local(order.placed_at):%d/%m/%Y %H:%M}"),
        *(_waiting(view)),
    ]
    return "\n".join(filter(None, parts))


def _waiting(view: OrderView) -> Iterator[str]:
    if view.waiting:
        yield _("The exchange is told at the next sync.")


def order_facts(view: OrderView) -> tuple[Fact, ...]:
    """What stands above the total."""
    order, here = view.order, view.order.state in UNDER_WAY
    figures = (
        (_("Delivery"), order.fee),
        (_("Discount"), -order.discount),
        (_("Deposit paid"), view.deposit),
        (_("Still to pay"), order.total - view.deposit if view.deposit and here else 0),
        (
            _("Still owed by the courier") if order.cod else _("Still owed by the exchange"),
            view.owed,
        ),
    )
    return tuple(Fact(words, format_dong(amount)) for words, amount in figures if amount)


def next_of(view: OrderView) -> Next:
    """What is done next with an order."""
    order = view.order
    if order.waits_for_money:
        return Next(Step.MONEY, _("The money came"))
    if order.state in (OrderState.NEW, OrderState.ACCEPTED):
        left = sum(line.packed != line.quantity for line in order.lines)
        words = _("To scan: {count}").format(count=left)
        return Next(Step.PACK, words) if left else Next(Step.PACKED, _("All is packed"))
    if order.state is OrderState.PACKED:
        fetched = order.source == "shop"
        return Next(Step.HAND_OVER, _("The buyer fetches it") if fetched else _("To the courier"))
    if order.state is OrderState.HANDED_OVER:
        return Next(Step.DELIVER, _("The buyer has it"))
    return _after(view)


def _after(view: OrderView) -> Next:
    order = view.order
    if view.owed:
        words = _("Collect the COD") if order.cod else _("Enter what came")
        return Next(Step.COLLECT, words, format_dong(view.owed))
    if order.state is OrderState.DELIVERED:
        return Next(Step.COMPLETE, _("All is settled"))
    return Next(Step.NOTHING, state_words(order))
