"""Ringing up: one durable transaction or nothing, whatever is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posdesk.domain.access import Actor, Right
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.services.drafts import OpenBill
from posdesk.services.ports.printing import JobKind
from tests.services.shops import Counter, cart_of, offers_of, paid


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Bowls by the piece, honey by weight."""
    counter.add("BAT", 35_000, name="Bát gốm men lam", barcode="2000000000039", tax="8")
    counter.add("10001", 330_000, name="Mật ong rừng", weighed=True)
    return counter


def refusal(counter: Counter, bill: Bill, actor: Actor | None = None) -> Refused:
    """Why a bill is refused; nothing may be written then (I14)."""
    with counter.store.read() as reader:
        last = reader.last_sale(counter.actor.till)
        stock = reader.available([product.id for product in counter.goods.values()])
    with pytest.raises(Refused) as caught:
        counter.shop.checkout.post(actor or counter.actor, bill)
    with counter.store.read() as reader:
        assert reader.last_sale(counter.actor.till) == last
        assert reader.available([product.id for product in counter.goods.values()]) == stock
    return caught.value


def without(counter: Counter, right: Right) -> Actor:
    """A cashier who lacks one right."""
    return replace(counter.actor, rights=counter.actor.rights - {right})


def test_a_sale_takes_a_number_moves_stock_and_is_read_back_as_it_was(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 6), shop.line("10001", quantity=350), offers="cash 500000")

    assert sale.number == "T1-000001"
    assert (sale.settlement.total, sale.settlement.change) == (325_500, 174_500)
    assert shop.stock("BAT") == 94 * ONE
    assert shop.stock("10001") == 100 * ONE - 350
    with shop.store.read() as reader:
        kept = reader.sale_by_number("T1-000001")
    assert kept is not None
    assert (kept.priced.due, kept.settlement) == (sale.priced.due, sale.settlement)
    assert [line.net for line in kept.priced.lines] == [210_000, 115_500]


def test_receipt_numbers_have_no_gap_when_a_bill_is_refused(shop: Counter) -> None:
    shop.sell(shop.line("BAT"))
    refusal(shop, shop.bill(shop.line("BAT"), offers="cash 10"))

    assert shop.sell(shop.line("BAT")).number == "T1-000002"


def test_a_barcode_and_a_sku_find_the_same_goods(shop: Counter) -> None:
    by_code, by_sku = shop.shop.checkout.scan("2000000000039"), shop.shop.checkout.scan("BAT")

    assert by_code.item.product_id == by_sku.item.product_id == shop.goods["BAT"].id
    assert (by_code.price, by_code.quantity) == (35_000, ONE)


def test_a_label_of_the_scale_says_how_much(shop: Counter) -> None:
    line = shop.shop.checkout.scan("2610001003504")

    assert (line.item.name, line.quantity, line.amount) == ("Mật ong rừng", 350, 115_500)


def test_a_code_nobody_knows_is_refused(shop: Counter) -> None:
    with pytest.raises(Refused) as caught:
        shop.shop.checkout.scan("9999999999994")

    assert caught.value.code == "unknown_barcode"


