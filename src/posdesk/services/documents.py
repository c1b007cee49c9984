"""What papers say: receipts, pre-bills, X and Z reports, built from posted records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.errors import Refused
from posdesk.domain.label import LabelRun, label_of
from posdesk.domain.money import NBSP, format_amount, format_dong
from posdesk.domain.quantity import format_quantity
from posdesk.domain.receipt import (
    Align,
    Block,
    ReceiptDocument,
    Row,
    Rule,
    Size,
    Text,
)
from posdesk.domain.sale import PricedCart, PricedLine, Sale, Tender, TenderMethod
from posdesk.domain.shift import Shift
from posdesk.domain.transfer import TenderCorrection
from posdesk.domain.words import amount_in_words
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, Translator, translator
from posdesk.services import debt_papers, order_papers
from posdesk.services.counts import counts
from posdesk.services.label_orders import order_of
from posdesk.services.paper_parts import METHODS, head, pay_here
from posdesk.services.ports.printing import (
    JobKind,
    PrinterConfig,
    PrinterStatus,
    PrintJob,
)
from posdesk.services.ports.store import Reader, Store, TenderSum, Totals
from posdesk.services.printer_page import test_page
from posdesk.services.samples import sample_sale
from posdesk.services.settings import Values, values
from posdesk.services.shifts import ShiftReport, bank_changes, report_of

ACTIONS = {
    "price_override": N_("Prices changed"),
    "stock_breach": N_("Sold below zero stock"),
    "open_drawer": N_("Drawer opened without a sale"),
    "transfer_received": N_("Transfers confirmed by hand"),
    "transfer_taken_back": N_("Confirmations taken back"),
    "reprint": N_("Receipts printed again"),
    "setting": N_("Settings changed"),
    "line_removed": N_("Lines removed"),
    "tender_corrected": N_("Payments corrected"),
    "restore": N_("Backups restored"),
    "clock": N_("The clock was wrong"),
    "witness": N_("Witness brought forward"),
    "unfinished_bill": N_("Unfinished bills with money on them"),
    "over_debt_limit": N_("Sold beyond the debt limit"),
    "customer_erased": N_("Customers erased"),
}


@dataclass(frozen=True, slots=True)
class PreBill:
    """A bill before it is paid, as the customer takes it to the bank's app.

    Attributes:
        payload: of the VietQR code, None without a transfer.
        code: the transfer's payment code.
    """

    priced: PricedCart
    payload: str | None = None
    code: str = ""
    note: str = ""


_OF_REF: Mapping[JobKind, Callable[[Reader, str], ReceiptDocument]] = {
    JobKind.STATEMENT: debt_papers.statement,
    JobKind.PACKING_SLIP: order_papers.packing_slip,
    JobKind.SHIPPING_LABEL: order_papers.shipping_label,
    JobKind.PICK_LIST: order_papers.pick_list,
}
"""Papers that need nothing but what they are of."""


class Documents:
    """The DocumentSource of the print queue; also for previews, PDF and text."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def document(self, job: PrintJob) -> ReceiptDocument:
        """The document of a job, marked as a reprint where ``job.copy`` is over 1.

        Raises:
            Refused: ``unknown_receipt``, ``no_document``.
        """
        with self._store.read() as reader:
            match job.kind:
                case JobKind.RECEIPT:
                    return _receipt(reader, job.ref, job)
                case JobKind.X_REPORT | JobKind.Z_REPORT:
                    return _shift_report(reader, UUID(job.ref))
                case JobKind.PRE_BILL:
                    return _stored_pre_bill(reader, job.ref)
                case JobKind.DEBT_SLIP:
                    return debt_papers.slip(reader, job.ref, job)
                case kind if kind in _OF_REF:
                    return _OF_REF[kind](reader, job.ref)
                case _:
                    raise Refused("no_document")

    def labels(self, job: PrintJob) -> LabelRun:
        """The labels of a job, with what they cost now.

        Raises:
            Refused: ``no_document``.
        """
        order = order_of(job.ref)
        with self._store.read() as reader:
            product = reader.product(order.product_id)
        units = product.units if product else ()
        for unit in units:
            if product and unit.id == order.unit_id:
                return LabelRun(label_of(product, unit, order.kind), order.count)
        raise Refused("no_document")

    def receipt(self, number: str, language: str | None = None) -> ReceiptDocument:
        """A receipt by its number, as it was first printed, or in another language.

        Raises:
            Refused: ``unknown_receipt``.
        """
        with self._store.read() as reader:
            return _receipt(reader, number, None, language)

    def sample(self, settings: Values, day: date) -> ReceiptDocument:
        """A receipt of sample goods under settings that need not be saved yet."""
        with self._store.read() as reader:
            cashier = reader.owner().name
        return _receipt_document(sample_sale(settings.policy, day), settings, _Beside(cashier))

    def statement(self, customer_id: UUID) -> ReceiptDocument:
        """What a customer owes and why.

        Raises:
            Refused: ``no_document``.
        """
        with self._store.read() as reader:
            return debt_papers.statement(reader, str(customer_id))

    def packing_slip(self, order_id: UUID) -> ReceiptDocument:
        """What lies in the parcel of an order.

        Raises:
            Refused: ``no_document``.
        """
        with self._store.read() as reader:
            return order_papers.packing_slip(reader, str(order_id))

    def shipping_label(self, order_id: UUID) -> ReceiptDocument:
        """What is stuck onto the parcel of an order.

        Raises:
            Refused: ``no_document``.
        """
        with self._store.read() as reader:
            return order_papers.shipping_label(reader, str(order_id))

    def message(self, order_id: UUID) -> str:
        """What to write to the buyer of an order.

        Raises:
            Refused: ``no_document``.
        """
        with self._store.read() as reader:
            return order_papers.message(reader, order_id)

    def shift_report(self, shift: Shift, language: str | None = None) -> ReceiptDocument:
        """The X of an open shift, the Z of a closed one, in the language of receipts or another."""
        with self._store.read() as reader:
            return _shift_report(reader, shift.id, language)

    def test_page(self, printer: PrinterConfig, status: PrinterStatus | None) -> ReceiptDocument:
        """The test page of a printer that just said this about itself."""
        with self._store.read() as reader:
            settings = values(reader)
        return test_page(settings["shop.name"], settings["receipt.language"], printer, status)


