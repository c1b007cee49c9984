"""The counter: from a code to a line, from a bill to a posted sale in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from posdesk.domain import scale_label
from posdesk.domain.access import Actor, Right
from posdesk.domain.barcode import normal_code
from posdesk.domain.cart import Cart, CartLine, ReturnedLine, check_line
from posdesk.domain.errors import Refused
from posdesk.domain.numbering import ONLINE_SERIES
from posdesk.domain.pricing import price_cart
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import (
    COUNTER,
    ONLINE,
    PricedCart,
    PricedLine,
    PricingPolicy,
    Sale,
    Tender,
    TenderMethod,
)
from posdesk.domain.shift import Action, ActionKind, Shift
from posdesk.domain.stock import BelowZero
from posdesk.domain.tender import Offer, rounds_cash, settle
from posdesk.domain.transfer import TransferState
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.debts import check_debt
from posdesk.services.ports.printing import JobKind
from posdesk.services.ports.store import Reader, Store, Work
from posdesk.services.print_jobs import new_job
from posdesk.services.returns import TakenBack, take_back
from posdesk.services.settings import Values, values
from posdesk.services.transfers import post_event, state_of


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill ready to be posted.

    Attributes:
        key: the request's key: the same key with the same digest gives the first sale again.
        digest: of what was asked for, to tell a repeat from another request.
        reason: of a return.
        voids: the sale this return takes back as a whole.
        draft_id: the bill as it was typed; it ends in the same transaction.
        paper: whether a receipt is printed; None leaves it to the shop's setting.
        short_ok: the cashier has said yes to selling below zero.
        over_limit_ok: somebody with the right has said yes to a debt beyond the limit.
        channel: an order handed over has a series of numbers of its own.
    """

    cart: Cart
    offers: tuple[Offer, ...]
    key: str | None = None
    digest: bytes | None = None
    reason: str = ""
    voids: UUID | None = None
    draft_id: UUID | None = None
    paper: bool | None = None
    short_ok: bool = False
    over_limit_ok: bool = False
    channel: str = COUNTER


@dataclass(frozen=True, slots=True)
class Posted:
    """A sale that is durable.

    Attributes:
        replayed: an earlier request had made it.
        opened: the shift that was opened for it; None if one was open.
    """

    sale: Sale
    replayed: bool = False
    opened: Shift | None = None


def line_for(reader: Reader, patterns: tuple[scale_label.Pattern, ...], code: str) -> CartLine:
    """The line one scan of ``code`` adds: a barcode, a SKU or a label of the shop's scale.

    Raises:
        Refused: ``unknown_barcode``; ``item`` is the number on a scale's label, ``misread`` whether
            one was read wrongly.
    """
    code = normal_code(code)
    item = reader.item(code)
    if item is not None:
        return CartLine(item, ONE, item.price)
    label = scale_label.read(code, patterns)
    if label is not None:
        item = _weighed_item(reader, label.item)
        if item is not None:
            return _labelled(item, label)
    tried = [each.verdict for each in scale_label.explain(code, patterns)]
    misread = label is None and scale_label.Verdict.WRONG_CHECK_DIGIT in tried
    number = label.item if label else ""
    raise Refused("unknown_barcode", barcode=code, item=number, misread=misread)


def _weighed_item(reader: Reader, number: str) -> Item | None:
    """The goods of a label's item number: a SKU as it stands or without leading zeros."""
    return reader.item(number) or reader.item(number.lstrip("0"))


def _labelled(item: Item, label: scale_label.ScaleLabel) -> CartLine:
    if label.kind is scale_label.Kind.WEIGHT:
        line = CartLine(item, label.value, item.price)
    else:
        line = CartLine(item, ONE, label.value, PriceSource.LABEL)
    check_line(line)
    return line


