"""What couriers and exchanges owe, and the lines of their statements (đối soát)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import _
from posdesk.services.order_words import SOURCES
from posdesk.services.ports.orders import Receivable
from posdesk.services.settlements import Settled, StatementLine
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record, Stress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import AskShift, say

LATE_DAYS = 14
"""A courier pays within two weeks; what is older wants attention."""


@dataclass(frozen=True, slots=True)
class SettleState:
    """What the card shows.

    Attributes:
        owed: in all, in words.
        paid: what is proposed for the order one is at, đồng.
    """

    records: tuple[Record, ...] = ()
    current: int | None = None
    owed: str = ""
    paid: int = 0
    problem: str = ""
    busy: bool = False


class SettleModel(QObject):
    """Enters the lines of a statement one after another.

    Attributes:
        settled: a line is posted, in words.
        effect: ``AskShift`` where cash came and no shift is open; then ``save`` again.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    settled = Signal(str)

    def __init__(self, shop: Shop, tasks: Tasks, today: date, number: str = "") -> None:
        super().__init__()
        self._shop, self._tasks, self._today, self._number = shop, tasks, today, number
        self._rows: tuple[Receivable, ...] = ()
        self._line = StatementLine("", 0)
        self._method, self._ref = TenderMethod.TRANSFER, ""
        self.state = SettleState()

    def refresh(self) -> None:
        """Reads what is owed."""
        self._tasks.read(self, self._shop.settlements.open, self._take, self._fail)

    def go_to(self, place: int) -> None:
        """Goes to an order; all that is owed for it is proposed."""
        if 0 <= place < len(self._rows):
            self._show(current=place, paid=max(0, self._rows[place].owed), problem="")

    def enter(self, paid: int, fee: int, tax: int, method: TenderMethod, ref: str) -> None:
        """Posts what the statement says of the order one is at."""
        if self.state.current is not None:
            number = self._rows[self.state.current].number
            self._line = StatementLine(number, paid, fee, tax)
            self._method, self._ref = method, ref
            self.save()

    def save(self) -> None:
        """Posts the line as it was entered."""
        if self.state.busy:
            return
        shop, line, method, ref = self._shop, self._line, self._method, self._ref
        self._show(busy=True)
        self._tasks.write(
            self,
            lambda: shop.settlements.settle(shop.actor, (line,), method, ref)[0],
            self._posted,
            self._refuse,
        )

    def _posted(self, settled: Settled) -> None:
        if settled.known:
            words = _("{order} stands on this statement already.")
            self._show(busy=False, problem=words.format(order=settled.line.order))
            return
        self._show(busy=False, problem="")
        words = (
            _("{order} is settled.") if settled.left <= 0 else _("{order}: {amount} still owed.")
        )
        left = format_dong(settled.left)
        self.settled.emit(words.format(order=settled.line.order, amount=left))
        self.refresh()

    def _take(self, rows: tuple[Receivable, ...]) -> None:
        self._rows = rows
        numbers = [row.number for row in rows]
        before = self.state.current or 0
        place = numbers.index(self._number) if self._number in numbers else before
        self._number = ""
        place = min(place, len(rows) - 1)
        self._show(
            records=tuple(self._record(row) for row in rows),
            current=place if rows else None,
            owed=format_dong(sum(row.owed for row in rows)),
            paid=max(0, rows[place].owed) if rows else 0,
        )

    def _record(self, row: Receivable) -> Record:
        source = _(SOURCES[row.source]) if row.source in SOURCES else row.source
        late = (self._today - row.since).days > LATE_DAYS
        who = _("COD") if row.cod else _("held by the exchange")
        return Record(
            title=row.number,
            detail=f"{source} · {row.since:%d/%m/%Y}",
            figure=format_dong(row.owed),
            badge=who,
            stress=Stress.TROUBLE if late else Stress.ATTENTION,
        )

    def _refuse(self, error: Refused | Trouble) -> None:
        if error.code == "no_shift":
            self._show(busy=False)
            self.effect.emit(AskShift())
        else:
            self._fail(error)

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=say(error).words)

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)
