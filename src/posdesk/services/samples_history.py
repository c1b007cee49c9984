"""An invented history of a big shop, for measuring and for practice.

The first thousand sales and all returns go through the counter's own use case, the others are
priced, settled and written by the same code, many at once. The same seed, end and sizes give the
same goods, receipts, times and ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate, islice
from random import Random

from posdesk.domain.access import Actor
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.customer import Customer
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.pricing import price_cart
from posdesk.domain.product import Product
from posdesk.domain.quantity import ONE
from posdesk.domain.rounding import CashRounding
from posdesk.domain.sale import PricedCart, PricingPolicy, Sale, TenderMethod
from posdesk.domain.shift import CashKind, Shift
from posdesk.domain.stock import MovementKind, StockChange, StockDocument
from posdesk.domain.tender import Offer, settle
from posdesk.runtime.clock import Clock, instant, milliseconds
from posdesk.runtime.ids import new_id, repeatable_ids
from posdesk.services.catalogue import add_product
from posdesk.services.checkout import Bill, post_bill
from posdesk.services.ports.store import Work
from posdesk.services.samples_goods import invent
from posdesk.services.samples_regulars import Regulars
from posdesk.services.settings import change_settings
from posdesk.services.shifts import close_shift, move_cash, open_shift, report_of
from posdesk.services.shop import Progress, SampleSize

ONE_BY_ONE = 1_000
"""So many sales go through the counter, each in a transaction of its own."""
_TOGETHER = 2_000
_GOODS_TOGETHER = 1_000
_FLOAT = 1_000_000
_OPENS, _LASTS_S = time(7), 14 * 3600
_NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000)
_POLICY = PricingPolicy(rounding=CashRounding(1_000))

Write = Callable[[], AbstractContextManager[Work]]
"""Begins a transaction, or goes on in one that its caller ends: others see all of it at once."""
Stocked = tuple[Product, int]
"""Goods, and how much of them the shop has after a delivery, thousandths of the base unit."""


@dataclass
class _Past:
    """A clock that history moves forward."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.astimezone().date()


@dataclass
class _Invention:
    """A history being made.

    Attributes:
        usual, left: stock of the goods after a delivery, and now.
        asked: how often the goods are asked for, added up: most what is kept in numbers.
    """

    write: Write
    actor: Actor
    clock: _Past
    chance: Random
    regulars: Regulars
    goods: list[Product] = field(default_factory=list)
    usual: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    asked: Sequence[float] = ()
    recent: list[Sale] = field(default_factory=list)


def fill(
    write: Write,
    actor: Actor,
    now: Clock,
    size: SampleSize,
    progress: Progress,
    goods: Iterable[Stocked] | None = None,
    customers: Sequence[Customer] = (),
) -> None:
    """Invents ``size.days`` days that end yesterday; stock never falls below zero.

    The goods are invented too, unless there are some: then ``size.products`` of them. The
    customers buy, some on debt.

    Raises:
        Refused: ``shop_not_new`` where goods or shifts are in it already.
    """
    with write() as work:
        if work.shifts(1) or work.tiles(None, 1):
            raise Refused("shop_not_new")
        for customer in customers:
            work.put_customer(customer)
    first = now.today() - timedelta(days=size.days)
    clock = _Past(_morning(first) - timedelta(hours=1))
    chance = Random(size.seed)  # noqa: S311 - nothing secret
    regulars = Regulars(chance, [customer.id for customer in customers])
    making = _Invention(write, actor, clock, chance, regulars)
    total = size.products + size.sales
    with repeatable_ids(lambda: milliseconds(clock.at), size.seed):
        with write() as work:
            step = {"cash.rounding_step": str(_POLICY.rounding.step)}
            change_settings(work, actor, step, clock)
        for done in _stock_up(making, goods or _invented(size, making.chance)):
            progress(done, total)
        for done in _trade(making, size, first):
            progress(size.products + done, total)


