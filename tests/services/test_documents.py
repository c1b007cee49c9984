"""What papers say: the same figures as the sale, in the language of receipts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posdesk.domain import vietqr
from posdesk.domain.cart import Cart
from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from posdesk.domain.quantity import ONE
from posdesk.domain.receipt import Qr, ReceiptDocument, Row, Text
from posdesk.domain.shift import Shift
from posdesk.runtime.clock import local
from posdesk.runtime.ids import new_id
from posdesk.services.documents import PreBill
from posdesk.services.ports.printing import JobKind, JobState
from tests.services.shops import CARD, CASH, MORNING, Counter, back, cart_of


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """A shop that shows tax and rounds cash, with receipts in English."""
    counter.set(
        shop__address="12 Lê Lợi, Huế",
        tax__method="vat_deduction",
        cash__rounding_step=1000,
        receipt__language="en",
        shop__bank_bin="970436",
        shop__bank_account="0123456789",
        shop__bank_holder="NGUYEN THI A",
    )
    counter.add("BAT", 35_100, name="Bát gốm men lam", tax="8")
    counter.add("10001", 330_000, name="Mật ong rừng", weighed=True, tax="KCT")
    return counter


def rows(document: ReceiptDocument) -> list[tuple[str, str]]:
    """Labels and figures from top to bottom."""
    return [(b.left.strip(), b.right) for b in document.blocks if isinstance(b, Row)]


def texts(document: ReceiptDocument) -> list[str]:
    """The texts that stand alone, from top to bottom."""
    return [block.text for block in document.blocks if isinstance(block, Text)]


def test_a_receipt_says_what_was_sold_and_how_it_was_paid(shop: Counter) -> None:
    line = replace(shop.line("BAT", 3), discount=percent("10"))
    cart = Cart(
        (line, shop.line("10001", quantity=350)), discount=Discount(amount=10_000), note="gói kỹ"
    )
    sale = shop.sell(cart, offers="card 100000, cash 200000")
    document = shop.shop.documents.receipt(sale.number)

    assert document.title == "RECEIPT T1-000001"
    assert rows(document) == [
        ("No. T1-000001", f"{local(MORNING):%d/%m/%Y %H:%M}"),
        ("Cashier", "Hạnh"),
        ("3 cái × 35.100", "105.300"),
        ("Discount", "−10.530"),
        ("0,35 kg × 330.000", "115.500"),
        ("Sum of the goods", "220.800"),
        ("Discount", "−20.530"),
        ("of it VAT 8\u00a0%", "6.686"),
        ("KCT", "0"),
        ("Cash rounding", "−270"),
        ("TOTAL", "200.000\u00a0₫"),
        ("Card", "100.000"),
        ("Cash", "200.000"),
        ("Change", "100.000"),
    ]
    assert texts(document)[0] == "Gốm Bàu Trúc"
    assert "Hai trăm nghìn đồng" in texts(document)
    assert "Note: gói kỹ" in texts(document)


def test_the_receipt_carries_the_journals_link(shop: Counter) -> None:
    first, second = shop.sell(shop.line("BAT")), shop.sell(shop.line("BAT"))
    codes = [texts(shop.shop.documents.receipt(sale.number))[-1] for sale in (first, second)]

    assert all(len(code) == 8 for code in codes)
    assert codes[0] != codes[1]


def test_a_return_names_the_receipt_and_what_is_given_back(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 2))
    returned = shop.give_back(sale, (1, ONE))
    document = shop.shop.documents.receipt(returned.number)

    assert document.title == "RETURN T1-000002"
    assert "Returned from T1-000001: Bát gốm men lam" in texts(document)
    assert ("−1 cái × 35.100", "−35.100") in rows(document)
    assert rows(document)[-2:] == [("GIVEN BACK", "35.000\u00a0₫"), ("Cash", "35.000")]


def test_a_return_of_discounted_goods_can_be_added_up(shop: Counter) -> None:
    cart = Cart((shop.line("BAT", 2),), discount=percent("10"))
    returned = shop.give_back(shop.sell(cart), (1, ONE))

    assert rows(shop.shop.documents.receipt(returned.number))[2:] == [
        ("−1 cái × 35.100", "−35.100"),
        ("Sum of the goods", "−35.100"),
        ("Discount", "3.510"),
        ("of it VAT 8\u00a0%", "−2.340"),
        ("Cash rounding", "−410"),
        ("GIVEN BACK", "32.000\u00a0₫"),
        ("Cash", "32.000"),
    ]


def test_an_exchange_and_a_cancelled_sale_are_named_so(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 2))
    exchange = shop.sell(shop.line("10001"), back(sale, 1, ONE))
    shop.sell(shop.line("BAT"))
    void = shop.shop.corrections.void_last(shop.actor, "bấm nhầm").sale

    assert shop.shop.documents.receipt(exchange.number).title == "EXCHANGE T1-000002"
    document = shop.shop.documents.receipt(void.number)
    assert document.title == "SALE CANCELLED T1-000004"
    assert "Reason: bấm nhầm" in texts(document)


def test_a_payment_put_right_stands_on_the_paper(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, CARD)

    assert ("Put right: Cash → Card", "35.000") in rows(shop.shop.documents.receipt(sale.number))


def test_a_paper_speaks_another_language_where_one_is_asked_for(shop: Counter) -> None:
    number = shop.sell(shop.line("BAT")).number
    [shift] = shop.shop.shifts.latest(1)
    documents = shop.shop.documents
    assert documents.receipt(number, "vi").title == f"PHIẾU THANH TOÁN {number}"
    assert documents.shift_report(shift, "vi").title == "BÁO CÁO X T1-1"
    assert documents.shift_report(shift).title == "X REPORT T1-1"


def test_the_language_of_receipts_is_its_own(shop: Counter) -> None:
    shop.set(receipt__language="vi")
    sale = shop.sell(shop.line("BAT"))

    assert shop.shop.documents.receipt(sale.number).language == "vi"


def test_no_such_receipt(shop: Counter) -> None:
    with pytest.raises(Refused, match="unknown_receipt"):
        shop.shop.documents.receipt("T1-000001")


# --- printed again


def test_paper_printed_again_says_so_and_is_counted(shop: Counter) -> None:
    printer = shop.printer()
    sale = shop.sell(shop.line("BAT"))
    jobs = [shop.shop.papers.print_again(shop.actor, sale.number, printer) for _ in range(2)]

    assert [job.copy for job in jobs] == [2, 3]
    again = [texts(shop.shop.documents.document(job)) for job in jobs]
    assert any(text.startswith("PRINTED AGAIN, no. 1") for text in again[0])
    assert any(text.startswith("PRINTED AGAIN, no. 2") for text in again[1])
    assert shop.done() == {"reprint": 2}


def test_the_first_paper_of_a_sale_without_one_is_no_reprint(shop: Counter) -> None:
    shop.set(receipt__paper="never")
    printer = shop.printer()
    sale = shop.sell(shop.line("BAT"))
    job = shop.shop.papers.print_again(shop.actor, sale.number, printer)

    assert (job.copy, job.state) == (1, JobState.WAITING)
    assert not any("AGAIN" in text for text in texts(shop.shop.documents.document(job)))
    assert shop.done() == {}


def test_nothing_prints_without_a_printer_or_a_receipt(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    with pytest.raises(Refused, match="no_printer"):
        shop.shop.papers.print_again(shop.actor, sale.number)
    shop.printer()
    with pytest.raises(Refused, match="unknown_receipt"):
        shop.shop.papers.print_again(shop.actor, "T1-000009")
    assert (shop.jobs(), shop.done()) == ([], {})


# --- before it is paid


def pre_bill(counter: Counter) -> ReceiptDocument:
    """The paper of a bill for six bowls, as the printer gets it."""
    counter.printer()
    asked = counter.shop.transfers.ask(counter.actor, new_id(), 210_600)
    priced = counter.shop.checkout.price(cart_of(counter.line("BAT", 6)))
    bill = PreBill(priced, asked.payload, asked.code)
    return counter.shop.documents.document(counter.shop.papers.print_pre_bill(counter.actor, bill))


def test_the_code_on_a_pre_bill_asks_for_what_is_due(shop: Counter) -> None:
    document = pre_bill(shop)
    (qr,) = (block for block in document.blocks if isinstance(block, Qr))
    read = vietqr.read(qr.payload)

    assert (read.bin, read.account, read.amount) == ("970436", "0123456789", 210_600)
    assert read.purpose is not None
    assert qr.caption == f"NGUYEN THI A\u00a0· {read.purpose}"
    assert rows(document)[-1] == ("TO PAY", "210.600\u00a0₫")
    assert "Not a receipt" in texts(document)


def test_where_the_shop_wants_no_code_on_paper_there_is_none(shop: Counter) -> None:
    shop.set(receipt__vietqr="never")

    assert not any(isinstance(block, Qr) for block in pre_bill(shop).blocks)


# --- the same figures everywhere (I9)


def test_the_z_says_what_the_receipts_say(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 3), offers="card 50000, cash")
    shop.give_back(sale, (1, ONE))
    shop.sell(shop.line("BAT"), offers="transfer")
    shop.shop.corrections.void_last(shop.actor, "nhầm", seen=shop.sell(shop.line("BAT")).id)
    shop.shop.shifts.close(shop.actor, shop.cash_expected() + 1_000, reason="thừa tiền lẻ")
    document = shop.shop.documents.shift_report(shop.shop.shifts.latest(1)[0])

    assert document.title == "Z REPORT T1-1"
    said = dict(rows(document))
    counted = ("Sales", "Receipts with returns", "Cancelled", "Receipts")
    assert [said[words] for words in counted] == ["2", "1", "1", "5"]
    assert (said["Sold"], said["Given back"]) == ("175.100", "−70.000")
    assert said["TOTAL"] == "105.100\u00a0₫"
    assert (said["Cash"], said["Card"], said["Transfer"]) == ("20.000", "50.000", "35.100")
    assert said["Cash that should be there"] == "220.000"
    assert (said["Counted"], said["Over"]) == ("221.000", "1.000")


def changes_on_z(shop: Counter, shift: Shift) -> list[str]:
    """What a Z says of the bank account."""
    document = shop.shop.documents.shift_report(shift)
    return [text.partition(": ")[2] for text in texts(document) if text.startswith("Bank")]


def test_the_z_names_banks_and_accounts_of_a_day(shop: Counter) -> None:
    """Each change once, by name, on the shifts within a day of it; a closed Z stays as it is."""
    [first] = shop.shop.shifts.latest(1)
    assert changes_on_z(shop, first) == []
    shop.clock.go_on(hours=1)
    shop.shop.shifts.close(shop.actor, 0)
    shop.clock.go_on(hours=20)
    shop.set(shop__bank_bin="MBB", shop__bank_account="999999")
    shop.clock.go_on(minutes=1)
    shop.set(shop__bank_account="888888")
    later = shop.shop.shifts.open(shop.actor, 0)
    since = ["MB Bank 999999 → MB Bank 888888", "Vietcombank 0123456789 → MB Bank 999999"]

    assert changes_on_z(shop, later) == since
    assert changes_on_z(shop, first) == []
    shop.shop.shifts.close(shop.actor, 0)
    shop.clock.go_on(hours=23)
    assert changes_on_z(shop, shop.shop.shifts.open(shop.actor, 0)) == since


def test_a_drawer_job_has_no_document(shop: Counter) -> None:
    shop.printer(drawer=True)
    shop.sell(shop.line("BAT"))
    drawer = next(job for job in shop.shop.papers.jobs() if job.kind is JobKind.DRAWER)

    with pytest.raises(Refused, match="no_document"):
        shop.shop.documents.document(drawer)
