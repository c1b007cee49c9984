"""End of day, settings, printers and their cards: whole in each size and language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.domain.sale import TenderMethod
from posdesk.domain.shift import CashKind
from posdesk.domain.tender import Offer
from posdesk.runtime import i18n
from posdesk.runtime.ids import new_id
from posdesk.services.drafts import OpenBill
from posdesk.services.ports.printing import PrinterConfig
from posdesk.ui.screens.day_parts import DifferenceSheet
from posdesk.ui.screens.settings import SettingsScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.printers import PrintersModel
from tests.services.shops import Counter, cart_of
from tests.ui import checks
from tests.ui.desks import Desk
from tests.ui.executors import Immediate
from tests.ui.test_look import LANGUAGES, SIZES, settle

State = Callable[[Desk, Counter], None]


def no_shift(desk: Desk, counter: Counter) -> None:
    counter.shop.shifts.close(counter.actor, 0)
    counter.clock.go_on(days=1)
    desk.window.shift_changed.emit(None)
    desk.window.open_screen("day")


def told_at_the_till(desk: Desk, counter: Counter) -> None:
    """Yesterday's shift is still open."""
    counter.clock.go_on(days=1)
    desk.window.shift_changed.emit(counter.shop.shifts.current("T1"))


def opening(desk: Desk, counter: Counter) -> None:
    no_shift(desk, counter)
    desk.day.model.go_on()


def opening_by_notes(desk: Desk, counter: Counter) -> None:
    opening(desk, counter)
    desk.top.way.choose("notes")  # type: ignore[attr-defined]  # the card of the float
    desk.top.way.changed.emit("notes")  # type: ignore[attr-defined]


def opening_asked(desk: Desk, counter: Counter) -> None:
    """So few đồng: are thousands meant?"""
    opening(desk, counter)
    desk.type("999")
    desk.enter()


def counting(desk: Desk, counter: Counter) -> None:
    for hours in range(9):
        counter.sell(counter.line("GOM-03", 1 + hours % 3))
        counter.clock.go_on(hours=1)
    desk.window.open_screen("day")
    for row in range(5):
        desk.day.model.set_count(row, 20 + row)
    desk.day.model.set_small(125_000)


def pad(desk: Desk, counter: Counter) -> None:
    counting(desk, counter)
    desk.day.close_panel.show_pad()


def counting_asked(desk: Desk, counter: Counter) -> None:
    counting(desk, counter)
    desk.day.model.set_small(999)
    desk.day.main.click()


def cash_out(desk: Desk, _counter: Counter) -> None:
    desk.day._cards.cash(CashKind.OUT)


def cash_without_reason(desk: Desk, counter: Counter) -> None:
    cash_out(desk, counter)
    desk.type("5000")
    desk.enter()


def cash_asked(desk: Desk, counter: Counter) -> None:
    cash_out(desk, counter)
    desk.type("999")
    desk.enter()


def drawer(desk: Desk, _counter: Counter) -> None:
    desk.day._cards.drawer()


def unfinished_bills(desk: Desk, counter: Counter) -> None:
    """Two that are paid in part, and many that are not."""
    parts = (Offer(TenderMethod.CASH, 100_000), Offer(TenderMethod.CARD, 12_500_000))
    for number in range(6):
        cart = cart_of(counter.line("GOM-01", 40), counter.line("GOM-03"))
        bill = OpenBill(new_id(), cart, held=True, offers=parts if number % 3 == 0 else ())
        counter.shop.drafts.save(counter.actor, bill)
    counting(desk, counter)


def x_report(desk: Desk, counter: Counter) -> None:
    counting(desk, counter)
    desk.day.model.show_report()


def difference(desk: Desk, counter: Counter) -> None:
    counting(desk, counter)
    desk.day.model.go_on()


def closed(desk: Desk, counter: Counter) -> None:
    difference(desk, counter)
    sheet = desk.top
    assert isinstance(sheet, DifferenceSheet)
    sheet.close_card()
    sheet.explained.emit("Thối nhầm tiền cho khách quen, mai khách ghé trả lại")


def settings(section: str) -> State:
    def opened(desk: Desk, counter: Counter) -> None:
        counter.set(
            shop__address="12 Lê Lợi, phường Đông Hà, tỉnh Quảng Trị", shop__phone="0905 123 456",
            shop__bank_bin="970436", shop__bank_account="0123456789",
            shop__bank_holder="NGUYEN THI HANH",
        )  # fmt: skip
        desk.window.open_screen("settings")
        desk.settings.open_section(section)

    opened.__name__ = f"settings_{section}"
    return opened


def scale_tried(desk: Desk, counter: Counter) -> None:
    """Two patterns, and a label that none of them fits."""
    settings("goods")(desk, counter)
    desk.settings.model.edit("scan.scale_labels", "26IIIIIWWWWWC 27IIIIIPPPPPC*100")
    desk.settings.scales.trial.try_code("2610001005004")


