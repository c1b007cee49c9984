"""Every connector keeps every promise: against a site of ours, and against real servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from posdesk.exchange.file.connector import FileExchange
from posdesk.exchange.woocommerce.connector import WooCommerce
from posdesk.files.tables import PeoplesTables
from posdesk.runtime.ids import new_id
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from tests.exchange import contract, fake_woo
from tests.exchange.contract import Shown
from tests.exchange.line import Line, line
from tests.exchange.vendure_site import VendureSite
from tests.services.shops import StoppedClock


@dataclass
class WooSite:
    """The site of the tests, and the line to it."""

    site: fake_woo.Site
    line: Line

    def now(self) -> datetime:
        return self.site.now

    def connect(self, clock_off: timedelta = timedelta()) -> WooCommerce:
        clock = StoppedClock(self.now() + clock_off)
        kind = ExchangeKind.WOOCOMMERCE
        exchange = Exchange(new_id(), "Woo", kind, self.line.url, clock.now())
        return WooCommerce(exchange, fake_woo.KEYS, clock)

    def make_by_hand(self, sku: str) -> None:
        self.site.answer(
            "POST",
            "/wp-json/wc/v3/products/batch",
            {},
            {"create": [{"sku": sku, "name": "Tự tạo", "regular_price": "1", "status": "draft"}]},
        )

    def on_sale(self, sku: str) -> list[Shown]:
        return [
            Shown(int(product["regular_price"]), product["stock_quantity"])
            for product in self.site.products.values()
            if product["sku"] == sku and product["status"] == "publish"
        ]

    def pages(self, title: str) -> int:
        return sum(product["name"] == title for product in self.site.products.values())

    def buy(self, sku: str, pieces: int, *, paid: bool) -> str:
        return str(self.site.buy((sku, pieces), paid=paid, shipping=30_000))

    def cancel(self, order: str) -> None:
        self.site.change(int(order), status="cancelled")


@pytest.fixture
def woo() -> Iterator[WooSite]:
    site = fake_woo.Site()
    with fake_woo.running(site) as url, line(url) as way:
        yield WooSite(site, way)


HEAD = "Mã đơn;Ngày đặt;Người mua;SĐT;Mã hàng;Số lượng;Đơn giá;Tổng tiền;Thanh toán;Trạng thái"


@dataclass
class FolderSite:
    """A folder, and people who put orders into it as files."""

    folder: Path
    bought: dict[str, str] = field(default_factory=dict)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def connect(self, clock_off: timedelta = timedelta()) -> FileExchange:
        at = self.now() + clock_off
        exchange = Exchange(new_id(), "Tệp", ExchangeKind.FILE, str(self.folder), at)
        return FileExchange(exchange, PeoplesTables())

    def on_sale(self, sku: str) -> list[Shown]:
        table = PeoplesTables().read(self.folder / "catalogue.xlsx")
        titles = [str(cell) for cell in table.header.cells]
        rows = [dict(zip(titles, map(str, row.cells), strict=True)) for row in table.rows]
        return [
            Shown(int(row["price"]), int(row["stock"]))
            for row in rows
            if (row["sku"], row["state"]) == (sku, "sell")
        ]

    def buy(self, sku: str, pieces: int, *, paid: bool) -> str:
        order = f"QT-{len(self.bought) + 1}"
        at = self.now().astimezone().strftime("%d/%m/%Y %H:%M:%S")
        how = "đã thanh toán" if paid else "cod"
        self.bought[order] = (
            f"{order};{at};Trần Lâm;0905 111 217;{sku};{pieces};85.000;{85_000 * pieces};{how}"
        )
        self._put(order, "mới")
        return order

    def cancel(self, order: str) -> None:
        self._put(order, "đã hủy")

    def _put(self, order: str, state: str) -> None:
        """A new file says what became of an order."""
        path = self.folder / "orders" / f"{state}-{order}.csv"
        path.write_text(f"{HEAD}\n{self.bought[order]};{state}\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> FolderSite:
    (tmp_path / "orders").mkdir()
    return FolderSite(tmp_path)


def named(promise: Callable[..., None]) -> str:
    return promise.__name__


@pytest.mark.parametrize("promise", contract.PROMISES, ids=named)
def test_woocommerce(promise: Callable[[contract.Server], None], woo: WooSite) -> None:
    promise(woo)


@pytest.mark.oracle
@pytest.mark.parametrize("promise", contract.PROMISES, ids=named)
def test_vendure(promise: Callable[[contract.Server], None], vendure: VendureSite) -> None:
    promise(vendure)


@pytest.mark.parametrize("promise", contract.OF_A_FOLDER, ids=named)
def test_folder(promise: Callable[[contract.Site], None], folder: FolderSite) -> None:
    promise(folder)
