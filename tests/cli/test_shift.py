"""The shift's commands tell of bills that are not finished."""

from __future__ import annotations

from posdesk.bootstrap import Posdesk
from posdesk.domain.cart import Cart
from posdesk.domain.sale import TenderMethod
from posdesk.domain.tender import Offer
from posdesk.runtime.ids import new_id
from posdesk.services.drafts import OpenBill
from tests.cli.commands import Terminal

NBSP = "\u00a0"


def keep_a_bill(posdesk: Terminal) -> None:
    """A bill at the till's window, 100.000 of it paid in cash."""
    offers = (Offer(TenderMethod.CASH, 100_000),)
    with Posdesk().open(str(posdesk.data)) as shop:
        shop.drafts.save(shop.actor, OpenBill(new_id(), Cart(), held=True, offers=offers))


def test_the_close_tells_what_was_paid_on_unfinished_bills(posdesk: Terminal) -> None:
    posdesk("shift", "open", "--float", "200k")
    keep_a_bill(posdesk)
    status = posdesk("shift", "status").out
    assert f"Received, not sold yet: 100.000{NBSP}₫" in status
    closed = posdesk("--json", "shift", "close", "--counted", "300k")
    assert closed.err == (
        f"Unfinished bills: 1; 100.000{NBSP}₫ was paid on them. They go on in the next shift.\n"
    )
    figures = closed.json()
    assert (figures["unfinished"], figures["difference"]) == ({"cash": 100_000}, 0)
    assert posdesk("--json", "verify").json()["ok"]


def test_a_close_without_unfinished_bills_says_nothing_of_them(posdesk: Terminal) -> None:
    posdesk("shift", "open", "--float", "200k")
    assert "not sold yet" not in posdesk("shift", "status").out
    assert posdesk("shift", "close", "--counted", "200k").err == ""
