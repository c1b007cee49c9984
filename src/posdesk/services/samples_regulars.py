"""The regulars of an invented shop: they come back, some buy on debt and pay later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from posdesk.domain.access import Actor
from posdesk.domain.debt import DebtEntry, DebtKind
from posdesk.domain.sale import TenderMethod
from posdesk.domain.shift import Shift
from posdesk.domain.tender import Offer
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.store import Work

_SMALL, _STEP = 300_000, 10_000
"""A debt up to the one is paid whole, of a larger one half in steps of the other, đồng."""


@dataclass
class Regulars:
    """Customers and what each owes; nothing is left to chance where there are none."""

    chance: Random
    ids: Sequence[UUID] = ()
    owed: Counter[UUID] = field(default_factory=Counter)

    def comes(self) -> UUID | None:
        """Who buys next: mostly somebody nobody knows, some regulars more often than others."""
        if not self.ids or self.chance.random() > 0.1:
            return None
        return self.ids[int(len(self.ids) * self.chance.random() ** 2)]

    def offer(self, who: UUID | None, due: int) -> Offer | None:
        """On debt, now and then."""
        if who is None or self.chance.random() > 0.25:
            return None
        self.owed[who] += due
        return Offer(TenderMethod.DEBT, None)

    def pay(self, work: Work, actor: Actor, shift: Shift, clock: Clock) -> None:
        """A few of those who owe pay in cash, all of it or a part."""
        for who, owes in sorted(self.owed.items()):
            if owes and self.chance.random() < 0.06:
                amount = owes if owes <= _SMALL else owes // 2 // _STEP * _STEP
                self.owed[who] -= amount
                work.post(_payment(who, amount, actor, shift, clock))


def _payment(who: UUID, amount: int, actor: Actor, shift: Shift, clock: Clock) -> DebtEntry:
    return DebtEntry(
        id=new_id(),
        customer_id=who,
        till=shift.till,
        shift_id=shift.id,
        business_on=shift.business_on,
        at=clock.now(),
        actor_id=actor.id,
        kind=DebtKind.PAYMENT,
        amount=-amount,
        method=TenderMethod.CASH.value,
    )