class Checkout:
    """Rings up bills."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def scan(self, code: str, patterns: tuple[scale_label.Pattern, ...] | None = None) -> CartLine:
        """The line one scan adds; with ``patterns`` as it would be if those were set.

        Raises:
            Refused: ``unknown_barcode``, ``bad_code``.
        """
        with self._store.read() as reader:
            known = values(reader).scale_labels if patterns is None else patterns
            return line_for(reader, known, code)

    def price(self, cart: Cart) -> PricedCart:
        """The bill's figures, returned lines included, before cash rounding."""
        with self._store.read() as reader:
            return _priced(reader, cart, values(reader).policy)[0]

    def take_back(self, returns: Sequence[ReturnedLine]) -> TakenBack:
        """Goods of earlier receipts with the figures they give back.

        Raises:
            Refused: ``unknown_receipt``, ``unknown_line``, ``return_too_much``...
        """
        with self._store.read() as reader:
            return take_back(reader, returns)

    def post(self, actor: Actor, bill: Bill) -> Posted:
        """Posts the bill: durable when this returns, or nothing was written.

        One transaction: receipt number, sale, lines, tenders, stock movements, journal, print
        job, the draft's end.

        Raises:
            Refused: ``no_shift``, ``empty_bill``, ``key_conflict``, ``not_allowed``,
                ``stock_short``, ``debt_needs_customer``, ``debt_limit``, and whatever pricing,
                tenders and returns refuse.
        """
        with self._store.write() as work:
            return post_bill(work, actor, bill, self._clock)


def post_bill(work: Work, actor: Actor, bill: Bill, clock: Clock) -> Posted:
    """Posts a bill inside the caller's transaction; see ``Checkout.post``."""
    if (first := posted_before(work, bill.key, bill.digest)) is not None:
        return first
    shift = work.open_shift(actor.till)
    if shift is None:
        raise Refused("no_shift")
    _check_rights(actor, bill.cart)
    if bill.cart.empty:
        raise Refused("empty_bill")
    settings = values(work)
    sale = _sale(work, actor, bill, shift, settings, clock)
    _watch_stock(work, actor, sale, settings.below_zero, short_ok=bill.short_ok)
    check_debt(work, actor, sale, over_limit_ok=bill.over_limit_ok)
    work.post(sale)
    _note_overrides(work, actor, sale)
    _receive_transfers(work, actor, sale, clock)
    if bill.draft_id is not None:
        work.drop_draft(bill.draft_id)
    _queue_paper(work, sale, settings, bill.paper)
    return Posted(sale)


def posted_before(reader: Reader, key: str | None, digest: bytes | None) -> Posted | None:
    """What a request with this key made already, None if it made nothing.

    Raises:
        Refused: ``key_conflict`` if that request had another content.
    """
    first = reader.sale_by_request(key) if key is not None else None
    if first is None:
        return None
    if first.request_digest != digest:
        raise Refused("key_conflict", key=key)
    return Posted(first, replayed=True)


def _check_rights(actor: Actor, cart: Cart) -> None:
    if cart.returns:
        actor.require(Right.RETURN)
    if cart.discount or any(line.discount for line in cart.lines):
        actor.require(Right.DISCOUNT)
    if any(line.price_source is PriceSource.TYPED for line in cart.lines):
        actor.require(Right.PRICE_OVERRIDE)


def _priced(
    reader: Reader, cart: Cart, current: PricingPolicy
) -> tuple[PricedCart, PricingPolicy, TakenBack | None]:
    if not cart.returns:
        return price_cart(cart, current), current, None
    back = take_back(reader, cart.returns)
    policy = back.policy(current, exchange=bool(cart.lines))
    return price_cart(cart, policy, back.lines), policy, back


def _sale(
    work: Work, actor: Actor, bill: Bill, shift: Shift, settings: Values, clock: Clock
) -> Sale:
    priced, policy, back = _priced(work, bill.cart, _policy(bill, settings))
    pure_return = back is not None and not bill.cart.lines
    round_cash = back.cash_for if back is not None and pure_return else policy.rounding.apply
    settlement = settle(priced.due, bill.offers, round_cash)
    cash_rest = _cash_rest(priced.due, settlement.tenders) if pure_return else 0
    return Sale(
        id=new_id(),
        number=work.next_number(ONLINE_SERIES if bill.channel == ONLINE else actor.till),
        till=actor.till,
        shift_id=shift.id,
        business_on=shift.business_on,
        at=clock.now(),
        actor_id=actor.id,
        policy=policy,
        priced=priced,
        settlement=settlement,
        refunds=back.refunds(cash_rest, rounded=rounds_cash(bill.offers)) if back else (),
        customer_id=bill.cart.customer_id or (back.customer_id if back else None),
        note=bill.cart.note,
        reason=bill.reason,
        request_key=bill.key,
        request_digest=bill.digest,
        voids=bill.voids,
        channel=bill.channel,
        buyer_id=_buyer(work, bill.cart.buyer_id),
    )


