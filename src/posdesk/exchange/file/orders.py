"""Order files as the shop reads them: one row a line of an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from posdesk.domain.errors import Refused
from posdesk.domain.money import half_up
from posdesk.domain.order import OrderBuyer
from posdesk.domain.quantity import ONE
from posdesk.domain.snapshot import OrderSnapshot, RemoteLine
from posdesk.domain.text import normal_phone
from posdesk.exchange.file import columns
from posdesk.exchange.link import digest
from posdesk.services.ports.exchange import BadOrder
from posdesk.services.ports.files import Table

_Cells = Mapping[str, str]


def orders(
    table: Table, saved: Mapping[str, str], written_at: datetime
) -> Iterator[OrderSnapshot | BadOrder]:
    """The orders of a file.

    Args:
        table: the file.
        saved: the owner's names of columns.
        written_at: of the file, for orders without a date.

    Raises:
        Refused: ``columns_missing``.
    """
    where = columns.places(table.header, saved)
    grouped: dict[str, list[tuple[int, _Cells]]] = {}
    for row in table.rows:
        try:
            cells = columns.cells(row, where)
        except Refused as error:
            yield BadOrder(str(row.line), error.code, params=error.params)
            continue
        if cells["order"]:
            grouped.setdefault(cells["order"][:40], []).append((row.line, cells))
    for number, rows in grouped.items():
        yield _order(number, rows, written_at)


def _order(
    number: str, rows: Sequence[tuple[int, _Cells]], written_at: datetime
) -> OrderSnapshot | BadOrder:
    said = [cells for _line, cells in rows]
    try:
        lines = tuple(_line(place, cells) for place, (_, cells) in enumerate(rows, 1))
        fee, discount = (columns.money(columns.first(said, key)) for key in ("fee", "discount"))
        typed = columns.first(said, "total")
        sums = sum(line.net for line in lines) - discount + fee
        total = columns.money(typed) if typed else sums
    except Refused as error:
        return BadOrder(f"{number} ({rows[0][0]})", error.code, params=error.params)
    payment, cod = columns.payment_of(columns.first(said, "payment"))
    raw = columns.first(said, "state")[:40]
    taken = OrderSnapshot(
        remote_id=number,
        number=number,
        state=columns.state_of(raw),
        raw_state=raw,
        payment=payment,
        cod=cod,
        buyer=_buyer(said),
        lines=lines,
        fee=fee,
        discount=discount,
        total=total,
        placed_at=columns.moment(columns.first(said, "date"), written_at),
        digest="",
    )
    return replace(taken, digest=digest(repr(taken)))


def _line(place: int, cells: _Cells) -> RemoteLine:
    quantity = columns.pieces(cells["quantity"])
    if cells.get("amount"):
        net = columns.money(cells["amount"])
    else:
        net = half_up(columns.money(cells.get("price", "")) * quantity, ONE)
    return RemoteLine(
        key=str(place),
        item_id="",
        sku=cells.get("sku", "")[:64],
        name=(cells.get("name") or cells.get("sku", ""))[:300],
        quantity=quantity,
        net=net,
    )


def _buyer(said: Sequence[_Cells]) -> OrderBuyer:
    phone = columns.first(said, "phone")[:40]
    return OrderBuyer(
        name=columns.first(said, "buyer")[:100],
        phone=normal_phone(phone) or phone,
        address=columns.first(said, "address")[:300],
        email=columns.first(said, "email")[:100],
        note=columns.first(said, "note")[:300],
    )
