"""What the bill's side of the till shows, ready to read."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.ui.shown import BillRow, Choice


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure beside the total; ``strong`` where something is to be done about it."""

    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The sale just made, shown until the next one begins.

    Attributes:
        change: out of the cash handed over, empty if there was none.
        word: what was done with the money, where there is no change to give.
        amount: how much of it.
        news: what there is to know beside it, empty after a sale as it should be.
    """

    number: str
    total: str
    change: str
    word: str
    amount: str
    news: str = ""


@dataclass(frozen=True, slots=True)
class BillState:
    """What the bill's side of the till shows.

    Attributes:
        current: the line that keys work on.
        due: đồng, before cash rounding.
        paid: what the customer has paid of it so far, and what that leaves.
        customer: who buys and what they owe, empty for nobody in particular.
        held: the bills put aside, oldest first.
        done: the sale just made; None once the next bill has begun.
    """

    rows: tuple[BillRow, ...] = ()
    current: int | None = None
    facts: tuple[Fact, ...] = ()
    due: int = 0
    paid: Fact | None = None
    note: str = ""
    customer: str = ""
    held: tuple[Choice, ...] = ()
    done: Done | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to pay for."""
        return not self.rows

    @property
    def blank(self) -> bool:
        """Whether nothing would be lost with the bill: no goods, and no money either."""
        return self.empty and self.paid is None
