"""Looking for a receipt: what is typed or scanned, page by page, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.ports.store import SaleRow
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record, Stress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.latest import Latest

PAGE = 40
"""So many receipts are read at a time."""


@dataclass(frozen=True, slots=True)
class SearchState:
    """What a list of receipts shows.

    Attributes:
        current: the place of the receipt one is at.
        looked: the first answer has come, so an empty list is empty.
    """

    query: str = ""
    records: tuple[Record, ...] = ()
    current: int | None = None
    looked: bool = False


class ReceiptSearch(QObject):
    """A list of receipts and the way through it.

    Attributes:
        went_to: the number of the receipt one is at now, empty if there is none.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    went_to = Signal(str)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._asking = Latest(tasks, self._fail, self)
        self._rows: tuple[SaleRow, ...] = ()
        self._more = False
        self.state = SearchState()

    @property
    def number(self) -> str:
        """The receipt one is at, empty if there is none."""
        at = self.state.current
        return self._rows[at].number if at is not None else ""

    def search(self, text: str) -> None:
        """Shows what fits the text so far."""
        self._show(query=text)
        self._look(PAGE, keep="")

    def refresh(self) -> None:
        """Reads what is shown anew; one stays at the same receipt."""
        self._look(max(PAGE, len(self._rows)), keep=self.number)

    def come_back(self) -> None:
        """Reads anew what was left: at the newest receipt, if one was made meanwhile."""
        newest = self._rows[0].number if self._rows else ""
        self._look(max(PAGE, len(self._rows)), keep=self.number, newest=newest)

    def more(self) -> None:
        """Reads the next page, if there is one."""
        if not self._more or self._asking.at_work:
            return
        shop, text, last = self._shop, self.state.query, self._rows[-1].id
        self._asking.ask(lambda: shop.receipts.find(text, PAGE, last), self._append)

    def go_to(self, place: int) -> None:
        """Goes to a receipt of the list."""
        if 0 <= place < len(self._rows) and place != self.state.current:
            self._show(current=place)
            self.went_to.emit(self.number)

    def move(self, step: int) -> None:
        """Goes to the receipt above or below."""
        here = -1 if self.state.current is None else self.state.current
        self.go_to(min(max(here + step, 0), len(self._rows) - 1))

    def _look(self, limit: int, keep: str, newest: str = "") -> None:
        """Stays at ``keep``, but not where another receipt than ``newest`` is on top now."""
        shop, text = self._shop, self.state.query

        def take(rows: Sequence[SaleRow]) -> None:
            grown = bool(newest) and [row.number for row in rows[:1]] != [newest]
            self._take(rows, limit, "" if grown else keep)

        self._asking.ask(lambda: shop.receipts.find(text, limit), take)

    def _take(self, rows: Sequence[SaleRow], limit: int, keep: str) -> None:
        self._rows, self._more = tuple(rows), len(rows) == limit
        numbers = [row.number for row in rows]
        place = numbers.index(keep) if keep in numbers else 0
        self._show(records=self._records(), current=place if rows else None, looked=True)
        self.went_to.emit(self.number)

    def _append(self, rows: Sequence[SaleRow]) -> None:
        self._rows, self._more = (*self._rows, *rows), len(rows) == PAGE
        self._show(records=self._records())

    def _records(self) -> tuple[Record, ...]:
        today = self._shop.today()
        return tuple(record_of(row, today) for row in self._rows)

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))


def record_of(row: SaleRow, today: date) -> Record:
    """A receipt as a line of a list."""
    badge, stress = badge_of(row)
    at = local(row.at)
    when = f"{at:%H:%M}" if at.date() == today else f"{at:%d/%m/%Y %H:%M}"
    return Record(
        title=f"{row.number} · {when}",
        detail=goods_text(row.first_line, row.line_count),
        figure=format_dong(row.total),
        badge=badge,
        stress=stress,
    )


def goods_text(first: str, lines: int) -> str:
    """What was sold, in a few words."""
    if lines <= 1:
        return first
    return _("{name} and {count} more").format(name=first, count=lines - 1)


def badge_of(row: SaleRow) -> tuple[str, Stress]:
    """What is special about a receipt, in a word or two."""
    if row.cancelled:
        return _("Cancelled"), Stress.TROUBLE
    if row.cancels:
        return _("Cancels a sale"), Stress.TROUBLE
    if row.takes_back:
        return (_("Exchange") if row.sells else _("Return")), Stress.ATTENTION
    if row.has_returns:
        return _("Goods came back"), Stress.ATTENTION
    return "", Stress.PLAIN
