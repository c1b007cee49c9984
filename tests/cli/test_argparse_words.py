"""Help and usage errors are in the language of the terminal to the last word."""

from __future__ import annotations

import re

import pytest

from posdesk.bootstrap import Posdesk
from posdesk.cli.main import main


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str | int | None, str]:
    """How a command line that never runs ends, and what it wrote."""
    with pytest.raises(SystemExit) as end:
        main(words, Posdesk())
    said = capsys.readouterr()
    return end.value.code, said.out + said.err


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("sell",), "posdesk sell: lỗi: còn thiếu tham số: FILE"),
        (("words", "1", "--loud"), "posdesk: lỗi: không hiểu tham số: --loud"),
        (("find", "--limit"), "posdesk find: lỗi: tham số --limit: cần một giá trị"),
        (("--json=1",), "posdesk: lỗi: tham số --json: không nhận giá trị '1'"),
        (
            ("report", "shift", "--number", "b"),
            "posdesk report shift: lỗi: tham số --number: giá trị 'b' không hợp lệ, cần kiểu int",
        ),
        (
            ("vietqr", "make", "--static", "--dynamic"),
            "posdesk vietqr make: lỗi: tham số --dynamic: không dùng chung với tham số --static",
        ),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], last: str
) -> None:
    code, text = ended(capsys, "--lang", "vi", *words)
    assert (code, text.splitlines()[-1]) == (2, last)
    assert text.startswith("cách dùng: posdesk")


def test_help_is_all_vietnamese_or_all_english(capsys: pytest.CaptureFixture[str]) -> None:
    accented = re.compile(r"[^\W\d_a-zA-Z]")
    code, vietnamese = ended(capsys, "--lang", "vi", "words", "--help")
    assert code == 0
    headings = [line for line in vietnamese.splitlines() if line.endswith(":")]
    assert headings == ["tham số:", "tùy chọn:"]
    assert "show this" not in vietnamese
    code, english = ended(capsys, "--lang", "en", "shift", "--help")
    assert code == 0
    assert english.startswith("usage: posdesk shift")
    assert not accented.search(english)
