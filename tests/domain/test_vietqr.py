from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import Refused
from posdesk.domain.text import fold_ascii
from posdesk.domain.vietqr import LARGEST, TO_ACCOUNT, TO_CARD, VietQR, build, crc16, read
from tests.domain.shapes import refusal

DATA = Path(__file__).parents[1] / "data/vietqr-vectors.json"
VECTORS: dict[str, list[dict[str, Any]]] = json.loads(DATA.read_text("utf-8"))
BUILT = VECTORS["build"] + VECTORS["quoted"]
READ_ONLY = VECTORS["parse_only"]

SHOP = VietQR(bin="970436", account="1017595600")


def asked(inputs: dict[str, str]) -> VietQR:
    """A vector's inputs in our words."""
    names = {"bank_bin": "bin", "card": "account", "merchant_name": "name", "merchant_city": "city"}
    fields: dict[str, Any] = {names.get(key, key): value for key, value in inputs.items()}
    fields["dynamic"] = fields.pop("init") == "12"
    if "amount" in fields:
        fields["amount"] = int(fields["amount"])
    return VietQR(**fields)


def signed(body: str) -> str:
    return f"{body}6304{crc16(body + '6304')}"


def with_block(block: str, rest: str = "53037045802VN") -> str:
    """A code with ``block`` as tag 38 and a right check sum."""
    return signed(f"00020101021138{len(block):02}{block}{rest}")


def refused(payload: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        read(payload)
    return refusal(caught)


@pytest.mark.parametrize("vector", BUILT, ids=lambda vector: vector["id"])
def test_codes_of_other_builders_are_built_to_the_byte(vector: dict[str, Any]) -> None:
    assert build(asked(vector["inputs"])) == vector["payload"]


@pytest.mark.parametrize("vector", BUILT, ids=lambda vector: vector["id"])
def test_codes_of_other_builders_are_read(vector: dict[str, Any]) -> None:
    assert read(vector["payload"]) == asked(vector["inputs"])


@pytest.mark.parametrize("vector", READ_ONLY, ids=lambda vector: vector["id"])
def test_a_check_in_small_letters_is_read(vector: dict[str, Any]) -> None:
    found = read(vector["payload_as_read"])
    assert (found.bin, found.account) == (vector["inputs"]["bank_bin"], vector["inputs"]["account"])


@pytest.mark.parametrize("vector", VECTORS["crc16"], ids=lambda vector: vector["in"] or "empty")
def test_the_check_sum(vector: dict[str, str]) -> None:
    assert crc16(vector["in"]) == vector["crc"]


@pytest.mark.parametrize("vector", VECTORS["fold_ascii"], ids=lambda vector: vector["in"])
def test_texts_are_folded_to_ascii(vector: dict[str, str]) -> None:
    assert fold_ascii(vector["in"]) == vector["out"]


alphanumeric = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", min_size=1)
printable = st.characters(min_codepoint=32, max_codepoint=126)


def folded(limit: int) -> st.SearchStrategy[str]:
    return st.text(printable, max_size=limit).map(fold_ascii)


requests = st.builds(
    VietQR,
    bin=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=alphanumeric.map(lambda text: text[:19]),
    amount=st.none() | st.integers(1, LARGEST),
    purpose=folded(25),
    service=st.sampled_from([TO_ACCOUNT, TO_CARD]),
    name=folded(25),
    city=folded(15),
    dynamic=st.none() | st.booleans(),
    bill_number=folded(14),
    store_label=folded(14),
    reference_label=folded(13),
    terminal_label=folded(13),
)


@settings(max_examples=200, deadline=None)
@given(requests)
def test_what_is_built_reads_back(request: VietQR) -> None:
    dynamic = request.amount is not None if request.dynamic is None else request.dynamic
    assert read(build(request)) == replace(request, dynamic=dynamic)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_one_wrong_character_is_never_read(data: st.DataObject) -> None:
    payload = build(replace(SHOP, amount=185_000, purpose="PD7K3M9Q"))
    place = data.draw(st.integers(0, len(payload) - 1))
    other = data.draw(printable.filter(lambda char: char.upper() != payload[place]))
    refused(payload[:place] + other + payload[place + 1 :])


def test_a_code_is_for_one_use_where_it_has_an_amount() -> None:
    assert build(SHOP)[6:12] == "010211"
    assert build(replace(SHOP, amount=1))[6:12] == "010212"
    assert build(replace(SHOP, amount=1, dynamic=False))[6:12] == "010211"
    assert build(replace(SHOP, dynamic=True))[6:12] == "010212"


def test_vietnamese_texts_lose_their_marks() -> None:
    found = read(build(replace(SHOP, purpose="Tiền cọc đèn", name="Gốm Bát Tràng", city="Hà Nội")))
    assert (found.purpose, found.name, found.city) == ("Tien coc den", "Gom Bat Trang", "Ha Noi")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"bin": "97043"}, "vietqr_bank"),
        ({"bin": "97043６"}, "vietqr_bank"),
        ({"account": ""}, "vietqr_account"),
        ({"account": "1" * 20}, "vietqr_account"),
        ({"account": "101 759"}, "vietqr_account"),
        ({"account": "số 1"}, "vietqr_account"),
        ({"service": "QRPUSH"}, "vietqr_service"),
        ({"amount": 0}, "vietqr_amount"),
        ({"amount": -1}, "vietqr_amount"),
        ({"amount": 10**13}, "vietqr_amount"),
        ({"purpose": "x" * 26}, "vietqr_text_too_long"),
        ({"name": "x" * 26}, "vietqr_text_too_long"),
        ({"city": "x" * 16}, "vietqr_text_too_long"),
        (
            dict.fromkeys(("purpose", "bill_number", "store_label", "terminal_label"), "x" * 25),
            "vietqr_texts_too_long",
        ),
    ],
)
def test_a_wrong_request_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as caught:
        build(replace(SHOP, **wrong))
    assert refusal(caught)[0] == code


