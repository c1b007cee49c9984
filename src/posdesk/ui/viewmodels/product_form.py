"""A product while it is written: all as typed, read when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.barcode import normal_code
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_amount, parse_dong
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import format_quantity, parse_typed
from posdesk.domain.stock import BelowZero
from posdesk.domain.text import clean
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A selling unit as typed; ``id`` is None for a new one."""

    id: UUID | None = None
    name: str = ""
    factor: str = "1"
    price: str = ""
    barcodes: str = ""


@dataclass(frozen=True, slots=True)
class ProductForm:
    """A product as typed.

    Attributes:
        policy: of ``BelowZero``, empty to go by the shop's.
        stock: the opening stock of a new product.
        problem: why it cannot be kept, in words.
        wrong: the field that is wrong.
    """

    name: str = ""
    sku: str = ""
    category: str = ""
    units: tuple[UnitForm, ...] = (UnitForm(name="cái"),)
    tax: str = ""
    cost: str = ""
    maker: str = ""
    shelf: str = ""
    description: str = ""
    min_stock: str = ""
    stock: str = ""
    policy: str = ""
    weighed: bool = False
    favourite: bool = False
    problem: str = ""
    wrong: str = ""
    busy: bool = False


class _Wrong(Exception):  # noqa: N818 - says which field, for the eye
    def __init__(self, field: str, why: Refused) -> None:
        super().__init__(field)
        self.field, self.why = field, why


class ProductFormModel(QObject):
    """One product on its card.

    Attributes:
        saved: its id, and words that say so.
    """

    state_changed = Signal(object)
    saved = Signal(object, str)

    def __init__(
        self, shop: Shop, tasks: Tasks, product: Product | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self.product = shop, tasks, product
        self.state = form_of(product) if product else ProductForm()
        self.categories: tuple[str, ...] = ()

    def start(self, done: Callable[[], None]) -> None:
        """Reads the groups there are, to suggest them."""

        def take(names: tuple[str, ...]) -> None:
            self.categories = names
            done()

        self._tasks.read(self, self._shop.catalogue.categories, take, self._fail)

    def change(self, **changes: object) -> None:
        """Something was typed or chosen."""
        self._show(problem="", wrong="", **changes)

    def change_unit(self, place: int, **changes: str) -> None:
        """Something of a unit was typed."""
        units = list(self.state.units)
        units[place] = replace(units[place], **changes)  # type: ignore[arg-type] # its fields
        self.change(units=tuple(units))

    def add_unit(self) -> None:
        """One more unit, larger than the base unit."""
        self.change(units=(*self.state.units, UnitForm(name="thùng", factor="")))

    def drop_unit(self, place: int) -> None:
        """A unit is sold no more; the base unit stays."""
        units = self.state.units
        if 0 < place < len(units):
            self.change(units=(*units[:place], *units[place + 1 :]))

    def save(self) -> None:
        """Keeps the product."""
        if self.state.busy:
            return
        try:
            product, stock = self._read()
        except _Wrong as wrong:
            self._show(problem=say(wrong.why).words, wrong=wrong.field)
            return
        self._show(busy=True)
        shop = self._shop

        def job() -> Product:
            if self.product is None:
                return shop.catalogue.add(shop.actor, product, stock)
            return shop.catalogue.change(shop.actor, product)

        self._tasks.write(self, job, self._done, self._fail)

    def _done(self, product: Product) -> None:
        words = _("{name} is changed.") if self.product else _("{name} is in the list.")
        self._show(busy=False)
        self.saved.emit(product.id, words.format(name=product.name))

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=say(error).words)

    def _read(self) -> tuple[Product, int]:
        """The product as it is to be, and its opening stock."""
        form, before = self.state, self.product
        if not clean(form.name):
            raise _Wrong("name", Refused("name_needed"))
        units = tuple(_unit(place, unit) for place, unit in enumerate(form.units))
        code = (
            clean(form.sku) or next(iter(units[0].barcodes), "") or f"H{new_id().hex[-8:].upper()}"
        )
        base = before or Product(new_id(), code, form.name, units)
        product = replace(
            base,
            sku=code,
            name=form.name,
            units=units,
            category=form.category,
            tax_code=form.tax.strip().removesuffix("%").strip().replace(",", "."),
            weighed=form.weighed,
            cost=_maybe("cost", form.cost, parse_dong),
            min_stock=_maybe("min_stock", form.min_stock, parse_typed),
            maker=form.maker,
            description=form.description,
            favourite=form.favourite,
            below_zero=BelowZero(form.policy) if form.policy else None,
            shelf=form.shelf,
        )
        return product, _maybe("stock", form.stock, parse_typed) or 0

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the form
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def form_of(product: Product) -> ProductForm:
    """A product as it would be typed."""
    return ProductForm(
        name=product.name,
        sku=product.sku,
        category=product.category,
        units=tuple(
            UnitForm(u.id, u.name, str(u.factor), format_amount(u.price), ", ".join(u.barcodes))
            for u in product.units
        ),
        tax=product.tax_code,
        cost=format_amount(product.cost) if product.cost is not None else "",
        maker=product.maker,
        shelf=product.shelf,
        description=product.description,
        min_stock=_typed(product.min_stock),
        policy=product.below_zero.value if product.below_zero else "",
        weighed=product.weighed,
        favourite=product.favourite,
    )


def _typed(quantity: int | None) -> str:
    return "" if quantity is None else format_quantity(quantity).replace(".", "")


def _unit(place: int, form: UnitForm) -> Unit:
    name = clean(form.name)
    if not name:
        raise _Wrong(f"unit{place}", Refused("bad_unit", name=""))
    factor = form.factor.strip()
    if not (factor.isascii() and factor.isdigit() and int(factor) >= 1):
        raise _Wrong(f"factor{place}", Refused("not_an_integer", text=factor))
    price = _maybe(f"price{place}", form.price, parse_dong)
    if price is None:
        raise _Wrong(f"price{place}", Refused("price_needed"))
    typed = (normal_code(code.strip()) or code.strip() for code in form.barcodes.split(","))
    codes = tuple(code for code in typed if code)
    return Unit(form.id or new_id(), name, price, int(factor), codes)


def _maybe(field: str, text: str, read: Callable[[str], int]) -> int | None:
    """What is typed, None where nothing is."""
    try:
        return read(text) if text.strip() else None
    except Refused as why:
        raise _Wrong(field, why) from why
