from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest

from posdesk.domain.banks import account_number, find_bank, holder_name, parse_banks, search_banks
from posdesk.domain.errors import Refused
from tests.domain.shapes import refusal

LIST = (files("posdesk") / "resources/banks.json").read_text("utf-8")
BANKS = parse_banks(LIST)
ROW = {
    "bin": "970436",
    "code": "VCB",
    "short_name": "Vietcombank",
    "full_name": "Ngân hàng TMCP Ngoại thương Việt Nam",
    "transfer": True,
    "receive": True,
    "deprecated": False,
}


@pytest.mark.parametrize("text", ["12ab", "01-234567", "０１２３４５６", "1" * 20])
def test_what_no_bank_gives_is_no_account(text: str) -> None:
    with pytest.raises(Refused, match="bank_account"):
        account_number(text)
    assert account_number(" 0011 0041 23456\n") == "0011004123456"


def test_the_list_has_the_banks_of_vietqr() -> None:
    assert len({bank.bin for bank in BANKS}) == 58
    present = Counter(bank.bin for bank in BANKS if not bank.deprecated)
    assert set(present.values()) == {1}


@pytest.mark.parametrize("text", ["970436", "VCB", "vcb", " Vietcombank "])
def test_a_bank_by_what_people_type(text: str) -> None:
    bank = find_bank(BANKS, text)
    assert bank is not None
    assert bank.bin == "970436"


@pytest.mark.parametrize(
    ("text", "short_name"), [("970406", "Vikki Bank"), ("970414", "MBV"), ("LPB", "LPBank")]
)
def test_a_renamed_bank_has_its_present_name(text: str, short_name: str) -> None:
    for banks in (BANKS, BANKS[::-1]):
        bank = find_bank(banks, text)
        assert bank is not None
        assert bank.short_name == short_name


@pytest.mark.parametrize("text", ["", "999999", "VC"])
def test_no_bank_for_anything_else(text: str) -> None:
    assert find_bank(BANKS, text) is None


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ({"bin": "97043"}, 2),
        ({"bin": 970436}, 2),
        ({"transfer": 1}, 2),
        ({"swift": "X"}, 2),
    ],
)
def test_a_list_with_a_bad_row_is_refused(change: dict[str, object], row: int) -> None:
    with pytest.raises(Refused) as caught:
        parse_banks(json.dumps({"banks": [ROW, ROW | change]}))
    assert refusal(caught) == ("bank_list", {"row": row})


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"banks": 1}', '{"banks": [1]}'])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_banks(text)
    assert refusal(caught)[0] == "bank_list"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("vcb", "970436"),
        ("vietc", "970436"),
        ("ngoai thuong", "970436"),
        ("tech", "970407"),
        ("mb", "970422"),
        ("mb bank", "970422"),
        ("MBBank", "970422"),
    ],
)
def test_the_bank_that_is_searched_comes_first(text: str, first: str) -> None:
    assert search_banks(BANKS, text, 5)[0].bin == first


def test_a_search_gives_banks_that_can_be_paid_by_their_present_name() -> None:
    found = search_banks(BANKS, "", 100)
    assert all(bank.receive and not bank.deprecated for bank in found)
    assert not search_banks(BANKS, "dong a ocean", 5)
    assert len(search_banks(BANKS, "viet", 3)) == 3


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NGUYỄN VĂN A", "NGUYEN VAN A"),
        ("  đỗ  thị   hoà ", "DO THI HOA"),
        ("Hộ KD Gốm – Bàu Trúc", "HO KD GOM BAU TRUC"),
        ("", ""),
    ],
)
def test_a_holder_is_written_as_banks_do(typed: str, written: str) -> None:
    assert holder_name(typed) == written
    assert holder_name(written) == written
