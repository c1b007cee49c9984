"""The payment and the card of the bank account: nothing cut off, small, pale or without a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from posdesk.domain.cart import CartLine
from posdesk.domain.product import Item, PriceSource
from posdesk.runtime import i18n
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.qr import QrView
from tests.services.shops import Counter
from tests.ui.checks import complaints, spoken_name
from tests.ui.executors import Immediate
from tests.ui.test_look import LANGUAGES, SIZES, settle, shown_card
from tests.ui.test_payment import account as put_account
from tests.ui.test_payment import bank_card, pay, vietqr
from tests.ui.test_till import ALT
from tests.ui.tills import BARCODES, Key, Till


def no_account(till: Till) -> None:
    till.scan(BARCODES[1])
    pay(till)
    till.type("100000")
    till.enter()
    till.scan(BARCODES[2])
    vietqr(till)


def account(till: Till) -> None:
    """The card of the account, filled in."""
    pay(till)
    vietqr(till)
    till.enter()
    till.type("mbbank")
    till.enter()
    till.type("0123456789")
    card = bank_card(till)
    assert card is not None
    card.panel.model.choose("970436")
    card.panel.form.edited.emit("shop.bank_holder", "Nguyễn Hoàng Phương Thảo Vy, hộ kinh doanh")


def banks(till: Till) -> None:
    """The card of the account while a bank is searched on the screen's own letters."""
    pay(till)
    vietqr(till)
    till.enter()
    till.type("ngan hang")
    card = bank_card(till)
    assert card is not None
    name = i18n._("Letters on the screen")
    next(b for b in card.findChildren(QAbstractButton) if spoken_name(b) == name).click()


def small(till: Till) -> None:
    """200 typed for 200.000."""
    pay(till)
    till.type("200")


def small_part(till: Till) -> None:
    """The same after parts, with a scan kept."""
    parts(till)
    for _digit in "11111111":
        till.press(Key.Key_Backspace)
    till.scan(BARCODES[2])
    till.type("200")


def parts(till: Till) -> None:
    """A dear bill, paid in many parts."""
    item = Item(None, None, "1", "Tượng gốm", "cái", 125_000_000)
    till.screen.bill.add(CartLine(item, 1_000, item.price, PriceSource.TYPED))
    till.press(Key.Key_F9)
    for part in ("20000000", "10000000", "5000000"):
        till.type(part)
        till.enter()
    till.type("30000000")
    till.press(Key.Key_3, "3", ALT)
    till.enter()
    till.type("11111111")


def too_much(till: Till) -> None:
    parts(till)
    till.press(Key.Key_3, "3", ALT)
    till.type("9999")


def ask_paper(till: Till) -> None:
    pay(till)
    till.type("1000000000000")


def code(till: Till) -> None:
    """A code for a part, while scans are kept."""
    card = pay(till)
    for barcode in (*BARCODES[1:], "8934567890120"):
        till.scan(barcode)
    till.type("200000")
    vietqr(till)
    assert card.state.transfer is not None


def cut_codes(till: Till) -> list[str]:
    """Codes that no phone can read."""
    shown = [qr for qr in till.window.findChildren(QrView) if qr.isVisible()]
    return ["cut code" for qr in shown if qr.visibleRegion().boundingRect() != qr.rect()]


STATES = (code, no_account, account, banks, small, small_part, parts, too_much, ask_paper)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_of_the_payment_is_whole(
    qapp: QApplication,
    counter: Counter,
    state: Callable[[Till], None],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    if state is code:
        put_account(counter)
    if state is ask_paper:
        counter.set(receipt__paper="ask")
        counter.printer()
    found: list[str] = []
    till = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    state(till)
    for size in SIZES:
        till.window.resize(*size)
        settle()
        top = shown_card(till) or till.window
        wrong = [*complaints(top, size == SIZES[0]), *cut_codes(till)]
        found += [f"{size[0]}x{size[1]} {what}" for what in wrong]
    till.close()
    assert found == []
