"""Posted records as rows: one function per kind of record, and which tables a kind fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from uuid import UUID

from posdesk.domain.debt import DebtEntry
from posdesk.domain.order import OrderEvent, OrderMoney
from posdesk.domain.product import PriceChange
from posdesk.domain.sale import PricedLine, Sale
from posdesk.domain.shift import Action, CashMovement, Shift, ShiftClosing
from posdesk.domain.stock import SHOP, MovementKind, StockDocument
from posdesk.domain.transfer import TenderCorrection, Transfer, TransferEvent
from posdesk.runtime.clock import milliseconds

Row = dict[str, object]

CONTENT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sale": (
        ("sale", "id"),
        ("sale_line", "sale_id"),
        ("tender", "sale_id"),
        ("refund", "sale_id"),
        ("stock_movement", "document_id"),
    ),
    "stock": (("stock_document", "id"), ("stock_movement", "document_id")),
    "shift": (("shift", "id"),),
    "closing": (("shift_closing", "id"), ("note_count", "closing_id")),
    "cash": (("cash_movement", "id"),),
    "action": (("action", "id"),),
    "transfer": (("transfer", "id"),),
    "transfer_event": (("transfer_event", "id"),),
    "correction": (("tender_correction", "id"),),
    "debt": (("debt_entry", "id"),),
    "price": (("price_change", "id"),),
    "order_event": (("order_event", "id"),),
    "order_money": (("order_money", "id"),),
}
"""Per kind: the tables that hold a document's content, with the column of its id."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A record as rows, in the order of ``CONTENT[kind]``."""

    kind: str
    document_id: bytes
    at: int
    rows: tuple[list[Row], ...]


@singledispatch
def posting_of(record: object) -> Posting:
    """The rows of a posted record."""
    raise TypeError(type(record))


def _id(value: UUID | None) -> bytes | None:
    return value.bytes if value else None


def _single(kind: str, document_id: UUID, at: datetime, row: Row) -> Posting:
    ms = milliseconds(at)
    return Posting(kind, document_id.bytes, ms, ([{"id": document_id.bytes, **row}],))


@posting_of.register
def _sale(sale: Sale) -> Posting:
    head: Row = {
        "id": sale.id.bytes,
        "number": sale.number,
        "till": sale.till,
        "shift_id": sale.shift_id.bytes,
        "business_on": sale.business_on.isoformat(),
        "at": milliseconds(sale.at),
        "actor_id": sale.actor_id.bytes,
        "channel": sale.channel,
        "tax_method": sale.policy.tax_method.value,
        "prices_include_tax": int(sale.policy.prices_include_tax),
        "rounding_step": sale.policy.rounding.step,
        "rounding_mode": sale.policy.rounding.mode.value,
        "bill_discount": sale.priced.bill_discount,
        "due": sale.priced.due,
        "rounding": sale.settlement.rounding,
        "total": sale.settlement.total,
        "change": sale.settlement.change,
        "customer_id": _id(sale.customer_id),
        "note": sale.note or None,
        "reason": sale.reason or None,
        "request_key": sale.request_key,
        "request_digest": sale.request_digest,
        "voids": _id(sale.voids),
        "approved_by": _id(sale.approved_by),
        "buyer_id": _id(sale.buyer_id),
    }
    lines = [_line(sale, number, line) for number, line in enumerate(sale.priced.lines, 1)]
    tenders: list[Row] = [
        {
            "sale_id": sale.id.bytes,
            "line": number,
            "method": tender.method.value,
            "amount": tender.amount,
            "transfer_id": _id(tender.transfer_id),
        }
        for number, tender in enumerate(sale.settlement.tenders, 1)
    ]
    movements = [
        _movement(sale.id, number, line)
        for number, line in enumerate(sale.priced.lines, 1)
        if line.item.product_id
    ]
    refunds: list[Row] = [
        {
            "sale_id": sale.id.bytes,
            "of_sale_id": refund.sale_id.bytes,
            "exact": refund.exact,
            "cash_exact": refund.cash_exact,
            "cash_paid": refund.cash_paid,
        }
        for refund in sorted(sale.refunds, key=lambda r: r.sale_id.bytes)
    ]
    rows = ([head], lines, tenders, refunds, movements)
    return Posting("sale", sale.id.bytes, milliseconds(sale.at), rows)


