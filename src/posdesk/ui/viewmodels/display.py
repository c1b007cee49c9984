"""What the customer sees: the lines, the code to pay by, thanks and change."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.services.settings import Values
from posdesk.services.shop import Shop
from posdesk.services.transfers import ShownTransfer
from posdesk.ui.shown import BillRow
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill_state import BillState, Done, Fact
from posdesk.ui.viewmodels.payment_state import PaymentState
from posdesk.ui.viewmodels.posters import PosterModel

THANKS_MS = 20_000
"""So long the last customer's change is seen."""


class Scene(Enum):
    """What the display is about now."""

    WELCOME = "welcome"
    BILL = "bill"
    TRANSFER = "transfer"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class DisplayState:
    """What the customer's display shows.

    Attributes:
        logo: a PNG, empty where the shop has none.
        due: đồng, before cash rounding; negative gives money back.
        facts: what stands above the total.
        payment: while the customer pays.
        done: the sale just made, until the next one begins or some seconds went by.
    """

    shop: str = ""
    logo: bytes = b""
    rows: tuple[BillRow, ...] = ()
    due: int = 0
    facts: tuple[Fact, ...] = ()
    payment: PaymentState | None = None
    done: Done | None = None

    @property
    def transfer(self) -> ShownTransfer | None:
        """The code to pay by, while it is awaited."""
        return self.payment.transfer if self.payment else None

    @property
    def sums(self) -> Sums:
        """What the lines come to; once a part is paid or cash is rounded, what is still due."""
        total = Fact(_("You get back") if self.due < 0 else _("Total"), format_dong(abs(self.due)))
        paying = self.payment
        if paying is None or not (paying.taken or paying.rounding):
            return Sums(self.facts, total)
        taken = _("Given back") if paying.gives_back else _("Received")
        parts = ((_("Cash rounding"), paying.rounding), (taken, paying.taken))
        more = (Fact(words, format_dong(amount)) for words, amount in parts if amount)
        still = _("To give back") if paying.gives_back else _("Still to pay")
        return Sums((*self.facts, total, *more), Fact(still, format_dong(paying.rest)))

    @property
    def scene(self) -> Scene:
        """The code before the lines, the lines before the thanks."""
        if self.transfer is not None:
            return Scene.TRANSFER
        if self.rows:
            return Scene.BILL
        return Scene.THANKS if self.done is not None else Scene.WELCOME


@dataclass(frozen=True, slots=True)
class Sums:
    """Figures one below the other, and the one that counts."""

    facts: tuple[Fact, ...]
    main: Fact


class DisplayModel(QObject):
    """Follows the till; it decides nothing and asks nothing of anyone.

    Attributes:
        posters: the pictures while nobody is being served.
    """

    state_changed = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self.state = DisplayState()
        self.posters = PosterModel(shop, tasks, self)
        self._forgotten: Done | None = None
        self._thanks = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._thanks.timeout.connect(self.forget)

    def refresh(self) -> None:
        """Reads the shop's name and logo anew, and which pictures it shows."""
        self._tasks.read(self, self._shop.settings.all, self._take, lambda _error: None)

    def show_bill(self, state: BillState) -> None:
        """The bill changed."""
        done = state.done if state.done != self._forgotten else None
        self._show(rows=state.rows, facts=state.facts, due=state.due, done=done)

    def show_payment(self, state: PaymentState | None) -> None:
        """The customer pays; None once that is over."""
        self._show(payment=state)

    def forget(self) -> None:
        """What the last customer bought and got back is nobody else's."""
        self._forgotten = self.state.done
        self._show(done=None)

    def _take(self, settings: Values) -> None:
        self._show(shop=settings["shop.name"], logo=b64decode(settings["receipt.logo"]))
        self.posters.refresh()

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            if changed.done != self.state.done:
                self._thanks.start() if changed.done else self._thanks.stop()
            self.state = changed
            self.state_changed.emit(changed)
