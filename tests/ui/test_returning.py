"""Goods come back at the window: found, chosen, on the bill, and the money given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.cart import Cart, ReturnedLine
from posdesk.domain.discount import percent
from posdesk.domain.quantity import ONE
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.goods import Unknown
from posdesk.ui.widgets.bill import BillPart
from tests.services.shops import Counter, paid
from tests.ui.executors import Held, Immediate
from tests.ui.past import ALT, CTRL, Key, Past
from tests.ui.tills import BARCODES

VASE, BOWL, SPICE = BARCODES
UNKNOWN = "9999999999994"


@pytest.fixture
def past(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Past]:
    """One receipt with ten percent off the bill: a vase, six bowls, honey; then another."""
    lines = (counter.line("GOM-01"), counter.line("GOM-03", 6), counter.line("10001", quantity=500))
    counter.sell(Cart(lines, discount=percent("10")))
    counter.sell(counter.line("DS-03", 2))
    made = Past(qapp, counter, tasks, tmp_path / "papers")
    yield made
    made.close()


def chosen(past: Past) -> list[str]:
    """How much of each line comes back, as shown."""
    return [row.quantity for row in past.back().model.state.rows]


# --- whole ways


def test_a_return_by_keys_alone(past: Past, counter: Counter) -> None:
    past.press(Key.Key_F8)
    past.type("binh gom")
    past.enter()
    past.press(Key.Key_Down)
    past.press(Key.Key_Plus, "+")
    past.press(Key.Key_Plus, "+")
    assert past.back().model.state.worth == 63_000
    assert past.reads("The bill's discount is taken off: −7.000\u00a0₫")
    past.enter()
    assert past.lines == [("Chén trà men rạn", "−2", "−63.000")]

    past.press(Key.Key_F9)
    assert past.reads("To give back")
    past.enter()
    returned = past.sales()[-1]
    assert paid(returned) == [("cash", -63_000)]
    assert counter.stock("GOM-03") == 116 * ONE
    done = past.till.bill.state.done
    assert done is not None
    assert (done.word, done.amount) == ("Given back", "63.000\u00a0₫")


def test_an_exchange_by_touch_alone(past: Past, counter: Counter) -> None:
    past.touch("Returns")
    past.touch_row(2)
    past.touch("This receipt")
    past.touch_part(past.back().goods.lines, 1, BillPart.MORE)
    past.touch("Put on the bill")
    assert past.lines == [("Bình gốm men tro 25 cm", "−1", "−288.000")]

    past.touch_tile("Bình gốm men tro 25 cm")
    assert past.till.bill.state.due == 32_000
    past.touch("Pay")
    past.touch("50.000")
    past.touch("Done")
    exchange = past.sales()[-1]
    assert (exchange.settlement.total, exchange.settlement.change) == (32_000, 18_000)
    assert counter.stock("GOM-01") == 7 * ONE


def test_a_scanned_receipt_opens_and_scanned_goods_come_back(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan(BOWL)
    past.scan(BOWL)
    past.scan(VASE)
    assert chosen(past) == ["1", "2", "0"]

    for code in (VASE, SPICE, SPICE, UNKNOWN):
        past.scan(code)
    assert chosen(past) == ["1", "2", "0"]
    assert past.reads(
        "Not, or no more, on this receipt:"
        " Bình gốm men tro 25 cm, Quế Trà Bồng 100 g × 2, 9999999999994."
    )


def test_after_exchange_the_same_goods_are_scanned_as_new_ones(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan(BOWL)
    past.press(Key.Key_F8)
    assert past.said == "Now scan what the customer takes instead."
    past.scan(BOWL)
    past.scan(SPICE)

    assert past.lines == [
        ("Chén trà men rạn", "1", "35.000"),
        ("Quế Trà Bồng 100 g", "1", "38.000"),
        ("Chén trà men rạn", "−1", "−31.500"),
    ]


def test_what_was_scanned_too_early_is_taken_with_the_exchange(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    for code in (BOWL, SPICE, SPICE, UNKNOWN):
        past.scan(code)
    past.touch("Exchange")

    assert [(name, quantity) for name, quantity, _ in past.lines] == [
        ("Quế Trà Bồng 100 g", "2"),
        ("Chén trà men rạn", "−1"),
    ]
    assert past.till.goods.state.unknown == Unknown(UNKNOWN)
    assert past.till.goods.state.offered == ()


def test_what_was_scanned_by_mistake_is_left_out(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan(BOWL)
    past.scan(SPICE)
    past.touch("Never mind")
    past.touch("Exchange")

    assert past.lines == [("Chén trà men rạn", "−1", "−31.500")]


@pytest.mark.parametrize("keys", [[Key.Key_Return], [Key.Key_Escape, Key.Key_Escape]])
def test_unanswered_scans_are_offered_on_the_bill(past: Past, keys: list[Key]) -> None:
    past.till.goods.offer((VASE,))
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan(BOWL)
    past.scan(SPICE)
    for key in keys:
        past.press(key)
    assert past.till.goods.state.offered == (VASE, SPICE)
    past.touch("Add to this bill")

    assert ("Quế Trà Bồng 100 g", "1", "38.000") in past.lines
    assert ("Bình gốm men tro 25 cm", "1", "320.000") in past.lines


def test_a_second_receipt_is_scanned_and_both_come_back(past: Past) -> None:
    past.press(Key.Key_F8)
    for code in ("T1-000001", BOWL, "T1-000002", SPICE):
        past.scan(code)
    assert past.back().model.state.number == "T1-000002"
    assert past.reads("Goods of T1-000001 come back too.")
    past.scan("T1-000001")
    assert chosen(past) == ["0", "1", "0"]
    past.enter()

    assert [(name, quantity) for name, quantity, _ in past.lines] == [
        ("Quế Trà Bồng 100 g", "−1"),
        ("Chén trà men rạn", "−1"),
    ]


def test_going_back_to_the_list_keeps_what_was_chosen(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan(BOWL)
    past.escape()
    past.scan("T1-000001")

    assert chosen(past) == ["0", "1", "0"]


def test_quick_scans_keep_their_order_while_the_data_are_slow(
    qapp: QApplication, counter: Counter, tmp_path: Path
) -> None:
    counter.sell(counter.line("GOM-03", 6))
    readers = Held()
    past = Past(qapp, counter, Tasks(Immediate(), readers), tmp_path)
    readers.release()
    past.press(Key.Key_F8)
    for code in ("T1-000001", BOWL, BOWL, SPICE):
        past.scan(code)
    readers.release()

    assert chosen(past) == ["2"]
    assert past.back().model.kept_codes == (SPICE,)
    past.close()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F8])
def test_with_nothing_chosen_it_says_what_to_do(past: Past, key: Key) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan(SPICE)
    past.press(key)

    assert past.reads("Nothing is chosen yet.")
    assert past.back().model.kept_codes == (SPICE,)


def test_a_scan_while_a_quantity_is_typed_is_asked_for_again(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.type("2")
    past.scan(BOWL)
    assert past.reads(f"First say how much comes back, then scan {BOWL} again.")
    past.escape()

    assert chosen(past) == ["0", "0", "0"]


def test_a_label_of_the_scale_brings_its_weight_back(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.scan("2610001001500")

    assert chosen(past) == ["0", "0", "0,15"]


def test_scanned_goods_find_the_receipts_they_are_on(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan(SPICE)

    records = past.back().model.search.state.records
    assert [record.title.split(" ")[0] for record in records] == ["T1-000002"]


def test_from_a_receipt_straight_to_its_goods(past: Past) -> None:
    past.go()
    past.touch_row(2)
    past.press(Key.Key_F8)
    assert past.back().model.state.number == "T1-000001"
    past.touch("All of it")
    past.enter()

    assert past.till.isVisible()
    assert [quantity for _, quantity, _ in past.lines] == ["−1", "−6", "−0,5"]
    assert past.till.bill.state.due == -625_500


# --- how much


def test_all_of_it_and_none_of_it(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.press(Key.Key_A, modifier=CTRL)
    assert chosen(past) == ["1", "6", "0,5"]
    past.touch("All of it")
    assert chosen(past) == ["0", "0", "0"]
    assert not past.button("Put on the bill").isEnabled()


def test_weights_are_typed_with_a_comma(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.back().model.select(2)
    past.type("0")
    past.type(",35")
    past.enter()
    assert chosen(past) == ["0", "0", "0,35"]

    past.touch_part(past.back().goods.lines, 3, BillPart.COUNT)
    for key in "0,2":
        past.touch(key)
    past.touch("Set")
    assert chosen(past) == ["0", "0", "0,2"]
    past.touch_part(past.back().goods.lines, 3, BillPart.LESS)
    assert chosen(past) == ["0", "0", "0,1"]


@pytest.mark.parametrize(
    ("line", "typed", "words"),
    [
        (1, "7", "Of “Chén trà men rạn” only 6 may still come back. Choose again how much."),
        (1, "0,5", "“Chén trà men rạn” is sold by the piece, not by weight."),
    ],
)
def test_what_was_not_sold_does_not_come_back(
    past: Past, line: int, typed: str, words: str
) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.back().model.select(line)
    past.type(typed[0])
    past.type(typed[1:])
    past.enter()

    assert past.reads(words)
    assert chosen(past) == ["0", "0", "0"]


def test_steps_stop_at_what_is_left(past: Past, counter: Counter) -> None:
    sale = past.sales()[0]
    counter.give_back(sale, (2, 4 * ONE))
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.back().model.select(1)
    for _ in range(3):
        past.press(Key.Key_Plus, "+")
    assert chosen(past) == ["0", "2", "0"]
    for _ in range(3):
        past.press(Key.Key_Minus, "-")
    assert chosen(past) == ["0", "0", "0"]


def test_a_receipt_that_came_back_as_a_whole_is_not_opened(past: Past, counter: Counter) -> None:
    counter.give_back(past.sales()[1], (1, 2 * ONE))
    past.press(Key.Key_F8)
    past.scan("T1-000002")

    assert past.reads("Nothing of this receipt is left to come back.")
    assert past.back().model.state.number == ""


def test_back_by_steps(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.escape()
    assert past.reads("Which receipt do the goods come from?")
    past.escape()
    assert past.top is past.window
    assert past.lines == []


# --- on the bill


def put_back(past: Past, *parts: ReturnedLine) -> None:
    """Goods come back with the bill."""
    past.till.bill.take_back(parts)


def test_what_is_on_the_bill_is_chosen_when_the_card_opens_again(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 2, 3 * ONE), ReturnedLine("T1-000002", 1, ONE))
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    assert chosen(past) == ["0", "3", "0"]
    past.back().model.select(1)
    past.press(Key.Key_Minus, "-")
    past.enter()

    assert [(name, quantity) for name, quantity, _ in past.lines] == [
        ("Quế Trà Bồng 100 g", "−1"),
        ("Chén trà men rạn", "−2"),
    ]


def test_nothing_chosen_takes_it_off_the_bill(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 2, ONE))
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.back().model.select(1)
    past.press(Key.Key_Minus, "-")
    past.enter()

    assert past.lines == []


def test_a_returned_line_is_removed_and_taken_back(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 1, ONE), ReturnedLine("T1-000001", 2, ONE))
    past.scan(SPICE)
    past.till.bill.select(1)
    past.press(Key.Key_Delete)
    assert [name for name, _, _ in past.lines] == ["Quế Trà Bồng 100 g", "Chén trà men rạn"]
    assert past.said == "Removed: Bình gốm men tro 25 cm"
    past.touch("Undo")

    assert len(past.lines) == 3
    assert past.till.bill.state.due == 38_000 - 288_000 - 31_500


def test_its_quantity_is_not_stepped_on_the_bill(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 2, ONE))
    past.press(Key.Key_Plus, "+")
    past.press(Key.Key_Minus, "-")

    assert [quantity for _, quantity, _ in past.lines] == ["−1"]


def test_the_bill_with_goods_that_come_back_outlives_the_window(
    past: Past, qapp: QApplication, counter: Counter, tmp_path: Path
) -> None:
    past.scan(SPICE)
    put_back(past, ReturnedLine("T1-000001", 1, ONE))
    lines, tasks = past.lines, past.till.bill._tasks
    again = Past(qapp, counter, tasks, tmp_path)

    assert again.lines == lines
    assert again.till.bill.state.due == 38_000 - 288_000
    again.close()


def test_a_held_bill_keeps_what_comes_back(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 1, ONE))
    past.press(Key.Key_F6)
    assert past.lines == []
    assert past.till.bill.state.held[0].label == "Goods come back · lines: 1 · T1-000001"
    past.press(Key.Key_F6)

    assert past.till.bill.state.due == -288_000


def test_what_came_back_elsewhere_meanwhile_is_refused(past: Past, counter: Counter) -> None:
    put_back(past, ReturnedLine("T1-000002", 1, 2 * ONE))
    counter.give_back(past.sales()[1], (1, ONE))
    past.press(Key.Key_F9)
    past.enter()

    assert past.reads("Of “Quế Trà Bồng 100 g” only 1 may still come back.")
    assert counter.totals().receipts == 3


def test_goods_under_other_tax_rules_come_back_by_themselves(past: Past, counter: Counter) -> None:
    past.scan(SPICE)
    counter.set(tax__method="vat_deduction")
    past.till.bill.refresh()
    put_back(past, ReturnedLine("T1-000001", 1, ONE))
    assert past.said.startswith("These goods were sold under other tax")
    assert len(past.lines) == 1

    past.press(Key.Key_Delete)
    put_back(past, ReturnedLine("T1-000001", 1, ONE))
    assert past.till.bill.state.due == -288_000


# --- the money


def test_cash_goes_back_rounded_as_the_receipt_was(
    qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path
) -> None:
    counter.set(cash__rounding_step=1000)
    counter.add("KEO", 1_500, name="Kẹo", barcode="2000000000107")
    counter.sell(counter.line("KEO", 3))
    past = Past(qapp, counter, tasks, tmp_path)
    shown = []
    for _ in range(3):
        put_back(past, ReturnedLine("T1-000001", 1, ONE))
        past.press(Key.Key_F9)
        shown += [rest for rest in ("1.000\u00a0₫", "2.000\u00a0₫") if past.reads(rest)]
        past.enter()

    assert shown == ["2.000\u00a0₫", "1.000\u00a0₫", "2.000\u00a0₫"]
    assert [sale.settlement.total for sale in past.sales()] == [5_000, -2_000, -1_000, -2_000]
    past.close()


def test_part_goes_back_to_the_card_and_the_rest_in_cash(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 1, ONE))
    past.press(Key.Key_F9)
    past.press(Key.Key_3, modifier=ALT)
    past.type("200000")
    past.enter()
    assert past.reads("Given back: Card 200.000")
    past.enter()

    assert paid(past.sales()[-1]) == [("card", -200_000), ("cash", -88_000)]


def test_no_more_is_typed_than_is_due(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000001", 2, ONE))
    past.press(Key.Key_F9)
    past.type("99999")
    past.enter()
    past.enter()

    assert paid(past.sales()[-1]) == [("cash", -9_999), ("cash", -21_501)]


def test_a_transfer_back_shows_no_code(past: Past, counter: Counter) -> None:
    put_back(past, ReturnedLine("T1-000001", 2, ONE))
    past.press(Key.Key_F9)
    past.press(Key.Key_2, modifier=ALT)
    assert past.reads("By transfer to the customer")
    past.enter()

    assert paid(past.sales()[-1]) == [("transfer", -31_500)]
    assert counter.shop.transfers.latest(counter.actor, 10) == ()


def test_like_for_like_is_finished_without_money(past: Past) -> None:
    put_back(past, ReturnedLine("T1-000002", 1, ONE))
    past.scan(SPICE)
    past.press(Key.Key_F9)
    past.enter()
    exchange = past.sales()[-1]

    assert (exchange.settlement.total, exchange.settlement.tenders) == (0, ())


def test_a_part_payment_is_given_back_before_the_bill_turns(past: Past) -> None:
    past.scan(VASE)
    past.press(Key.Key_F9)
    past.type("100000")
    past.enter()
    past.escape()
    put_back(past, ReturnedLine("T1-000001", 1, ONE), ReturnedLine("T1-000001", 2, 6 * ONE))

    assert past.said == "First give the part payment back."
    assert past.till.bill.state.due == 320_000


def test_a_bill_rounded_down_to_nothing_can_be_paid(
    qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path
) -> None:
    counter.set(cash__rounding_step=1000)
    counter.add("TUI", 300, name="Túi giấy", barcode="2000000000114")
    past = Past(qapp, counter, tasks, tmp_path)
    past.scan("2000000000114")
    past.press(Key.Key_F9)
    past.enter()
    [sale] = past.sales()

    assert (sale.settlement.total, sale.settlement.rounding) == (0, -300)
    past.close()


def test_the_arrows_on_the_goods_choose_what_a_step_changes(past: Past) -> None:
    past.press(Key.Key_F8)
    past.scan("T1-000001")
    past.back().goods.lines.setFocus()
    past.press(Key.Key_Down)
    past.press(Key.Key_Plus)
    assert chosen(past) == ["0", "1", "0"]