def _line(sale: Sale, number: int, line: PricedLine) -> Row:
    return {
        "sale_id": sale.id.bytes,
        "line": number,
        "product_id": _id(line.item.product_id),
        "code": line.item.code,
        "name": line.item.name,
        "unit": line.item.unit,
        "factor": line.item.factor,
        "weighed": int(line.item.weighed),
        "quantity": line.quantity,
        "list_price": line.item.price,
        "price": line.price,
        "price_source": line.price_source.value,
        "amount": line.amount,
        "line_discount": line.line_discount,
        "bill_share": line.bill_share,
        "net": line.net,
        "tax_code": line.item.tax_code,
        "tax": line.tax,
        "cost": line.item.cost,
        "returns_sale_id": _id(line.returns.sale_id) if line.returns else None,
        "returns_line": line.returns.line if line.returns else None,
        "category": line.item.category or None,
    }


def _movement(document_id: UUID, number: int, line: PricedLine) -> Row:
    kind = MovementKind.RETURN if line.returns else MovementKind.SALE
    return {
        "document_id": document_id.bytes,
        "line": number,
        "product_id": _id(line.item.product_id),
        "place": SHOP,
        "kind": kind.value,
        "quantity": -line.base_quantity,
    }


@posting_of.register
def _stock(document: StockDocument) -> Posting:
    head: Row = {
        "id": document.id.bytes,
        "till": document.till,
        "at": milliseconds(document.at),
        "business_on": document.business_on.isoformat(),
        "actor_id": document.actor_id.bytes,
        "reason": document.reason or None,
    }
    movements: list[Row] = [
        {
            "document_id": document.id.bytes,
            "line": number,
            "product_id": change.product_id.bytes,
            "place": change.place,
            "kind": change.kind.value,
            "quantity": change.quantity,
            "cost": change.cost,
            "expected": change.expected,
        }
        for number, change in enumerate(document.changes, 1)
    ]
    return Posting("stock", document.id.bytes, milliseconds(document.at), ([head], movements))


@posting_of.register
def _shift(shift: Shift) -> Posting:
    row: Row = {
        "till": shift.till,
        "number": shift.number,
        "business_on": shift.business_on.isoformat(),
        "opened_at": milliseconds(shift.opened_at),
        "cashier_id": shift.cashier_id.bytes,
        "float_amount": shift.float_amount,
    }
    return _single("shift", shift.id, shift.opened_at, row)


@posting_of.register
def _closing(closing: ShiftClosing) -> Posting:
    head: Row = {
        "id": closing.id.bytes,
        "shift_id": closing.shift_id.bytes,
        "till": closing.till,
        "closed_at": milliseconds(closing.closed_at),
        "actor_id": closing.actor_id.bytes,
        "expected": closing.expected,
        "counted": closing.counted,
        "reason": closing.reason or None,
    }
    notes: list[Row] = [
        {"closing_id": closing.id.bytes, "value": value, "pieces": count}
        for value, count in sorted(closing.notes)
        if count
    ]
    return Posting("closing", closing.id.bytes, milliseconds(closing.closed_at), ([head], notes))


@posting_of.register
def _cash(movement: CashMovement) -> Posting:
    row: Row = {
        "shift_id": movement.shift_id.bytes,
        "till": movement.till,
        "business_on": movement.business_on.isoformat(),
        "at": milliseconds(movement.at),
        "actor_id": movement.actor_id.bytes,
        "kind": movement.kind.value,
        "amount": movement.amount,
        "reason": movement.reason,
        "customer_id": _id(movement.customer_id),
        "transfer_id": _id(movement.transfer_id),
    }
    return _single("cash", movement.id, movement.at, row)


