"""Commands as an owner's script meets them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.commands import Said, Terminal

CUP = {"code": "GOM-03", "quantity": 2}


def sell(posdesk: Terminal, *requests: object) -> Said:
    """Posts requests from a file."""
    path = posdesk.data.parent / "requests.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in requests), "utf-8")
    return posdesk("sell", str(path))


def results(said: Said) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.out.splitlines()]


def test_init_makes_one_shop_and_refuses_a_second(empty: Terminal) -> None:
    assert empty("init", "--name", "Gốm Bàu Trúc").code == 0
    assert empty("settings", "get", "shop.name").out == "Gốm Bàu Trúc\n"
    again = empty("init")
    assert again.code == 1
    assert again.err.startswith("shop_exists: ")
    assert again.err.count("\n") == 1


def test_init_refuses_a_folder_with_other_files(empty: Terminal) -> None:
    empty.data.mkdir()
    (empty.data / "letter.txt").write_text("dear")
    assert empty("init").err.startswith("folder_not_empty: ")
    assert [path.name for path in empty.data.iterdir()] == ["letter.txt"]


def test_nothing_of_a_shop_can_be_read_by_others(posdesk: Terminal) -> None:
    assert stat.S_IMODE(posdesk.data.stat().st_mode) == 0o700


def test_a_command_without_a_shop_says_what_to_do(empty: Terminal) -> None:
    for words in (["sell", "-"], ["shift", "status"], ["verify"], ["find", "x"]):
        said = empty(*words)
        assert said.code == 1
        assert said.err.startswith("no_shop: ")
    assert not empty.data.exists()


def test_sell_opens_a_shift_if_none_is_open_and_says_so(posdesk: Terminal) -> None:
    said = sell(posdesk, {"lines": [CUP], "tenders": [{"method": "cash", "amount": "exact"}]})
    assert said.code == 0
    assert "shift 1" in said.err
    assert results(said)[0]["receipt"] == "T1-000001"
    assert posdesk("--json", "shift", "status").json()["cash_expected"] == 70_000


def test_a_refused_request_writes_nothing_and_the_next_goes_on(posdesk: Terminal) -> None:
    paid = [{"method": "cash", "amount": "exact"}]
    said = sell(
        posdesk,
        {"lines": [{"code": "none", "quantity": 1}], "tenders": paid},
        {"lines": [CUP], "tenders": paid, "price": 1},
        {"lines": [{"code": "GOM-03", "quantity": 1.5}], "tenders": paid},
        {"lines": [CUP], "tenders": [{"method": "cash", "amount": 10}]},
        {"lines": [CUP], "tenders": paid},
    )
    assert said.code == 1
    codes = [result.get("code", result["status"]) for result in results(said)]
    assert codes == [
        "unknown_barcode",
        "unknown_field",
        "not_an_integer",
        "tender_short",
        "committed",
    ]
    assert results(said)[0]["line"] == 1
    assert results(said)[2]["line"] == 1
    assert results(said)[4]["receipt"] == "T1-000001"


def test_the_same_key_gives_the_first_result_again(posdesk: Terminal) -> None:
    request = {"key": "k", "lines": [CUP], "tenders": [{"method": "cash", "amount": "exact"}]}
    first, again, other = results(sell(posdesk, request, request, {**request, "note": "x"}))
    assert {**first, "replayed": True} == again
    assert other["code"] == "key_conflict"
    assert posdesk("--json", "report", "day").json()["receipts"] == 1


@pytest.mark.parametrize("line", ["", "{", "[]", "nonsense", '{"lines":[],"lines":[]}', "\ufeff{}"])
def test_a_line_that_is_no_request_is_refused_in_words(posdesk: Terminal, line: str) -> None:
    path = posdesk.data.parent / "bad.jsonl"
    path.write_text("x\n" + line + "\n", "utf-8")
    said = posdesk("sell", str(path))
    assert said.code == 1
    assert all(result["status"] == "refused" for result in results(said))
    assert "Traceback" not in said.err


def test_shift_from_float_to_close(posdesk: Terminal) -> None:
    assert posdesk("shift", "open", "--float", "500k").code == 0
    assert posdesk("shift", "open", "--float", "0").err.startswith("shift_open: ")
    assert posdesk("shift", "cash-out", "120.000", "--reason", "mua đá").code == 0
    assert posdesk("shift", "cash-in", "20000", "--reason", "tiền lẻ").code == 0
    assert posdesk("shift", "cash-in", "20000", "--reason", " ").err.startswith("reason_needed: ")
    closed = posdesk("--json", "shift", "close", "--counted", "390000").json()
    assert (closed["cash_expected"], closed["difference"]) == (400_000, -10_000)
    assert posdesk("shift", "close", "--counted", "1").err.startswith("no_shift: ")
    assert posdesk("--json", "report", "shift").json() == closed


def test_settings_are_checked_and_kept(posdesk: Terminal) -> None:
    assert posdesk("settings", "set", "cash.rounding_step", "500").code == 0
    assert posdesk("settings", "get", "cash.rounding_step").out == "500\n"
    assert posdesk("settings", "set", "tax.method", "guess").err.startswith("bad_setting: ")
    assert posdesk("settings", "set", "no.such", "1").err.startswith("unknown_setting: ")
    assert posdesk("settings", "list", "--json").json()["tax.method"] == "none"


def test_a_receipt_in_every_form(posdesk: Terminal, tmp_path: Path) -> None:
    sell(posdesk, {"lines": [CUP], "tenders": [{"method": "cash", "amount": 100_000}]})
    posdesk("settings", "set", "receipt.language", "en")
    text = posdesk("receipt", "T1-000001").out
    assert "Chén trà men rạn" in text
    assert "70.000" in text
    for form, start in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("escpos", b"\x1b@")):
        target = tmp_path / form
        said = posdesk(
            "receipt", "T1-000001", "--format", form, "--width", "384", "-o", str(target)
        )
        assert said.code == 0
        assert target.read_bytes().startswith(start)
    assert posdesk("receipt", "T1-000009").err.startswith("unknown_receipt: ")


def test_printing_again_into_a_file_is_not_confirmed_but_done(
    posdesk: Terminal, tmp_path: Path
) -> None:
    sell(posdesk, {"lines": [CUP], "tenders": [{"method": "cash", "amount": "exact"}]})
    target = tmp_path / "paper.bin"
    assert posdesk("printer", "add", "file", f"file:{target}").code == 0
    said = posdesk("receipt", "T1-000001", "--printer", "file")
    assert said.code == (0 if "confirmed" in said.out and "not" not in said.out else 1)
    assert target.read_bytes().startswith(b"\x1b@")
    assert posdesk("printer", "add", "x", "nowhere").err.startswith("bad_printer_address: ")
    assert posdesk("printer", "test", "none").err.startswith("unknown_printer: ")


def test_the_day_as_a_script_reads_it(posdesk: Terminal) -> None:
    sell(
        posdesk,
        {"lines": [CUP], "tenders": [{"method": "cash", "amount": "exact"}]},
        {"lines": [CUP], "tenders": [{"method": "transfer", "amount": "exact"}]},
        {
            "lines": [],
            "returns": [{"receipt": "T1-000001", "line": 1, "quantity": 1}],
            "tenders": [{"method": "cash", "amount": "exact"}],
        },
    )
    day = posdesk("report", "day", "--json").json()
    assert day["receipts"] == 3
    assert day["returns"] == 1
    assert day["total"] == 105_000
    assert day["by_tender"] == {"cash": 35_000, "transfer": 70_000}
    assert day["cash_expected"] == 35_000
    assert posdesk("report", "day", "--date", "tomorrow").err.startswith("bad_date: ")
    assert "total,105000" in posdesk("report", "day", "--format", "csv").out


def test_verify_says_that_all_holds(posdesk: Terminal) -> None:
    said = posdesk("--json", "verify")
    assert said.code == 0
    checks = said.json()["checks"]
    assert said.json()["ok"] is True
    assert {"I1", "I4", "I7", "I10"} <= {check["id"] for check in checks}


def test_find_takes_every_character_as_a_letter(posdesk: Terminal) -> None:
    assert json.loads(posdesk("--json", "find", "binh gom").out)["sku"] == "GOM-01"
    for text in ("%", "_", '"', "*", "'; DROP TABLE sale; --", "AND", "gom*"):
        assert posdesk("find", text).code == 0


def test_usage_is_exit_2(posdesk: Terminal) -> None:
    with pytest.raises(SystemExit) as left:
        posdesk("sell")
    assert left.value.code == 2


def test_self_test(empty: Terminal) -> None:
    said = empty("self-test")
    assert "WRONG" not in said.out
    assert said.code == 0
