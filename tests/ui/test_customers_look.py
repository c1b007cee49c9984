"""Customers, their cards and F4: whole in each size and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.customer import InvoiceBuyer
from posdesk.domain.sale import TenderMethod
from posdesk.runtime import i18n
from posdesk.runtime.ids import new_id
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.overlay import Overlay
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.executors import Immediate
from tests.ui.regulars import Regulars, debtors
from tests.ui.test_desk_look import complaints
from tests.ui.test_look import LANGUAGES, SIZES, settle

State = Callable[[Regulars], None]


def empty(_room: Regulars) -> None:
    """Nobody yet."""


def somebody(room: Regulars) -> None:
    """All that can be known of a customer, with a printer and a bank account."""
    counter = room.counter
    _lan, bay = debtors(counter)
    counter.printer()
    counter.set(
        shop__bank_bin="970436", shop__bank_account="0123456789",
        shop__bank_holder="CONG TY TNHH GOM BAU TRUC",
    )  # fmt: skip
    long = "Tôn Nữ Thị Hoàng Phương Thảo Nguyên, quán cơm gà đầu chợ Mỹ Nghiệp"
    address = "Số 12, hẻm 345, đường Trường Chinh, phường Đông Hà, tỉnh Quảng Trị"
    counter.shop.customers.change(
        counter.actor,
        replace(bay, name=long, address=address, note="Trả vào cuối tháng, sau ngày lãnh lương"),
    )
    counter.shop.debts.open_debt(counter.actor, bay.id, 125_000_000)
    room.at("thao")


def who_owes(room: Regulars) -> None:
    room.screen.model.clear()
    room.screen.model.choose_who("debtors")


def nobody_fits(room: Regulars) -> None:
    room.at("zzz")


def letters(room: Regulars) -> None:
    room.at("")
    room.button(i18n._("Letters on the screen")).click()


def adding_wrong(room: Regulars) -> None:
    room.button(i18n._("Letters on the screen")).click()
    room.screen.add()
    room.top.accepted.emit()  # type: ignore[attr-defined]  # the card of a customer


def changing(room: Regulars) -> None:
    room.at("thao")
    room.screen.edit()
    room.button(i18n._("Letters on the screen")).click()


def collecting(room: Regulars) -> None:
    """More cash than is owed, and so little that thousands may be meant."""
    room.screen.collect()
    room.top.model.type(200_000_000)  # type: ignore[attr-defined]  # the card of a collection
    room.top.amount.setText("200")  # type: ignore[attr-defined]


def collecting_by_code(room: Regulars) -> None:
    room.screen.collect()
    room.top.model.choose(TenderMethod.TRANSFER)  # type: ignore[attr-defined]


def old_debt(room: Regulars) -> None:
    room.screen.write_debt()
    room.top._wish()  # type: ignore[attr-defined]  # nothing was typed


def correction(room: Regulars) -> None:
    room.screen.write_debt()
    room.top._go("less")  # type: ignore[attr-defined]
    room.top.amount.setText("200")  # type: ignore[attr-defined]


def erasing(room: Regulars) -> None:
    room.screen.erase()
    room.screen.model.erase()  # who owes is not erased


def history(room: Regulars) -> None:
    room.screen.history()


def statement(room: Regulars) -> None:
    room.screen.statement()


def who_buys(room: Regulars) -> None:
    """F4 over the till."""
    room.window.open_screen("till")
    room.till.cards.customer()


def who_buys_is_new(room: Regulars) -> None:
    who_buys(room)
    room.top.field.setText("Somebody new")  # type: ignore[attr-defined]  # the card of F4


def invoice(room: Regulars) -> None:
    """Whom a tax invoice is for, with the letters, and no such tax code."""
    room.till.cards.buyer()
    room.button(i18n._("Letters on the screen")).click()
    room.top.accepted.emit()  # type: ignore[attr-defined]  # the card of the buyer


def on_the_bill(room: Regulars) -> None:
    """Who buys, what they owe, and whom the invoice is for."""
    counter = room.counter
    name = "Công ty TNHH Một thành viên Thương mại và Dịch vụ Gốm Bàu Trúc Ninh Thuận"
    buyer = InvoiceBuyer(new_id(), "0300588569", name)
    room.till.bill.set_buyer(counter.shop.customers.keep_buyer(counter.actor, buyer))
    room.till.bill.set_customer(counter.shop.customers.debtors()[0])


STATES: tuple[State, ...] = (
    empty, somebody, who_owes, nobody_fits, letters, adding_wrong, changing, collecting,
    collecting_by_code, old_debt, correction, erasing, history, statement, who_buys,
    who_buys_is_new, invoice, on_the_bill,
)  # fmt: skip
"""In this order, one after the other in one window."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    found: list[str] = []
    room = Regulars(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path)
    for state in STATES:
        room.window.resize(*SIZES[0])
        state(room)
        for size in SIZES:
            room.window.resize(*size)
            settle()
            settle()  # what wraps tells its height only once its width is known
            top = getattr(room.top, "sheet", room.top)
            wrong = [*complaints(top, size == SIZES[0]), *_unseen(top, state, size)]
            found += [f"{state.__name__} {size[0]}x{size[1]} {what}" for what in wrong]
            assert (room.window.width(), room.window.height()) == size
        _close_cards(room)
    room.close()
    assert found == []


def _unseen(top: object, state: State, size: tuple[int, int]) -> list[str]:
    """The focus is seen wherever it is; looked at once in a card and once on the screen."""
    looked = state in (somebody, changing, collecting, history, who_buys)
    return checks.invisible_focus(top) if looked and size == SIZES[0] else []  # type: ignore[arg-type] # a widget


def _close_cards(room: Regulars) -> None:
    for card in room.window.findChildren(Overlay):
        card.close_card()
