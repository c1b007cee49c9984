"""The connector of a folder: what the shop tells is written, what buyers ordered is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.snapshot import OrderSnapshot
from posdesk.exchange.file import orders
from posdesk.services.ports.exchange import (
    BadOrder,
    Exchange,
    Found,
    Gone,
    ItemDraft,
    OrderPush,
    Outcome,
    Page,
    PriceSet,
    RemoteItem,
    Result,
    StockSet,
)
from posdesk.services.ports.files import TableFiles, Written

ORDERS, PHOTOS = "orders", "photos"
COLUMN = "column."
"""Before the name of a column in an exchange's options."""

_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
_CATALOGUE = (
    "sku",
    "name",
    "category",
    "price",
    "stock",
    "barcode",
    "description",
    "village",
    "material",
    "size",
    "weight",
    "origin",
    "ocop_stars",
    "photo",
    "state",
)
_STOCK = ("sku", "stock", "price")
_SHIPMENTS = ("order", "what", "tracking", "amount", "reason", "operation")

_Rows = dict[str, dict[str, Written]]


class FileExchange:
    """A folder that the owner carries to the exchange and back, or that is shared with it."""

    def __init__(self, exchange: Exchange, tables: TableFiles) -> None:
        """Looks at nothing yet.

        Raises:
            Refused: ``no_folder`` where the folder is not there.
        """
        self._folder, self._tables = Path(exchange.url).expanduser(), tables
        if not self._folder.is_dir():
            raise Refused("no_folder", path=exchange.url)
        named = exchange.options.items()
        self._columns = {k.removeprefix(COLUMN): v for k, v in named if k.startswith(COLUMN)}
        self._ending = ".csv" if exchange.options.get("format") == "csv" else ".xlsx"

    def close(self) -> None:
        """Nothing is left open."""

    def probe(self) -> Found:
        """Whether the folder can be written, and its place for orders is there."""
        try:
            (self._folder / ORDERS).mkdir(exist_ok=True)
            (self._folder / PHOTOS).mkdir(exist_ok=True)
        except OSError:
            return Found(server=str(self._folder), missing=("folder_not_writable",))
        return Found(str(self._folder), "VND", 0, frozenset({"products", "orders", "pictures"}))

    # --- goods

    def find(self, items: Sequence[ItemDraft]) -> Mapping[UUID, RemoteItem]:
        """Those that stand in the catalogue."""
        there = self._read("catalogue", _CATALOGUE)
        return {i.product_id: _item(i, there[i.sku]) for i in items if i.sku in there}

    def upsert(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Writes products into the catalogue and the list of stock."""
        catalogue = self._read("catalogue", _CATALOGUE)
        for item in items:
            catalogue[item.sku] = {**_row(item), "photo": self._photo(item), "state": "sell"}
        self._write("catalogue", _CATALOGUE, catalogue)
        self._set({i.sku: {"stock": i.stock, "price": i.price} for i in items})
        return [Result(Outcome.DONE, remote_id=item.sku) for item in items]

    def withdraw(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Marks products as not sold any more."""
        catalogue = self._read("catalogue", _CATALOGUE)
        for item in items:
            catalogue[item.sku] = {**catalogue.get(item.sku, {}), "sku": item.sku, "state": "hide"}
        self._write("catalogue", _CATALOGUE, catalogue)
        self._set({item.sku: {"stock": 0} for item in items})
        return [Result(Outcome.DONE, remote_id=item.sku) for item in items]

    def set_stock(self, levels: Sequence[StockSet]) -> Sequence[Result]:
        """Writes stock."""
        self._set({level.sku: {"stock": level.stock} for level in levels})
        return [Result(Outcome.DONE, remote_id=level.sku) for level in levels]

    def set_price(self, prices: Sequence[PriceSet]) -> Sequence[Result]:
        """Writes prices."""
        self._set({price.sku: {"price": price.price} for price in prices})
        return [Result(Outcome.DONE, remote_id=price.sku) for price in prices]

    # --- orders

    def changes(self, cursor: str) -> Page:
        """The orders of each file that is new or was changed, the oldest file first."""
        seen = _seen(cursor)
        good: list[OrderSnapshot] = []
        bad: list[BadOrder] = []
        for path in self._order_files():
            content = path.read_bytes()
            mark = hashlib.sha256(content).hexdigest()
            if seen.get(path.name) == mark:
                continue
            for order in self._orders_in(path):
                if isinstance(order, BadOrder):
                    bad.append(order)
                else:
                    good.append(order)
            seen[path.name] = mark
        return Page(tuple(good), json.dumps(seen, ensure_ascii=False), more=False, bad=tuple(bad))

    def refetch(self, _remote_ids: Sequence[str]) -> Sequence[OrderSnapshot | Gone | BadOrder]:
        """A file says nothing of orders it does not name."""
        return ()

    def push(self, push: OrderPush) -> Result:
        """Writes it into the list of shipments."""
        rows = self._read("shipments", _SHIPMENTS)
        rows[str(push.id)] = {
            "order": push.remote_id,
            "what": push.verb.value,
            "tracking": push.tracking,
            "amount": push.amount or None,
            "reason": push.reason,
            "operation": str(push.id),
        }
        self._write("shipments", _SHIPMENTS, rows)
        return Result(Outcome.DONE, remote_id=push.remote_id)

    def resolve(self, push: OrderPush) -> Result | None:
        """Whether it stands in the list."""
        done = str(push.id) in self._read("shipments", _SHIPMENTS)
        return Result(Outcome.DONE, remote_id=push.remote_id) if done else None

    # --- files

    def _order_files(self) -> list[Path]:
        try:
            found = [p for p in (self._folder / ORDERS).iterdir() if _is_table(p)]
            return sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Trouble("folder_unreadable", text=str(self._folder)) from error

    def _orders_in(self, path: Path) -> Sequence[OrderSnapshot | BadOrder]:
        written = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        try:
            found = list(orders.orders(self._tables.read(path), self._columns, written))
        except Refused as error:
            return [BadOrder(path.name, error.code, params=error.params)]
        return found

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{self._ending}"

    def _read(self, name: str, columns: Sequence[str]) -> _Rows:
        """What stands in one of our own files, by its first cell (shipments: by operation)."""
        path = self._path(name)
        if not path.exists():
            return {}
        table = self._tables.read(path)
        titles = [str(cell) for cell in table.header.cells]
        key = "operation" if "operation" in columns else "sku"
        rows: _Rows = {}
        for row in table.rows:
            said = {
                t: _number(t, c) for t, c in zip(titles, row.cells, strict=False) if t in columns
            }
            if said.get(key):
                rows[str(said[key])] = said
        return rows

    def _write(self, name: str, columns: Sequence[str], rows: _Rows) -> None:
        wanted = [[row.get(column) for column in columns] for row in rows.values()]
        self._tables.write(self._path(name), columns, wanted)

    def _set(self, figures: Mapping[str, Mapping[str, Written]]) -> None:
        """Puts figures into the list of stock and the catalogue."""
        for name, columns in (("stock", _STOCK), ("catalogue", _CATALOGUE)):
            rows = self._read(name, columns)
            for sku, changed in figures.items():
                if sku in rows or name == "stock":
                    rows[sku] = {**rows.get(sku, {}), "sku": sku, **changed}
            self._write(name, columns, rows)

    def _photo(self, item: ItemDraft) -> str | None:
        """Puts the picture beside the catalogue; its name has nothing of anybody's text."""
        if not item.picture:
            return None
        name = f"{item.product_id.hex}.jpg"
        folder = self._folder / PHOTOS
        try:
            folder.mkdir(exist_ok=True)
            part = folder / f".{name}.part"
            part.write_bytes(item.picture)
            part.replace(folder / name)
        except OSError as error:
            raise Trouble("folder_unreadable", text=str(folder)) from error
        return f"{PHOTOS}/{name}"


def _is_table(path: Path) -> bool:
    return (
        path.is_file() and path.suffix.lower() in _ENDINGS and not path.name.startswith((".", "~"))
    )


def _seen(cursor: str) -> dict[str, str]:
    try:
        known = json.loads(cursor)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in known.items()} if isinstance(known, dict) else {}


def _number(title: str, cell: object) -> Written:
    """Figures stay figures when our own file is written again."""
    text = cell if isinstance(cell, str) else ""
    if title in ("price", "stock", "amount", "weight", "ocop_stars") and text.isdecimal():
        return int(text)
    return text or None


def _row(item: ItemDraft) -> dict[str, Written]:
    details = item.details
    weight = None if details.weight is None else Decimal(details.weight)
    return {
        "sku": item.sku,
        "name": item.title,
        "category": item.category,
        "price": item.price,
        "stock": item.stock,
        "barcode": item.gtin or None,
        "description": item.description,
        "village": details.village,
        "material": details.material,
        "size": details.size,
        "weight": weight,
        "origin": details.origin,
        "ocop_stars": details.ocop_stars,
    }


def _item(item: ItemDraft, row: Mapping[str, Written]) -> RemoteItem:
    price, stock = row.get("price"), row.get("stock")
    return RemoteItem(
        remote_id=item.sku,
        sku=item.sku,
        title=str(row.get("name") or ""),
        price=price if isinstance(price, int) else None,
        stock=stock if isinstance(stock, int) else None,
        hidden=row.get("state") == "hide",
    )
