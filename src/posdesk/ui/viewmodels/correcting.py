"""Slips put right: a wrong tender, the sale just made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.domain.transfer import TenderCorrection
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.checkout import Posted
from posdesk.services.paper_parts import METHODS
from posdesk.services.receipts import CORRECTABLE, Receipt
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks

REASONS = (N_("Pressed by mistake"), N_("The customer changed their mind"), N_("Wrong goods"))
"""Why sales are cancelled."""


@dataclass(frozen=True, slots=True)
class TenderState:
    """What the card shows that moves a payment to another method.

    Attributes:
        sources: the methods that took something, with what they took.
        source, target: the chosen ones.
        sentence: what will be recorded.
        ready: the two are not the same.
    """

    sources: tuple[Choice, ...]
    targets: tuple[Choice, ...]
    source: str
    target: str
    sentence: str
    ready: bool = True
    problem: str = ""
    busy: bool = False


class TenderModel(QObject):
    """Moves what one method took to another.

    Attributes:
        done: it is recorded; words that say so.
    """

    state_changed = Signal(object)
    done = Signal(str)

    def __init__(
        self, shop: Shop, tasks: Tasks, receipt: Receipt, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._receipt = shop, tasks, receipt
        self._source = next(m for m in CORRECTABLE if receipt.paid.get(m, 0) > 0)
        self._target = self._another()
        self.state = self._state()

    def choose_source(self, method: str) -> None:
        """What was recorded wrongly."""
        self._source = TenderMethod(method)
        if self._target is self._source:
            self._target = self._another()
        self._show()

    def choose_target(self, method: str) -> None:
        """How it was really paid."""
        self._target = TenderMethod(method)
        self._show()

    def record(self) -> None:
        """Puts it right."""
        if self.state.busy or not self.state.ready:
            return
        shop, sale_id, source, target = (
            self._shop, self._receipt.sale.id, self._source, self._target,
        )  # fmt: skip
        self._show(busy=True)
        self._tasks.write(
            self,
            lambda: shop.corrections.correct_tender(shop.actor, sale_id, source, target),
            self._recorded,
            self._refused,
        )

    def _another(self) -> TenderMethod:
        """The likelier mistake: cash and transfer are side by side."""
        cash, transfer = TenderMethod.CASH, TenderMethod.TRANSFER
        return transfer if self._source is cash else cash

    def _recorded(self, made: TenderCorrection) -> None:
        words = _("Put right: {amount} now counts as {method}.")
        self.done.emit(words.format(amount=format_dong(made.amount), method=_name(self._target)))

    def _refused(self, error: Refused | Trouble) -> None:
        self._show(problem=sentence(error.code, error.params))

    def _show(self, **changes: object) -> None:
        state = replace(self._state(), **changes)  # type: ignore[arg-type] # fields of the state
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _state(self) -> TenderState:
        paid = self._receipt.paid
        return TenderState(
            sources=tuple(
                Choice(m.value, f"{_name(m)} · {format_dong(paid[m])}")
                for m in CORRECTABLE
                if paid.get(m, 0) > 0
            ),
            targets=tuple(Choice(m.value, _name(m)) for m in CORRECTABLE),
            source=self._source.value,
            target=self._target.value,
            sentence=self._sentence(paid[self._source]),
            ready=self._source is not self._target,
        )

    def _sentence(self, amount: int) -> str:
        if self._source is self._target:
            return _("It is recorded so already. Choose how it was really paid.")
        words = _(
            "{amount} of receipt {number} moves from {old} to {new}."
            " The receipt stays; the count of this shift follows."
        )
        return words.format(
            amount=format_dong(amount),
            number=self._receipt.sale.number,
            old=_name(self._source),
            new=_name(self._target),
        )


@dataclass(frozen=True, slots=True)
class VoidState:
    """What the card shows that cancels a sale."""

    title: str
    sentence: str
    problem: str = ""
    busy: bool = False


class VoidModel(QObject):
    """Cancels the sale just made.

    Attributes:
        done: it is cancelled; words that say so.
        cancelled: the ``Sale`` that takes it back.
    """

    state_changed = Signal(object)
    done = Signal(str)
    cancelled = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, receipt: Receipt, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._receipt = shop, tasks, receipt
        title = _("Cancel sale {number}?").format(number=receipt.sale.number)
        self.state = VoidState(title, what_goes_back(receipt))

    def cancel(self, reason: str) -> None:
        """Takes it back as a whole."""
        if self.state.busy:
            return
        shop, seen = self._shop, self._receipt.sale.id
        self._show(busy=True, problem="")
        self._tasks.write(
            self,
            lambda: shop.corrections.void_last(shop.actor, reason, seen=seen),
            self._cancelled,
            self._refused,
        )

    def _cancelled(self, posted: Posted) -> None:
        words = _("{number} is cancelled. Receipt {other} says so.")
        self.cancelled.emit(posted.sale)
        self.done.emit(words.format(number=self._receipt.sale.number, other=posted.sale.number))

    def _refused(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=sentence(error.code, error.params))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def what_goes_back(receipt: Receipt) -> str:
    """What the customer gets, and what becomes of the goods."""
    parts = [f"{_name(m)} {format_dong(a)}" for m, a in receipt.paid.items() if a > 0]
    money = _("Give back: {what}.").format(what=" + ".join(parts)) if parts else ""
    goods = _("All goods go back into stock. A receipt of its own records it.")
    return f"{money} {goods}".strip()


def _name(method: TenderMethod) -> str:
    return _(METHODS[method])
