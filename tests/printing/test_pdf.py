from __future__ import annotations

import io
import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from PIL import Image

from posdesk.domain.receipt import Row
from posdesk.printing.pdf import pdf

from .samples import HOSTILE, PAYLOAD, only, receipt

MM = 72 / 25.4


def run(program: str, *arguments: str, page: bytes) -> bytes:
    return subprocess.run([program, *arguments], input=page, capture_output=True, check=True).stdout


def boxes(page: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    found = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", page)
    return [(float(width) / MM, float(height) / MM) for width, height in found]


@pytest.mark.parametrize(("width", "paper"), [(384, 58), (512, 80), (576, 80)])
def test_the_page_is_as_wide_as_the_paper(width: int, paper: int) -> None:
    ((wide, high),) = boxes(pdf(receipt(), width))
    assert wide == pytest.approx(paper, abs=0.5)
    assert 100 < high < 200


def test_the_font_comes_along() -> None:
    assert pdf(receipt(), 576).count(b"/FontFile2") == 2


def test_an_endless_bill_goes_on_on_the_next_page() -> None:
    pages = boxes(pdf(only(*[Row("Bát", "1.000")] * 2000), 576))
    assert len(pages) == 2
    assert max(high for _, high in pages) <= 14400 / MM


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_do_no_harm(name: str) -> None:
    assert pdf(only(Row(name, "12.000")), 384).rstrip().endswith(b"%%EOF")


@pytest.mark.oracle
@pytest.mark.parametrize("width", [384, 576])
def test_words_and_amounts_can_be_searched_and_copied(width: int, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(pdf(receipt(), width))
    text = run("pdftotext", "-layout", str(tmp_path / "r.pdf"), "-", page=b"").decode()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "GỐM BÁT TRÀNG LINH CHI" in lines
    assert "Số T1-000123 23/11/2025 09:41" in lines
    assert "Giảm giá 10% -222.600" in lines
    assert "TỔNG CỘNG 2.003.000 ₫" in lines
    assert "2 × 60.000" in lines


@pytest.mark.oracle
@pytest.mark.parametrize("width", [384, 576])
def test_a_phone_reads_the_code_on_the_page(width: int) -> None:
    decode = import_module("pyzbar.pyzbar").decode
    shown = run("pdftoppm", "-r", "203", "-png", page=pdf(receipt(), width))
    codes = decode(Image.open(io.BytesIO(shown)))
    assert [code.data.decode() for code in codes] == [PAYLOAD]
