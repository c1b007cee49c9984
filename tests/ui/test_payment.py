"""Taking the money at the real window: what hurried hands do, and what must not happen then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.ui.screens.bank_card import BankCard
from posdesk.ui.screens.payment import PaymentCard
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.display import DisplayModel, Scene
from tests.services.shops import Counter
from tests.ui.executors import Held, Immediate
from tests.ui.test_till import ALT, sales
from tests.ui.tills import BARCODES, Key, Till

TRANSFER, CASH, CARD = TenderMethod.TRANSFER, TenderMethod.CASH, TenderMethod.CARD


def pay(till: Till, code: str = BARCODES[0]) -> PaymentCard:
    """Scans goods, 320.000 if not told otherwise, and goes to the payment."""
    till.scan(code)
    till.press(Key.Key_F9)
    return payment(till)


def payment(till: Till) -> PaymentCard:
    """The payment, which must be open."""
    card = till.payment()
    assert card is not None
    return card


def vietqr(till: Till) -> None:
    till.press(Key.Key_2, "2", ALT)


def bank_card(till: Till) -> BankCard | None:
    """The card that asks for the account, if it is open."""
    return next((c for c in till.window.findChildren(BankCard) if c.isVisible()), None)


def account(counter: Counter) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")


def tenders(sale: Sale) -> list[tuple[TenderMethod, int]]:
    return [(tender.method, tender.amount) for tender in sale.settlement.tenders]


# --- no bank account


def test_without_an_account_enter_asks_for_it_and_goes_on_with_the_code(
    till: Till, counter: Counter
) -> None:
    card = pay(till)
    vietqr(till)
    till.type("200000")
    assert card.no_account.isVisible()
    assert card.main.label == "Enter the bank account"
    till.enter()
    assert bank_card(till) is not None
    assert not sales(counter)

    till.type("mbbank")
    till.enter()
    till.type("0123456789")
    till.enter()
    assert bank_card(till) is None
    shown = payment(till).state.transfer
    assert shown is not None
    assert (shown.bank_bin, shown.account, shown.amount) == ("970422", "0123456789", 200_000)

    till.enter()
    till.enter()
    [sale] = sales(counter)
    assert tenders(sale) == [(TRANSFER, 200_000), (CASH, 120_000)]
    assert sale.settlement.tenders[0].transfer_id == shown.id


def test_what_the_account_still_lacks_gets_the_focus(till: Till, counter: Counter) -> None:
    pay(till)
    vietqr(till)
    till.enter()
    card = bank_card(till)
    assert card is not None
    till.enter()
    assert card.panel.search.hasFocus()
    till.type("mbbank")
    till.enter()
    till.enter()
    assert bank_card(till) is card
    assert counter.shop.settings.all()["shop.bank_bin"] == ""


def test_the_account_can_wait_and_nothing_is_lost(till: Till, counter: Counter) -> None:
    pay(till)
    till.type("100000")
    till.enter()
    vietqr(till)
    till.enter()
    till.scan(BARCODES[1])
    till.press(Key.Key_Escape)
    state = payment(till).state
    assert (state.received, state.kept) == ("Cash 100.000", (BARCODES[1],))
    assert state.needs_account
    till.press(Key.Key_1, "1", ALT)
    till.enter()
    assert tenders(sales(counter)[0]) == [(CASH, 100_000), (CASH, 220_000)]


def test_a_transfer_without_a_code_is_booked_by_its_own_button_alone(
    till: Till, counter: Counter
) -> None:
    pay(till)
    vietqr(till)
    for _time in range(3):
        till.enter()
        till.press(Key.Key_Escape)
        assert payment(till).isVisible()
    assert not sales(counter)
    till.touch("The customer has transferred in another way")
    [sale] = sales(counter)
    assert tenders(sale) == [(TRANSFER, 320_000)]
    assert sale.settlement.tenders[0].transfer_id is None


# --- codes


def test_two_who_pay_half_each_get_a_code_each(till: Till, counter: Counter) -> None:
    account(counter)
    pay(till)
    codes = []
    for _half in range(2):
        till.type("160000")
        vietqr(till)
        shown = payment(till).state.transfer
        assert shown is not None
        codes.append(shown.code)
        till.enter()
    [sale] = sales(counter)
    assert tenders(sale) == [(TRANSFER, 160_000)] * 2
    assert len(set(codes)) == len({t.transfer_id for t in sale.settlement.tenders}) == 2


def test_a_code_that_was_left_for_cash_pays_nothing(till: Till, counter: Counter) -> None:
    account(counter)
    pay(till)
    vietqr(till)
    till.press(Key.Key_1, "1", ALT)
    till.type("500000")
    till.enter()
    [sale] = sales(counter)
    assert (tenders(sale), sale.settlement.change) == ([(CASH, 500_000)], 180_000)
    [row] = counter.shop.transfers.latest(counter.actor, 10)
    assert (row.receipt, row.pays) == (sale.number, False)


def test_one_can_go_on_while_a_code_is_written(qapp: QApplication, counter: Counter) -> None:
    account(counter)
    writer = Held()
    till = Till(qapp, counter, Tasks(writer, Immediate()))
    pay(till)
    vietqr(till)
    till.press(Key.Key_1, "1", ALT)
    till.type("500000")
    writer.release()
    assert payment(till).state.change == 180_000
    till.enter()
    writer.release()
    assert tenders(sales(counter)[0]) == [(CASH, 500_000)]
    till.close()


def test_a_code_that_comes_after_esc_is_not_shown_to_the_customer(
    qapp: QApplication, counter: Counter
) -> None:
    account(counter)
    writer = Held()
    till = Till(qapp, counter, Tasks(writer, Immediate()))
    customer = till.window.findChild(DisplayModel)
    assert customer is not None
    pay(till)
    vietqr(till)
    till.press(Key.Key_Escape)
    writer.release()
    assert customer.state.scene is Scene.BILL
    till.close()


# --- scans while the customer pays


def test_a_kept_scan_outlives_esc(till: Till) -> None:
    pay(till)
    till.scan(BARCODES[1])
    till.press(Key.Key_Escape)
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]
    till.touch("Add to this bill")
    assert till.lines == [("Bình gốm men tro 25 cm", "1"), ("Chén trà men rạn", "1")]


def test_kept_scans_are_called_by_their_names(till: Till) -> None:
    card = pay(till)
    till.scan(BARCODES[1])
    till.scan("8934567890120")
    assert card.kept.accessibleName() == "Scanned meanwhile: Chén trà men rạn, 8934567890120"
    for _time in range(3):
        till.scan(BARCODES[2])
    assert card.kept.accessibleName().endswith("8934567890120, Quế Trà Bồng 100 g +2")


def test_scans_kept_by_two_payments_are_all_offered(till: Till) -> None:
    pay(till)
    till.scan(BARCODES[1])
    till.press(Key.Key_Escape)
    till.press(Key.Key_F9)
    till.scan(BARCODES[2])
    till.press(Key.Key_Escape)
    till.touch("Add to this bill")
    assert [name for name, _count in till.lines[1:]] == ["Chén trà men rạn", "Quế Trà Bồng 100 g"]


def test_a_scan_that_was_added_is_not_offered_again(till: Till) -> None:
    pay(till)
    till.scan(BARCODES[1])
    till.touch("Add to the bill")
    assert till.screen.goods.state.offered == ()
    assert len(till.lines) == 2


# --- Esc and Enter at the wrong moment


def at_once(till: Till) -> None:
    """Enter again, by an impatient hand."""
    till.hands.enter(after=300)
    till.settle()


@pytest.mark.parametrize("way", [Key.Key_1, Key.Key_3])
def test_a_second_press_after_a_part_does_not_take_the_rest(
    till: Till, counter: Counter, way: Key
) -> None:
    card = pay(till, BARCODES[2])
    till.type("20000")
    till.press(way, chr(way.value), ALT)
    till.enter()
    at_once(till)
    QTest.mouseClick(card.main, Qt.MouseButton.LeftButton)
    assert (sales(counter), card.state.rest) == ([], 18_000)
    assert card.main.label == "Take 18.000\u00a0₫ in cash"
    till.enter()
    assert sum(amount for _way, amount in tenders(sales(counter)[0])) == 38_000


def test_a_part_typed_quickly_after_the_first_is_taken(till: Till, counter: Counter) -> None:
    pay(till, BARCODES[2])
    till.type("20000")
    till.enter()
    till.type("18000")
    at_once(till)
    assert tenders(sales(counter)[0]) == [(CASH, 20_000), (CASH, 18_000)]


def test_a_clock_that_was_set_back_does_not_stop_the_payment(till: Till, counter: Counter) -> None:
    pay(till, BARCODES[2])
    till.type("20000")
    till.enter()
    counter.clock.go_on(hours=-1)
    at_once(till)
    assert len(sales(counter)) == 1


def test_impatient_enters_confirm_no_transfer(till: Till, counter: Counter) -> None:
    account(counter)
    card = pay(till)
    till.type("200000")
    vietqr(till)
    at_once(till)
    assert (card.state.received, card.main.label) == ("", "Take this part")
    till.enter()
    at_once(till)
    assert (sales(counter), card.state.received) == ([], "VietQR 200.000")
    till.enter()
    assert tenders(sales(counter)[0]) == [(TRANSFER, 200_000), (CASH, 120_000)]


def test_the_enter_that_saves_the_account_confirms_no_transfer(
    till: Till, counter: Counter
) -> None:
    card = pay(till)
    vietqr(till)
    till.enter()
    till.type("mbbank")
    till.enter()
    till.type("0123456789")
    till.enter()
    at_once(till)
    assert card.state.transfer is not None
    assert not sales(counter)
    till.enter()
    assert tenders(sales(counter)[0]) == [(TRANSFER, 320_000)]


def test_a_payment_that_is_being_posted_is_not_left(qapp: QApplication, counter: Counter) -> None:
    """Goods added to a bill that is paid already would be lost with it."""
    writer = Held()
    till = Till(qapp, counter, Tasks(writer, Immediate()))
    pay(till)
    till.enter()
    till.press(Key.Key_Escape)
    till.scan(BARCODES[1])
    writer.release()
    assert (len(sales(counter)), till.lines) == (1, [])
    assert till.screen.goods.state.offered == (BARCODES[1],)
    till.close()


@pytest.mark.parametrize("marked", [True, False])
def test_a_held_enter_counts_once(till: Till, counter: Counter, *, marked: bool) -> None:
    """Also as X11 says it: up and down again at the same moment, not marked as a repeat."""
    pay(till)
    till.type("200000")
    till.enter()
    for _repeat in range(5):
        till.hands.now -= 0 if marked else 1
        till.hands.strike(Key.Key_Return, "\r", after=30 if marked else 0, repeat=marked)
    till.settle()
    assert not sales(counter)
    assert payment(till).state.rest == 120_000


# --- amounts


def test_only_cash_can_be_more_than_is_due(till: Till, counter: Counter) -> None:
    card = pay(till)
    till.type("500000")
    till.press(Key.Key_3, "3", ALT)
    assert (card.state.typed, card.state.action) == (None, "Done")
    till.type("500000")
    assert card.state.typed == 50_000
    assert card.hint.text() == "Not more than 320.000\u00a0₫ in this way."
    till.press(Key.Key_Backspace)
    assert card.state.problem == ""
    till.press(Key.Key_Backspace)
    for _digit in "000":
        till.press(Key.Key_Backspace)
    till.enter()
    assert tenders(sales(counter)[0]) == [(CARD, 320_000)]


@pytest.mark.parametrize("way", [Key.Key_1, Key.Key_2, Key.Key_3])
def test_a_bill_of_nothing_is_finished_in_any_way(till: Till, counter: Counter, way: Key) -> None:
    account(counter)
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.type("100")
    till.enter()
    till.press(Key.Key_F9)
    till.press(way, chr(way.value), ALT)
    till.enter()
    assert sales(counter)[0].settlement.total == 0


def test_a_part_that_became_too_much_says_what_goes_back(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[1])
    pay(till)
    till.type("330000")
    till.enter()
    till.press(Key.Key_Escape)
    till.screen.bill.remove(0)
    till.press(Key.Key_F9)
    assert (payment(till).state.rest, payment(till).state.change) == (0, 10_000)
    till.enter()
    assert sales(counter)[0].settlement.change == 10_000


def test_parts_are_given_back_one_by_one_and_named(till: Till, counter: Counter) -> None:
    card = pay(till)
    till.type("100000")
    till.enter()
    till.type("50000")
    till.enter()
    till.type("20000")
    till.press(Key.Key_3, "3", ALT)
    till.enter()
    assert card.state.received == "Cash 150.000 + Card 20.000"
    till.touch("Give 20.000\u00a0₫ back")
    till.touch("Give 50.000\u00a0₫ back")
    till.enter()
    assert tenders(sales(counter)[0]) == [(CASH, 100_000), (CASH, 220_000)]


def test_two_hundred_typed_for_two_hundred_thousand_is_asked_about(
    till: Till, counter: Counter
) -> None:
    card = pay(till)
    till.type("500")
    assert card.main.label == "Make it 500.000\u00a0₫"
    till.enter()
    assert (card.state.received, card.state.change) == ("", 180_000)
    assert not card.keep.isVisible()
    till.enter()
    assert tenders(sales(counter)[0]) == [(CASH, 500_000)]


def test_two_hundred_dong_that_are_meant_are_kept_and_taken(till: Till, counter: Counter) -> None:
    card = pay(till)
    till.type("200")
    till.touch("Keep 200")
    assert card.main.label == "Take this part"
    till.enter()
    till.enter()
    assert tenders(sales(counter)[0]) == [(CASH, 200), (CASH, 319_800)]


@pytest.mark.parametrize(
    ("typed", "meant"), [("500000000000", 500_000), ("5000000", 500_000), ("2000000", 320_000)]
)
def test_a_change_of_a_whole_note_or_more_is_asked_about(
    till: Till, counter: Counter, typed: str, meant: int
) -> None:
    card = pay(till)
    till.type(typed)
    till.enter()
    assert card.state.typed == meant
    till.enter()
    assert sales(counter)[0].settlement.change == meant - 320_000


def test_so_much_that_is_meant_is_kept_and_taken(till: Till, counter: Counter) -> None:
    pay(till)
    till.type("1000000")
    till.touch("Keep")
    till.enter()
    assert sales(counter)[0].settlement.change == 680_000


def test_thousands_that_are_too_much_by_card_are_not_offered(till: Till) -> None:
    card = pay(till)
    till.press(Key.Key_3, "3", ALT)
    till.type("321")
    assert card.main.label == "Take this part"
    till.press(Key.Key_Backspace)
    assert card.main.label == "Make it 32.000\u00a0₫"


def test_one_key_makes_it_thousands(till: Till) -> None:
    card = pay(till)
    till.type("350")
    till.press(Key.Key_K, "k")
    assert card.state.typed == 350_000


def test_few_dong_that_suffice_are_not_asked_about(till: Till, counter: Counter) -> None:
    till.press(Key.Key_H, modifier=Qt.KeyboardModifier.ControlModifier)
    till.type("1k")
    till.enter()
    till.press(Key.Key_F7)
    till.type("50")
    till.enter()
    till.press(Key.Key_F9)
    till.type("500")
    assert payment(till).main.label == "Done"
    till.enter()
    assert tenders(sales(counter)[0]) == [(CASH, 500)]


# --- paper


def test_nothing_promises_paper_without_a_printer(till: Till, counter: Counter) -> None:
    card = pay(till)
    assert card.main.label == "Done"
    assert card.hint.text() == "Nothing is printed: add a printer in Settings, Printers."
    till.press(Key.Key_Escape)
    counter.printer()
    till.press(Key.Key_F9)
    assert payment(till).main.label == "Done, print"
    assert "Nothing is printed" not in payment(till).hint.text()


def test_without_a_printer_nobody_is_asked_about_paper(till: Till, counter: Counter) -> None:
    counter.set(receipt__paper="ask")
    till.screen.bill.refresh()
    card = pay(till)
    assert not card.no_paper.isVisible()
    till.press(Key.Key_Escape)
    counter.printer()
    till.press(Key.Key_F9)
    assert payment(till).no_paper.isVisible()
    till.type("100000")
    assert not payment(till).no_paper.isVisible()


def test_a_bill_on_its_way_to_the_printer_is_said(till: Till, counter: Counter) -> None:
    counter.printer()
    card = pay(till)
    till.press(Key.Key_F10)
    assert card.hint.text() == "The bill is on its way to the printer."
    till.type("5")
    assert card.state.news == ""


def test_a_short_stock_is_asked_and_no_goes_back(till: Till, counter: Counter) -> None:
    counter.set(stock__below_zero="ask")
    till.screen.bill.refresh()
    till.scan(BARCODES[0])
    till.screen.bill.set_quantity(9 * ONE)
    till.press(Key.Key_F9)
    till.enter()
    till.press(Key.Key_Escape)
    assert not sales(counter)
    assert payment(till).main.isEnabled()
