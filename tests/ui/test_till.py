"""Whole sales at the real window: by keys alone, by touch alone, through trouble."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posdesk.domain.money import format_dong
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.receipt import Qr
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind
from posdesk.ui.screens.discount import DiscountSheet
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.bill import BillPart
from tests.services.shops import Counter
from tests.ui.executors import Held, Immediate
from tests.ui.tills import BARCODES, Key, Till

LABEL = "2610002005002"
"""0,500 kg of item 10002, which nobody knows."""

ALT = Qt.KeyboardModifier.AltModifier


def sales(counter: Counter) -> list[Sale]:
    """All sales of the till, oldest first."""
    found: list[Sale] = []
    with counter.store.read() as reader:
        while (sale := reader.sale_by_number(f"T1-{len(found) + 1:06}")) is not None:
            found.append(sale)
    return found


def test_a_sale_by_keys_alone(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.type("3*")
    till.scan(BARCODES[1])
    till.type("que tra")
    till.enter()
    till.press(Key.Key_Plus, "+")
    assert till.lines == [
        ("Bình gốm men tro 25 cm", "1"),
        ("Chén trà men rạn", "3"),
        ("Quế Trà Bồng 100 g", "2"),
    ]
    till.press(Key.Key_F9)
    till.type("1000000")
    till.enter()
    [sale] = sales(counter)
    assert sale.settlement.total == 320_000 + 3 * 35_000 + 2 * 38_000
    assert sale.settlement.change == 1_000_000 - sale.settlement.total
    assert till.payment() is None
    assert till.screen.bill.state.done is not None
    assert till.screen.bill.state.done.change == format_dong(sale.settlement.change)


def test_a_sale_by_touch_alone(till: Till, counter: Counter) -> None:
    till.touch_tile("Chén trà men rạn")
    till.touch_line(1, BillPart.MORE)
    till.touch_line(1, BillPart.COUNT)
    till.touch("1")
    till.touch("2")
    till.touch("Set")
    till.touch("Letters on the screen")
    for letter in "que":
        till.touch(letter)
    till.touch_tile("Quế Trà Bồng 100 g")
    assert till.lines == [("Chén trà men rạn", "12"), ("Quế Trà Bồng 100 g", "1")]
    till.touch("Pay")
    till.touch("500.000")
    till.touch("Done")
    [sale] = sales(counter)
    assert (sale.settlement.total, sale.settlement.change) == (458_000, 42_000)


def test_enter_alone_takes_the_exact_amount(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.enter()
    [sale] = sales(counter)
    assert [(t.method, t.amount) for t in sale.settlement.tenders] == [(TenderMethod.CASH, 320_000)]


def test_a_second_enter_makes_no_second_sale(qapp: QApplication, counter: Counter) -> None:
    """The writer is busy when Enter comes again, and once more when it is done."""
    writer = Held()
    till = Till(qapp, counter, Tasks(writer, Immediate()))
    till.scan(BARCODES[0])
    writer.release()
    till.press(Key.Key_F9)
    till.enter()
    till.enter()
    writer.release()
    till.enter()
    writer.release()
    assert len(sales(counter)) == 1
    till.close()


def test_mixed_tenders(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.type("200000")
    till.press(Key.Key_3, "3", ALT)
    till.enter()
    till.enter()
    [sale] = sales(counter)
    assert [(t.method, t.amount) for t in sale.settlement.tenders] == [
        (TenderMethod.CARD, 200_000),
        (TenderMethod.CASH, 120_000),
    ]


def test_a_transfer_keeps_its_code(till: Till, counter: Counter) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.press(Key.Key_2, "2", ALT)
    payment = till.payment()
    assert payment is not None
    assert payment.transfer.isVisible()
    till.enter()
    [sale] = sales(counter)
    [tender] = sale.settlement.tenders
    assert (tender.method, tender.amount) == (TenderMethod.TRANSFER, 320_000)
    assert tender.transfer_id is not None


def test_a_scan_while_the_customer_pays_is_kept_and_offered(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.scan(BARCODES[1])
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]
    till.touch("Add to the bill")
    assert till.payment() is None
    assert till.lines == [("Bình gốm men tro 25 cm", "1"), ("Chén trà men rạn", "1")]


def test_a_kept_scan_is_offered_again_after_the_sale(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.scan(BARCODES[1])
    till.enter()
    assert (len(sales(counter)), till.lines) == (1, [])
    till.touch("Add to this bill")
    assert till.lines == [("Chén trà men rạn", "1")]


def test_without_a_shift_the_payment_asks_for_the_float(till: Till, counter: Counter) -> None:
    counter.shop.shifts.close(counter.actor, 0)
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.enter()
    assert not sales(counter)
    till.type("500000")
    till.enter()
    [sale] = sales(counter)
    shift = counter.shop.shifts.current("T1")
    assert shift is not None
    assert (shift.float_amount, sale.shift_id) == (500_000, shift.id)


def test_without_a_shift_the_float_is_asked_before_a_part_is_taken(
    till: Till, counter: Counter
) -> None:
    counter.shop.shifts.close(counter.actor, 0)
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.type("200000")
    till.enter()
    payment = till.payment()
    assert payment is not None
    assert payment.state.taken == 0
    till.type("500000")
    till.enter()
    assert payment.state.taken == 200_000
    till.enter()
    shift = counter.shop.shifts.current("T1")
    assert shift is not None
    assert counter.shop.shifts.report(shift).expected == 500_000 + 320_000


def test_an_unknown_code_gets_a_name_and_a_price_beside_the_bill(
    till: Till, counter: Counter
) -> None:
    till.scan(BARCODES[0])
    till.scan("8934567890120")
    till.type("Nuoc mam")
    till.scan(BARCODES[1])
    till.enter()
    till.type("45k")
    till.enter()
    assert [name for name, _count in till.lines] == [
        "Bình gốm men tro 25 cm",
        "Chén trà men rạn",
        "Nuoc mam",
    ]
    assert counter.shop.checkout.scan("8934567890120").price == 45_000


def test_esc_leaves_an_unknown_code(till: Till) -> None:
    till.scan("8934567890120")
    till.press(Key.Key_Escape)
    till.scan(BARCODES[0])
    assert till.screen.goods.state.unknown is None
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]


def test_weighed_goods_ask_for_the_weight(till: Till) -> None:
    till.touch_tile("Mật ong rừng (cân)")
    till.type("1.500")
    till.enter()
    card = till.card()
    assert card is not None
    assert card.problem.text() == "“1.500” can be read in two ways. Type 1,5 or 1500."
    till.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    till.type("0,35")
    till.enter()
    assert till.lines == [("Mật ong rừng (cân)", "0,35")]


def test_a_label_of_the_scale_read_wrongly_is_no_new_goods(till: Till) -> None:
    till.scan("2610002005009")
    assert till.screen.goods.state.unknown is None
    assert till.window.toast.words.startswith("2610002005009 was not read right")


def test_new_goods_of_the_scale_are_sold_by_weight(till: Till, counter: Counter) -> None:
    till.scan(LABEL)
    till.type("Tieu rung")
    till.enter()
    till.type("200k")
    till.enter()
    assert till.lines == [("Tieu rung", "0,5")]
    line = counter.shop.checkout.scan("2610002007006")
    assert (line.item.code, line.item.unit, line.item.weighed) == ("10002", "kg", True)
    assert line.quantity == 700


def test_del_takes_the_line_off_and_undo_brings_it_back(till: Till) -> None:
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    till.press(Key.Key_Delete)
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]
    till.touch("Undo")
    assert till.lines == [("Bình gốm men tro 25 cm", "1"), ("Chén trà men rạn", "1")]


def test_del_in_a_text_is_the_texts(till: Till) -> None:
    till.scan(BARCODES[0])
    till.type("gom")
    till.press(Key.Key_Delete)
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]


def test_hold_and_take_up(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F6)
    assert till.lines == []
    till.scan(BARCODES[1])
    till.press(Key.Key_F2)
    assert till.lines == []
    till.press(Key.Key_F6)
    till.press(Key.Key_1, "1")
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]


def test_discounts_of_the_line_and_of_the_bill(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.type("10")
    till.enter()
    till.press(Key.Key_F7)
    till.touch("Whole bill")
    till.touch("₫")
    till.type("8k")
    till.enter()
    assert till.screen.bill.state.due == 320_000 - 32_000 - 8_000
    till.press(Key.Key_F9)
    till.enter()
    assert sales(counter)[0].settlement.total == 280_000


def test_typing_goes_on_after_a_card(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.press(Key.Key_Escape)
    till.type("3*")
    till.scan(BARCODES[1])
    till.screen.goods_panel.search.clearFocus()  # as at the first start: nothing has it
    till.screen.cards.note()
    till.press(Key.Key_Escape)
    till.type("2*")
    till.scan(BARCODES[2])
    assert [quantity for _name, quantity in till.lines] == ["1", "3", "2"]


def test_a_discount_that_cannot_be_is_told_on_its_card(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.type("101")
    till.enter()
    card = till.card()
    assert card is not None
    assert "101" in card.problem.text()


def test_other_goods_and_a_note(till: Till, counter: Counter) -> None:
    till.press(Key.Key_H, modifier=Qt.KeyboardModifier.ControlModifier)
    till.type("25k")
    till.enter()
    till.press(Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    till.type("Goi qua")
    till.enter()
    till.press(Key.Key_F9)
    till.enter()
    [sale] = sales(counter)
    assert (sale.settlement.total, sale.note) == (25_000, "Goi qua")


def test_a_crash_loses_nothing_of_the_bill(qapp: QApplication, counter: Counter) -> None:
    first = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    first.scan(BARCODES[0])
    first.press(Key.Key_F6)
    first.scan(BARCODES[1])
    first.press(Key.Key_Plus, "+")
    first.close()
    second = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    assert second.lines == [("Chén trà men rạn", "2")]
    assert len(second.screen.bill.state.held) == 1
    second.close()


def test_after_a_crash_the_sale_just_saved_is_named(till: Till, counter: Counter) -> None:
    counter.printer()
    sale = counter.sell(counter.line("GOM-01"), offers="cash 500000")
    till.screen.bill.recall()
    done = till.screen.bill.state.done
    assert done is not None
    assert (done.number, done.change) == (sale.number, format_dong(180_000))
    assert done.news.endswith("do not ring it up again. Its receipt is not printed yet.")
    till.scan(BARCODES[1])
    assert till.screen.bill.state.done is None


def test_a_bill_with_its_code_goes_on_paper_before_it_is_paid(till: Till, counter: Counter) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    counter.printer()
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    till.press(Key.Key_F10)
    [job] = counter.shop.papers.jobs()
    assert job.kind is JobKind.PRE_BILL
    texts = [b for b in counter.shop.documents.document(job).blocks if isinstance(b, Qr)]
    assert "320000" in texts[0].payload
    assert not sales(counter)


def test_a_payment_begun_outlives_a_crash(qapp: QApplication, counter: Counter) -> None:
    first = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    first.scan(BARCODES[0])
    first.press(Key.Key_F9)
    first.type("200000")
    first.enter()
    first.close()
    second = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    second.press(Key.Key_F9)
    second.enter()
    [sale] = sales(counter)
    assert [tender.amount for tender in sale.settlement.tenders] == [200_000, 120_000]
    second.close()


def test_a_paid_bill_does_not_come_back(qapp: QApplication, counter: Counter) -> None:
    first = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    first.scan(BARCODES[0])
    first.press(Key.Key_F9)
    first.enter()
    first.close()
    second = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    assert second.lines == []
    second.close()


def test_what_is_short_is_asked_where_the_shop_wants_it(till: Till, counter: Counter) -> None:
    counter.set(stock__below_zero="ask")
    till.screen.bill.refresh()
    till.scan(BARCODES[0])
    till.screen.bill.set_quantity(9 * ONE)
    till.press(Key.Key_F9)
    till.enter()
    assert not sales(counter)
    till.touch("Sell all the same")
    assert len(sales(counter)) == 1


def test_the_same_goods_join_however_they_came(till: Till) -> None:
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    till.type("binh gom")
    till.enter()
    till.touch_tile("Bình gốm men tro 25 cm")
    assert till.lines == [("Bình gốm men tro 25 cm", "3"), ("Chén trà men rạn", "1")]
    assert till.screen.bill.state.current == 0


def test_any_command_is_found_by_its_name(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F1)
    till.type("disc")
    till.enter()
    assert isinstance(till.card(), DiscountSheet)


def test_the_drawer_wants_a_reason(till: Till, counter: Counter) -> None:
    counter.printer(drawer=True)
    till.press(Key.Key_F12)
    till.enter()
    card = till.card()
    assert card is not None
    assert card.problem.isVisible()
    till.type("Doi tien le")
    till.enter()
    assert till.card() is None
    assert [job.kind for job in counter.shop.papers.jobs()] == [JobKind.DRAWER]


def test_the_last_receipt_is_printed_again(till: Till, counter: Counter) -> None:
    counter.printer()
    till.press(Key.Key_F10)
    assert not counter.shop.papers.jobs()
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.enter()
    till.press(Key.Key_F10)
    assert [(job.kind, job.copy) for job in counter.shop.papers.jobs()] == [
        (JobKind.RECEIPT, 1),
        (JobKind.RECEIPT, 2),
    ]


def test_an_unknown_code_wants_a_name(till: Till) -> None:
    till.scan("8934567890120")
    till.touch("Put on the bill")
    assert till.screen.goods_panel.unknown.form.name.hasFocus()
    assert till.lines == []


# --- nothing is lost without a word


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1,5*", "“Chén trà men rạn” is sold by the piece, not by weight."),
        ("0*", "“0” is not a quantity."),
        ("99999999*", "“99999999” is too large."),
    ],
)
def test_a_number_that_cannot_be_is_said_and_nothing_added(
    till: Till, typed: str, words: str
) -> None:
    till.type(typed)
    till.scan(BARCODES[1])
    assert till.lines == []
    assert (till.window.toast.isVisible(), till.window.toast.words) == (True, words)
    till.scan(BARCODES[1])
    assert till.lines == [("Chén trà men rạn", "1")]


def test_a_scan_over_the_quantity_comes_after_it(till: Till) -> None:
    till.scan(BARCODES[1])
    till.touch_line(1, BillPart.COUNT)
    till.scan(BARCODES[1])
    till.scan(BARCODES[2])
    assert till.lines == [("Chén trà men rạn", "1")]
    till.type("5")
    till.enter()
    assert till.lines == [("Chén trà men rạn", "6"), ("Quế Trà Bồng 100 g", "1")]


def test_a_scan_over_a_quantity_that_is_left_is_not_lost(till: Till) -> None:
    till.scan(BARCODES[1])
    till.touch_line(1, BillPart.COUNT)
    till.scan(BARCODES[2])
    till.press(Key.Key_Escape)
    assert till.lines == [("Chén trà men rạn", "1"), ("Quế Trà Bồng 100 g", "1")]


def test_a_scan_at_the_day_end_says_where_to_sell(till: Till) -> None:
    till.window.open_screen("day")
    till.scan(BARCODES[1])
    assert till.lines == []
    assert "go to Sell" in till.window.toast.words
    assert till.window.toast.isVisible()


def test_undo_is_offered_only_while_it_can_be_done(till: Till) -> None:
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    till.press(Key.Key_Delete)
    assert till.window.toast.offers
    till.press(Key.Key_Plus, "+")
    assert not till.window.toast.isVisible()
    till.press(Key.Key_Delete)
    assert till.window.toast.offers
    till.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert till.lines == [("Bình gốm men tro 25 cm", "2")]


def test_goods_that_another_program_added_show_with_their_group(
    till: Till, counter: Counter
) -> None:
    fan = Product(new_id(), "QUAT-1", "Quạt giấy", (Unit(new_id(), "cái", 25_000),), "Quà")
    counter.shop.catalogue.add(counter.actor, fan)
    till.window.data_changed.emit()
    till.touch("Quà")
    till.touch_tile("Quạt giấy")
    assert till.lines == [("Quạt giấy", "1")]


def test_what_another_program_changed_is_seen_at_once(till: Till, counter: Counter) -> None:
    """The shift's mark, the shop's name, and the rules of a bill that is being typed."""
    bar, shifts = till.window.bar, counter.shop.shifts
    till.scan(BARCODES[0])
    shifts.close(counter.actor, 0)
    till.window.data_changed.emit()
    assert not bar._pills["shift"].isHidden()
    shifts.open(counter.actor, 100_000)
    counter.set(shop__name="Gốm Phù Lãng", cash__rounding_step=500)
    till.window.data_changed.emit()
    assert bar._pills["shift"].isHidden()
    assert bar._person.text().startswith("Shift 2")
    assert bar._shop.text().startswith("Gốm Phù Lãng")
    assert till.screen.bill.due().round_cash(320_300) == 320_500
