"""The list of transfers: awaited, received, and taken back where that was said too early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.transfer import TransferState
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.ports.store import TransferRow
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record, Stress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say, say

NEWEST = 100
"""So many transfers are listed."""


@dataclass(frozen=True, slots=True)
class TransfersState:
    """The newest transfers and what can be done with the one that is marked.

    Attributes:
        action: what the main button does, empty where there is nothing to do.
        hint: what pressing it means.
        looked: the first answer has come, so an empty list is empty.
    """

    records: tuple[Record, ...] = ()
    current: int | None = None
    action: str = ""
    hint: str = ""
    looked: bool = False
    busy: bool = False


class TransfersModel(QObject):
    """The list of transfers: awaited, received, taken back."""

    state_changed = Signal(object)
    effect = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._rows: tuple[TransferRow, ...] = ()
        self.state = TransfersState()

    def refresh(self) -> None:
        """Reads the list anew; one stays at the same transfer."""
        shop = self._shop
        self._tasks.read(
            self, lambda: shop.transfers.latest(shop.actor, NEWEST), self._take, self._fail
        )

    def go_to(self, place: int) -> None:
        """Marks a transfer."""
        if 0 <= place < len(self._rows):
            self._show(current=place)

    def move(self, step: int) -> None:
        """Marks the transfer above or below."""
        here = -1 if self.state.current is None else self.state.current
        self.go_to(min(max(here + step, 0), len(self._rows) - 1))

    def act(self) -> None:
        """Received becomes taken back; anything else becomes received."""
        row = self._row()
        if row is None or self.state.busy:
            return
        shop = self._shop
        received = row.state is TransferState.RECEIVED
        change = shop.transfers.take_back if received else shop.transfers.receive
        words = _("{code}: the money has not come.") if received else _("{code}: the money came.")
        self._show(busy=True)
        self._tasks.write(
            self,
            lambda: change(shop.actor, row.id),
            lambda _nothing: self._done(words.format(code=row.code)),
            self._fail,
        )

    def _row(self) -> TransferRow | None:
        at = self.state.current
        return self._rows[at] if at is not None else None

    def _done(self, words: str) -> None:
        self._show(busy=False)
        self.effect.emit(Say(words))
        self.refresh()

    def _take(self, rows: Sequence[TransferRow]) -> None:
        here = self._row()
        self._rows = tuple(rows)
        self._show(
            records=tuple(transfer_record(row, self._shop.today()) for row in rows),
            current=_place_of(here.id if here else None, rows),
            looked=True,
        )

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False)
        self.effect.emit(say(error))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        at = changed.current
        row = self._rows[at] if at is not None else None
        changed = replace(changed, action=action_of(row), hint=hint_of(row))
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def transfer_record(row: TransferRow, today: date) -> Record:
    """A transfer as a line of the list."""
    at = local(row.at)
    when = f"{at:%H:%M}" if at.date() == today else f"{at:%d/%m/%Y %H:%M}"
    badge, stress = badge_of(row)
    return Record(
        title=f"{row.code} · {when}",
        detail=_detail(row),
        figure=format_dong(row.amount),
        badge=badge,
        stress=stress,
    )


def _detail(row: TransferRow) -> str:
    if row.debtor:
        return _("Debt of {customer}").format(customer=row.debtor)
    if not row.receipt:
        return _("The bill is not finished")
    if row.pays:
        return _("Receipt {number}").format(number=row.receipt)
    return _("Receipt {number} was paid in another way").format(number=row.receipt)


def badge_of(row: TransferRow) -> tuple[str, Stress]:
    """Where the transfer stands, in a word or two."""
    match row.state:
        case TransferState.RECEIVED:
            return _("Received"), Stress.GOOD
        case TransferState.TAKEN_BACK:
            return _("Not come"), Stress.TROUBLE
        case _:
            unused = bool(row.receipt) and not row.pays
            return (_("Not used"), Stress.PLAIN) if unused else (_("Awaited"), Stress.ATTENTION)


def action_of(row: TransferRow | None) -> str:
    """What the main button says."""
    if row is None:
        return ""
    received = row.state is TransferState.RECEIVED
    return _("The money has not come") if received else _("The money came")


def hint_of(row: TransferRow | None) -> str:
    """What to know before pressing the main button."""
    if row is None:
        return ""
    if row.state is TransferState.RECEIVED:
        return _("Pressed too early? This is noted and the sale stays. The Z report counts it.")
    if row.state is TransferState.TAKEN_BACK and row.debtor:
        return _("If it never comes, take the payment back in the customer's history.")
    if row.state is TransferState.TAKEN_BACK:
        return _("If it is paid in another way instead, put the payment of the receipt right.")
    return _("Look at the phone first. It is noted who saw the money.")


def _place_of(transfer_id: UUID | None, rows: Sequence[TransferRow]) -> int | None:
    ids = [row.id for row in rows]
    if transfer_id in ids:
        return ids.index(transfer_id)
    return 0 if ids else None
