"""``posdesk stock``: what is there, goods that come in, corrections, stocktakes."""

from __future__ import annotations

import pytest

from tests.cli.commands import Terminal

BOWL = "GOM-03"


def test_goods_that_come_in_are_there_with_their_cost(posdesk: Terminal) -> None:
    got = posdesk("--json", "stock", "receive", BOWL, "24", "--cost", "21k", "--note", "Lò Bát")
    figures = got.json()
    assert (figures["before"], figures["change"], figures["on_hand"]) == ("120", "24", "144")
    assert figures["cost"] == 21_000
    shown = posdesk("--json", "stock", "show", BOWL).json()
    assert shown["on_hand"] == "144"
    newest = shown["movements"][0]
    assert (newest["kind"], newest["quantity"], newest["reason"]) == ("receipt", "24", "Lò Bát")
    assert [(p["before"], p["after"]) for p in shown["prices"]] == [(19_000, 21_000)]


def test_a_barcode_names_the_goods_as_well(posdesk: Terminal) -> None:
    assert posdesk("stock", "receive", "2000000000039", "1").out == (
        "GOM-03  Chén trà men rạn: 120 → 121 cái\n"
    )


@pytest.mark.parametrize(("difference", "left"), [("-2", "118"), ("+3", "123"), ("4", "124")])
def test_a_correction_goes_both_ways(posdesk: Terminal, difference: str, left: str) -> None:
    done = posdesk("--json", "stock", "adjust", BOWL, difference, "--reason", "vỡ")
    assert done.json()["on_hand"] == left


def test_a_count_says_what_was_expected(posdesk: Terminal) -> None:
    counted = posdesk("--json", "stock", "count", BOWL, "117", "--reason", "kiểm kho").json()
    assert (counted["before"], counted["change"], counted["on_hand"]) == ("120", "-3", "117")
    shown = posdesk("stock", "show", BOWL, "--limit", "1").out
    assert "\u22123 = 117  Counted · expected 120 · kiểm kho" in shown
    assert posdesk("--json", "verify").json()["ok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "NONE"), "unknown_product"),
        (("receive", BOWL, "0"), "bad_quantity"),
        (("receive", BOWL, "0.5"), "fraction_not_weighed"),
        (("receive", BOWL, "1", "--unit", "lốc"), "unknown_unit"),
        (("receive", BOWL, "1", "--cost", "x"), "bad_amount"),
        (("adjust", BOWL, "-121", "--reason", "mất"), "stock_short"),
        (("adjust", BOWL, "1", "--reason", " "), "reason_needed"),
        (("count", BOWL, "x"), "bad_quantity"),
    ],
)
def test_what_cannot_be_is_refused(posdesk: Terminal, words: tuple[str, ...], code: str) -> None:
    ran = posdesk("stock", *words)
    assert (ran.code, ran.err.partition(":")[0]) == (1, code)
    assert posdesk("--json", "stock", "show", BOWL).json()["on_hand"] == "120"
