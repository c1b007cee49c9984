"""Columns of order files: which column means what, and how a cell of it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from posdesk.domain.errors import Refused
from posdesk.domain.money import parse_dong
from posdesk.domain.order import OrderPayment
from posdesk.domain.quantity import parse_typed
from posdesk.domain.snapshot import RemoteState
from posdesk.domain.text import clean, fold
from posdesk.services.ports.files import Row

NAMES: Mapping[str, tuple[str, ...]] = {
    "order": ("mã đơn", "mã đơn hàng", "số đơn", "đơn hàng", "order id", "order number"),
    "date": ("ngày", "ngày đặt", "ngày đặt hàng", "thời gian đặt", "order date", "created"),
    "state": ("trạng thái", "tình trạng", "trạng thái đơn", "status", "order status"),
    "payment": ("thanh toán", "trả tiền", "hình thức thanh toán", "payment method"),
    "buyer": ("người mua", "khách hàng", "tên khách", "người nhận", "customer", "name of buyer"),
    "phone": ("điện thoại", "số điện thoại", "sđt", "telephone"),
    "address": ("địa chỉ", "địa chỉ giao", "địa chỉ nhận hàng", "shipping address"),
    "email": ("thư điện tử", "e-mail"),
    "note": ("ghi chú", "lời nhắn", "message"),
    "sku": ("mã hàng", "mã sản phẩm", "mã sp", "product code"),
    "name": ("tên hàng", "tên sản phẩm", "sản phẩm", "product", "product name"),
    "quantity": ("số lượng", "sl", "qty"),
    "price": ("đơn giá", "giá", "unit price"),
    "amount": ("thành tiền", "tiền hàng", "line total"),
    "fee": ("phí giao", "phí vận chuyển", "phí ship", "shipping fee"),
    "discount": ("giảm giá", "khuyến mãi"),
    "total": ("tổng tiền", "tổng cộng", "tổng", "order total"),
}
"""What people call the columns, beside our own names."""

NEEDED = ("order", "quantity")

STATES: Mapping[str, RemoteState] = {
    fold(word): state
    for state, words in {
        RemoteState.OPEN: (
            "", "mới", "chờ xác nhận", "đã xác nhận", "chờ lấy hàng", "chờ soạn", "đang xử lý",
            "new", "pending", "processing", "confirmed", "ready to ship",
        ),
        RemoteState.SHIPPED: ("đang giao", "đã gửi", "shipped", "shipping", "in transit"),
        RemoteState.DELIVERED: ("đã giao", "giao thành công", "delivered"),
        RemoteState.DONE: ("hoàn thành", "hoàn tất", "xong", "completed", "done"),
        RemoteState.CANCELLED: ("đã hủy", "hủy", "huỷ", "đã huỷ", "cancelled", "canceled"),
    }.items()
    for word in words
}  # fmt: skip

_PAID = tuple(map(fold, ("đã thanh toán", "đã trả", "paid", "đã chuyển khoản", "prepaid")))
_COD = tuple(map(fold, ("cod", "thu hộ", "thanh toán khi nhận hàng", "khi nhận hàng", "tiền mặt")))

_DATES = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y %H:%M", "%d-%m-%Y")


def places(header: Row, saved: Mapping[str, str]) -> Mapping[str, int]:
    """Where each column stands; saved names win over the usual ones.

    Raises:
        Refused: ``columns_missing``.
    """
    titles = [fold(clean(cell)) if isinstance(cell, str) else "" for cell in header.cells]
    found = {}
    for key, names in NAMES.items():
        wanted = [saved[key]] if saved.get(key) else [key, *names]
        place = next((titles.index(fold(name)) for name in wanted if fold(name) in titles), None)
        if place is not None:
            found[key] = place
    missing = [key for key in NEEDED if key not in found]
    if not {"sku", "name"} & found.keys():
        missing.append("sku")
    if not {"price", "amount"} & found.keys():
        missing.append("price")
    if missing:
        raise Refused("columns_missing", columns=", ".join(missing))
    return found


def cells(row: Row, where: Mapping[str, int]) -> Mapping[str, str]:
    """The texts of a row by column; empty where there is none.

    Raises:
        Refused: what a cell that cannot be read says.
    """
    found = {}
    for key, place in where.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        if isinstance(cell, Refused):
            raise cell
        found[key] = clean(cell)
    return found


def money(text: str) -> int:
    """Đồng as people write them; nothing is 0.

    Raises:
        Refused: ``bad_amount``.
    """
    return parse_dong(text) if text else 0


def pieces(text: str) -> int:
    """Thousandths.

    Raises:
        Refused: ``bad_quantity``.
    """
    quantity = parse_typed(text)
    if quantity <= 0:
        raise Refused("bad_quantity", text=text)
    return quantity


def state_of(text: str) -> RemoteState:
    """What a word for the state means."""
    return STATES.get(fold(text), RemoteState.UNKNOWN)


def payment_of(text: str) -> tuple[OrderPayment, bool]:
    """How it is paid, and whether the courier collects it."""
    word = fold(text)
    if any(paid in word for paid in _PAID) and "chua" not in word and "unpaid" not in word:
        return OrderPayment.PAID, False
    return OrderPayment.UNPAID, not word or any(cod in word for cod in _COD)


def moment(text: str, otherwise: datetime) -> datetime:
    """When it was ordered, by the shop's clock; ``otherwise`` where nothing readable is said."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).astimezone(UTC)
        except ValueError:
            continue
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return at.astimezone(UTC)


def first(rows: Sequence[Mapping[str, str]], key: str) -> str:
    """What the first of an order's rows that says something says."""
    return next((row[key] for row in rows if row.get(key)), "")
