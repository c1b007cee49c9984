"""Papers about what is owed: the slip of a payment, the statement, the foot of a debt's receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from uuid import UUID

from posdesk.domain.customer import Customer
from posdesk.domain.debt import SALE, DebtChange, DebtKind, OpenPart, open_parts, owed
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.receipt import Align, Block, ReceiptDocument, Row, Rule, Size, Text
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.words import amount_in_words
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import Translator, translator
from posdesk.services.paper_parts import METHODS, head, pay_here
from posdesk.services.ports.printing import PrintJob
from posdesk.services.ports.store import Reader
from posdesk.services.settings import Values, values
from posdesk.services.transfers import payload_of


def words_of(change: DebtChange, _: Translator) -> str:
    """Why a debt changed, in a few words."""
    match change.cause:
        case _cause if _cause == SALE:
            text = _("Bought, {receipt}") if change.amount > 0 else _("Taken off, {receipt}")
            return text.format(receipt=change.ref)
        case DebtKind.OPENING:
            return _("From the paper book")
        case DebtKind.CORRECTION:
            return _("Correction: {reason}").format(reason=change.reason)
        case _other if change.voids:
            return _("Payment taken back: {reason}").format(reason=change.reason)
        case _other:
            return _("Paid, {method}").format(method=_(METHODS[TenderMethod(change.method)]))


def since_settled(changes: Sequence[DebtChange]) -> Sequence[DebtChange]:
    """The changes since nothing was owed the last time before the newest of them."""
    sums = list(accumulate(change.amount for change in changes))
    settled = (i + 1 for i in range(len(sums) - 2, -1, -1) if sums[i] == 0)
    return changes[next(settled, 0) :]


def slip(reader: Reader, ref: str, job: PrintJob | None) -> ReceiptDocument:
    """The slip of a posted entry; ``ref`` is its id.

    Raises:
        Refused: ``no_document``.
    """
    entry = reader.debt_entry(UUID(ref))
    customer = reader.customer(entry.customer_id) if entry else None
    if entry is None or customer is None:
        raise Refused("no_document")
    changes = reader.debt_changes(entry.customer_id)
    change = next(c for c in changes if c.entry_id == entry.id)
    before = owed(takewhile(lambda c: c.entry_id != entry.id, changes))
    settings = values(reader)
    language = settings["receipt.language"]
    _ = translator(language)
    title = _("DEBT PAYMENT") if entry.amount < 0 else _("DEBT")
    blocks = [
        *head(settings, _),
        *_again(job, _),
        Text(title, Align.CENTER, Size.LARGE, bold=True),
        Row(f"{local(entry.at):%d/%m/%Y %H:%M}", reader.person(entry.actor_id).name),
        Row(_("Customer"), customer.masked),
        Rule(),
        Row(_("Owed before"), format_amount(before)),
        Row(words_of(change, _), format_amount(entry.amount), bold=True),
        *_still_owed(settings, customer, before + entry.amount, _),
        Rule(dashed=True),
        Text(reader.receipt_code(entry.id), Align.CENTER, Size.SMALL),
    ]
    return ReceiptDocument(f"{title} {customer.code}", language, tuple(blocks))


def statement(reader: Reader, ref: str) -> ReceiptDocument:
    """What a customer owes and why, since nothing was owed the last time; ``ref`` is their id.

    Raises:
        Refused: ``no_document``.
    """
    customer = reader.customer(UUID(ref))
    if customer is None:
        raise Refused("no_document")
    changes = reader.debt_changes(customer.id)
    settings = values(reader)
    language = settings["receipt.language"]
    _ = translator(language)
    blocks = [
        *head(settings, _),
        Text(_("STATEMENT"), Align.CENTER, Size.LARGE, bold=True),
        Row(_("Customer"), customer.masked),
        Rule(),
        *(block for change in since_settled(changes) for block in _change(change, _)),
        *_still_owed(settings, customer, owed(changes), _),
        *(_open_part(part, _) for part in open_parts(changes)),
    ]
    return ReceiptDocument(f"{_('STATEMENT')} {customer.code}", language, tuple(blocks))


def receipt_foot(
    reader: Reader, sale: Sale, customer: Customer, settings: Values, _: Translator
) -> Iterator[Block]:
    """Under a receipt on debt: what was owed in all when it was made, and where to pay it."""
    taken = sum(t.amount for t in sale.settlement.tenders if t.method is TenderMethod.DEBT)
    if not taken:
        return
    changes = reader.debt_changes(customer.id)
    here = next(place for place, c in enumerate(changes, 1) if c.ref == sale.number)
    yield from _still_owed(settings, customer, owed(changes[:here]), _)


def _change(change: DebtChange, _: Translator) -> Iterator[Block]:
    yield Row(f"{change.on:%d/%m/%Y}", format_amount(change.amount))
    yield Text(f"   {words_of(change, _)}", size=Size.SMALL)


def _open_part(part: OpenPart, _: Translator) -> Row:
    label = _("of it since {day}").format(day=f"{part.on:%d/%m/%Y}")
    return Row(label, format_amount(part.amount), size=Size.SMALL)


def _still_owed(
    settings: Values, customer: Customer, amount: int, _: Translator
) -> Iterator[Block]:
    yield Rule()
    label = _("STILL OWED") if amount >= 0 else _("THE SHOP OWES")
    yield Row(label, format_dong(abs(amount)), bold=True, size=Size.LARGE)
    if amount > 0:
        yield Text(amount_in_words(amount), size=Size.SMALL)
        yield from pay_here(settings, _payload(settings, amount, customer.code), customer.code)


def _payload(settings: Values, amount: int, code: str) -> str | None:
    """Paper outlives a payment code, so the customer's own code is the purpose."""
    try:
        return payload_of(settings["shop.bank_bin"], settings["shop.bank_account"], amount, code)
    except Refused:
        return None


def _again(job: PrintJob | None, _: Translator) -> Iterator[Block]:
    if job is not None and job.copy > 1:
        text = _("PRINTED AGAIN, no. {copy}").format(copy=job.copy - 1)
        yield Text(text, Align.CENTER, bold=True)
