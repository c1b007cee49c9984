"""What the window says of exchanges, at the end of the day and beside: whole in each size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.listing import Details, ListingState
from posdesk.runtime import keyrings
from posdesk.runtime.i18n import _
from posdesk.services.exchanges import SetUp
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from posdesk.services.sync_turn import Step
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.syncing import Progress
from tests.exchange import fake_woo
from tests.services.shops import Counter
from tests.ui.desks import CTRL, Desk, Key
from tests.ui.executors import Immediate
from tests.ui.test_desk_look import complaints, counting, spoken
from tests.ui.test_look import SIZES, settle

__all__ = ("spoken",)

State = Callable[[Desk, Counter], None]
NOBODY = "http://127.0.0.1:9"
"""An address where nothing answers."""


def exchanges(counter: Counter) -> tuple[Exchange, Exchange]:
    """A folder that works, and a web shop whose line is down."""
    there = counter.folder.root / "province"
    there.mkdir()
    places: tuple[tuple[SetUp, Mapping[str, str]], ...] = (
        (SetUp("Sàn Quảng Trị", ExchangeKind.FILE, str(there), {}), {}),
        (SetUp("Web của shop", ExchangeKind.WOOCOMMERCE, NOBODY, {}, 1), fake_woo.KEYS),
    )
    shop, actor = counter.shop, counter.actor
    folder, web = (shop.exchanges.add(actor, wanted, keys)[0] for wanted, keys in places)
    for exchange in (folder, web):
        shop.listings.publish_all(actor, exchange)
    return folder, web


def before_the_close(desk: Desk, counter: Counter) -> None:
    exchanges(counter)
    desk.window.data_changed.emit()
    counting(desk, counter)


def on_the_way(desk: Desk, counter: Counter) -> None:
    """One is done, the other is at it."""
    _folder, web = exchanges(counter)
    desk.window.data_changed.emit()
    counting(desk, counter)
    desk.day.model.close_because("Thối nhầm tiền")
    sync = desk.day.sync
    sync._put(replace(sync._turn(web), busy=True))
    sync._moved.emit(web, Progress(Step.PRODUCTS, 37, 42))


def evening_done(desk: Desk, counter: Counter) -> None:
    before_the_close(desk, counter)
    desk.day.model.close_because("Thối nhầm tiền cho khách quen, mai khách ghé trả lại")


def pill_pressed(desk: Desk, counter: Counter) -> None:
    before_the_close(desk, counter)
    desk.day.sync.sync()
    desk.window.bar.pressed.emit("sync")


def set_up(desk: Desk, counter: Counter) -> None:
    """One that works, one in trouble."""
    exchanges(counter)
    desk.window.open_screen("settings")
    desk.settings.open_section("exchanges")
    desk.day.sync.sync()


def none_set_up(desk: Desk, _counter: Counter) -> None:
    desk.window.open_screen("settings")
    desk.settings.open_section("exchanges")


def folder_card(desk: Desk, counter: Counter) -> None:
    none_set_up(desk, counter)
    desk.settings.exchanges.model.add(ExchangeKind.FILE)


def shop_kept(desk: Desk, counter: Counter) -> None:
    """Saved, but nobody answers, and there is no safe place for its keys."""
    none_set_up(desk, counter)
    model = desk.settings.exchanges.model
    model.add(ExchangeKind.WOOCOMMERCE)
    for key, text in {"name": "Web của shop", "url": NOBODY, **fake_woo.KEYS}.items():
        model.type(key, text)
    model.save()


def keys_missing(desk: Desk, counter: Counter) -> None:
    none_set_up(desk, counter)
    desk.settings.exchanges.model.add(ExchangeKind.VENDURE)
    for key, text in {"name": "Sàn tỉnh", "url": "https://san.example.vn"}.items():
        desk.settings.exchanges.model.type(key, text)
    desk.settings.exchanges.model.save()


def goods_there(desk: Desk, counter: Counter) -> None:
    """One was taken off, one has another price there."""
    folder, _web = exchanges(counter)
    listings, actor = counter.shop.listings, counter.actor
    details = Details("Bàu Trúc", "đất sét", "25 cm", 1_800, "Ninh Thuận", 4, "148/QĐ-TTg")
    counter.shop.listings.describe(actor, counter.goods["GOM-01"].id, details)
    counter.shop.sync.run(actor, folder)
    with counter.store.write() as work:
        here = next(o.listing for o in work.listings(folder.id) if o.sku == "GOM-01")
        sent = replace(here.sent, price=300_000)
        differs = ListingState.DIFFERS
        work.put_listing(replace(here, state=differs, sent=sent, reason="price_differs"))
    listings.withdraw(actor, folder, ["GOM-03"])
    desk.window.open_screen("settings")
    desk.settings.open_section("exchanges")
    desk.settings.exchanges.list.goods_wanted.emit(folder)
    desk.top.records.chosen.emit(1)  # type: ignore[attr-defined]  # the card of goods


def listing_form(desk: Desk, counter: Counter) -> None:
    goods_there(desk, counter)
    desk.press(Key.Key_E, modifier=CTRL)


def nothing_offered(desk: Desk, counter: Counter) -> None:
    folder, _web = exchanges(counter)
    counter.shop.listings.withdraw(counter.actor, folder)
    counter.add("GOM-77", 50_000)
    desk.window.open_screen("settings")
    desk.settings.exchanges.list.goods_wanted.emit(folder)
    desk.touch(_("Not offered"))
    assert desk.top.every.isVisible()  # type: ignore[attr-defined]  # the card of goods


def goods_to_sell_online(desk: Desk, counter: Counter) -> None:
    exchanges(counter)
    desk.window.open_screen("products")


def which_exchange(desk: Desk, counter: Counter) -> None:
    goods_to_sell_online(desk, counter)
    desk.touch(_("Sell online …"))


STATES: tuple[State, ...] = (
    before_the_close, on_the_way, evening_done, pill_pressed, set_up, none_set_up, folder_card,
    shop_kept, keys_missing, goods_there, listing_form, nothing_offered,
    goods_to_sell_online, which_exchange,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    tmp_path: Path,
    spoken: str,
    state: State,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keyrings, "put", lambda *_: False)
    desk = Desk(qapp, counter, tasks(), tmp_path / "reports")
    state(desk, counter)
    found: list[str] = []
    for size in SIZES:
        desk.window.resize(*size)
        settle()
        settle()
        top = getattr(desk.top, "sheet", desk.top)
        found += [f"{size[0]}x{size[1]} {what}" for what in complaints(top, size == SIZES[0])]
        assert (desk.window.width(), desk.window.height()) == size
    desk.close()
    assert found == []


def tasks() -> Tasks:
    """Work is done where it is asked for, also what waits for a line."""
    return Tasks(Immediate(), Immediate(), far=Immediate())
