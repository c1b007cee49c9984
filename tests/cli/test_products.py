"""``posdesk products``: goods from and to files, as a shell meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk.cli.products import letters
from tests.cli.commands import Terminal


def written(posdesk: Terminal, text: str) -> str:
    path = posdesk.data.parent / "hàng.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_goods_go_in_and_are_found(posdesk: Terminal) -> None:
    path = written(posdesk, "mã hàng;tên hàng;giá bán;tồn\nX-1;Tò he con gà;25k;12\n")
    said = posdesk("products", "import", path)
    assert (said.code, said.err) == (0, "")
    assert said.out == "1 new, 0 changed, 0 unchanged, 0 left out.\n"
    found = posdesk("--json", "find", "to he").json()
    assert (found["sku"], found["price"], found["on_hand"]) == ("X-1", 25_000, "12")
    assert posdesk("verify").code == 0


def test_an_export_reads_back_equal(posdesk: Terminal, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        path = str(tmp_path / name)
        count = posdesk("products", "export", path, "--json").json()["products"]
        assert count > 9
        outcome = posdesk("products", "import", path, "--set-stock", "--json").json()
        assert outcome == {
            "new": 0, "changed": 0, "unchanged": count, "skipped": 0,
            "written": True, "bad": [], "notes": [],
        }  # fmt: skip


BAD = "tên hàng,mã hàng,giá bán\nTò he,X-1,25k\nDiều,X-2,1.5\n"


def test_a_bad_cell_is_named_and_nothing_is_written(posdesk: Terminal) -> None:
    said = posdesk("products", "import", written(posdesk, BAD))
    assert said.code == 1
    assert said.out.splitlines()[0].startswith("Line 3, column C (price): “1.5” ")
    assert said.err == "goods_not_taken: Nothing was written: 1 cells have to be mended.\n"
    assert posdesk("find", "to he").out == ""


def test_bad_ones_can_be_left_out_and_tried_before(posdesk: Terminal) -> None:
    path = written(posdesk, BAD)
    said = posdesk("--json", "products", "import", path, "--skip-bad", "--dry-run")
    assert said.code == 0
    assert said.json()["bad"] == [
        {
            "line": 3,
            "column": "price",
            "cell": "C3",
            "code": "bad_amount",
            "message": "“1.5” is not an amount of đồng.",
        }
    ]
    assert (said.json()["new"], said.json()["written"]) == (1, False)
    assert posdesk("find", "to he").out == ""
    assert posdesk("products", "import", path, "--skip-bad").code == 0
    assert posdesk("find", "to he").out != ""


def test_a_file_that_is_none_is_refused_in_a_line(posdesk: Terminal, tmp_path: Path) -> None:
    for name, code in (("none.csv", "cannot_read"), ("goods.pdf", "unknown_format")):
        said = posdesk("products", "import", str(tmp_path / name))
        assert (said.code, said.err.count("\n")) == (1, 1)
        assert said.err.startswith(f"{code}: ")


@pytest.mark.parametrize(("place", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ")])
def test_columns_are_called_as_in_a_sheet(place: int, name: str) -> None:
    assert letters(place) == name
