"""The bill and its cards are whole in each size and language: nothing cut, small or overlapping."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.cart import CartLine
from posdesk.domain.discount import Discount
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.sale import TenderMethod
from posdesk.domain.tender import Offer
from posdesk.runtime import i18n
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.executors import Immediate
from tests.ui.test_look import LANGUAGES, SIZES, settle, shown_card
from tests.ui.tills import BARCODES, Key, Till

NAME = "Tượng gốm Apsara cao 1,2 m men tro vẽ tay màu xanh"


def long_bill(till: Till) -> None:
    """All tax rates there are, a discount, dear goods, half of it paid."""
    taxes = ("0", "5", "8", "10")
    items = [
        Item(None, None, str(n), NAME, "cái", 1_250_000 + n, tax_code=taxes[n % 4])
        for n in range(200)
    ]
    till.fill(CartLine(item, 1_000, item.price, PriceSource.TYPED) for item in items)
    till.screen.bill.discount_bill(Discount(percent=10_000))
    till.screen.bill.keep_offers((Offer(TenderMethod.CARD, 125_000_000),))


def long_bill_opened(till: Till) -> None:
    long_bill(till)
    till.screen.bill_panel.totals.figures.toggle()


def dearer(till: Till) -> None:
    """A line at another price, with a discount."""
    till.scan(BARCODES[0])
    till.screen.bill.set_price(125_000_000, 0)
    till.screen.bill.discount_line(Discount(amount=12_500_000))


def change_due(till: Till) -> None:
    dearer(till)
    till.screen.bill.keep_offers((Offer(TenderMethod.CASH, 200_000_000),))


def price(till: Till) -> None:
    till.scan(BARCODES[0])
    till.screen.cards.price(0)


def price_asked(till: Till) -> None:
    price(till)
    till.type("300")
    till.enter()


def price_refused(till: Till) -> None:
    price(till)
    till.type("0")
    till.enter()


def discount_asked(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.touch("₫")
    till.type("7")
    till.enter()


def new_goods_asked(till: Till) -> None:
    till.scan("8934567890120")
    till.type("Nuoc mam")
    till.enter()
    till.type("45")
    till.enter()


def new_goods_without_price(till: Till) -> None:
    till.scan("8934567890120")
    till.type("Nuoc mam")
    till.enter()
    till.enter()


STATES = (
    long_bill, long_bill_opened, dearer, change_due, price, price_asked, price_refused,
    discount_asked, new_goods_asked, new_goods_without_price,
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_bill_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    monkeypatch: pytest.MonkeyPatch,
    state: Callable[[Till], None],
    language: str,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    counter.set(tax__method="vat_deduction")
    till = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    state(till)
    found: list[str] = []
    for size in SIZES:
        till.window.resize(*size)
        settle()
        top = shown_card(till) or till.window
        found += [
            f"{size[0]}x{size[1]} {what}" for what in checks.complaints(top, size == SIZES[0])
        ]
        assert (till.window.width(), till.window.height()) == size
    till.close()
    assert found == []


@pytest.mark.parametrize("state", [long_bill, price_asked, new_goods_without_price])
def test_the_focus_is_seen(till: Till, state: Callable[[Till], None]) -> None:
    state(till)
    settle()
    assert checks.invisible_focus(shown_card(till) or till.window) == []