def test_a_text_is_never_cut_and_the_refusal_says_how_long_it_may_be() -> None:
    with pytest.raises(Refused) as caught:
        build(replace(SHOP, purpose="Thanh toán đơn hàng số 001234"))
    assert refusal(caught) == (
        "vietqr_text_too_long",
        {"field": "purpose", "length": 29, "limit": 25},
    )


def test_the_length_counts_after_folding() -> None:
    apart = "e\u0301" * 25
    assert read(build(replace(SHOP, purpose=apart))).purpose == "e" * 25


@pytest.mark.parametrize(
    "payload",
    [
        # github duymainek/vietqr_gen, test/vietqr_parse_test.dart
        (
            "00020101021138540010A00000072701240006970407011096020919960208QRIBFTTA"
            "53037045802VN830084006304072F"
        ),
        with_block("0010A00000072701240006970407011096020919960208QRIBFTTA", "540062008003046"),
    ],
)
def test_empty_objects_and_unknown_ones_are_let_pass(payload: str) -> None:
    assert read(payload) == VietQR("970407", "9602091996", dynamic=False)


@pytest.mark.parametrize("vector", VECTORS["invalid"], ids=lambda vector: vector["id"])
def test_broken_codes_of_the_specification_are_refused(vector: dict[str, Any]) -> None:
    refused(vector["payload"])


def test_a_right_check_sum_does_not_hide_a_broken_account() -> None:
    specification_6_1_1 = VECTORS["invalid"][1]["payload"]
    assert crc16(specification_6_1_1[:-4]) == specification_6_1_1[-4:]
    assert refused(specification_6_1_1) == ("vietqr_structure", {"inside": "38.01", "at": 27})