@posting_of.register
def _action(action: Action) -> Posting:
    row: Row = {
        "till": action.till,
        "shift_id": _id(action.shift_id),
        "at": milliseconds(action.at),
        "actor_id": action.actor_id.bytes,
        "kind": action.kind.value,
        "ref": action.ref or None,
        "detail": action.detail or None,
        "approved_by": _id(action.approved_by),
    }
    return _single("action", action.id, action.at, row)


@posting_of.register
def _transfer(transfer: Transfer) -> Posting:
    row: Row = {
        "till": transfer.till,
        "code": transfer.code,
        "bill_id": transfer.bill_id.bytes,
        "amount": transfer.amount,
        "bank_bin": transfer.bank_bin,
        "bank_account": transfer.bank_account,
        "at": milliseconds(transfer.at),
    }
    return _single("transfer", transfer.id, transfer.at, row)


@posting_of.register
def _transfer_event(event: TransferEvent) -> Posting:
    row: Row = {
        "transfer_id": event.transfer_id.bytes,
        "till": event.till,
        "shift_id": _id(event.shift_id),
        "state": event.state.value,
        "source": event.source,
        "at": milliseconds(event.at),
        "actor_id": event.actor_id.bytes,
    }
    return _single("transfer_event", event.id, event.at, row)


@posting_of.register
def _correction(correction: TenderCorrection) -> Posting:
    row: Row = {
        "till": correction.till,
        "sale_id": correction.sale_id.bytes,
        "shift_id": correction.shift_id.bytes,
        "at": milliseconds(correction.at),
        "actor_id": correction.actor_id.bytes,
        "from_method": correction.from_method,
        "to_method": correction.to_method,
        "amount": correction.amount,
        "reason": correction.reason,
    }
    return _single("correction", correction.id, correction.at, row)


@posting_of.register
def _debt(entry: DebtEntry) -> Posting:
    row: Row = {
        "customer_id": entry.customer_id.bytes,
        "till": entry.till,
        "shift_id": _id(entry.shift_id),
        "business_on": entry.business_on.isoformat(),
        "at": milliseconds(entry.at),
        "actor_id": entry.actor_id.bytes,
        "kind": entry.kind.value,
        "amount": entry.amount,
        "method": entry.method or None,
        "transfer_id": _id(entry.transfer_id),
        "reason": entry.reason or None,
        "voids": _id(entry.voids),
    }
    return _single("debt", entry.id, entry.at, row)


@posting_of.register
def _price(change: PriceChange) -> Posting:
    row: Row = {
        "till": change.till,
        "at": milliseconds(change.at),
        "actor_id": change.actor_id.bytes,
        "product_id": change.product_id.bytes,
        "unit": change.unit or None,
        "before": change.before,
        "after": change.after,
    }
    return _single("price", change.id, change.at, row)


@posting_of.register
def _order_event(event: OrderEvent) -> Posting:
    row: Row = {
        "order_id": event.order_id.bytes,
        "till": event.till,
        "at": milliseconds(event.at),
        "actor_id": event.actor_id.bytes,
        "source": event.source,
        "before": event.before.value,
        "after": event.after.value,
        "reason": event.reason or None,
    }
    return _single("order_event", event.id, event.at, row)


@posting_of.register
def _order_money(money: OrderMoney) -> Posting:
    row: Row = {
        "order_id": money.order_id.bytes,
        "till": money.till,
        "shift_id": _id(money.shift_id),
        "business_on": money.business_on.isoformat(),
        "at": milliseconds(money.at),
        "actor_id": money.actor_id.bytes,
        "kind": money.kind.value,
        "amount": money.amount,
        "method": money.method or None,
        "ref": money.ref or None,
    }
    return _single("order_money", money.id, money.at, row)
