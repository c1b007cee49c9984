"""Past sales, returns and slips: nothing cut off, too small, too pale or without a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.cart import Cart, ReturnedLine
from posdesk.domain.discount import percent
from posdesk.domain.quantity import ONE
from posdesk.runtime import i18n
from posdesk.runtime.ids import new_id
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.overlay import Overlay
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.past import ALT, CTRL, Key, Past
from tests.ui.test_look import LANGUAGES, SIZES

NAME = "Tượng gốm Apsara cao 1,2 m men tro vẽ tay màu xanh"


def sold(counter: Counter) -> None:
    """A day with everything that can become of a sale."""
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    counter.add("TUONG", 62_500_000, name=NAME)
    counter.add("MAT", 330_000, name="Mật ong rừng nguyên chất (cân)", weighed=True)
    lines = (counter.line("TUONG", 2), counter.line("MAT", quantity=1_350), counter.line("GOM-03"))
    first = counter.sell(Cart(lines, discount=percent("5")))
    counter.give_back(first, (1, ONE))
    counter.sell(counter.line("GOM-03"), ReturnedLine(first.number, 2, 350))
    for amount in (35_000, 125_000_000):
        counter.shop.transfers.ask(counter.actor, new_id(), amount)
    counter.sell(counter.line("GOM-01"))
    counter.shop.corrections.void_last(counter.actor, "bấm nhầm")
    counter.sell(counter.line("GOM-01"), offers="card 100000, transfer 50000, cash 500000")


def past_sales(past: Past) -> None:
    past.screen.model.search.go_to(1)


def nothing_fits(past: Past) -> None:
    past.screen.model.search.search("không có gì tên như thế này cả")


def letters(past: Past) -> None:
    past.screen.found.letters.show()


def refused(past: Past) -> None:
    past.screen.model.search.go_to(2)
    past.screen.model.cancel()


def tender(past: Past) -> None:
    past.screen.model.put_right()


def tender_again(past: Past) -> None:
    tender(past)
    past.press(Key.Key_1, modifier=ALT)


def cancel(past: Past) -> None:
    past.screen.model.cancel()


def cancel_problem(past: Past) -> None:
    cancel(past)
    past.enter()


def transfers(past: Past) -> None:
    past.press(Key.Key_T, modifier=CTRL)


def which_receipt(past: Past) -> None:
    past.till.returns.open()


def which_letters(past: Past) -> None:
    which_receipt(past)
    past.back().found.letters.show()


def which_goods(past: Past) -> None:
    past.till.returns.open("T1-000001")
    past.back().model.take_all()


def which_quantity(past: Past) -> None:
    which_goods(past)
    past.back().model.ask_quantity(1, "0")


def goods_problem(past: Past) -> None:
    past.till.returns.open("T1-000001")
    past.enter()


def goods_of_two_receipts(past: Past) -> None:
    past.till.bill.take_back((ReturnedLine("T1-000003", 1, ONE),))
    which_goods(past)


def scanned_instead(past: Past) -> None:
    which_goods(past)
    for code in ("2000000000039", "2000000000039", "2000000000060", "9999999999994"):
        past.scan(code)


def scanned_too_early(past: Past) -> None:
    which_quantity(past)
    past.scan("9999999999994")


def bill_that_gives_back(past: Past) -> None:
    past.window.open_screen("till")
    past.till.bill.take_back((ReturnedLine("T1-000001", 1, ONE), ReturnedLine("T1-000001", 2, 150)))


def exchange(past: Past) -> None:
    bill_that_gives_back(past)
    past.scan("2000000000039")


def give_back(past: Past) -> None:
    exchange(past)
    past.press(Key.Key_F9)


def give_back_in_parts(past: Past) -> None:
    give_back(past)
    past.type("50000")
    past.enter()
    past.press(Key.Key_2, modifier=ALT)


def given_back(past: Past) -> None:
    give_back(past)
    past.enter()


STATES = (
    past_sales, nothing_fits, letters, refused, tender, tender_again, cancel, cancel_problem,
    transfers, which_receipt, which_letters, which_goods, which_quantity, goods_problem,
    goods_of_two_receipts, scanned_instead, scanned_too_early,
    bill_that_gives_back, exchange, give_back, give_back_in_parts, given_back,
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    monkeypatch: pytest.MonkeyPatch,
    tasks: Tasks,
    tmp_path: Path,
    state: Callable[[Past], None],
    language: str,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    sold(counter)
    past, found = Past(qapp, counter, tasks, tmp_path), []
    past.window.open_screen("receipts")
    state(past)
    for size in SIZES:
        past.window.resize(*size)
        past.settle()
        top = past.top
        seen = top.sheet if isinstance(top, Overlay) else past.window
        found += [
            f"{size[0]}x{size[1]} {what}" for what in checks.complaints(seen, size == SIZES[0])
        ]
        assert (past.window.width(), past.window.height()) == size
    past.close()
    assert found == []


@pytest.mark.parametrize("state", [past_sales, tender, cancel, transfers, which_goods])
def test_the_focus_is_seen_wherever_it_is(
    qapp: QApplication,
    counter: Counter,
    tasks: Tasks,
    tmp_path: Path,
    state: Callable[[Past], None],
) -> None:
    sold(counter)
    past = Past(qapp, counter, tasks, tmp_path)
    past.window.open_screen("receipts")
    state(past)
    past.settle()
    top = past.top
    seen = top.sheet if isinstance(top, Overlay) else past.window
    complaints = checks.invisible_focus(seen)
    past.close()
    assert complaints == []