def _invented(size: SampleSize, chance: Random) -> Iterator[Stocked]:
    """Goods of which there is always enough for the day."""
    most = max(400, 80 * size.sales // (size.days * size.products))
    for product in invent(size.products, chance):
        yield product, chance.randint(20, most) * ONE


def _morning(day: date) -> datetime:
    return instant(milliseconds(datetime.combine(day, _OPENS).astimezone()))


def _stock_up(making: _Invention, goods: Iterable[Stocked]) -> Iterator[int]:
    coming = iter(goods)
    while batch := list(islice(coming, _GOODS_TOGETHER)):
        with making.write() as work:
            for product, usual in batch:
                making.goods.append(add_product(work, making.actor, product, 0, making.clock))
                making.usual.append(usual)
                making.left.append(0)
            start = len(making.goods) - len(batch)
            _receive(work, making, range(start, len(making.goods)), MovementKind.OPENING)
        yield len(making.goods)
    making.asked = tuple(accumulate(usual / n**0.5 for n, usual in enumerate(making.usual, 1)))


def _receive(work: Work, making: _Invention, places: range | list[int], kind: MovementKind) -> None:
    """Fills up to what is usual, in whole units."""
    changes = []
    for place in places:
        quantity = -((making.left[place] - making.usual[place]) // ONE) * ONE
        making.left[place] += quantity
        product = making.goods[place]
        cost = product.cost if kind is MovementKind.RECEIPT else None
        changes.append(StockChange(product.id, quantity, kind, cost=cost))
    document = StockDocument(
        id=new_id(),
        till=making.actor.till,
        at=making.clock.now(),
        business_on=making.clock.today(),
        actor_id=making.actor.id,
        changes=tuple(changes),
    )
    work.post(document)


def _trade(making: _Invention, size: SampleSize, first: date) -> Iterator[int]:
    done = 0
    for number in range(size.days):
        wanted = size.sales * (number + 1) // size.days - done
        for count in _day(making, first + timedelta(days=number), wanted, done):
            done += count
            yield done


def _day(making: _Invention, day: date, wanted: int, done: int) -> Iterator[int]:
    making.clock.at = _morning(day)
    with making.write() as work:
        shift = open_shift(work, making.actor, _FLOAT, making.clock)
        _restock(work, making)
    times = iter(sorted(making.chance.randrange(60, _LASTS_S) for _ in range(wanted)))
    while batch := list(islice(times, 1 if done < ONE_BY_ONE else _TOGETHER)):
        moments = (_morning(day) + timedelta(seconds=seconds) for seconds in batch)
        with making.write() as work:
            if done < ONE_BY_ONE:
                _sell_one(work, making, next(moments))
            else:
                _sell_many(work, making, shift, moments)
        done += len(batch)
        yield len(batch)
    making.clock.at = _morning(day) + timedelta(seconds=_LASTS_S + 900)
    with making.write() as work:
        _close(work, making, shift)


def _restock(work: Work, making: _Invention) -> None:
    """What came down to a third of its usual stock is delivered."""
    stock = enumerate(zip(making.left, making.usual, strict=True))
    short = [place for place, (left, usual) in stock if 3 * left < usual]
    if short:
        _receive(work, making, short, MovementKind.RECEIPT)


def _close(work: Work, making: _Invention, shift: Shift) -> None:
    """Most days the drawer is right, some days a note is missing; the takings go to the owner."""
    actor, clock = making.actor, making.clock
    making.regulars.pay(work, actor, shift, clock)
    expected = report_of(work, shift).expected
    if expected > 2 * _FLOAT:
        move_cash(work, actor, CashKind.OUT, expected - _FLOAT, "nộp tiền bán hàng", clock)
        expected = _FLOAT
    short = making.chance.choice((0, 0, 0, 0, 0, 0, 1_000, 10_000))
    close_shift(work, actor, max(0, expected - short), clock)


def _sell_one(work: Work, making: _Invention, at: datetime) -> None:
    """Sells or takes back as the counter does."""
    making.clock.at = at
    back = _comes_back(making)
    bill = _return(making) if back else _bill(*_purchase(making))
    sale = post_bill(work, making.actor, bill, making.clock).sale
    if not back:
        _remember(making, sale)


def _sell_many(work: Work, making: _Invention, shift: Shift, moments: Iterable[datetime]) -> None:
    """Sells at each of the moments; what was sold before a return is written before it."""
    sales: list[Sale] = []
    for making.clock.at in moments:
        if _comes_back(making):
            work.post_all(sales)
            sales = []
            post_bill(work, making.actor, _return(making), making.clock)
        else:
            sales.append(_sale(work, making, shift))
            _remember(making, sales[-1])
    work.post_all(sales)


def _comes_back(making: _Invention) -> bool:
    return bool(making.recent) and making.chance.random() < 0.015


def _remember(making: _Invention, sale: Sale) -> None:
    """Some sales may come back within the next ones."""
    if making.chance.random() < 0.1:
        making.recent = [*making.recent[-50:], sale]


def _sale(work: Work, making: _Invention, shift: Shift) -> Sale:
    cart, priced, offer = _purchase(making)
    return Sale(
        id=new_id(),
        number=work.next_number(shift.till),
        till=shift.till,
        shift_id=shift.id,
        business_on=shift.business_on,
        at=making.clock.now(),
        actor_id=making.actor.id,
        policy=_POLICY,
        priced=priced,
        settlement=settle(priced.due, (offer,), _POLICY.rounding.apply),
        customer_id=cart.customer_id,
    )


def _return(making: _Invention) -> Bill:
    """One piece of a line of a receipt of the last days, each receipt once."""
    sale = making.recent.pop(making.chance.randrange(len(making.recent)))
    number, line = making.chance.choice(list(enumerate(sale.priced.lines, 1)))
    quantity = line.quantity if line.item.weighed else ONE
    back = ReturnedLine(sale.number, number, quantity)
    return Bill(Cart(returns=(back,)), (Offer(TenderMethod.CASH, None),), reason="khách đổi ý")


def _bill(cart: Cart, _priced: PricedCart, offer: Offer) -> Bill:
    return Bill(cart, (offer,), over_limit_ok=True)


def _purchase(making: _Invention) -> tuple[Cart, PricedCart, Offer]:
    """What somebody buys, and how it is paid."""
    chance = making.chance
    wanted = chance.choice((1, 1, 1, 2, 2, 3, 3, 4, 5, 5, 7, 10))
    places = {_popular(making) for _ in range(wanted)}
    lines = tuple(_line(making, place) for place in sorted(places))
    discount = Discount(percent=chance.choice((2, 5, 10)) * ONE) if chance.random() < 0.04 else None
    regulars = making.regulars
    cart = Cart(lines=lines, discount=discount, customer_id=regulars.comes())
    priced = price_cart(cart, _POLICY)
    on_debt = regulars.offer(cart.customer_id, priced.due)
    return cart, priced, on_debt or _offer(chance, priced.due)


def _popular(making: _Invention) -> int:
    """A place among the goods: a few sell every day, most of them seldom."""
    places = range(len(making.goods))
    while True:
        [place] = making.chance.choices(places, cum_weights=making.asked)
        if making.left[place] >= ONE:
            return place


def _line(making: _Invention, place: int) -> CartLine:
    chance, product = making.chance, making.goods[place]
    unit = product.units[-1] if chance.random() < 0.03 else product.base
    if product.weighed:
        quantity = chance.randint(10, 300) * ONE // 100
    else:
        quantity = chance.choice((1, 1, 1, 1, 2, 2, 3, 6)) * ONE
    if making.left[place] < quantity * unit.factor:
        unit, quantity = product.base, ONE
    making.left[place] -= quantity * unit.factor
    percent = Discount(percent=chance.choice((5, 10, 20)) * ONE) if chance.random() < 0.05 else None
    return CartLine(product.item(unit), quantity, unit.price, discount=percent)


def _offer(chance: Random, due: int) -> Offer:
    """Cash in whole notes, or the exact sum in cash, by transfer or by card."""
    way = chance.random()
    if way < 0.27:
        return Offer(TenderMethod.TRANSFER if way < 0.2 else TenderMethod.CARD, None)
    if way < 0.6:
        return Offer(TenderMethod.CASH, None)
    in_cash = _POLICY.rounding.apply(due)
    note = next((note for note in reversed(_NOTES) if note >= in_cash), _NOTES[0])
    handed = -(-in_cash // note) * note
    return Offer(TenderMethod.CASH, handed or None)
