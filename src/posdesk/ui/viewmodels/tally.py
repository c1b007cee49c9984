"""What is still due by one way to pay, after the parts that were taken."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.money import LARGEST
from posdesk.domain.sale import TenderMethod
from posdesk.domain.tender import Offer, RoundCash
from posdesk.ui.viewmodels.typed import thousands_meant

LARGEST_NOTE = 500_000
"""The State Bank of Vietnam issues none above it: nobody hands over one more than is needed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a payment, đồng.

    Attributes:
        size: the due before cash rounding, >= 0 whichever way the money goes.
        gives_back: the money goes to the customer.
        offers: the parts taken so far.
    """

    size: int
    gives_back: bool
    round_cash: RoundCash
    method: TenderMethod
    offers: tuple[Offer, ...]

    @property
    def by_cash(self) -> bool:
        """Whether cash is taken: only that gives change."""
        return self.method is TenderMethod.CASH and not self.gives_back

    @property
    def by_code(self) -> bool:
        """Whether the customer pays by a code that is shown first."""
        return self.method is TenderMethod.TRANSFER and not self.gives_back

    @property
    def left(self) -> int:
        """Still due by the method, cash rounded; negative where the parts are too much."""
        return self._for_cash + self.rounding - self._cash

    @property
    def rest(self) -> int:
        """Still due, never less than nothing."""
        return max(0, self.left)

    @property
    def rounding(self) -> int:
        """What cash rounding does to the rest."""
        if self.method is not TenderMethod.CASH:
            return 0
        size = max(0, self._for_cash)
        return self.round_cash(size) - size

    @property
    def needed(self) -> bool:
        """Whether one more tender is needed: also cash that is rounded down to nothing."""
        cash = any(offer.method is TenderMethod.CASH for offer in self.offers)
        return bool(self.rest) or (bool(self.rounding) and not cash)

    @property
    def most(self) -> int:
        """The largest amount that can be typed."""
        return LARGEST if self.by_cash else self.rest

    def change(self, typed: int | None) -> int | None:
        """What goes back of the cash; None where none was typed, or not enough."""
        if typed is None:
            return -self.left if self.left < 0 and not self.gives_back else None
        return typed - self.left if typed >= self.left and self.by_cash else None

    def meant(self, typed: int | None) -> int | None:
        """What is probably meant where too few or too many zeros were typed; else None."""
        thousands = thousands_meant(typed or 0)
        if thousands is not None and thousands <= self.most and (typed or 0) < self.rest:
            return thousands
        return self._fewer_zeros(typed) if (self.change(typed) or 0) >= LARGEST_NOTE else None

    def _fewer_zeros(self, typed: int | None) -> int:
        """What leaves a change that can be, by as few zeros less as that takes."""
        fewer = typed or 0
        while fewer - self.left >= LARGEST_NOTE:
            fewer //= 10
        return max(fewer, self.rest)

    @property
    def _cash(self) -> int:
        return sum(o.amount or 0 for o in self.offers if o.method is TenderMethod.CASH)

    @property
    def _for_cash(self) -> int:
        return self.size - (sum(offer.amount or 0 for offer in self.offers) - self._cash)
