from __future__ import annotations

import argparse
import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from posdesk.cli import vietqr, words
from posdesk.domain.errors import Refused, Trouble

STATIC = (
    "00020101021138540010A00000072701240006970436011010175956000208QRIBFTTA53037045802VN630438BB"
)
DYNAMIC = (
    "00020101021238540010A00000072701240006970436011010175956000208QRIBFTTA530370454061850005802VN"
    "62120808PD7K3M9Q63040A76"
)
SHOP = ("--bank", "970436", "--account", "1017595600")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posdesk.runtime.i18n._current", ["en"])


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="posdesk")
    parser.add_argument("--json", action="store_true")
    subparsers = parser.add_subparsers(required=True)
    vietqr.add(subparsers)
    words.add(subparsers)
    args = parser.parse_args(arguments)
    code: int = args.run(args)
    return code


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert command(*arguments) == 0
    return capsys.readouterr().out


def refused(*arguments: str) -> str:
    with pytest.raises(Refused) as caught:
        command(*arguments)
    return caught.value.code


@pytest.mark.parametrize("bank", ["970436", "VCB", "vcb"])
def test_a_code_for_any_amount(capsys: pytest.CaptureFixture[str], bank: str) -> None:
    assert said(capsys, "vietqr", "make", "--bank", bank, *SHOP[2:]) == f"{STATIC}\n"


def test_a_code_for_one_sale(capsys: pytest.CaptureFixture[str]) -> None:
    sale = ("--amount", "185000", "--purpose", "PD7K3M9Q")
    assert said(capsys, "vietqr", "make", *SHOP, *sale) == f"{DYNAMIC}\n"
    as_json = json.loads(said(capsys, "--json", "vietqr", "make", *SHOP, *sale))
    assert as_json == {"payload": DYNAMIC}


@pytest.mark.parametrize(("flag", "tag"), [("--static", "010211"), ("--dynamic", "010212")])
def test_how_often_a_code_may_be_used(
    capsys: pytest.CaptureFixture[str], flag: str, tag: str
) -> None:
    for amount in ((), ("--amount", "9999999999999")):
        assert said(capsys, "vietqr", "make", *SHOP, *amount, flag)[6:12] == tag


def test_a_bank_younger_than_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    payload = said(capsys, "vietqr", "make", "--bank", "999999", "--account", "A1").strip()
    fields = json.loads(said(capsys, "vietqr", "read", payload))
    assert (fields["bin"], fields["bank"], fields["account"]) == ("999999", None, "A1")


def test_reading_gives_the_fields(capsys: pytest.CaptureFixture[str]) -> None:
    fields = json.loads(said(capsys, "vietqr", "read", DYNAMIC))
    filled = {key: value for key, value in fields.items() if value != ""}
    assert filled == {
        "bin": "970436",
        "bank": "Vietcombank",
        "account": "1017595600",
        "service": "QRIBFTTA",
        "amount": 185_000,
        "purpose": "PD7K3M9Q",
        "dynamic": True,
    }


def test_a_card_a_name_and_a_city(capsys: pytest.CaptureFixture[str]) -> None:
    shop = ("--service", "QRIBFTTC", "--name", "Gốm Bát Tràng", "--city", "Hà Nội")
    payload = said(capsys, "vietqr", "make", *SHOP, *shop).strip()
    fields = json.loads(said(capsys, "vietqr", "read", payload))
    assert [fields[key] for key in ("service", "name", "city", "amount")] == [
        "QRIBFTTC",
        "Gom Bat Trang",
        "Ha Noi",
        None,
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((*SHOP, "--amount", "0"), "vietqr_amount"),
        ((*SHOP, "--amount", "-5"), "bad_amount"),
        ((*SHOP, "--amount", "1.5"), "bad_amount"),
        ((*SHOP, "--amount", "10000000000000"), "too_large"),
        ((*SHOP, "--purpose", "x" * 26), "vietqr_text_too_long"),
        ((*SHOP, "--service", "QRPUSH"), "vietqr_service"),
        (("--bank", "NOBANK", "--account", "1"), "unknown_bank"),
        (("--bank", "97043", "--account", "1"), "unknown_bank"),
    ],
)
def test_a_wrong_request_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    assert refused("vietqr", "make", *arguments) == code
    assert capsys.readouterr().out == ""


def test_a_damaged_code_is_refused() -> None:
    assert refused("vietqr", "read", STATIC[:-1] + "C") == "vietqr_damaged"


def test_the_picture_has_a_quiet_zone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "code.png"
    assert said(capsys, "vietqr", "make", *SHOP, "-o", str(picture)) == f"{STATIC}\n"
    image = Image.open(BytesIO(picture.read_bytes())).convert("L")
    module = 10
    code = image.point(lambda grey: 255 - grey).getbbox()
    assert image.width == image.height == (37 + 8) * module, "version 5 at level M"
    assert code == (4 * module, 4 * module, 41 * module, 41 * module)


@pytest.mark.oracle
def test_another_reader_reads_the_picture(tmp_path: Path) -> None:
    zbar = pytest.importorskip("pyzbar.pyzbar", exc_type=ImportError)
    picture = tmp_path / "code.png"
    command(
        "vietqr", "make", *SHOP, "--amount", "185000", "--purpose", "PD7K3M9Q", "-o", str(picture)
    )
    (found,) = zbar.decode(Image.open(picture))
    assert found.data.decode() == DYNAMIC


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        command("vietqr", "make", *SHOP, "-o", str(tmp_path / "no" / "code.png"))
    assert caught.value.code == "cannot_write"


@pytest.mark.parametrize("number", ["1000500", "1.000.500"])
def test_an_amount_in_words(capsys: pytest.CaptureFixture[str], number: str) -> None:
    assert said(capsys, "words", number) == "Một triệu không nghìn năm trăm đồng\n"


def test_words_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "--json", "words", "1000000000000000")) == {
        "number": 10**15,
        "words": "một triệu tỷ",
        "amount": "Một triệu tỷ đồng",
    }


@pytest.mark.parametrize(
    ("number", "code"),
    [("-1", "bad_amount"), ("1,5", "bad_amount"), ("năm", "bad_amount"), ("9" * 19, "too_large")],
)
def test_what_is_no_amount_is_refused(number: str, code: str) -> None:
    assert refused("words", number) == code


@pytest.mark.parametrize("arguments", [("vietqr",), ("vietqr", "make"), ("words",)])
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        command(*arguments)
    assert caught.value.code == 2