def pre_bill_ref(bill: PreBill) -> str:
    """A pre-bill as a print job carries it: it is not posted, so the job holds its figures."""
    lines = [
        [line.item.name, line.item.unit, line.quantity, line.price, line.amount, line.discount]
        for line in bill.priced.lines
    ]
    content = {
        "lines": lines,
        "due": bill.priced.due,
        "payload": bill.payload,
        "code": bill.code,
        "note": bill.note,
    }
    return json.dumps(content, ensure_ascii=False)


# --- parts that papers share


def _values(reader: Reader, language: str | None) -> Values:
    """The settings, for a paper in a language that was asked for."""
    settings = values(reader)
    return Values({**settings.values, "receipt.language": language}) if language else settings


def _goods(name: str, unit: str, quantity: int, price: int, amount: int) -> Iterator[Block]:
    yield Text(name)
    times = f"{format_quantity(quantity)} {unit} × {format_amount(price)}"
    yield Row(f"   {times}", format_amount(amount))


def _line(line: PricedLine, _: Translator) -> Iterator[Block]:
    name = line.item.name
    if line.returns:
        name = _("Returned from {receipt}: {name}").format(receipt=line.returns.receipt, name=name)
    yield from _goods(name, line.item.unit, line.quantity, line.price, line.amount)
    if line.line_discount:
        yield Row("   " + _("Discount"), format_amount(-line.line_discount), size=Size.SMALL)


