"""Orders from their arrival to the hand-over and the money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.cart import CartLine, check_line
from posdesk.domain.customer import phone_of
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.order import (
    UNDER_WAY,
    Order,
    OrderBuyer,
    OrderLine,
    OrderMoney,
    OrderMoneyKind,
    OrderPayment,
    OrderState,
    deposited,
)
from posdesk.domain.packing import put_in
from posdesk.domain.product import PriceSource
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import line_for, post_bill
from posdesk.services.order_records import OrderRecords, known_order
from posdesk.services.order_sale import give_back_bill, hand_over_bill
from posdesk.services.ports.exchange import Verb
from posdesk.services.ports.orders import OrderRow, Queued, Shelf, Shortfall
from posdesk.services.ports.store import Reader, Store, Work
from posdesk.services.settings import values

SOURCES = ("zalo", "facebook", "phone", "shop")
"""How an order comes that somebody types."""

_TEXT, _NAME = 300, 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as somebody types it.

    Attributes:
        source: one of ``SOURCES``.
        lines: code of the goods (barcode or SKU), thousandths of its unit, price of one in đồng or
            None for the list's.
        deposit: paid now, đồng, by ``deposit_method``.
        goods: lines as a bill has them, after the others.
    """

    source: str
    buyer: OrderBuyer
    lines: tuple[tuple[str, int, int | None], ...] = ()
    fee: int = 0
    discount: int = 0
    cod: bool = False
    due_on: date | None = None
    deposit: int = 0
    deposit_method: TenderMethod = TenderMethod.TRANSFER
    goods: tuple[CartLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderView:
    """All there is to know of an order.

    Attributes:
        short: its goods that are not there (I13), names by product.
        waiting: what its exchange was not told yet.
        owed: by courier or exchange since the hand-over, đồng.
    """

    order: Order
    buyer: OrderBuyer
    money: tuple[OrderMoney, ...]
    shelves: Mapping[str, str]
    short: Mapping[UUID, str]
    waiting: tuple[Queued, ...]
    owed: int = 0

    @property
    def deposit(self) -> int:
        """Paid before the hand-over, đồng."""
        return deposited(self.money)


class Orders:
    """The order manager."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def rows(self, shelf: Shelf, limit: int, before: UUID | None = None) -> tuple[OrderRow, ...]:
        """The orders of a list."""
        with self._store.read() as reader:
            return reader.orders(shelf, limit, before)

    def counts(self) -> Mapping[Shelf, int]:
        """How many orders are on each list."""
        with self._store.read() as reader:
            return reader.order_counts()

    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Goods promised that are not there."""
        with self._store.read() as reader:
            return reader.shortfalls()

    def find(self, number: str) -> OrderView:
        """An order by its number.

        Raises:
            Refused: ``unknown_order``.
        """
        with self._store.read() as reader:
            return _view(reader, _by_number(reader, number))

    def view(self, order_id: UUID) -> OrderView:
        """An order.

        Raises:
            Refused: ``unknown_order``.
        """
        with self._store.read() as reader:
            return _view(reader, known_order(reader, order_id))

    def add(self, actor: Actor, wanted: Wanted) -> Order:
        """Takes an order that came by hand; its goods are kept from now on.

        Raises:
            Refused: ``empty_bill``, ``unknown_barcode``, ``bad_phone``, ``text_too_long``,
                ``bad_amount``, ``too_large``, ``deposit_too_large``, ``no_shift`` for a deposit
                in cash, ``not_allowed``.
        """
        actor.require(Right.ORDERS)
        buyer = _checked_buyer(wanted.buyer)
        with self._records(actor) as records:
            order = _typed(records.work, wanted, self._clock)
            records.put(order, None)
            records.work.put_order_buyer(order.id, buyer)
            if wanted.deposit:
                order = _first_deposit(records, order, wanted)
            return order

    def accept(self, actor: Actor, order_id: UUID) -> Order:
        """The shop takes the order."""
        return self._move(actor, order_id, OrderState.ACCEPTED)

    def pack(self, actor: Actor, order_id: UUID, packed: Mapping[str, int]) -> Order:
        """Says how much of each line lies in the parcel, by the line's key, thousandths.

        Packed wholly it goes to the packed ones, otherwise it stays where it is.

        Raises:
            Refused: ``unknown_order``, ``unknown_order_line``, ``packed_too_much``,
                ``order_state``, ``order_unpaid``, ``not_allowed``.
        """
        with self._records(actor) as records:
            order = _to_pack(records, order_id)
            filled = replace(order, lines=_filled(order, packed))
            if filled.packed and order.state is not OrderState.PACKED:
                filled = filled.moved(OrderState.PACKED)
            return _put_filled(records, order, filled)

    def fill(self, actor: Actor, order_id: UUID, packed: Mapping[str, int]) -> Order:
        """As ``pack``, but what is packed wholly waits for somebody to say that it is done.

        Raises:
            Refused: as ``pack``.
        """
        with self._records(actor) as records:
            order = _to_pack(records, order_id)
            return _put_filled(records, order, replace(order, lines=_filled(order, packed)))

    def scan(self, actor: Actor, order_id: UUID, code: str) -> Order:
        """Puts scanned goods into the parcel.

        Raises:
            Refused: ``unknown_barcode``, ``not_ordered``, ``unit_ordered``, ``packed_too_much``,
                ``order_state``, ``order_unpaid``, ``not_allowed``.
        """
        with self._records(actor) as records:
            order = _to_pack(records, order_id)
            goods = line_for(records.work, values(records.work).scale_labels, code)
            return _put_filled(records, order, put_in(order, goods))

    def hand_over(
        self, actor: Actor, order_id: UUID, *, tracking: str = "", rest: TenderMethod | None = None
    ) -> tuple[Order, Sale]:
        """The goods leave the house: a sale is posted, the exchange is told.

        Args:
            actor: who hands it over.
            order_id: a packed order.
            tracking: the courier's number.
            rest: how what the deposit leaves is paid; None: the courier collects it (COD) or the
                exchange holds it.

        Raises:
            Refused: ``no_shift``, ``order_state``, ``order_unpaid``, ``text_too_long``...
        """
        actor.require(Right.ORDERS)
        with self._records(actor) as records:
            known = known_order(records.work, order_id)
            gone = replace(known.moved(OrderState.HANDED_OVER), tracking=_text(tracking, 60))
            paid = deposited(records.work.order_money(known.id))
            bill = hand_over_bill(records.work, known, paid, rest or _owes(known, paid))
            # What was kept for it is free before it is sold, in the same transaction.
            records.work.put_order(gone, self._clock.now())
            sale = post_bill(records.work, actor, bill, self._clock).sale
            gone = replace(gone, sale_id=sale.id, look=None)
            records.put(gone, known.state)
            records.push(gone, Verb.FULFIL, tracking=gone.tracking)
            return gone, sale

    def deliver(self, actor: Actor, order_id: UUID) -> Order:
        """The buyer has the goods."""
        return self._move(actor, order_id, OrderState.DELIVERED)

    def complete(self, actor: Actor, order_id: UUID) -> Order:
        """Nothing more is expected of it; the exchange is told."""
        with self._records(actor) as records:
            order = _moved(records, order_id, OrderState.CLOSED)
            records.push(order, Verb.COMPLETE)
            return order

    def cancel(self, actor: Actor, order_id: UUID, reason: str) -> Order:
        """Gives an order up before its goods leave; what was kept for it is free.

        Raises:
            Refused: ``reason_needed``, ``order_state``, ``deposit_paid`` while the buyer's
                deposit was not given back, ``not_allowed``.
        """
        why = _text(reason, _TEXT)
        if not why:
            raise Refused("reason_needed")
        with self._records(actor) as records:
            known_order(records.work, order_id).moved(OrderState.CANCELLED)
            if deposited(records.work.order_money(order_id)):
                raise Refused("deposit_paid", order=known_order(records.work, order_id).number)
            order = _moved(records, order_id, OrderState.CANCELLED, why)
            records.push(order, Verb.CANCEL, reason=why)
            return order

    def fail(self, actor: Actor, order_id: UUID, reason: str) -> tuple[Order, Sale]:
        """The delivery failed or the buyer sent all back: goods and money go back as they came.

        Raises:
            Refused: ``reason_needed``, ``order_state``, ``no_shift``, ``not_allowed``.
        """
        why = _text(reason, _TEXT)
        if not why:
            raise Refused("reason_needed")
        actor.require(Right.ORDERS)
        with self._records(actor) as records:
            known = known_order(records.work, order_id)
            back = known.moved(OrderState.RETURNED)
            sale = records.work.sale(known.sale_id) if known.sale_id else None
            if sale is None:
                raise Refused("order_state", order=known.number, state=known.state.value)
            bill = give_back_bill(known, sale, why)
            returned = post_bill(records.work, actor, bill, self._clock).sale
            records.put(back, known.state, reason=why)
            return back, returned

    def deposit(
        self, actor: Actor, order_id: UUID, amount: int, method: TenderMethod
    ) -> OrderMoney:
        """Takes a deposit on an order; a negative amount gives one back.

        Raises:
            Refused: ``bad_amount``, ``deposit_too_large``, ``no_shift``, ``order_state``.
        """
        actor.require(Right.ORDERS)
        with self._records(actor) as records:
            order = known_order(records.work, order_id)
            if order.state not in UNDER_WAY and amount > 0:
                raise Refused("order_state", order=order.number, state=order.state.value)
            _check_deposit(order, deposited(records.work.order_money(order_id)) + amount)
            money = records.money(order, OrderMoneyKind.DEPOSIT, amount, method)
            if order.state in UNDER_WAY:
                records.put(_with_payment(records.work, order), order.state)
            return money

    def confirm_paid(self, actor: Actor, order_id: UUID) -> Order:
        """Somebody saw that all of an order's money came: it may be packed."""
        actor.require(Right.CONFIRM_TRANSFER)
        with self._records(actor) as records:
            order = known_order(records.work, order_id)
            rest = order.total - deposited(records.work.order_money(order_id))
            if order.exchange_id is None and rest > 0:
                records.money(order, OrderMoneyKind.DEPOSIT, rest, TenderMethod.TRANSFER)
            paid = replace(order, payment=OrderPayment.PAID, expires_at=None)
            return records.put(paid, order.state)

    def seen(self, actor: Actor, order_id: UUID) -> Order:
        """Somebody looked at what was wrong with an order and leaves it so."""
        actor.require(Right.ORDERS)
        with self._records(actor) as records:
            order = known_order(records.work, order_id)
            return records.put(replace(order, look=None), order.state)

    def _move(self, actor: Actor, order_id: UUID, state: OrderState) -> Order:
        with self._records(actor) as records:
            return _moved(records, order_id, state)

    @contextmanager
    def _records(self, actor: Actor) -> Iterator[OrderRecords]:
        with self._store.write() as work:
            yield OrderRecords(work, actor, self._clock)


def _moved(records: OrderRecords, order_id: UUID, state: OrderState, reason: str = "") -> Order:
    records.actor.require(Right.ORDERS)
    known = known_order(records.work, order_id)
    return records.put(known.moved(state), known.state, reason=reason)


def _view(reader: Reader, order: Order) -> OrderView:
    short = {task.product_id: task.name for task in reader.shortfalls()}
    products = [line.product_id for line in order.lines if line.product_id]
    shelves = {
        line.key: product.shelf
        for line in order.lines
        if line.product_id and (product := reader.product(line.product_id))
    }
    waiting = reader.queued(order.exchange_id) if order.exchange_id else ()
    return OrderView(
        order=order,
        buyer=reader.order_buyer(order.id),
        money=reader.order_money(order.id),
        shelves=shelves,
        short={p: short[p] for p in products if p in short and order.state in UNDER_WAY},
        waiting=tuple(queued for queued in waiting if queued.order_id == order.id),
        owed=reader.owed_for(order.id),
    )


def _by_number(reader: Reader, number: str) -> Order:
    order = reader.order_by_number(number)
    if order is None:
        raise Refused("unknown_order", order=clean(number)[:40])
    return order


def _typed(work: Work, wanted: Wanted, clock: Clock) -> Order:
    if wanted.source not in SOURCES:
        raise Refused("unknown_source", source=wanted.source[:20])
    goods = (*(_found(work, *line) for line in wanted.lines), *wanted.goods)
    if not goods:
        raise Refused("empty_bill")
    lines = tuple(_ordered(number, line) for number, line in enumerate(goods, 1))
    order = Order(
        id=new_id(),
        number=_next_number(work, wanted.source),
        source=wanted.source,
        state=OrderState.NEW,
        payment=OrderPayment.UNPAID,
        lines=lines,
        placed_at=clock.now(),
        cod=wanted.cod,
        fee=wanted.fee,
        discount=wanted.discount,
        due_on=wanted.due_on,
    )
    _check_sums(order)
    return order


def _found(work: Work, code: str, quantity: int, price: int | None) -> CartLine:
    item = work.item(code)
    if item is None:
        raise Refused("unknown_barcode", barcode=code[:40])
    return CartLine(item, quantity, item.price if price is None else price, PriceSource.ORDER)


def _ordered(number: int, line: CartLine) -> OrderLine:
    check_line(line)
    item, discount = line.item, line.discount
    return OrderLine(
        key=str(number),
        product_id=item.product_id,
        code=item.code,
        name=item.name,
        unit=item.unit,
        quantity=line.quantity,
        net=line.amount - (discount.of(line.amount) if discount else 0),
        factor=item.factor,
    )


_PREFIX = {"zalo": "ZL", "facebook": "FB", "phone": "DT", "shop": "CH"}


def _next_number(work: Work, source: str) -> str:
    return f"{_PREFIX[source]}-{work.orders_from(source) + 1:04d}"


def _check_sums(order: Order) -> None:
    for amount in (order.fee, order.discount, *(line.net for line in order.lines)):
        if amount < 0:
            raise Refused("bad_amount", text=str(amount))
        if amount > LARGEST:
            raise Refused("too_large", text=str(amount))
    goods = order.total - order.fee + order.discount
    if order.discount > goods:
        raise Refused("discount_too_large", discount=order.discount, amount=goods)


def _check_deposit(order: Order, deposit: int) -> None:
    if deposit < 0:
        raise Refused("bad_amount", text=str(deposit))
    if deposit > order.total:
        raise Refused("deposit_too_large", deposit=deposit, total=order.total)


def _first_deposit(records: OrderRecords, order: Order, wanted: Wanted) -> Order:
    _check_deposit(order, wanted.deposit)
    records.money(order, OrderMoneyKind.DEPOSIT, wanted.deposit, wanted.deposit_method)
    return records.put(_with_payment(records.work, order), order.state)


def _with_payment(work: Work, order: Order) -> Order:
    """An order typed by hand is paid by its deposits; a part of it is trust enough to pack."""
    paid = deposited(work.order_money(order.id))
    if paid >= order.total:
        return replace(order, payment=OrderPayment.PAID)
    return replace(order, payment=OrderPayment.UNPAID, cod=order.cod or paid > 0)


def _filled(order: Order, packed: Mapping[str, int]) -> tuple[OrderLine, ...]:
    keys = {line.key for line in order.lines}
    for key in packed:
        if key not in keys:
            raise Refused("unknown_order_line", line=key[:20])
    return tuple(_packed(line, packed.get(line.key, line.packed)) for line in order.lines)


def _to_pack(records: OrderRecords, order_id: UUID) -> Order:
    records.actor.require(Right.ORDERS)
    order = known_order(records.work, order_id)
    if order.state not in UNDER_WAY:
        raise Refused("order_state", order=order.number, state=order.state.value)
    if order.waits_for_money:
        raise Refused("order_unpaid", order=order.number)
    return order


def _put_filled(records: OrderRecords, order: Order, filled: Order) -> Order:
    """Writes what lies in the parcel; what was taken out again is not packed any more."""
    if not filled.packed and order.state is OrderState.PACKED:
        filled = filled.moved(OrderState.ACCEPTED)
    return records.put(filled, order.state)


def _packed(line: OrderLine, quantity: int) -> OrderLine:
    if not 0 <= quantity <= line.quantity:
        raise Refused("packed_too_much", name=line.name)
    return replace(line, packed=quantity)


def _owes(order: Order, paid: int) -> TenderMethod:
    """Who owes the shop what the deposit leaves.

    Raises:
        Refused: ``order_unpaid`` where nobody does.
    """
    if order.cod:
        return TenderMethod.COD
    if order.exchange_id is not None and order.payment is not OrderPayment.UNPAID:
        return TenderMethod.EXCHANGE
    if order.total > paid:
        raise Refused("order_unpaid", order=order.number)
    return TenderMethod.DEPOSIT


def _checked_buyer(buyer: OrderBuyer) -> OrderBuyer:
    return OrderBuyer(
        name=_text(buyer.name, _NAME),
        phone=phone_of(buyer.phone),
        address=_text(buyer.address, _TEXT),
        email=_text(buyer.email, _NAME),
        note=_text(buyer.note, _TEXT),
    )


def _text(text: str, limit: int) -> str:
    known = clean(text)
    if len(known) > limit:
        raise Refused("text_too_long", limit=limit)
    return known
