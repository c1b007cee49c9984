"""Goods, their stock and what moved it, in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.domain.money import format_dong
from posdesk.domain.product import Product
from posdesk.domain.quantity import format_quantity
from posdesk.domain.stock import BelowZero
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.services.ports.goods import Movement, PriceStep, ProductRow, Show, Sort
from posdesk.services.stock_words import movement_words
from posdesk.ui.shown import Choice, Record, Stress

SHOWS: Mapping[Show, str] = {
    Show.ALL: N_("All goods"),
    Show.LOW: N_("Running low"),
    Show.OUT: N_("Sold out"),
    Show.FAVOURITE: N_("Favourites"),
    Show.NO_BARCODE: N_("No barcode"),
    Show.NO_COST: N_("No cost"),
    Show.ARCHIVED: N_("Archived"),
}
SORTS: Mapping[Sort, str] = {
    Sort.NAME: N_("By name"),
    Sort.CODE: N_("By code"),
    Sort.STOCK: N_("Least stock first"),
    Sort.PRICE: N_("Dearest first"),
    Sort.NEWEST: N_("Newest first"),
}
POLICIES: Mapping[str, str] = {
    "": N_("As the shop does"),
    BelowZero.REFUSE.value: N_("Do not sell"),
    BelowZero.ASK.value: N_("Ask first"),
    BelowZero.ALLOW.value: N_("Sell all the same"),
}


def sort_choices() -> tuple[Choice, ...]:
    """The orders a list of goods may have."""
    return tuple(Choice(sort.value, _(words)) for sort, words in SORTS.items())


def show_choices() -> tuple[Choice, ...]:
    """The filters of the list."""
    return tuple(Choice(show.value, _(words)) for show, words in SHOWS.items())


def record_of(row: ProductRow) -> Record:
    """A product as a line of the list."""
    badge, stress = stock_badge(row)
    parts = (row.sku, row.category, _("archived") if row.archived else "")
    return Record(
        title=row.name,
        detail=" · ".join(part for part in parts if part),
        figure=f"{format_dong(row.price)}/{row.unit}",
        badge=badge,
        stress=stress,
    )


def stock_badge(row: ProductRow) -> tuple[str, Stress]:
    """How much there is, and whether that wants attention."""
    if not row.counted:
        return _("not counted"), Stress.PLAIN
    if row.available <= 0:
        return _("sold out"), Stress.TROUBLE
    words = _("{count} left").format(count=format_quantity(row.available))
    return words, Stress.ATTENTION if row.low else Stress.PLAIN


def unit_lines(product: Product) -> str:
    """Each unit it is sold in, with what it holds, its price and barcodes."""
    return "\n".join(
        " · ".join(
            part
            for part in (
                f"{format_dong(unit.price)}/{unit.name}",
                f"{unit.factor} {product.base.name}" if unit.factor > 1 else "",
                ", ".join(unit.barcodes),
            )
            if part
        )
        for unit in product.units
    )


def fact_lines(product: Product) -> str:
    """Cost, tax, maker, shelf and least stock, as far as they are known."""
    facts = (
        (_("Cost"), format_dong(product.cost) if product.cost is not None else ""),
        (_("Tax"), _percent(product.tax_code)),
        (_("Maker"), product.maker),
        (_("Shelf"), product.shelf),
        (_("Least stock"), _amount(product.min_stock)),
        (_("Below zero"), _(POLICIES[product.below_zero]) if product.below_zero else ""),
    )
    return "\n".join(f"{name}: {value}" for name, value in facts if value)


def move_record(move: Movement) -> Record:
    """Something that moved the stock as a line of a list."""
    sign = "+" if move.quantity > 0 else ""
    return Record(
        title=movement_words(move),
        detail=" · ".join((f"{local(move.at):%d/%m/%Y %H:%M}", move.who)),
        figure=f"{sign}{format_quantity(move.quantity)}",
        badge=_("{count} left").format(count=format_quantity(move.after)),
    )


def price_record(step: PriceStep) -> Record:
    """A price that became another as a line of a list."""
    what = _("Price of one {unit}").format(unit=step.unit) if step.unit else _("Cost")
    old, new = (format_dong(x) if x is not None else "–" for x in (step.before, step.after))
    return Record(
        title=what,
        detail=" · ".join((f"{local(step.at):%d/%m/%Y %H:%M}", step.who)),
        figure=f"{old} → {new}",
    )


def _percent(tax_code: str) -> str:
    return f"{tax_code.replace('.', ',')}\u00a0%" if tax_code[:1].isdigit() else tax_code


def _amount(quantity: int | None) -> str:
    return format_quantity(quantity) if quantity is not None else ""
