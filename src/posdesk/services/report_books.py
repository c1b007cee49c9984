"""Reports as tables, in the words of the screen; their keys are the same in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from posdesk.domain.sale import TenderMethod
from posdesk.domain.sheet import Book, Cell, Column, Kind, Label, Table
from posdesk.runtime.i18n import _
from posdesk.services.counts import counts
from posdesk.services.paper_parts import METHODS
from posdesk.services.ports.reports import ProductSum
from posdesk.services.reports import Figures, Period, Stock, worth_of

Rows = Iterable[tuple[Cell, ...]]


def figures_book(figures: Figures, shop: str) -> Book:
    """A day or a month."""
    title = _("Day report") if figures.period.is_day else _("Month report")
    return Book(title, period_words(figures.period), shop, tuple(_tables(figures)))


def products_book(products: tuple[ProductSum, ...], period: Period, shop: str) -> Book:
    """What was sold of each product."""
    table = _products(products, _("Products sold"))
    return Book(_("Products sold"), period_words(period), shop, (table,))


def stock_book(stock: Stock, at: str, shop: str) -> Book:
    """What there is and what it is worth; ``at`` says when, in words."""
    sums: Rows = (
        (Label("at_cost", _("At cost")), stock.at_cost),
        (Label("at_price", _("At the selling price")), stock.at_price),
        (Label("without_cost", _("Goods without a cost")), stock.without_cost),
    )
    return Book(_("Stock"), at, shop, (_named("figures", _("Value"), sums), _stock(stock)))


def period_words(period: Period) -> str:
    """A day, or from the first to the last."""
    if period.is_day:
        return f"{period.first:%d/%m/%Y}"
    return f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"


def group_name(name: str) -> str:
    """A product group, also that of the goods that have none."""
    return name or _("Without a group")


def method_name(method: str) -> str:
    """A way to pay."""
    return _(METHODS[TenderMethod(method)])


def figure_rows(figures: Figures) -> Iterator[tuple[Label, int]]:
    """The figures one by one; counts and đồng."""
    totals, profit = figures.totals, figures.profit
    yield Label("total", _("Taken")), totals.total
    yield Label("before", _("Taken in the time compared")), figures.before
    for key, words, count in counts(totals):
        yield Label(key, _(words)), count
    yield Label("average", _("Average of a sale")), figures.average
    yield Label("discount", _("Discounts")), totals.discount
    yield Label("rounding", _("Cash rounding")), totals.rounding
    yield Label("on_debt", _("Sold on debt")), totals.on_debt
    yield Label("debts_collected", _("Debts collected")), totals.debts_collected
    yield Label("paid_in", _("Cash paid in")), totals.paid_in
    yield Label("paid_out", _("Cash paid out")), totals.paid_out
    if figures.expected is not None:
        yield Label("cash_expected", _("Cash that should be there")), figures.expected
    yield Label("profit", _("Gross profit, where costs are known")), profit.amount
    yield Label("profit_revenue", _("Takings of those goods, without tax")), profit.revenue
    yield Label("profit_cost", _("Cost of those goods")), profit.cost


def _tables(figures: Figures) -> Iterator[Table]:
    yield _named("figures", _("Figures"), figure_rows(figures))
    tenders = figures.totals.tenders
    methods = ((Label(each.method, method_name(each.method)), each.amount) for each in tenders)
    yield _named("tenders", _("By way of paying"), methods)
    if figures.totals.taxes:
        yield _taxes(figures)
    if not figures.period.is_day:
        days = (
            (Label(f"{d.day}", f"{d.day:%d/%m/%Y}"), d.receipts, d.amount) for d in figures.days
        )
        yield _counted("days", _("By day"), days)
    hours = ((f"{each.hour:02}:00", each.receipts, each.amount) for each in figures.hours)
    yield _counted("hours", _("By hour"), hours)
    groups = ((Label(g.name, group_name(g.name)), g.receipts, g.amount) for g in figures.groups)
    yield _counted("groups", _("By product group"), groups)
    yield _products(figures.products, _("By product"))


def _named(key: str, title: str, rows: Rows) -> Table:
    columns = (_text("name", _("Name")), Column("amount", _("Amount")))
    return Table(key, title, columns, tuple(rows))


def _counted(key: str, title: str, rows: Rows) -> Table:
    columns = (
        _text("name", _("Name")),
        Column("receipts", _("Receipts"), Kind.COUNT),
        Column("amount", _("Amount")),
    )
    return Table(key, title, columns, tuple(rows))


def _taxes(figures: Figures) -> Table:
    columns = (
        _text("name", _("Tax rate")),
        Column("base", _("Before tax")),
        Column("tax", _("Tax")),
    )
    rows = tuple((each.code, each.base, each.tax) for each in figures.totals.taxes)
    return Table("taxes", _("Tax by rate"), columns, rows)


def _products(products: tuple[ProductSum, ...], title: str) -> Table:
    columns = (
        _text("sku", _("Code")),
        _text("name", _("Name")),
        _text("unit", _("Unit")),
        Column("quantity", _("Quantity"), Kind.QUANTITY),
        Column("amount", _("Amount")),
    )
    rows = tuple((p.sku, p.name, p.unit, p.quantity, p.amount) for p in products)
    return Table("products", title, columns, rows)


def _stock(stock: Stock) -> Table:
    columns = (
        _text("sku", _("Code")),
        _text("name", _("Name")),
        _text("category", _("Group")),
        _text("unit", _("Unit")),
        Column("on_hand", _("In stock"), Kind.QUANTITY),
        Column("cost", _("Cost")),
        Column("at_cost", _("At cost")),
        Column("price", _("Price")),
        Column("at_price", _("At price")),
    )
    rows = tuple(
        (
            row.sku, row.name, row.category, row.unit, row.on_hand,
            row.cost, worth_of(row, row.cost), row.price, worth_of(row, row.price),
        )
        for row in stock.rows
    )  # fmt: skip
    return Table("stock", _("Goods"), columns, rows)


def _text(key: str, title: str) -> Column:
    return Column(key, title, Kind.TEXT)
