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
    for words in (("sell",), ("find", "a", "--limit", "0"), ("sample", "--days", "99999999")):
        with pytest.raises(SystemExit) as left:
            posdesk(*words)
        assert left.value.code == 2


def test_self_test(empty: Terminal) -> None:
    said = empty("self-test")
    assert "WRONG" not in said.out
    assert said.code == 0


def test_a_refused_request_opens_no_shift(posdesk: Terminal) -> None:
    said = sell(posdesk, {"lines": [CUP], "tenders": []})
    assert said.code == 1
    assert "shift" not in said.err
    assert posdesk("shift", "status").err.startswith("no_shift: ")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"[" * 100_000, "it is nested too deeply"),
        (b'{"lines":1x}', "JSON is broken at character 11"),
        (b'{"lines":' + b"9" * 5000 + b"}", "a number is too long"),
        (b'{"lines":[],"lines":[]}', "a field is there twice"),
        (b'{"lines":"\xff"}', "it is not UTF-8 at byte 11"),
        (b'{"note":"' + b"x" * 1_000_000 + b'"}', "it is too long"),
        (b"x" * 10_000_000, "it is too long"),
    ],
)
def test_what_is_no_json_is_told_in_the_programs_words(
    posdesk: Terminal, line: bytes, problem: str
) -> None:
    path = posdesk.data.parent / "bad.jsonl"
    path.write_bytes(b"\n" + line + b"\n" + json.dumps({"lines": [], "tenders": []}).encode())
    first, second = results(posdesk("sell", str(path)))
    assert first["message"] == f"Line 2 is not a request: {problem}."
    assert second["code"] == "empty_bill"


@pytest.mark.parametrize(
    ("quantity", "shown"), [(True, "true"), (None, "null"), ([1], "[1]"), ({"a": 1}, '{"a": 1}')]
)
def test_a_wrong_value_is_shown_as_it_was_sent(
    posdesk: Terminal, quantity: object, shown: str
) -> None:
    line = {"code": "GOM-03", "quantity": quantity}
    (result,) = results(sell(posdesk, {"lines": [line], "tenders": []}))
    assert result["message"] == f"“{shown}” is not a quantity."


@pytest.mark.parametrize(
    "request_",
    [
        {"lines": [{"code": "\ud800", "quantity": 1}], "tenders": []},
        {"lines": [], "returns": [{"receipt": "\ud800", "line": 1, "quantity": 1}], "tenders": []},
        {"lines": [CUP], "tenders": [{"method": "\udfff", "amount": 1}]},
        {"lines": [CUP], "tenders": [], "customer": "\ud800"},
        {"lines": [CUP], "tenders": [], "note": "\ud800"},
        {"lines": [CUP], "tenders": [], "key": "\ud800"},
    ],
)
def test_half_a_character_is_no_text(posdesk: Terminal, request_: object) -> None:
    (result,) = results(sell(posdesk, request_))
    assert result["code"] == "bad_field"


def test_texts_in_another_encoding_are_refused_in_words(posdesk: Terminal) -> None:
    assert posdesk("receipt", "\udcff").err.startswith("unknown_receipt: ")
    assert posdesk("receipt", "\udcff", "--printer", "x").err.startswith("unknown_printer: ")
    assert posdesk("find", "\udcff").code == 0


def test_init_takes_a_name_as_the_settings_do(empty: Terminal) -> None:
    assert empty("init", "--name", "a" * 61).err.startswith("text_too_long: ")
    assert not empty.data.exists()
    assert empty("init", "--name", "Gốm\udcff").code == 0
    assert empty("settings", "get", "shop.name").out == "Gốm\n"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("cash.rounding_step", "9" * 5000, "bad_setting"), ("receipt.logo", "đ", "bad_picture")],
)
def test_absurd_settings_are_refused(posdesk: Terminal, key: str, value: str, code: str) -> None:
    assert posdesk("settings", "set", key, value).err.startswith(f"{code}: ")