def scale_read(desk: Desk, counter: Counter) -> None:
    settings("goods")(desk, counter)
    desk.settings.scales.trial.try_code("2610001005003")


def settings_wrong(desk: Desk, counter: Counter) -> None:
    settings("shop")(desk, counter)
    desk.settings.model.edit("shop.phone", "0" * 50)


def settings_searched(desk: Desk, counter: Counter) -> None:
    settings("shop")(desk, counter)
    desk.settings.model.search("vietqr")


def settings_nothing_found(desk: Desk, counter: Counter) -> None:
    settings("shop")(desk, counter)
    desk.settings.model.search("zzz")


def bank_searched(desk: Desk, counter: Counter) -> None:
    settings("bank")(desk, counter)
    desk.settings.bank.model.search("viet")


def letters(desk: Desk, counter: Counter) -> None:
    settings("shop")(desk, counter)
    desk.button(i18n._("Letters on the screen")).click()


def bank_letters(desk: Desk, counter: Counter) -> None:
    settings("bank")(desk, counter)
    desk.button(i18n._("Letters on the screen")).click()


def printers_model(screen: SettingsScreen) -> PrintersModel:
    return screen.printers._model


def queue(desk: Desk, counter: Counter) -> None:
    """A printer that is off, one without an answer, papers in every state."""
    counter.printer(drawer=True)
    papers, tmp = counter.shop.papers, counter.folder.root
    other = PrinterConfig(new_id(), "Kho", f"file:{tmp}/paper", 384, False, True, None)
    papers.add_printer(counter.actor, other)
    counter.sell(counter.line("GOM-01"))
    papers.print_test_page(counter.actor, other)
    papers.wait(papers.jobs()[-1])
    papers.cancel(counter.shop.papers.print_again(counter.actor, "T1-000001").id)
    printers_model(desk.settings).refresh()
    settings("printers")(desk, counter)
    printers_model(desk.settings).ask()


def add_printer(desk: Desk, counter: Counter) -> None:
    settings("printers")(desk, counter)
    printers_model(desk.settings).add()


def printer_wrong(desk: Desk, counter: Counter) -> None:
    add_printer(desk, counter)
    printers_model(desk.settings).change(address="nowhere")
    printers_model(desk.settings).save()


def remove_printer(desk: Desk, counter: Counter) -> None:
    config = counter.printer()
    settings("printers")(desk, counter)
    printers_model(desk.settings).refresh()
    printers_model(desk.settings).edit(config.id)
    desk.settings.printers._card.remove.click()  # type: ignore[union-attr]  # it is open


STATES: tuple[State, ...] = (
    no_shift, told_at_the_till, opening, opening_by_notes, opening_asked, counting, counting_asked,
    pad, cash_out, cash_without_reason, cash_asked, drawer, x_report, difference, closed,
    unfinished_bills,
    *(settings(key) for key in ("shop", "bank", "receipt", "money", "goods", "screen")),
    scale_tried, scale_read, settings_wrong, settings_searched, settings_nothing_found,
    bank_searched, letters, bank_letters, queue, add_printer, printer_wrong, remove_printer,
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The window in a language."""
    words = LANGUAGES[request.param]
    monkeypatch.setattr(i18n, "translator", lambda _language: words)
    return str(request.param)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication, counter: Counter, tmp_path: Path, spoken: str, state: State
) -> None:
    found: list[str] = []
    desk = Desk(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path / "reports")
    state(desk, counter)
    for size in SIZES:
        desk.window.resize(*size)
        settle()
        settle()  # what wraps tells its height only once its width is known
        top = getattr(desk.top, "sheet", desk.top)
        found += [f"{size[0]}x{size[1]} {what}" for what in complaints(top, size == SIZES[0])]
        assert (desk.window.width(), desk.window.height()) == size
    desk.close()
    assert found == []


def complaints(top: QWidget, colours: bool) -> list[str]:
    """All checks; colours are the same in each size."""
    found = [
        *checks.cut_texts(top), *checks.small_targets(top), *checks.small_texts(top),
        *checks.unnamed(top),
    ]  # fmt: skip
    return [*found, *checks.low_contrasts(top)] if colours else found


@pytest.mark.parametrize("state", [counting, cash_out, settings("money"), queue, add_printer])
def test_the_focus_is_seen_wherever_it_is(
    qapp: QApplication, counter: Counter, tmp_path: Path, state: State
) -> None:
    desk = Desk(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path / "reports")
    state(desk, counter)
    settle()
    complaints = checks.invisible_focus(getattr(desk.top, "sheet", desk.top))
    desk.close()
    assert complaints == []