@pytest.mark.parametrize("payload", ["", "https://example.com/p/1", "8936136161020", "0002"])
def test_what_is_no_payment_code(payload: str) -> None:
    assert refused(payload) == ("vietqr_unknown", {})


@pytest.mark.parametrize(
    "payload",
    [
        build(SHOP)[:-1],
        build(SHOP)[:-8],
        build(SHOP)[:40],
        "000201" + "\ud800" * 20,
    ],
)
def test_a_code_cut_short(payload: str) -> None:
    assert refused(payload) == ("vietqr_damaged", {})


def test_a_vnpay_code_is_named() -> None:
    payload = (
        "00020101021126280010A000000775011001087990425204597753037045802VN5909MYPHAMHER6005HANOI"
        "62260311MY PHAM HER0707MPHER0163041C50"
    )
    assert refused(payload) == ("vietqr_vnpay", {})


def test_another_kind_of_payment_code_is_named() -> None:
    payload = (
        "00020101021126610013vn.airpay.www014000000201010100064185noC4efDjGKq0or5GbeBz"
        "5204581253037045910RESTAURANT6009HOCHIMINH5802VN6304DA5C"
    )
    assert refused(payload) == ("vietqr_not_transfer", {})


def test_a_wallet_behind_a_bank_is_read() -> None:
    found = read(
        "00020101021138620010A00000072701320006970454011899MM24011M348750800208QRIBFTTA"
        "53037045802VN62190515MOMOW2W3487508080030466304EBC8"
    )
    assert (found.bin, found.account) == ("970454", "99MM24011M34875080")
    assert found.reference_label == "MOMOW2W34875080"


GOOD_BLOCK = "0010A00000072701240006970436011010175956000208QRIBFTTA"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (with_block(GOOD_BLOCK, "53038405802VN"), "vietqr_currency"),
        (with_block(GOOD_BLOCK, "5303704540150"), "vietqr_structure"),
        (with_block(GOOD_BLOCK, "530370454041,505802VN"), "vietqr_amount"),
        (with_block(GOOD_BLOCK, "5303704540105802VN"), "vietqr_amount"),
        (with_block(GOOD_BLOCK, "53037045405100.55802VN"), "vietqr_amount"),
        (with_block(GOOD_BLOCK, "530370454041000540420005802VN"), "vietqr_structure"),
        (with_block(GOOD_BLOCK, "53037045802VN62080807PD7K3M"), "vietqr_structure"),
        (with_block("0010A000000727" + "0100" + "0208QRIBFTTA"), "vietqr_bank"),
        (with_block("0010A000000727" + "01100006970436"), "vietqr_account"),
        (with_block("0010A000000728" + GOOD_BLOCK[14:]), "vietqr_not_transfer"),
        (with_block(GOOD_BLOCK + "02"), "vietqr_structure"),
        (with_block(GOOD_BLOCK[:-1]), "vietqr_structure"),
    ],
)
def test_traps_with_a_right_check_sum(payload: str, code: str) -> None:
    assert refused(payload)[0] == code


def test_a_code_whose_last_object_swallows_the_check_is_refused() -> None:
    body = f"0002010102113854{GOOD_BLOCK}53037045802VN5916SHOP ABC"
    assert refused(signed(body)) == ("vietqr_structure", {"inside": "63", "at": len(body) + 1})


@pytest.mark.parametrize("written", ["50000", "50000.", "50000.00", "0050000"])
def test_an_amount_however_written(written: str) -> None:
    payload = with_block(GOOD_BLOCK, f"530370454{len(written):02}{written}5802VN")
    assert read(payload).amount == 50_000


def test_texts_of_a_foreign_code_are_cleaned() -> None:
    payload = with_block(GOOD_BLOCK, "53037045802VN62110807\x1b@\u202eLê \x00")
    assert read(payload).purpose == "@Lê"


def test_spaces_around_a_pasted_code_do_no_harm() -> None:
    assert read(f"  {build(SHOP)}\n").account == SHOP.account