def test_an_empty_data_option_is_not_the_shop_of_every_day(
    posdesk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSDESK_DATA", str(posdesk.data))
    monkeypatch.chdir(posdesk.data.parent)
    assert posdesk("--data", "", "find", "tra").err.startswith("no_shop: ")


def test_why_a_file_cannot_be_used_is_said_in_words(posdesk: Terminal, tmp_path: Path) -> None:
    sell(posdesk, {"lines": [CUP], "tenders": [{"method": "cash", "amount": "exact"}]})
    file = tmp_path / "file"
    file.write_text("mine")
    told = {
        str(tmp_path): "it is a folder",
        str(tmp_path / "no/x"): "there is no such file or folder",
        str(file / "x"): "there is a file where a folder should be",
        str(tmp_path / ("x" * 300)): "the name is too long",
    }
    for path, why in told.items():
        said = posdesk("receipt", "T1-000001", "-o", path)
        assert said.err == f"cannot_write: {path} cannot be written: {why}.\n"
    assert posdesk("sell", str(tmp_path)).err.endswith("cannot be read: it is a folder.\n")
    assert posdesk("--data", str(file), "init").err.startswith("not_a_folder: ")
    assert posdesk("backup", "create", "--to", str(file)).err.startswith("not_a_folder: ")
    assert posdesk("backup", "list", "--from", str(file)).err.startswith("not_a_folder: ")
    assert file.read_text() == "mine"


def test_a_file_that_is_there_is_replaced_as_a_whole(posdesk: Terminal, tmp_path: Path) -> None:
    sell(posdesk, {"lines": [CUP], "tenders": [{"method": "cash", "amount": "exact"}]})
    target, link = tmp_path / "out" / "receipt.txt", tmp_path / "link"
    target.parent.mkdir()
    target.write_text("x" * 10_000)
    link.symlink_to(target)
    assert posdesk("receipt", "T1-000001", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert "Chén" in target.read_text("utf-8")
    assert "xxx" not in target.read_text("utf-8")
    assert list(target.parent.iterdir()) == [target]


def test_a_printer_in_trouble_says_what_to_do(posdesk: Terminal, tmp_path: Path) -> None:
    taken = tmp_path / "taken.bin"
    taken.write_bytes(b"x")
    assert posdesk("printer", "add", "x" * 61, f"file:{taken}").err.startswith("text_too_long: ")
    assert posdesk("printer", "add", "paper", f"file:{taken}").code == 0
    words = "The file is there already. Give another file name."
    said = posdesk("printer", "test", "paper")
    assert (said.code, said.out) == (1, f"failed: {words}\n")
    assert words in posdesk("printer", "queue").out
    (job,) = posdesk("printer", "queue", "--json").json()
    assert (job["cause"], job["message"]) == ("file_exists", words)
    again = posdesk("printer", "retry", job["id"], "--json").json()
    assert (again["printer"], again["message"]) == ("paper", words)


def test_backups_in_another_folder_are_found_there(posdesk: Terminal, tmp_path: Path) -> None:
    there = tmp_path / "stick"
    said = posdesk("backup", "create", "--to", str(there))
    (file,) = there.iterdir()
    assert str(file) in said.out
    assert posdesk("backup", "list").out.startswith("There is no backup of this shop there.")
    assert posdesk("backup", "list", "--from", str(there)).out.startswith(str(file))
    (copy,) = posdesk("backup", "list", "--from", str(there), "--json").json()
    assert copy["path"] == str(file)


def test_a_relative_folder_is_named_in_full(
    posdesk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = posdesk("backup", "create", "--to", "stick", "--json").json()
    assert Path(made["path"]).parent == tmp_path / "stick"


def test_self_test_for_programs(empty: Terminal) -> None:
    said = empty("self-test", "--json").json()
    assert said["ok"] is True
    assert all(check["ok"] for check in said["checks"])


def test_changes_are_told_to_programs(posdesk: Terminal) -> None:
    assert posdesk("settings", "set", "shop.phone", " 0900 ", "--json").json() == {
        "shop.phone": "0900"
    }
    added = posdesk("printer", "add", "p", "tcp:127.0.0.1:9", "--json").json()
    assert (added["name"], added["width"], added["answers"]) == ("p", 576, None)
