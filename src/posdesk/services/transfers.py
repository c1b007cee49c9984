"""Bank transfers by VietQR: asked for with a code of their own, confirmed by a person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain import payment_code, vietqr
from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.transfer import Transfer, TransferEvent, TransferState
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id, random_number
from posdesk.services.ports.store import Reader, Store, TransferRow, Work
from posdesk.services.settings import Values, values


@dataclass(frozen=True, slots=True)
class ShownTransfer:
    """A transfer as the screen, the customer's display and the pre-bill show it.

    Attributes:
        payload: of the VietQR code.
        state: the last thing known.
    """

    id: UUID
    code: str
    amount: int
    bank_bin: str
    account: str
    holder: str
    payload: str
    state: TransferState


def payload_of(bank_bin: str, account: str, amount: int | None, code: str) -> str:
    """The VietQR payload: the payment code stands alone in the purpose.

    Raises:
        Refused: ``no_bank_account``, or what ``vietqr.build`` refuses.
    """
    if not bank_bin or not account:
        raise Refused("no_bank_account")
    return vietqr.build(vietqr.VietQR(bin=bank_bin, account=account, amount=amount, purpose=code))


class Transfers:
    """Transfers of a till."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def ask(
        self, actor: Actor, bill_id: UUID, amount: int, taken: Collection[UUID] = ()
    ) -> ShownTransfer:
        """Records a transfer before its code is shown; the same bill and amount keep their code.

        ``taken`` are transfers that pay a part of the bill already: two customers who pay half
        each get a code each.

        Raises:
            Refused: ``no_bank_account``, ``bad_amount``, ``vietqr_...``.
        """
        if amount <= 0:
            raise Refused("bad_amount", text=str(amount))
        with self._store.write() as work:
            settings = values(work)
            bank_bin, account = settings["shop.bank_bin"], settings["shop.bank_account"]
            payload_of(bank_bin, account, amount, "")
            for known in work.transfers_of_bill(bill_id):
                same = (known.amount, known.bank_bin, known.bank_account)
                if same == (amount, bank_bin, account) and known.id not in taken:
                    return _shown(work, known, settings)
            transfer = Transfer(
                id=new_id(),
                till=actor.till,
                code=_free_code(work),
                bill_id=bill_id,
                amount=amount,
                bank_bin=bank_bin,
                bank_account=account,
                at=self._clock.now(),
            )
            work.post(transfer)
            return _shown(work, transfer, settings)

    def get(self, transfer_id: UUID) -> ShownTransfer | None:
        """A transfer as it is now."""
        with self._store.read() as reader:
            transfer = reader.transfer(transfer_id)
            return _shown(reader, transfer, values(reader)) if transfer else None

    def latest(self, actor: Actor, limit: int) -> tuple[TransferRow, ...]:
        """The till's newest transfers first: awaited, received, taken back."""
        with self._store.read() as reader:
            return reader.transfers(actor.till, limit)

    def take_back(self, actor: Actor, transfer_id: UUID) -> None:
        """Records that "received" was pressed too early; the sale itself stays as it is.

        Raises:
            Refused: ``unknown_transfer``, ``not_received``, ``not_allowed``.
        """
        actor.require(Right.CONFIRM_TRANSFER)
        with self._store.write() as work:
            if work.transfer(transfer_id) is None:
                raise Refused("unknown_transfer")
            if state_of(work, transfer_id) is not TransferState.RECEIVED:
                raise Refused("not_received")
            post_event(work, actor, transfer_id, TransferState.TAKEN_BACK, self._clock)

    def receive(self, actor: Actor, transfer_id: UUID) -> None:
        """Records that the money came after all, seen by a person.

        Raises:
            Refused: ``unknown_transfer``, ``already_received``, ``not_allowed``.
        """
        actor.require(Right.CONFIRM_TRANSFER)
        with self._store.write() as work:
            if work.transfer(transfer_id) is None:
                raise Refused("unknown_transfer")
            if state_of(work, transfer_id) is TransferState.RECEIVED:
                raise Refused("already_received")
            post_event(work, actor, transfer_id, TransferState.RECEIVED, self._clock)


def post_event(
    work: Work, actor: Actor, transfer_id: UUID, state: TransferState, clock: Clock
) -> None:
    """Links what a person said to a transfer, inside the caller's transaction."""
    shift = work.open_shift(actor.till)
    work.post(
        TransferEvent(
            id=new_id(),
            transfer_id=transfer_id,
            till=actor.till,
            shift_id=shift.id if shift else None,
            state=state,
            source="manual",
            at=clock.now(),
            actor_id=actor.id,
        )
    )


def state_of(reader: Reader, transfer_id: UUID) -> TransferState:
    """The last thing known of a transfer."""
    events = reader.transfer_events(transfer_id)
    return events[-1].state if events else TransferState.EXPECTED


def _free_code(work: Work) -> str:
    while True:
        code = payment_code.make(random_number())
        if work.transfer_by_code(code) is None:
            return code


def _shown(reader: Reader, transfer: Transfer, settings: Values) -> ShownTransfer:
    return ShownTransfer(
        id=transfer.id,
        code=transfer.code,
        amount=transfer.amount,
        bank_bin=transfer.bank_bin,
        account=transfer.bank_account,
        holder=settings["shop.bank_holder"],
        payload=payload_of(
            transfer.bank_bin, transfer.bank_account, transfer.amount, transfer.code
        ),
        state=state_of(reader, transfer.id),
    )
