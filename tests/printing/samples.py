"""Documents that the printing tests share."""

from __future__ import annotations

from uuid import UUID

from posdesk.domain.receipt import (
    Align,
    Block,
    Qr,
    ReceiptDocument,
    Row,
    Rule,
    Ruler,
    Size,
    Space,
    Text,
)
from posdesk.services.ports.printing import PrinterConfig

PAYLOAD = (
    "00020101021238570010A00000072701270006970436011300110712345670208QRIBFTTA"
    "530370454072003000"
    "5802VN62120808PDK7M2QX6304A1B2"
)
GOODS = (
    ("Bát ăn cơm men rạn vẽ chuồn chuồn", "2 × 60.000", "120.000"),
    (
        "Ấm chén tử sa khắc chữ Phúc, bộ 8 món, kèm khay gỗ hương, hộp quà nam châm xanh ngọc",
        "1 × 1.250.000",
        "1.250.000",
    ),
    ("Tỏi Lý Sơn cô đơn", "0,350 kg × 1.200.000", "420.000"),
    ("Mật ong hoa nhãn Hưng Yên 500 ml", "3 × 145.000", "435.000"),
)
HOSTILE = (
    "A" * 10_000,
    "Bát " * 2_500,
    "\x1b@\x1bp\x00\x32\x32\x10\x04\x01\x1dV\x00",
    "evil\r\n\x00\x07\x7fname\x85",
    "\u202e000.1 gnôĐ\u202c\u200f\u2066\u2069",
    "مرحبا 12.000 שלום",
    "🏺🧵👩‍👩‍👧 \U0010ffff \ue000 漢字",
    "e\u0301\u0323" * 50,
    "\ud800",
    "",
    " \u00a0 ",
)


def _line(name: str, count: str, amount: str) -> tuple[Block, Block]:
    return Row(name, amount), Text(count, size=Size.SMALL)


def receipt() -> ReceiptDocument:
    """A usual paid receipt, with a QR so that all kinds of blocks are on it."""
    goods = [block for line in GOODS for block in _line(*line)]
    return ReceiptDocument(
        "Hóa đơn T1-000123",
        "vi",
        (
            Text("GỐM BÁT TRÀNG LINH CHI", Align.CENTER, Size.LARGE, bold=True),
            Text("Số 12 ngõ Đình, xã Bát Tràng, Hà Nội", Align.CENTER, Size.SMALL),
            Space(2),
            Row("Số T1-000123", "23/11/2025 09:41", size=Size.SMALL),
            Rule(),
            *goods,
            Rule(dashed=True),
            Row("Giảm giá 10%", "-222.600"),
            Row("TỔNG CỘNG", "2.003.000\u00a0₫", bold=True, size=Size.LARGE),
            Qr(PAYLOAD, "Quét mã để chuyển khoản"),
            Text("2.003.000\u00a0₫", Align.CENTER, Size.HUGE, bold=True),
            Ruler(),
        ),
    )


def only(*blocks: Block) -> ReceiptDocument:
    """A document of these blocks."""
    return ReceiptDocument("Thử", "vi", blocks)


def printer(
    address: str, *, width: int = 576, answers: bool | None = None, cutter: bool = True
) -> PrinterConfig:
    """A printer at an address."""
    key = UUID("01930000-0000-7000-8000-000000000001")
    return PrinterConfig(key, "Quầy", address, width, True, cutter, answers)
