"""``posdesk customers`` and sales on debt: the same rules as at the window."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import Terminal

CUP = {"code": "GOM-03", "quantity": 2}


@pytest.fixture
def lan(posdesk: Terminal) -> Terminal:
    """A shop with a customer who may owe 200.000."""
    words = ("--phone", "+84 912 345 678", "--limit", "200k", "--consent")
    assert posdesk("customers", "add", "Chị Lan", *words).code == 0
    return posdesk


def sell(posdesk: Terminal, **request: object) -> dict[str, object]:
    """One request, and what came of it."""
    body = {"lines": [CUP], "tenders": [{"method": "debt", "amount": "exact"}], **request}
    wish = posdesk.data.parent / "sale.jsonl"
    wish.write_text(json.dumps(body), encoding="utf-8")
    answer: dict[str, object] = posdesk("sell", str(wish)).json()
    return answer


def test_a_customer_is_added_and_listed(lan: Terminal) -> None:
    (row,) = lan("--json", "customers", "list", "lan").json()

    assert (row["code"], row["name"], row["phone"]) == ("KH001", "Chị Lan", "0912345678")
    assert (row["owes"], row["debt_limit"]) == (0, 200_000)
    assert row["consent"]
    assert lan("customers", "list", "khong ai").out == ""


@pytest.mark.parametrize("who", ["KH001", "0912345678", "+84912345678"])
def test_a_sale_on_debt_is_owed_and_paid_in_parts(lan: Terminal, who: str) -> None:
    sold = sell(lan, customer=who)
    assert sold["status"] == "committed"
    total = sold["total"]
    assert sold["tenders"] == [{"method": "debt", "amount": total}]
    assert isinstance(total, int)

    left = lan("--json", "customers", "pay", who, "10k").json()
    assert left["owes"] == total - 10_000
    assert [change["kind"] for change in left["changes"]] == ["sale", "payment"]
    figures = lan("--json", "shift", "status").json()
    assert (figures["total"], figures["cash_expected"]) == (total, 10_000)
    assert figures["debts"] == {"cash": 10_000}
    (debtor,) = lan("--json", "customers", "list", "--debtors").json()
    assert debtor["owes"] == total - 10_000
    assert lan("--json", "verify").json()["ok"]


def test_what_cannot_be_owed_is_refused_with_its_code(lan: Terminal) -> None:
    assert sell(lan)["code"] == "debt_needs_customer"
    assert sell(lan, customer="0900000000")["code"] == "unknown_customer"
    lan("customers", "owe", "KH001", "199.000", "--since", "2026-01-31")
    refused = sell(lan, customer="KH001")
    assert refused["code"] == "debt_limit"
    assert "Chị Lan" in str(refused["message"])
    assert lan("--json", "shift", "status").code == 1


def test_the_paper_book_comes_over_with_its_day(lan: Terminal) -> None:
    owes = lan("--json", "customers", "owe", "KH001", "50k", "--since", "2026-01-31").json()

    assert (owes["owes"], owes["since"]) == (50_000, "2026-01-31")
    assert lan("customers", "owe", "KH001", "1k", "--since", "gần đây").err.startswith("bad_date")
    assert lan("customers", "pay", "KH001", "1k").err.startswith("no_shift")


def test_an_erased_person_is_listed_no_more(lan: Terminal) -> None:
    assert lan("customers", "erase", "KH001").code == 0
    assert lan("--json", "customers", "list").json() == []
    assert lan("customers", "show", "0912345678").err.startswith("unknown_customer")