# --- receipts


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a receipt says that is not part of the sale.

    Attributes:
        code: the journal's link, empty for a sample.
        job: the wish for paper, None for the first look.
        customer: who bought; others' eyes see the phone masked.
        buyer: whom a tax invoice is for.
        owes: what a receipt on debt says of the debt.
    """

    cashier: str
    code: str = ""
    job: PrintJob | None = None
    corrections: tuple[TenderCorrection, ...] = ()
    customer: Customer | None = None
    buyer: InvoiceBuyer | None = None
    owes: tuple[Block, ...] = ()


def _receipt(
    reader: Reader, number: str, job: PrintJob | None, language: str | None = None
) -> ReceiptDocument:
    sale = reader.sale_by_number(number)
    if sale is None:
        raise Refused("unknown_receipt", receipt=number)
    beside = _Beside(
        cashier=reader.person(sale.actor_id).name,
        code=reader.receipt_code(sale.id),
        job=job,
        corrections=reader.corrections(sale.id),
        customer=reader.customer(sale.customer_id) if sale.customer_id else None,
        buyer=reader.buyer(sale.buyer_id) if sale.buyer_id else None,
    )
    settings = _values(reader, language)
    if beside.customer is not None:
        words = translator(settings["receipt.language"])
        owes = debt_papers.receipt_foot(reader, sale, beside.customer, settings, words)
        beside = replace(beside, owes=tuple(owes))
    return _receipt_document(sale, settings, beside)


def _receipt_document(sale: Sale, settings: Values, beside: _Beside) -> ReceiptDocument:
    language = settings["receipt.language"]
    _ = translator(language)
    title = _title(sale, _)
    blocks = [
        *head(settings, _),
        *_reprint(beside, _),
        Text(title, Align.CENTER, Size.LARGE, bold=True),
        Row(_("No. {number}").format(number=sale.number), f"{local(sale.at):%d/%m/%Y %H:%M}"),
        Row(_("Cashier"), beside.cashier),
        *_customer(beside.customer, _),
        *_buyer(beside.buyer, _),
        Rule(),
        *(block for line in sale.priced.lines for block in _line(line, _)),
        Rule(),
        *_sums(sale, _),
        *_payment(sale, _),
        *_corrections(beside.corrections, _),
        *_notes(sale, _),
        *beside.owes,
        *_foot(settings, beside.code, _),
    ]
    return ReceiptDocument(f"{title} {sale.number}", language, tuple(blocks))


def _customer(customer: Customer | None, _: Translator) -> Iterator[Block]:
    if customer is not None:
        yield Row(_("Customer"), customer.masked)


def _buyer(buyer: InvoiceBuyer | None, _: Translator) -> Iterator[Block]:
    if buyer is not None:
        yield Row(_("Invoice for tax code"), buyer.tax_code)
        for words in (buyer.name, buyer.address, buyer.email):
            if words:
                yield Text(words, size=Size.SMALL)


def _title(sale: Sale, _: Translator) -> str:
    sold = any(line.quantity > 0 for line in sale.priced.lines)
    returned = any(line.quantity < 0 for line in sale.priced.lines)
    if sold and returned:
        return _("EXCHANGE")
    if sale.voids:
        return _("SALE CANCELLED")
    return _("RETURN") if returned else _("RECEIPT")


def _reprint(beside: _Beside, _: Translator) -> Iterator[Block]:
    job = beside.job
    if job is None or job.copy <= 1:
        return
    text = _("PRINTED AGAIN, no. {copy} · {time} · {person}").format(
        copy=job.copy - 1,
        time=f"{local(job.created_at):%H:%M %d/%m/%Y}",
        person=beside.cashier,
    )
    yield Text(text, Align.CENTER, bold=True)


def _sums(sale: Sale, _: Translator) -> Iterator[Block]:
    priced = sale.priced
    if priced.discount:
        yield Row(_("Sum of the goods"), format_amount(priced.subtotal))
        yield Row(_("Discount"), format_amount(-priced.discount))
    for tax in priced.taxes:
        label = _("of it VAT {rate}") if sale.policy.prices_include_tax else _("VAT {rate}")
        text = label.format(rate=_rate(tax.code)) if tax.code[:1].isdigit() else tax.code
        yield Row(text, format_amount(tax.tax), size=Size.SMALL)
    if sale.settlement.rounding:
        yield Row(_("Cash rounding"), format_amount(sale.settlement.rounding))
    label = _("TOTAL") if sale.settlement.total >= 0 else _("GIVEN BACK")
    yield Row(label, format_dong(abs(sale.settlement.total)), bold=True, size=Size.LARGE)
    if sale.settlement.total > 0:
        yield Text(amount_in_words(sale.settlement.total), size=Size.SMALL)


def _payment(sale: Sale, _: Translator) -> Iterator[Block]:
    for tender in sale.settlement.tenders:
        yield Row(_(METHODS[tender.method]), _given(tender))
    if sale.settlement.change:
        yield Row(_("Change"), format_amount(sale.settlement.change))


def _corrections(corrections: Iterable[TenderCorrection], _: Translator) -> Iterator[Block]:
    for made in corrections:
        old, new = (_(METHODS[TenderMethod(m)]) for m in (made.from_method, made.to_method))
        text = _("Put right: {old} → {new}").format(old=old, new=new)
        yield Row(text, format_amount(made.amount))


def _given(tender: Tender) -> str:
    return format_amount(abs(tender.amount))


def _notes(sale: Sale, _: Translator) -> Iterator[Block]:
    if sale.note:
        yield Text(_("Note: {note}").format(note=sale.note), size=Size.SMALL)
    if sale.reason:
        yield Text(_("Reason: {reason}").format(reason=sale.reason), size=Size.SMALL)


def _foot(settings: Values, code: str, _: Translator) -> Iterator[Block]:
    yield Rule(dashed=True)
    footer = settings["receipt.footer"] or _("Thank you!")
    yield Text(footer, Align.CENTER)
    # The journal's link on paper in customers' hands is the cheapest witness there is.
    if code:
        yield Text(code, Align.CENTER, Size.SMALL)


# --- pre-bills


def _stored_pre_bill(reader: Reader, ref: str) -> ReceiptDocument:
    bill = json.loads(ref)
    settings = values(reader)
    language = settings["receipt.language"]
    _ = translator(language)
    blocks: list[Block] = [
        *head(settings, _),
        Text(_("BILL TO PAY"), Align.CENTER, Size.LARGE, bold=True),
        Text(_("Not a receipt"), Align.CENTER, Size.SMALL),
        Rule(),
    ]
    for name, unit, quantity, price, amount, discount in bill["lines"]:
        blocks += _goods(name, unit, quantity, price, amount)
        if discount:
            blocks.append(Row("   " + _("Discount"), format_amount(-discount), size=Size.SMALL))
    blocks += [
        Rule(),
        Row(_("TO PAY"), format_dong(bill["due"]), bold=True, size=Size.LARGE),
    ]
    blocks += pay_here(settings, bill["payload"], bill["code"])
    return ReceiptDocument(_("BILL TO PAY"), language, tuple(blocks))


# --- X and Z


def _shift_report(reader: Reader, shift_id: UUID, language: str | None = None) -> ReceiptDocument:
    shift = reader.shift(shift_id)
    if shift is None:
        raise Refused("no_document")
    report = report_of(reader, shift)
    settings = _values(reader, language)
    language = settings["receipt.language"]
    _ = translator(language)
    title = _("Z REPORT") if report.closing else _("X REPORT")
    totals = report.totals
    blocks = [
        *head(settings, _),
        Text(title, Align.CENTER, Size.LARGE, bold=True),
        *_shift_head(report, _),
        Rule(),
        *(Row(_(words), str(count)) for _key, words, count in counts(totals)),
        Row(_("Sold"), format_amount(totals.sold)),
        Row(_("Given back"), format_amount(totals.given_back)),
        Row(_("Discounts given"), format_amount(totals.discount)),
        Row(_("Cash rounding"), format_amount(totals.rounding)),
        Row(_("TOTAL"), format_dong(totals.total), bold=True, size=Size.LARGE),
        Rule(dashed=True),
        *_by_tender(totals, _),
        *_taxes(totals, _),
        Rule(dashed=True),
        *_beside_takings(_("Debts collected"), totals.debts, _),
        *_beside_takings(_("Money for orders"), totals.orders, _),
        *_unfinished(report, _),
        *_drawer(report, _),
        *_done(totals, _),
        *_bank(reader, shift, _),
        Rule(dashed=True),
        Text(reader.receipt_code(report.closing.id) if report.closing else "", Align.CENTER),
    ]
    name = f"{title} {shift.till}-{shift.number}"
    return ReceiptDocument(name, language, tuple(blocks))


def _shift_head(report: ShiftReport, _: Translator) -> Iterator[Block]:
    shift, closing = report.shift, report.closing
    number = _("Shift {number}").format(number=f"{shift.till}-{shift.number}")
    yield Row(number, f"{shift.business_on:%d/%m/%Y}")
    yield Row(_("Cashier"), report.cashier)
    yield Row(_("Opened"), f"{local(shift.opened_at):%H:%M %d/%m/%Y}")
    if closing:
        yield Row(_("Closed"), f"{local(closing.closed_at):%H:%M %d/%m/%Y}")


def _by_tender(totals: Totals, _: Translator) -> Iterator[Block]:
    for tender in totals.tenders:
        yield Row(_(METHODS[TenderMethod(tender.method)]), format_amount(tender.amount))


def _beside_takings(title: str, parts: Sequence[TenderSum], _: Translator) -> Iterator[Block]:
    """Money that came, but no takings: debts paid, deposits and what couriers collected."""
    if parts:
        yield Row(title, format_amount(sum(part.amount for part in parts)), bold=True)
        for part in parts:
            label = _(METHODS[TenderMethod(part.method)])
            yield Row(f"   {label}", format_amount(part.amount))
        yield Rule(dashed=True)


def _rate(code: str) -> str:
    """A rate as papers show it, ``8 %``; an exemption by its name."""
    return f"{code.replace('.', ',')}{NBSP}%" if code[:1].isdigit() else code


def _taxes(totals: Totals, _: Translator) -> Iterator[Block]:
    for tax in totals.taxes:
        text = _("VAT {rate} on {base}").format(rate=_rate(tax.code), base=format_amount(tax.base))
        yield Row(text, format_amount(tax.tax), size=Size.SMALL)


def _unfinished(report: ShiftReport, _: Translator) -> Iterator[Block]:
    """Money that came and is in no sale yet: the bills go on in the next shift."""
    if report.unfinished:
        yield Row(_("Received, not sold yet"), format_amount(report.received), bold=True)
        for part in report.unfinished:
            yield Row(f"   {_(METHODS[TenderMethod(part.method)])}", format_amount(part.amount))
        yield Rule(dashed=True)


def _drawer(report: ShiftReport, _: Translator) -> Iterator[Block]:
    totals, closing = report.totals, report.closing
    yield Row(_("Float"), format_amount(report.shift.float_amount))
    yield Row(_("Cash taken"), format_amount(totals.cash))
    if totals.debts:
        yield Row(_("Debts collected in cash"), format_amount(totals.debt_cash))
    if totals.orders:
        yield Row(_("Money for orders in cash"), format_amount(totals.order_cash))
    for movement in report.movements:
        sign = 1 if movement.kind.value == "in" else -1
        yield Row(f"   {movement.reason}", format_amount(sign * movement.amount), size=Size.SMALL)
    yield Row(_("Cash that should be there"), format_amount(report.expected), bold=True)
    if closing is None:
        return
    for value, count in reversed(closing.notes):
        yield Row(f"   {format_amount(value)} × {count}", format_amount(value * count))
    yield Row(_("Counted"), format_amount(closing.counted), bold=True)
    yield Row(_difference(closing.difference, _), format_amount(closing.difference), bold=True)
    if closing.reason:
        yield Text(_("Reason: {reason}").format(reason=closing.reason), size=Size.SMALL)


def _difference(amount: int, _: Translator) -> str:
    if amount == 0:
        return _("Right to the đồng")
    return _("Over") if amount > 0 else _("Short")


def _done(totals: Totals, _: Translator) -> Iterator[Block]:
    if totals.actions:
        yield Rule(dashed=True)
    for kind, times in totals.actions:
        yield Row(_(ACTIONS[kind]), str(times), size=Size.SMALL)


def _bank(reader: Reader, shift: Shift, _: Translator) -> Iterator[Block]:
    for change in bank_changes(reader, shift):
        accounts = (account or _("none") for account in (change.before, change.after))
        text = _("Bank account changed at {time}: {change}").format(
            time=f"{local(change.at):%H:%M %d/%m/%Y}", change=" → ".join(accounts)
        )
        yield Text(text, bold=True)
