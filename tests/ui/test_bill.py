"""The bill at the real window: prices, figures, what was paid, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from posdesk.domain.cart import CartLine
from posdesk.domain.discount import Discount
from posdesk.domain.money import NBSP, format_dong
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale
from posdesk.runtime.sentences import sentence
from posdesk.ui import paint, theme
from posdesk.ui.screens.discount import DiscountSheet
from posdesk.ui.screens.price import PriceSheet
from posdesk.ui.shown import Supply, Tile
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Face
from posdesk.ui.widgets.bill import BillPart
from tests.services.shops import Counter, back
from tests.ui.checks import spoken_name
from tests.ui.executors import Immediate
from tests.ui.tills import BARCODES, Key, Till

CTRL = Qt.KeyboardModifier.ControlModifier
VASE, CUP = "Bình gốm men tro 25 cm", "Chén trà men rạn"


def sold(counter: Counter, number: str = "T1-000001") -> Sale:
    """A posted sale."""
    with counter.store.read() as reader:
        sale = reader.sale_by_number(number)
    assert sale is not None
    return sale


def details(till: Till) -> list[str]:
    """What stands beneath the names."""
    return [row.detail for row in till.screen.bill.state.rows]


def reads(till: Till, words: str) -> bool:
    """Whether words are to be read on the card on top, or on the window."""
    top = till.card() or till.window
    return any(words in label.text() for label in top.findChildren(QLabel) if label.isVisible())


# --- another price


def change_price(till: Till, typed: str) -> None:
    """By keys alone."""
    till.press(Key.Key_G, modifier=CTRL)
    till.type(typed)
    till.enter()


def test_a_price_is_changed_by_keys_and_counted(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    change_price(till, "30k")
    assert till.card() is None
    assert details(till)[1] == f"{format_dong(30_000)}/cái · was\u00a0{format_dong(35_000)}"
    till.press(Key.Key_F9)
    till.enter()
    [vase, cup] = sold(counter).priced.lines
    assert (vase.price, cup.price, cup.item.price) == (320_000, 30_000, 35_000)
    assert counter.done() == {"price_override": 1}


def test_a_price_is_changed_by_touch_and_taken_back(till: Till) -> None:
    till.scan(BARCODES[1])
    till.touch_line(1, BillPart.PRICE)
    for digits in ("2", "5", "000"):
        till.touch(digits)
    till.touch("Set the price")
    assert till.screen.bill.state.due == 25_000
    till.touch("Undo")
    assert till.screen.bill.state.due == 35_000
    assert details(till) == [f"{format_dong(35_000)}/cái"]


def test_the_usual_price_typed_again_is_no_change(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    change_price(till, "300k")
    change_price(till, "320k")
    assert details(till) == [f"{format_dong(320_000)}/cái"]
    till.press(Key.Key_F9)
    till.enter()
    assert counter.done() == {}


def test_a_changed_price_outlives_a_crash(qapp: QApplication, counter: Counter) -> None:
    first = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    first.scan(BARCODES[0])
    change_price(first, "300k")
    shown = details(first)
    first.close()
    second = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    assert details(second) == shown
    second.press(Key.Key_F9)
    second.enter()
    assert counter.done() == {"price_override": 1}
    second.close()


def test_a_price_of_nothing_is_refused_on_its_card(till: Till) -> None:
    till.scan(BARCODES[0])
    change_price(till, "0")
    assert reads(till, sentence("zero_price", {}))
    assert till.screen.bill.state.due == 320_000


def test_no_price_typed_is_asked_for(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_G, modifier=CTRL)
    till.press(Key.Key_Backspace)
    till.enter()
    assert reads(till, "What does it cost?")
    assert isinstance(till.card(), PriceSheet)


def test_a_price_under_a_discount_that_is_larger_is_refused(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.touch("₫")
    till.type("100k")
    till.enter()
    change_price(till, "90k")
    assert reads(till, sentence("discount_too_large", {}))


def test_goods_that_come_back_keep_their_price(till: Till, counter: Counter) -> None:
    sale = counter.sell(counter.line("GOM-01"))
    counter.clock.go_on(minutes=1)
    till.screen.bill.take_back((back(sale, 1, ONE),))
    till.press(Key.Key_G, modifier=CTRL)
    assert till.card() is None
    assert till.window.toast.words == "Goods come back at the price they were sold at."
    till.touch_line(1, BillPart.PRICE)
    assert till.card() is None


def test_the_arrows_on_the_lines_choose_what_is_removed(till: Till) -> None:
    for code in BARCODES:
        till.scan(code)
    till.screen.bill_panel.lines.setFocus()
    till.press(Key.Key_Up)
    till.press(Key.Key_Up)
    till.press(Key.Key_Delete)
    assert [name for name, _count in till.lines] == [CUP, "Quế Trà Bồng 100 g"]


# --- what was paid already


def pay_part(till: Till, typed: str) -> None:
    """Takes a part in cash and goes back to the bill."""
    till.press(Key.Key_F9)
    till.type(typed)
    till.enter()
    till.press(Key.Key_Escape)


def paid(till: Till) -> tuple[str, str, bool] | None:
    """What the bill says about what was paid."""
    fact = till.screen.bill.state.paid
    if fact is None:
        return None
    for part in (fact.label, fact.amount):
        assert reads(till, part.replace(" ", NBSP))
    return fact.label, fact.amount, fact.strong


def test_a_part_payment_is_seen_on_the_bill(till: Till) -> None:
    till.scan(BARCODES[0])
    assert paid(till) is None
    pay_part(till, "50k")
    received = f"Received {format_dong(50_000)}"
    assert paid(till) == (received, f"{format_dong(270_000)} to go", False)
    till.scan(BARCODES[1])
    assert paid(till) == (received, f"{format_dong(305_000)} to go", False)


def test_what_is_to_go_is_what_the_payment_asks_for(till: Till, counter: Counter) -> None:
    """Also where cash is rounded."""
    counter.set(cash__rounding_step=1000)
    till.screen.bill.refresh()
    till.scan(BARCODES[1])
    change_price(till, "35400")
    pay_part(till, "20k")
    assert paid(till) == (f"Received {format_dong(20_000)}", f"{format_dong(15_000)} to go", False)
    till.press(Key.Key_F9)
    till.enter()
    assert sold(counter).settlement.total == 35_000


def test_a_part_payment_outlives_a_crash_in_sight(qapp: QApplication, counter: Counter) -> None:
    first = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    first.scan(BARCODES[0])
    pay_part(first, "50k")
    before = paid(first)
    first.close()
    second = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    assert paid(second) == before
    second.close()


def test_goods_taken_off_show_the_change_at_once(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    pay_part(till, "50k")
    till.touch_line(1, BillPart.LINE)
    till.press(Key.Key_Delete)
    received = f"Received {format_dong(50_000)}"
    assert paid(till) == (received, f"Change {format_dong(15_000)}", True)
    till.press(Key.Key_F9)
    till.enter()
    assert sold(counter).settlement.change == 15_000


def test_of_a_transfer_there_is_no_change(till: Till, counter: Counter) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    till.press(Key.Key_F9)
    till.type("50000")
    till.press(Key.Key_2, "2", Qt.KeyboardModifier.AltModifier)
    till.enter()
    till.press(Key.Key_Escape)
    till.screen.bill.remove(0)
    received = f"Received {format_dong(50_000)}"
    assert paid(till) == (received, f"{format_dong(15_000)} too much", True)


def test_money_on_a_bill_without_goods_is_seen_and_given_back(till: Till) -> None:
    till.scan(BARCODES[0])
    pay_part(till, "50k")
    till.press(Key.Key_Delete)
    received = f"Received {format_dong(50_000)}"
    assert paid(till) == (received, f"Change {format_dong(50_000)}", True)
    till.press(Key.Key_F9)
    payment = till.payment()
    assert payment is not None
    till.touch("Give")
    till.press(Key.Key_Escape)
    assert paid(till) is None


def test_a_bill_with_money_and_no_goods_is_held_not_forgotten(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F6)
    till.scan(BARCODES[1])
    pay_part(till, "5k")
    till.press(Key.Key_Delete)
    till.press(Key.Key_F2)
    goods, money = (choice.label for choice in till.screen.bill.state.held)
    assert goods.startswith(format_dong(320_000))
    assert money == f"Received {format_dong(5_000)}"


def test_a_held_return_that_came_back_meanwhile_is_told(till: Till, counter: Counter) -> None:
    sale = counter.sell(counter.line("GOM-01"))
    till.screen.bill.take_back((back(sale, 1, ONE),))
    till.scan(BARCODES[1])
    till.press(Key.Key_F6)
    counter.give_back(sale, (1, ONE))
    till.press(Key.Key_F6)
    assert till.lines == [("Chén trà men rạn", "1")]
    assert "only 0 may still come back" in till.window.toast.words
    assert till.window.toast.isVisible()


# --- figures that fold


def fill(till: Till, lines: int) -> None:
    """A bill with three figures: lines, a discount, and the tax of one rate."""
    items = [
        Item(None, None, str(n), f"Món {n}", "cái", 10_000, tax_code="8") for n in range(lines)
    ]
    till.fill(CartLine(item, ONE, 10_000, PriceSource.TYPED) for item in items)
    till.screen.bill.discount_bill(Discount(amount=5_000))


def figures(till: Till) -> list[str]:
    """What can be read above the total."""
    block = till.screen.bill_panel.totals.figures
    words = [label.text() for label in block.findChildren(QLabel) if label.isVisible()]
    return [word for word in words if word]


def test_many_lines_fold_the_figures_and_a_key_opens_them(till: Till, counter: Counter) -> None:
    counter.set(tax__method="vat_deduction")
    till.screen.bill.refresh()
    fill(till, 3)
    assert figures(till)[2] == "Discount"
    fill(till, 200)
    totals = till.screen.bill_panel.totals
    assert figures(till) == []
    assert totals.figures.fold.isVisible()
    assert spoken_name(totals.figures.fold).startswith("Lines: 203 · Items: 203")
    till.press(Key.Key_T, modifier=CTRL)
    assert "Discount" in figures(till)
    till.press(Key.Key_T, modifier=CTRL)
    assert figures(till) == []
    till.touch("Lines: 203")
    assert "Discount" in figures(till)


def test_a_low_window_folds_the_figures(till: Till, counter: Counter) -> None:
    counter.set(tax__method="vat_deduction")
    till.screen.bill.refresh()
    fill(till, 1)
    assert figures(till) != []
    till.window.resize(1093, 614)
    QApplication.processEvents()
    assert figures(till) == []
    assert till.screen.bill_panel.totals.pay.isVisible()
    assert reads(till, format_dong(5_000))


def test_the_next_bill_begins_folded(till: Till, counter: Counter) -> None:
    counter.set(tax__method="vat_deduction")
    till.screen.bill.refresh()
    fill(till, 20)
    till.press(Key.Key_T, modifier=CTRL)
    till.press(Key.Key_F6)
    fill(till, 20)
    assert figures(till) == []


# --- goods nobody counted


def tile(till: Till, name: str) -> Tile:
    """A tile as shown."""
    return next(tile for tile in till.screen.goods.state.tiles if tile.name == name)


def test_goods_nobody_counted_are_not_called_out(till: Till) -> None:
    """Neither when they are new nor when some were sold."""
    till.scan("8934567890120")
    till.type("Nuoc mam")
    till.enter()
    till.type("45k")
    till.enter()
    for _moment in ("new", "sold"):
        QApplication.processEvents()
        shown = tile(till, "Nuoc mam")
        assert (shown.stock, shown.supply) == ("", Supply.PLENTY)
        till.press(Key.Key_F9)
        till.enter()


def test_goods_that_were_counted_run_out(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.screen.bill.set_quantity(8 * ONE)
    till.press(Key.Key_F9)
    till.enter()
    QApplication.processEvents()
    shown = tile(till, VASE)
    assert (shown.stock, shown.supply) == ("sold out", Supply.OUT)


def test_what_is_missing_of_new_goods_is_asked_for_at_its_field(till: Till) -> None:
    till.scan("8934567890120")
    form = till.screen.goods_panel.unknown.form
    till.touch("Put on the bill")
    assert reads(till, "What is it called? Type a name.")
    assert form.name.hasFocus()
    till.type("Nuoc mam")
    till.enter()
    till.enter()
    assert reads(till, "What does it cost? Type the price.")
    assert form.price.hasFocus()
    till.type("0")
    assert not reads(till, "What does it cost?")
    till.enter()
    assert reads(till, sentence("zero_price", {}))
    assert till.lines == []


# --- 7 typed for 7.000


def test_a_discount_of_seven_is_asked_about(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.touch("₫")
    till.type("7")
    till.enter()
    assert isinstance(till.card(), DiscountSheet)
    till.touch("Make it")
    till.enter()
    assert till.screen.bill.state.due == 320_000 - 7_000


def test_seven_percent_is_not_asked_about(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.type("7")
    till.enter()
    assert till.screen.bill.state.due == 320_000 - 22_400


def test_a_small_price_is_asked_about_wherever_one_is_typed(till: Till) -> None:
    till.scan(BARCODES[0])
    change_price(till, "300")
    assert isinstance(till.card(), PriceSheet)
    till.enter()
    till.enter()
    assert till.screen.bill.state.due == 300_000
    till.press(Key.Key_H, modifier=CTRL)
    till.type("25")
    till.enter()
    till.touch("Keep")
    till.enter()
    assert till.screen.bill.state.due == 300_025
    till.scan("8934567890120")
    till.type("Nuoc mam")
    till.enter()
    till.type("45")
    till.enter()
    assert len(till.lines) == 2
    till.enter()
    till.enter()
    assert till.screen.bill.state.due == 345_025


# --- Enter where a button has the focus


def go_to(till: Till, name: str) -> QAbstractButton:
    """Tab until a button has the focus."""
    wanted = till.button(name)
    for _step in range(60):
        if wanted.hasFocus():
            return wanted
        till.press(Key.Key_Tab)
    raise AssertionError(name)


def test_enter_presses_the_button_one_went_to(till: Till) -> None:
    till.scan(BARCODES[0])
    go_to(till, "Hold")
    till.enter()
    assert till.lines == []
    assert len(till.screen.bill.state.held) == 1


def test_space_presses_it_too(till: Till) -> None:
    till.scan(BARCODES[0])
    go_to(till, "Remove line")
    till.press(Key.Key_Space, " ")
    assert till.lines == []


def test_enter_in_the_search_takes_what_is_marked(till: Till) -> None:
    till.scan(BARCODES[0])
    till.type("chen")
    till.enter()
    assert [name for name, _count in till.lines] == [VASE, CUP]


def test_a_scan_over_a_button_is_a_scan(till: Till) -> None:
    till.scan(BARCODES[0])
    go_to(till, "Remove line")
    till.scan(BARCODES[1])
    assert [name for name, _count in till.lines] == [VASE, CUP]


def test_the_enter_of_a_slow_scan_presses_nothing(till: Till) -> None:
    """60 ms a key: nobody can tell it from typing."""
    till.scan(BARCODES[0])
    go_to(till, "Remove line")
    till.type("PD2345")
    till.enter()
    assert [name for name, _count in till.lines] == [VASE]
    till.enter()
    assert till.lines == []


def test_where_a_way_is_chosen_enter_goes_on(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.type("10")
    go_to(till, "Line 1")
    till.press(Key.Key_Right)
    till.enter()
    assert till.card() is None
    assert till.screen.bill.cart.discount == Discount(percent=10_000)


def test_the_cross_of_a_card_is_pressed_by_enter(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_G, modifier=CTRL)
    go_to(till, "Close")
    till.enter()
    assert till.card() is None
    assert till.screen.bill.state.due == 320_000


def test_an_amount_typed_where_a_way_to_pay_has_the_focus_is_paid(
    till: Till, counter: Counter
) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    go_to(till, "Cash")
    till.press(Key.Key_Right)
    till.press(Key.Key_Right)
    till.type("320000")
    till.enter()
    assert [tender.method.value for tender in sold(counter).settlement.tenders] == ["card"]


def test_large_figures_and_all_of_a_detail_are_seen(till: Till) -> None:
    honey = Item(None, None, "H", "Mật ong rừng (cân)", "kg", 330_000, weighed=True)
    till.screen.bill.add(CartLine(honey, 12_345_678, 330_000))
    change_price(till, "300k")
    till.screen.bill.discount_line(Discount(amount=12_500))
    view = till.screen.bill_panel.lines
    for width in (1366, 1024):
        till.window.resize(width, 768)
        rect, [row] = view.visualRect(view.rows.index(0)), till.screen.bill.state.rows
        places, figures = view.places(rect), Face(theme.TEXT, theme.SEMIBOLD).metrics
        assert figures.horizontalAdvance(row.quantity) <= places.count.width()
        assert figures.horizontalAdvance(row.amount) <= places.amount.width()
        lines = paint.whole(row.detail, Face(theme.SMALL), places.words.width())
        assert NBSP.join(lines).replace(NBSP, " ") == row.detail.replace(NBSP, " ")
        assert rect.height() >= 19 * len(lines) + 20
