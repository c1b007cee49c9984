"""The program with a fault planted in it, to show that the judge sees it.

``python -m tests.judge.till.planted FAULT ARGUMENT...``
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from posdesk import bootstrap
from posdesk.domain import pricing
from posdesk.domain.tax import tax_of
from posdesk.storage import unit_of_work
from posdesk.storage.postings import Posting, posting_of


def tax() -> None:
    """The tax of a line is cut off instead of rounded."""

    def cut_off(net: int, code: str, *, prices_include: bool) -> int:
        tax = tax_of(net, code, prices_include=prices_include)
        of_twice = tax_of(net * 2, code, prices_include=prices_include)
        return tax - 1 if of_twice < 2 * tax else tax

    _replace(pricing, "tax_of", cut_off)


def spread() -> None:
    """Each share of the bill's discount is rounded by itself, the last line takes the rest."""

    def each_by_itself(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
        whole = sum(weights)
        if not whole:
            return tuple(0 for _ in weights)
        shares = [amount * weight // whole for weight in weights[:-1]]
        return (*shares, amount - sum(shares))

    _replace(pricing, "share_out", each_by_itself)


def movement() -> None:
    """A bill with several lines loses the stock movement of its last one."""

    def losing(record: object) -> Posting:
        posting = posting_of(record)
        if posting.kind != "sale" or len(posting.rows[-1]) < 2:
            return posting
        return replace(posting, rows=(*posting.rows[:-1], posting.rows[-1][:-1]))

    _replace(unit_of_work, "posting_of", losing)


def _replace(module: Any, name: str, fault: Callable[..., Any]) -> None:  # noqa: ANN401 - a module
    """A name that is gone must not leave the program whole."""
    getattr(module, name)
    setattr(module, name, fault)


FAULTS = {fault.__name__: fault for fault in (tax, spread, movement)}


if __name__ == "__main__":
    FAULTS[sys.argv.pop(1)]()
    sys.exit(bootstrap.main())
