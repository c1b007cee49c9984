"""The order manager: the lists, the order looked at, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.order import Order
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.runtime.i18n import _
from posdesk.services.orders import OrderView
from posdesk.services.ports.orders import OrderRow, Receivable, Shelf
from posdesk.services.shop import Shop
from posdesk.ui.shown import OrderRecord
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Alarm, AskShift, Say, say
from posdesk.ui.viewmodels.latest import Latest
from posdesk.ui.viewmodels.orders_words import SHELVES, Step, next_of, order_record

PAGE = 60
"""So many orders are read at a time."""

_PICKED = 200
"""So many orders at most are on a pick list: nobody carries more."""


@dataclass(frozen=True, slots=True)
class AskHandOver:
    """Who takes the parcel, and under which number."""

    view: OrderView


@dataclass(frozen=True, slots=True)
class AskCollect:
    """What came in for an order."""

    number: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Words for the clipboard."""

    words: str


OrdersEffect = Say | Alarm | AskShift | AskHandOver | AskCollect | Copy


@dataclass(frozen=True, slots=True)
class OrdersState:
    """What the order manager shows.

    Attributes:
        current: the place of the order one is at.
        looked: the first answer has come, so an empty list is empty.
        view: the order looked at; None while there is none.
        line: the place of the line one is at.
        owed: what couriers and exchanges owe together, đồng, and for how many orders.
        exchanges: the shop sells on one, so there is something to match.
    """

    shelf: Shelf = Shelf.TO_PACK
    counts: Mapping[Shelf, int] = field(default_factory=dict)
    records: tuple[OrderRecord, ...] = ()
    current: int | None = None
    looked: bool = False
    view: OrderView | None = None
    line: int | None = None
    owed: int = 0
    owing: int = 0
    exchanges: bool = False


@dataclass(frozen=True, slots=True)
class _Looked:
    rows: tuple[OrderRow, ...]
    counts: Mapping[Shelf, int]
    owed: tuple[Receivable, ...]
    exchanges: bool


