from __future__ import annotations

import pytest

from posdesk.domain.receipt import Align, Picture, Qr, Row, Rule, Ruler, Text
from posdesk.printing.text import cells, plain

from .samples import HOSTILE, PAYLOAD, only, receipt


@pytest.mark.parametrize(("width", "columns"), [(384, 32), (512, 42), (576, 48)])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_is_longer_than_the_paper(width: int, columns: int, name: str) -> None:
    text = plain(only(Text(name), Row(name, "12.000"), Row("Tên", name), Rule(), Ruler()), width)
    assert max(cells(line) for line in text.splitlines()) <= columns
    assert not any(ord(letter) < 32 for letter in text.replace("\n", ""))


def test_a_receipt_as_text() -> None:
    lines = plain(receipt(), 384).splitlines()
    assert "GỐM BÁT TRÀNG LINH CHI" in lines[0]
    assert "Bát ăn cơm men rạn vẽ    120.000" in lines
    assert "TỔNG CỘNG            2.003.000\u00a0₫" in lines
    assert PAYLOAD in "".join(lines)


def test_columns_and_places() -> None:
    text = plain(only(Row("Tạm tính", "1.000"), Text("giữa", Align.CENTER), Rule(dashed=True)), 384)
    assert text == f"Tạm tính{'1.000':>24}\n{' ' * 14}giữa\n{'- ' * 15}-\n"


def test_wide_letters_count_twice() -> None:
    assert plain(only(Row("漢字", "1")), 384) == f"漢字{'1':>28}\n"


def test_a_picture_has_no_text_and_a_code_its_payload() -> None:
    assert plain(only(Picture(b""), Qr("PDK7M2QX", "Quét mã")), 384) == (
        f"PDK7M2QX\n{' ' * 12}Quét mã\n"
    )
