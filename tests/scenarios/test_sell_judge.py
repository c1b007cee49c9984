"""``posdesk sell`` before an independent judge; ``python -m tests.judge`` plays more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.judge.goods import Rules
from tests.judge.harness import FAULTS, Till, play
from tests.judge.shop import make_shop
from tests.judge.variants import VARIANTS

PLAYED = (
    "tax in the price, 1000 half-up",
    "tax on top, 500 up",
    "no tax, 1000 half-up, nothing below zero",
    "rules that change",
)


@pytest.mark.parametrize("name", PLAYED)
def test_every_answer_is_what_the_judge_says(name: str, tmp_path: Path) -> None:
    report = play(tmp_path, make_shop(1), VARIANTS[name], 250, seed=2)
    assert report.wrong == []
    assert report.answers["committed"] > 100
    assert report.answers["refused"] > 30


@pytest.mark.parametrize(
    ("fault", "seen"), [("tax", ": tax "), ("spread", ": discount "), ("movement", "stock of ")]
)
def test_the_judge_sees_a_planted_fault(fault: str, seen: str, tmp_path: Path) -> None:
    """The same requests without the fault are all answered right, in the first test."""
    rules = VARIANTS["tax in the price, 1000 half-up"]
    report = play(tmp_path, make_shop(1), rules, 250, seed=2, fault=fault)
    assert any(seen in wrong for wrong in report.wrong)


def test_every_fault_is_shown() -> None:
    assert set(FAULTS) == {"tax", "spread", "movement"}


def test_a_repeat_is_answered_when_its_goods_can_no_longer_be_sold(tmp_path: Path) -> None:
    """The label of a scale the shop has thrown away since."""
    till = Till(tmp_path, make_shop(1), Rules())
    tenders = [{"method": "cash", "amount": "exact"}]
    request = json.dumps({"key": "a", "lines": [{"code": "2610001005003"}], "tenders": tenders})
    first = json.loads(till.sell([request])[0])
    assert (first["status"], first["lines"][0]["quantity"]) == ("committed", "0.5")
    till.run("settings", "set", "scan.scale_labels", "")
    other = request.replace('"a"', '"b"')
    again, refused = map(json.loads, till.sell([request, other]))
    assert again == {**first, "replayed": True}
    assert refused["code"] == "unknown_barcode"


def test_a_refused_request_writes_nothing(tmp_path: Path) -> None:
    """I14: not even the shop's file changes, but for the shift that sell opens."""
    till = Till(tmp_path, make_shop(1), Rules())
    till.run("shift", "open", "--float", "200000")
    before = till.content()
    assert len(before["shift"]) == 1
    answers = till.sell(['{"lines": [{"code": "SP001", "quantity": 1}], "tenders": []}', "?"])
    assert [json.loads(answer)["status"] for answer in answers] == ["refused", "refused"]
    assert till.content() == before