class OrdersModel(QObject):
    """The lists of orders and the one looked at.

    Attributes:
        done: what a card asked for is done.
        refused: why it could not be done.
        changed: orders are others now, and with them what there is to sell.
        sold: a ``Sale`` was posted.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    done = Signal()
    refused = Signal(str)
    changed = Signal()
    sold = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._asking = Latest(tasks, self._fail, self)
        self._looking = Latest(tasks, self._fail, self)
        self._rows: tuple[OrderRow, ...] = ()
        self._again: Callable[[], None] = lambda: None
        self.state = OrdersState()

    # --- the list

    def choose_shelf(self, key: str) -> None:
        """Shows another list."""
        if Shelf(key) is not self.state.shelf:
            self._show(shelf=Shelf(key), looked=False)
            self._look(PAGE, None)

    def go_to_order(self, order: Order) -> None:
        """Shows an order that was just written down, on whichever list it waits."""
        shelf = Shelf.WAITING_MONEY if order.waits_for_money else Shelf.TO_PACK
        self._show(shelf=shelf)
        self._look(PAGE, order.id)

    def turn_shelf(self, step: int) -> None:
        """To the list beside this one."""
        shelves = list(SHELVES)
        here = shelves.index(self.state.shelf) + step
        self.choose_shelf(shelves[here % len(shelves)].value)

    def refresh(self, keep: UUID | None = None) -> None:
        """Reads what is shown anew; one stays at the same order, or goes to ``keep``."""
        self._look(max(PAGE, len(self._rows)), keep or self._here)

    def more(self) -> None:
        """Reads a page more, if there is one."""
        if self._rows and len(self._rows) % PAGE == 0 and not self._asking.at_work:
            self._look(len(self._rows) + PAGE, self._here)

    def go_to(self, place: int) -> None:
        """Goes to an order of the list."""
        if 0 <= place < len(self._rows) and place != self.state.current:
            self._at(place)

    def move(self, step: int) -> None:
        """Goes to the order above or below."""
        here = -1 if self.state.current is None else self.state.current
        self.go_to(min(max(here + step, 0), len(self._rows) - 1))

    # --- packing

    def scan(self, code: str) -> None:
        """Goods go into the parcel of the order looked at; the code on a parcel leads to it."""
        place = next((n for n, row in enumerate(self._rows) if code in _codes(row.order)), None)
        if place is not None:
            self.go_to(place)
            return
        view = self.state.view
        if view is None:
            self._alarm(Say(_("Choose the order first, then scan its goods.")))
            return
        order_id, job = view.order.id, self._shop.orders.scan
        self._tasks.write(
            self, lambda: job(self._shop.actor, order_id, code), self._packed, self._misfit
        )

    def go_to_line(self, place: int) -> None:
        """Goes to a line of the order."""
        self._show(line=place)

    def toggle(self, place: int) -> None:
        """All of a line lies in the parcel, or nothing of it."""
        view = self.state.view
        if view is not None and 0 <= place < len(view.order.lines):
            line, order_id = view.order.lines[place], view.order.id
            there = 0 if line.packed == line.quantity else line.quantity
            self._show(line=place)
            job = self._shop.orders.fill
            self._tasks.write(
                self,
                lambda: job(self._shop.actor, order_id, {line.key: there}),
                self._packed,
                self._misfit,
            )

    # --- what is next

    def go_on(self) -> None:
        """Does what is next with the order looked at, or asks what that needs."""
        view = self.state.view
        if view is None:
            return
        order, orders, actor = view.order, self._shop.orders, self._shop.actor
        match next_of(view).step:
            case Step.MONEY:
                self._write(lambda: orders.confirm_paid(actor, order.id), _("{order} is paid."))
            case Step.PACKED:
                self._write(lambda: orders.pack(actor, order.id, {}), _("{order} is packed."))
            case Step.HAND_OVER:
                self.effect.emit(AskHandOver(view))
            case Step.DELIVER:
                self._write(lambda: orders.deliver(actor, order.id), _("{order} is delivered."))
            case Step.COLLECT:
                self.effect.emit(AskCollect(order.number))
            case Step.COMPLETE:
                self._write(lambda: orders.complete(actor, order.id), _("{order} is done."))
            case Step.PACK | Step.NOTHING:
                pass

    def hand_over(self, tracking: str, rest: TenderMethod | None) -> None:
        """The goods leave the house; with ``rest`` the buyer is here and pays what is left."""
        view = self.state.view
        if view is None:
            return
        order_id, orders, actor = view.order.id, self._shop.orders, self._shop.actor

        def job() -> Sale:
            order, sale = orders.hand_over(actor, order_id, tracking=tracking, rest=rest)
            if rest is not None:
                orders.complete(actor, order.id)
            return sale

        self._write(job, _("{order} is handed over."), self.sold.emit)

    def cancel(self, reason: str) -> None:
        """Gives the order up before its goods leave."""
        self._for_order(self._shop.orders.cancel, reason, _("{order} is cancelled."))

    def fail(self, reason: str) -> None:
        """The delivery failed or the buyer sent all back."""
        self._for_order(self._shop.orders.fail, reason, _("{order} came back."))

    def deposit(self, amount: int, method: TenderMethod) -> None:
        """Takes a deposit, or gives one back where it is negative."""
        view = self.state.view
        if view is not None:
            order_id, job = view.order.id, self._shop.orders.deposit
            words = (
                _("Deposit taken: {amount}") if amount > 0 else _("Deposit given back: {amount}")
            )
            self._write(
                lambda: job(self._shop.actor, order_id, amount, method),
                words.format(amount=format_dong(abs(amount))),
            )

    def seen(self) -> None:
        """Somebody looked at what was wrong and leaves it so."""
        view = self.state.view
        if view is not None and view.order.look is not None:
            order_id, job = view.order.id, self._shop.orders.seen
            self._write(lambda: job(self._shop.actor, order_id), _("{order} was looked at."))

    def again(self) -> None:
        """What was refused for want of a shift is done now."""
        self._again()

    # --- papers

    def print_parcel(self) -> None:
        """The slip for the parcel and its label."""
        view = self.state.view
        if view is not None:
            order_id, job = view.order.id, self._shop.papers.print_parcel
            self._print(lambda: job(self._shop.actor, order_id))

    def print_pick_list(self) -> None:
        """What to fetch from the shelves for all that is to be packed."""
        orders, papers, actor = self._shop.orders, self._shop.papers, self._shop.actor

        def job() -> object:
            rows = orders.rows(Shelf.TO_PACK, _PICKED)
            return papers.print_pick_list(actor, [row.order.id for row in rows])

        self._print(job)

    def copy_message(self) -> None:
        """What to write to the buyer."""
        view = self.state.view
        if view is not None:
            order_id, words = view.order.id, self._shop.documents.message
            self._tasks.read(
                self, lambda: words(order_id), lambda text: self.effect.emit(Copy(text)), self._fail
            )

    # --- writing

    def _for_order(self, job: Callable[..., object], reason: str, words: str) -> None:
        view = self.state.view
        if view is not None:
            order_id = view.order.id
            self._write(lambda: job(self._shop.actor, order_id, reason), words)

    def _write(
        self,
        job: Callable[[], object],
        words: str,
        then: Callable[[object], object] = lambda _value: None,
    ) -> None:
        """Runs a job; ``words`` say that it is done, with the number of the order."""
        view = self.state.view
        told = words.format(order=view.order.number if view else "")

        def finish(value: object) -> None:
            self.effect.emit(Say(told))
            self.done.emit()
            then(value)
            self._moved()

        def refuse(error: Refused | Trouble) -> None:
            if error.code == "no_shift":
                self._again = lambda: self._write(job, words, then)
                self.effect.emit(AskShift())
            else:
                self.refused.emit(say(error).words)

        self._tasks.write(self, job, finish, refuse)

    def _print(self, job: Callable[[], object]) -> None:
        words = _("The papers are on their way.")
        self._tasks.write(self, job, lambda _job: self.effect.emit(Say(words)), self._fail)

    def _packed(self, order: Order) -> None:
        """Shows at once what lies in the parcel; the list is read again after it."""
        view = self.state.view
        if view is not None and view.order.id == order.id:
            before = view.order.lines
            moved = (n for n, line in enumerate(order.lines) if line not in before)
            self._show(view=replace(view, order=order), line=next(moved, self.state.line))
        self._moved()

    def _moved(self) -> None:
        self.refresh()
        self.changed.emit()

    def _misfit(self, error: Refused | Trouble) -> None:
        self._alarm(say(error))

    def _alarm(self, words: Say) -> None:
        self.effect.emit(Alarm())
        self.effect.emit(words)

    # --- reading

    @property
    def _here(self) -> UUID | None:
        return self.state.view.order.id if self.state.view else None

    def _look(self, limit: int, keep: UUID | None) -> None:
        shop, shelf = self._shop, self.state.shelf

        def job() -> _Looked:
            orders = shop.orders
            return _Looked(
                orders.rows(shelf, limit),
                orders.counts(),
                shop.settlements.open(),
                bool(shop.exchanges.all()),
            )

        self._asking.ask(job, lambda found: self._take(found, keep))

    def _take(self, found: _Looked, keep: UUID | None) -> None:
        self._rows = found.rows
        ids = [row.order.id for row in found.rows]
        today = self._shop.today()
        before = self.state.current or 0
        self._show(
            records=tuple(order_record(row, today) for row in found.rows),
            counts=found.counts,
            looked=True,
            owed=sum(row.owed for row in found.owed),
            owing=len(found.owed),
            exchanges=found.exchanges,
        )
        # Where the order went to another list, the one after it is next.
        place = ids.index(keep) if keep in ids else min(before if keep else 0, len(ids) - 1)
        self._at(place if ids else None)

    def _at(self, place: int | None) -> None:
        key = self._rows[place].order.id if place is not None else None
        same = key is not None and key == self._here
        self._show(
            current=place,
            view=self.state.view if same else None,
            line=self.state.line if same else None,
        )
        if key is not None:
            self._looking.ask(lambda: self._shop.orders.view(key), self._opened)

    def _opened(self, view: OrderView) -> None:
        self._show(view=view)

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def _codes(order: Order) -> tuple[str, ...]:
    """What a scan of a parcel's label says."""
    return tuple(filter(None, (order.number, order.tracking)))
