"""An order while somebody types it: goods by scan or search, the buyer, the money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_amount, format_dong, parse_dong
from posdesk.domain.order import Order, OrderBuyer
from posdesk.domain.pricing import price_cart
from posdesk.domain.quantity import ONE, format_quantity
from posdesk.domain.sale import PricingPolicy, TenderMethod
from posdesk.runtime.i18n import _
from posdesk.services.orders import Wanted
from posdesk.services.ports.store import Found
from posdesk.services.shop import Shop
from posdesk.ui.shown import BillRow, Record
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill_words import rows_of
from posdesk.ui.viewmodels.effects import Alarm, AskShift, say
from posdesk.ui.viewmodels.in_turn import InTurn
from posdesk.ui.viewmodels.latest import Latest
from posdesk.ui.viewmodels.typed import day_to_come

_SHOWN = 30
_FIELDS = {
    "bad_phone": "phone",
    "phone_too_long": "phone",
    "bad_date": "due",
    "deposit_too_large": "deposit",
    "discount_too_large": "discount",
}
"""Where the cursor goes for each refusal."""


@dataclass(frozen=True, slots=True)
class OrderForm:
    """An order as typed.

    Attributes:
        current: the place of the line one is at.
        query: what is searched; while something is, ``found`` stands in place of the lines.
        method: how the deposit is paid.
        wrong: the field that is wrong.
    """

    source: str = "zalo"
    cart: Cart = field(default_factory=Cart)
    current: int | None = None
    query: str = ""
    found: tuple[Record, ...] = ()
    marked: int | None = None
    name: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    fee: str = ""
    discount: str = ""
    deposit: str = ""
    due: str = ""
    cod: bool = True
    method: TenderMethod = TenderMethod.TRANSFER
    problem: str = ""
    wrong: str = ""
    busy: bool = False

    @property
    def rows(self) -> tuple[BillRow, ...]:
        """The lines, ready to read."""
        return rows_of(self.cart, price_cart(self.cart, PricingPolicy()))

    @property
    def total(self) -> int:
        """What the buyer pays as far as it can be read, đồng."""
        goods = price_cart(self.cart, PricingPolicy()).due
        return max(0, goods + _read(self.fee) - _read(self.discount))


class OrderFormModel(QObject):
    """One order on its card.

    Attributes:
        saved: the ``Order``.
        effect: ``Alarm`` for a scan that is not taken; ``AskShift`` where a deposit in cash has
            no drawer to lie in, then ``save`` again.
    """

    state_changed = Signal(object)
    saved = Signal(object)
    effect = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, cart: Cart | None = None) -> None:
        super().__init__()
        self._shop, self._tasks = shop, tasks
        self._picking = InTurn(tasks, self._misfit, self)
        self._finding = Latest(tasks, self._fail, self)
        self._hits: tuple[Found, ...] = ()
        self.state = _form_of(cart) if cart else OrderForm()

    # --- goods

    def search(self, text: str) -> None:
        """Shows goods that fit the text so far."""
        self._show(query=text, problem="")
        wanted = text.strip()
        if wanted:
            self._finding.ask(lambda: self._shop.catalogue.find(wanted, _SHOWN), self._found)
        else:
            self._found(())

    def scan(self, code: str) -> None:
        """Goods of a scanner's code."""
        self._picking.ask(lambda: self._shop.checkout.scan(code), self.add)

    def mark(self, step: int) -> None:
        """Marks other goods of the search for Enter; without one goes to another line."""
        if self.state.found:
            here = self.state.marked or 0
            self._show(marked=min(max(here + step, 0), len(self.state.found) - 1))
        elif self.state.cart.lines:
            here = self.state.current or 0
            self.select(min(max(here + step, 0), len(self.state.cart.lines) - 1))

    def take(self, place: int | None = None) -> None:
        """Puts goods of the search onto the order; Enter does not wait for what is shown."""
        at, text = self.state.marked if place is None else place, self.state.query.strip()
        if at is not None and at < len(self._hits) and not self._finding.at_work:
            hit = self._hits[at]
            self._picking.ask(lambda: self._line(hit), self.add)
        elif text:
            self._picking.ask(lambda: self._first(text), self.add)

    def add(self, line: CartLine) -> None:
        """Puts a line onto the order; goods that are there already are counted together."""
        cart = self.state.cart.add(line)
        place = next(
            (n for n, new in enumerate(cart.lines) if new not in self.state.cart.lines), None
        )
        self._hits = ()
        self._show(cart=cart, current=place, query="", found=(), marked=None, problem="")

    def select(self, index: int) -> None:
        """Goes to a line."""
        self._show(current=index)

    def step(self, direction: int, index: int | None = None) -> None:
        """One more or one less of a line; one less than one takes it off."""
        at = self.state.current if index is None else index
        if at is not None and at < len(self.state.cart.lines):
            quantity = self.state.cart.lines[at].quantity + direction * ONE
            if quantity > 0:
                self.set_quantity(quantity, at)
            else:
                self.remove(at)

    def set_quantity(self, quantity: int, index: int) -> None:
        """Sets how many, thousandths."""
        self._change(lambda cart: cart.with_quantity(index, quantity), index)

    def set_price(self, price: int, index: int) -> None:
        """Sets the price of one, đồng."""
        self._change(lambda cart: cart.with_line(index, cart.lines[index].at_price(price)), index)

    def remove(self, index: int | None = None) -> None:
        """Takes a line off."""
        at = self.state.current if index is None else index
        if at is not None and at < len(self.state.cart.lines):
            left = len(self.state.cart.lines) - 1
            self._change(lambda cart: cart.without(at), min(at, left - 1) if left else None)

    # --- the rest

    def change(self, **changes: object) -> None:
        """Something was typed or chosen."""
        self._show(problem="", wrong="", **changes)

    def save(self) -> None:
        """Writes the order down."""
        if self.state.busy:
            return
        try:
            wanted = self._wanted()
        except Refused as refusal:
            self._fail(refusal)
            return
        self._show(busy=True)
        shop = self._shop
        self._tasks.write(
            self, lambda: shop.orders.add(shop.actor, wanted), self._saved, self._refuse
        )

    def _wanted(self) -> Wanted:
        """As the service takes it.

        Raises:
            Refused: ``bad_amount``, ``bad_date``.
        """
        form = self.state
        due = day_to_come(form.due, self._shop.today()) if form.due.strip() else None
        if form.due.strip() and due is None:
            raise Refused("bad_date", text=form.due[:20])
        return Wanted(
            source=form.source,
            buyer=OrderBuyer(form.name, form.phone, form.address, note=form.note),
            goods=form.cart.lines,
            fee=_amount(form.fee),
            discount=_amount(form.discount),
            deposit=_amount(form.deposit),
            deposit_method=form.method,
            cod=form.cod,
            due_on=due,
        )

    def _change(self, change: Callable[[Cart], Cart], current: int | None) -> None:
        try:
            cart = change(self.state.cart)
            price_cart(cart, PricingPolicy())
        except Refused as refusal:
            self._fail(refusal)
        else:
            self._show(cart=cart, current=current, problem="")

    def _first(self, text: str) -> CartLine:
        """The goods that fit a text best. Runs off the window's thread."""
        hits = self._shop.catalogue.find(text, 1)
        if not hits:
            raise Refused("unknown_barcode", barcode=text[:40])
        return self._line(hits[0])

    def _line(self, hit: Found) -> CartLine:
        """Runs off the window's thread."""
        product = self._shop.catalogue.product(hit.product_id)
        if product is None:
            raise Refused("unknown_barcode", barcode=hit.sku)
        unit = next(unit for unit in product.units if unit.id == hit.unit_id)
        item = product.item(unit)
        return CartLine(item, ONE, item.price)

    def _found(self, hits: tuple[Found, ...]) -> None:
        self._hits = hits
        records = tuple(map(_record, hits))
        self._show(found=records, marked=0 if records else None)

    def _saved(self, order: Order) -> None:
        self._show(busy=False)
        self.saved.emit(order)

    def _misfit(self, error: Refused | Trouble) -> None:
        self.effect.emit(Alarm())
        self._fail(error)

    def _refuse(self, error: Refused | Trouble) -> None:
        if error.code == "no_shift":
            self._show(busy=False)
            self.effect.emit(AskShift())
        else:
            self._fail(error)

    def _fail(self, error: Refused | Trouble) -> None:
        wrong = _FIELDS.get(error.code, "")
        self._show(busy=False, problem=say(error).words, wrong=wrong)

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the form
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def _form_of(cart: Cart) -> OrderForm:
    """A bill as an order; its discount stands among the figures."""
    goods = Cart(cart.lines)
    discount = cart.discount.of(price_cart(goods, PricingPolicy()).due) if cart.discount else 0
    return OrderForm(
        source="shop",
        cart=goods,
        current=len(cart.lines) - 1,
        discount=format_amount(discount) if discount else "",
        note=cart.note,
    )


def _record(found: Found) -> Record:
    left = ""
    if found.counted:
        left = _("{count} left").format(count=format_quantity(found.available))
    return Record(
        title=found.name,
        detail=" · ".join(filter(None, (found.sku, found.unit, left))),
        figure=format_dong(found.price),
    )


def _amount(text: str) -> int:
    return parse_dong(text) if text.strip() else 0


def _read(text: str) -> int:
    """What is typed so far, 0 where it cannot be read."""
    try:
        return _amount(text)
    except Refused:
        return 0