def _buyer(reader: Reader, buyer_id: UUID | None) -> UUID | None:
    """Whom the invoice is for, unless the person was erased while the bill was open."""
    return buyer_id if buyer_id and reader.buyer(buyer_id) else None


def _policy(bill: Bill, settings: Values) -> PricingPolicy:
    """The shop's rules; what a buyer ordered online is a price with its tax everywhere."""
    policy = settings.policy
    return replace(policy, prices_include_tax=True) if bill.channel == ONLINE else policy


def _cash_rest(due: int, tenders: tuple[Tender, ...]) -> int:
    """What is given back in cash before rounding, positive."""
    if not any(tender.method is TenderMethod.CASH for tender in tenders):
        return 0
    others = sum(t.amount for t in tenders if t.method is not TenderMethod.CASH)
    return abs(due) - abs(others)


def _watch_stock(
    work: Work, actor: Actor, sale: Sale, shop_policy: BelowZero, *, short_ok: bool
) -> None:
    """Stock never falls below zero silently: refused, asked, or noted with who (I6)."""
    leaving: defaultdict[UUID, int] = defaultdict(int)
    names: dict[UUID, PricedLine] = {}
    for line in sale.priced.lines:
        if line.item.product_id:
            leaving[line.item.product_id] += line.base_quantity
            names.setdefault(line.item.product_id, line)
    out = [product_id for product_id, quantity in leaving.items() if quantity > 0]
    for product_id, there in work.available(out).items():
        if there >= leaving[product_id]:
            continue
        item = names[product_id].item
        policy = item.below_zero or shop_policy
        if policy is BelowZero.REFUSE or (policy is BelowZero.ASK and not short_ok):
            raise Refused("stock_short", name=item.name, available=there)
        left = there - leaving[product_id]
        detail = f"{product_id.hex}: {left}"
        work.post(_action(actor, sale, ActionKind.STOCK_BREACH, detail))


def _note_overrides(work: Work, actor: Actor, sale: Sale) -> None:
    for line in sale.priced.lines:
        if line.price_source is PriceSource.TYPED and line.item.product_id and not line.returns:
            detail = f"{line.item.code}: {line.item.price} -> {line.price}"
            work.post(_action(actor, sale, ActionKind.PRICE_OVERRIDE, detail))


def _action(actor: Actor, sale: Sale, kind: ActionKind, detail: str) -> Action:
    return Action(
        id=new_id(),
        till=sale.till,
        shift_id=sale.shift_id,
        at=sale.at,
        actor_id=actor.id,
        kind=kind,
        ref=sale.number,
        detail=detail,
    )


def _receive_transfers(work: Work, actor: Actor, sale: Sale, clock: Clock) -> None:
    """The cashier who finishes a bill paid by a shown code says that the money came."""
    for tender in sale.settlement.tenders:
        if tender.transfer_id is None or tender.amount <= 0:
            continue
        actor.require(Right.CONFIRM_TRANSFER)
        if state_of(work, tender.transfer_id) is not TransferState.RECEIVED:
            post_event(work, actor, tender.transfer_id, TransferState.RECEIVED, clock)


def _queue_paper(work: Work, sale: Sale, settings: Values, wanted: bool | None) -> None:
    printers = work.printers()
    if not printers:
        return
    usual = printers[0]
    job = partial(new_job, usual, ref=sale.number, at=sale.at, shift_id=sale.shift_id)
    # The drawer first: the cashier makes change while the receipt prints.
    if usual.has_drawer and any(t.method is TenderMethod.CASH for t in sale.settlement.tenders):
        work.queue_print(job(JobKind.DRAWER))
    if wanted if wanted is not None else settings["receipt.paper"] == "always":
        work.queue_print(job(JobKind.RECEIPT))