def test_discounts_taxes_and_rounding_are_in_the_figures(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction", cash__rounding_step=1000)
    line = replace(shop.line("BAT", 3), discount=percent("10"))
    sale = shop.sell(Cart(lines=(line,), discount=Discount(amount=123)))

    (priced,) = sale.priced.lines
    assert (priced.amount, priced.line_discount, priced.bill_share) == (105_000, 10_500, 123)
    assert (priced.net, priced.tax) == (94_377, 6_991)
    assert [(tax.code, tax.base, tax.tax) for tax in sale.priced.taxes] == [("8", 87_386, 6_991)]
    assert (sale.settlement.rounding, sale.settlement.total) == (-377, 94_000)


@pytest.mark.parametrize(
    ("offers", "tenders", "rounding", "change"),
    [
        ("cash", [("cash", 105_000)], -300, 0),
        ("cash 200000", [("cash", 200_000)], -300, 95_000),
        ("transfer", [("transfer", 105_300)], 0, 0),
        ("card 100000, cash 10000", [("card", 100_000), ("cash", 10_000)], -300, 5_000),
        ("card 5300, transfer", [("card", 5_300), ("transfer", 100_000)], 0, 0),
        ("cash 5000, transfer", [("cash", 5_000), ("transfer", 100_300)], 0, 0),
    ],
)
def test_cash_is_rounded_and_gives_change_other_tenders_are_exact(
    shop: Counter, offers: str, tenders: list[tuple[str, int]], rounding: int, change: int
) -> None:
    shop.set(cash__rounding_step=1000)
    shop.add("LE", 105_300)
    sale = shop.sell(shop.line("LE"), offers=offers)

    assert paid(sale) == tenders
    assert (sale.settlement.rounding, sale.settlement.change) == (rounding, change)


@pytest.mark.parametrize(
    ("offers", "code", "params"),
    [
        ("cash 34999", "tender_short", {"short": 1}),
        ("", "tender_short", {"short": 35_000}),
        ("card 36000", "tender_over", {"over": 1_000}),
        ("card 30000, transfer 5001", "tender_over", {"over": 1}),
        ("cash, card", "two_exact", {}),
        ("card 0, cash", "zero_tender", {}),
        ("cash 1000000000001", "too_large", {"text": "1000000000001"}),
    ],
)
def test_a_bill_that_is_not_paid_rightly_is_refused(
    shop: Counter, offers: str, code: str, params: dict[str, object]
) -> None:
    refused = refusal(shop, shop.bill(shop.line("BAT"), offers=offers))

    assert (refused.code, refused.params) == (code, params)


def test_an_empty_bill_is_refused(shop: Counter) -> None:
    assert refusal(shop, shop.bill()).code == "empty_bill"


def test_nothing_is_sold_without_a_shift(shop: Counter) -> None:
    shop.sell(shop.line("BAT"))
    shop.shop.shifts.close(shop.actor, shop.report().expected)

    assert refusal(shop, shop.bill(shop.line("BAT"))).code == "no_shift"


def test_goods_that_cost_nothing_need_no_payment(shop: Counter) -> None:
    shop.add("QUA", 0)
    sale = shop.sell(shop.line("QUA"), offers="")

    assert (sale.settlement.total, sale.settlement.tenders) == (0, ())


# --- rights


@pytest.mark.parametrize("of_bill", [True, False])
def test_a_discount_needs_its_right(shop: Counter, of_bill: bool) -> None:
    line = shop.line("BAT") if of_bill else replace(shop.line("BAT"), discount=percent("5"))
    cart = Cart(lines=(line,), discount=percent("5") if of_bill else None)
    refused = refusal(shop, shop.bill(cart), without(shop, Right.DISCOUNT))

    assert (refused.code, refused.params) == ("not_allowed", {"right": "discount"})


def test_a_typed_price_needs_its_right_and_is_noted(shop: Counter) -> None:
    line = replace(shop.line("BAT"), price=30_000, price_source=PriceSource.TYPED)
    refused = refusal(shop, shop.bill(line), without(shop, Right.PRICE_OVERRIDE))
    assert refused.params == {"right": "price_override"}

    assert shop.sell(line).settlement.total == 30_000
    assert shop.done() == {"price_override": 1}


def test_goods_in_no_list_move_no_stock_and_are_no_changed_price(shop: Counter) -> None:
    item = Item(None, None, "", "Hàng khác", "cái", 12_000)
    sale = shop.sell(CartLine(item, 2 * ONE, 12_000, PriceSource.TYPED))

    assert sale.settlement.total == 24_000
    assert shop.done() == {}


def test_taking_goods_back_needs_its_right(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    part = shop.shop.receipts.show(shop.actor, sale.number).lines[0]
    returned = Cart().with_return(ReturnedLine(sale.number, part.number, part.left))
    refused = refusal(shop, shop.bill(returned), without(shop, Right.RETURN))

    assert refused.params == {"right": "return"}


# --- a request that comes again


def test_the_same_request_makes_one_sale(shop: Counter) -> None:
    bill = replace(shop.bill(shop.line("BAT")), key="K1", digest=b"a")
    first = shop.shop.checkout.post(shop.actor, bill)
    again = shop.shop.checkout.post(shop.actor, bill)

    assert (first.replayed, again.replayed) == (False, True)
    assert again.sale.id == first.sale.id
    assert shop.stock("BAT") == 99 * ONE
    assert shop.totals().receipts == 1


def test_a_repeat_is_answered_after_the_shift_and_without_the_right(shop: Counter) -> None:
    line = replace(shop.line("BAT"), discount=percent("5"))
    bill = replace(shop.bill(line), key="K1")
    first = shop.shop.checkout.post(shop.actor, bill)
    shop.shop.shifts.close(shop.actor, shop.report().expected)

    again = shop.shop.checkout.post(without(shop, Right.DISCOUNT), bill)
    assert (again.replayed, again.sale.number) == (True, first.sale.number)


def test_a_key_with_another_content_is_refused(shop: Counter) -> None:
    bill = replace(shop.bill(shop.line("BAT")), key="K1", digest=b"a")
    shop.shop.checkout.post(shop.actor, bill)
    refused = refusal(shop, replace(bill, digest=b"b"))

    assert (refused.code, refused.params) == ("key_conflict", {"key": "K1"})


# --- stock that runs out


def test_where_the_shop_refuses_nothing_is_sold_below_zero(shop: Counter) -> None:
    shop.set(stock__below_zero="refuse")
    bill = replace(shop.bill(shop.line("BAT", 101)), short_ok=True)
    refused = refusal(shop, bill)

    assert refused.code == "stock_short"
    assert refused.params == {"name": "Bát gốm men lam", "available": 100 * ONE}


def test_where_the_shop_asks_a_yes_sells_and_is_noted_with_who(shop: Counter) -> None:
    shop.set(stock__below_zero="ask")
    bill = shop.bill(shop.line("BAT", 101))
    assert refusal(shop, bill).code == "stock_short"

    shop.shop.checkout.post(shop.actor, replace(bill, short_ok=True))
    assert shop.stock("BAT") == -ONE
    assert shop.done() == {"stock_breach": 1}


def test_where_the_shop_allows_it_each_breach_is_noted(shop: Counter) -> None:
    shop.sell(shop.line("BAT", 100))
    assert shop.done() == {}

    shop.sell(shop.line("BAT"))
    shop.sell(shop.line("BAT"), shop.line("BAT"))
    assert shop.stock("BAT") == -3 * ONE
    assert shop.done() == {"stock_breach": 2}


def test_goods_that_come_back_in_the_same_bill_are_there_to_be_sold(shop: Counter) -> None:
    shop.set(stock__below_zero="refuse")
    sale = shop.sell(shop.line("BAT", 100))

    shop.sell(shop.line("BAT", 2), ReturnedLine(sale.number, 1, 2 * ONE), offers="")
    assert shop.stock("BAT") == 0


# --- transfers, drafts, paper


def test_finishing_a_bill_says_that_its_transfer_came(shop: Counter) -> None:
    shop.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    bill_id = new_id()
    asked = shop.shop.transfers.ask(shop.actor, bill_id, 35_000)
    offers = (replace(offers_of("transfer 35000")[0], transfer_id=asked.id),)
    bill = Bill(cart_of(shop.line("BAT")), offers, key=str(bill_id))
    refused = refusal(shop, bill, without(shop, Right.CONFIRM_TRANSFER))
    assert refused.params == {"right": "confirm_transfer"}

    shop.shop.checkout.post(shop.actor, bill)
    (row,) = shop.shop.transfers.latest(shop.actor, 10)
    assert (row.state.value, row.receipt, row.pays) == ("received", "T1-000001", True)
    assert shop.done() == {"transfer_received": 1}


def test_the_bill_as_it_was_typed_ends_with_the_sale(shop: Counter) -> None:
    cart = cart_of(shop.line("BAT"))
    drafts = shop.shop.drafts
    mine, other = new_id(), new_id()
    drafts.save(shop.actor, OpenBill(mine, cart, held=False))
    drafts.save(shop.actor, OpenBill(other, cart, held=True))

    refusal(shop, replace(shop.bill(cart, offers="cash 1"), draft_id=mine))
    assert len(drafts.load("T1")) == 2

    shop.shop.checkout.post(shop.actor, replace(shop.bill(cart), draft_id=mine))
    assert [(bill.id, bill.cart) for bill in drafts.load("T1")] == [(other, cart)]


def test_cash_opens_the_drawer_before_the_receipt_prints(shop: Counter) -> None:
    shop.printer(drawer=True)
    sale = shop.sell(shop.line("BAT"))
    other = shop.sell(shop.line("BAT"), offers="card")

    assert shop.jobs() == [
        (JobKind.DRAWER, sale.number, 1),
        (JobKind.RECEIPT, sale.number, 1),
        (JobKind.RECEIPT, other.number, 1),
    ]


@pytest.mark.parametrize(
    ("setting", "wanted", "printed"),
    [("always", None, 1), ("never", None, 0), ("ask", True, 1), ("ask", False, 0)],
)
def test_paper_as_the_shop_or_the_cashier_wants_it(
    shop: Counter, setting: str, wanted: bool | None, printed: int
) -> None:
    shop.printer()
    shop.set(receipt__paper=setting)
    shop.shop.checkout.post(
        shop.actor, replace(shop.bill(shop.line("BAT"), offers="card"), paper=wanted)
    )

    assert len(shop.jobs()) == printed
