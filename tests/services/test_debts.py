"""Debts: sold, paid, returned, corrected; drawer, reports and verify agree on each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from posdesk.domain import vietqr
from posdesk.domain.access import Right
from posdesk.domain.cart import Cart
from posdesk.domain.customer import Customer
from posdesk.domain.errors import Refused
from posdesk.domain.receipt import Qr
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.transfer import TransferState
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.services.customers import Who
from posdesk.services.ports.printing import JobKind
from posdesk.services.report_books import figure_rows
from tests.services.shops import CARD, CASH, MORNING, TRANSFER, Counter, offers_of, refused


@pytest.fixture
def lan(counter: Counter) -> Customer:
    """A customer who may owe 300.000."""
    counter.add("BAT", 35_000)
    counter.add("BINH", 250_000)
    customer = Customer(new_id(), name="Chị Lan", phone="0912345678", debt_limit=300_000)
    return counter.shop.customers.add(counter.actor, customer)


def sold(counter: Counter, customer: Customer, *skus: str, offers: str = "debt") -> Sale:
    """Goods sold to a customer."""
    cart = Cart(tuple(counter.line(sku) for sku in skus), customer_id=customer.id)
    return counter.sell(cart, offers=offers)


def owes(counter: Counter, customer: Customer) -> int:
    """What the customer owes now."""
    return counter.shop.customers.account(customer.id).owes


def pay(counter: Counter, customer: Customer, amount: int, method: TenderMethod = CASH) -> None:
    """Takes a payment."""
    counter.shop.debts.pay(counter.actor, customer.id, amount, method)


def test_a_sale_on_debt_is_owed_in_part_or_whole(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BAT", offers="debt")
    sold(counter, lan, "BINH", offers="cash 200000, debt")

    assert owes(counter, lan) == 85_000
    assert counter.cash_expected() == 400_000
    assert counter.by_method() == {"cash": 200_000, "debt": 85_000}
    assert counter.broken() == []


def test_cash_for_a_debt_is_in_the_drawer_and_not_in_the_takings(
    counter: Counter, lan: Customer
) -> None:
    sold(counter, lan, "BINH")
    before = counter.totals().total
    pay(counter, lan, 100_000)
    pay(counter, lan, 30_000, CARD)

    assert owes(counter, lan) == 120_000
    assert counter.totals().total == before
    assert counter.cash_expected() == 300_000
    assert {d.method: d.amount for d in counter.totals().debts} == {"cash": 100_000, "card": 30_000}
    _totals, cash = counter.shop.shifts.day(counter.clock.today())
    assert cash == 300_000
    closed = counter.shop.shifts.close(counter.actor, 300_000)
    assert closed.closing is not None
    assert closed.closing.difference == 0
    assert counter.broken() == []


def test_the_z_lists_what_was_paid_of_debts(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BINH")
    pay(counter, lan, 100_000)
    pay(counter, lan, 50_000, CARD)
    shift = counter.shop.shifts.latest(1)[0]
    text = counter.shop.renderer.text(counter.shop.documents.shift_report(shift), 576)
    lines = [" ".join(line.split()) for line in text.splitlines()]

    debts = lines.index(next(line for line in lines if line.endswith("150.000")))
    assert [line.split()[-1] for line in lines[debts : debts + 3]] == [
        "150.000",
        "50.000",
        "100.000",
    ]


def test_debts_given_and_collected_are_in_the_report_of_the_day(
    counter: Counter, lan: Customer
) -> None:
    sold(counter, lan, "BAT", "BINH", offers="cash 100000, debt")
    pay(counter, lan, 30_000)
    pay(counter, lan, 20_000, TRANSFER)

    rows = {
        name.key: value for name, value in figure_rows(counter.shop.reports.day(MORNING.date()))
    }
    assert (rows["on_debt"], rows["debts_collected"]) == (185_000, 50_000)


def test_a_payment_by_transfer_says_that_the_money_came(counter: Counter, lan: Customer) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    sold(counter, lan, "BINH")
    asked = counter.shop.transfers.ask(counter.actor, new_id(), 90_000)
    entry = counter.shop.debts.pay(counter.actor, lan.id, 90_000, TRANSFER, transfer_id=asked.id)

    assert owes(counter, lan) == 160_000
    assert counter.cash_expected() == 200_000
    now = counter.shop.transfers.get(asked.id)
    assert now is not None
    assert now.state is TransferState.RECEIVED
    counter.shop.debts.take_back(counter.actor, entry.id, "chưa thấy tiền")
    now = counter.shop.transfers.get(asked.id)
    assert now is not None
    assert now.state is TransferState.TAKEN_BACK
    assert counter.broken() == []


def test_a_payment_taken_wrongly_is_taken_back_once(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BINH")
    entry = counter.shop.debts.pay(counter.actor, lan.id, 100_000, CASH)
    counter.shop.shifts.close(counter.actor, 300_000)
    counter.shop.shifts.open(counter.actor, 300_000)
    counter.shop.debts.take_back(counter.actor, entry.id, "thu nhầm người")

    assert owes(counter, lan) == 250_000
    assert counter.cash_expected() == 200_000
    changes = counter.shop.customers.account(lan.id).changes
    assert [(c.amount, c.taken_back) for c in changes] == [
        (250_000, False), (-100_000, True), (100_000, False)
    ]  # fmt: skip
    for again in (entry.id, changes[2].entry_id, new_id()):
        assert again is not None
        with pytest.raises(Refused) as refusal:
            counter.shop.debts.take_back(counter.actor, again, "nữa")
        assert refusal.value.code == "not_a_payment"
    assert counter.broken() == []


def test_goods_bought_on_debt_come_back_off_the_debt(counter: Counter, lan: Customer) -> None:
    sale = sold(counter, lan, "BAT", "BINH", offers="debt")
    counter.give_back(sale, (1, 1_000), offers="debt")  # the receipt knows whose debt it is

    assert owes(counter, lan) == 250_000
    assert counter.broken() == []


def test_the_last_sale_on_debt_is_cancelled_with_its_debt(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BAT")
    counter.shop.corrections.void_last(counter.actor, "bấm nhầm")

    assert owes(counter, lan) == 0
    assert counter.broken() == []


def test_a_limit_holds_until_somebody_with_the_right_says_yes(
    counter: Counter, lan: Customer
) -> None:
    sold(counter, lan, "BINH")
    bill = Bill(Cart((counter.line("BINH"),), customer_id=lan.id), offers_of("debt"))
    with pytest.raises(Refused) as refusal:
        counter.shop.checkout.post(counter.actor, bill)
    assert refused(refusal.value) == (
        "debt_limit",
        {"name": "Chị Lan", "owed": 250_000, "limit": 300_000, "after": 500_000},
    )
    assert owes(counter, lan) == 250_000

    cashier = replace(counter.actor, rights=counter.actor.rights - {Right.DEBT_LIMIT})
    with pytest.raises(Refused) as no_right:
        counter.shop.checkout.post(cashier, replace(bill, over_limit_ok=True))
    assert no_right.value.code == "not_allowed"

    counter.shop.checkout.post(counter.actor, replace(bill, over_limit_ok=True))
    assert owes(counter, lan) == 500_000
    assert counter.done()["over_debt_limit"] == 1


def test_a_limit_is_reached_to_the_dong(counter: Counter, lan: Customer) -> None:
    counter.shop.debts.open_debt(counter.actor, lan.id, 265_000)
    sold(counter, lan, "BAT")

    assert owes(counter, lan) == 300_000


def test_the_paper_book_is_taken_over_with_its_age(counter: Counter, lan: Customer) -> None:
    today = counter.clock.today()
    counter.shop.debts.open_debt(counter.actor, lan.id, 120_000, today - timedelta(days=40))
    sold(counter, lan, "BAT")
    pay(counter, lan, 120_000)
    (row,) = counter.shop.customers.debtors()

    assert (row.customer.name, row.owes, row.days) == ("Chị Lan", 35_000, 0)
    with pytest.raises(Refused) as refusal:
        counter.shop.debts.open_debt(counter.actor, lan.id, 1_000, today + timedelta(days=1))
    assert refusal.value.code == "bad_date"


def test_debtors_come_with_who_owes_most_first(counter: Counter, lan: Customer) -> None:
    other = counter.shop.customers.add(counter.actor, Customer(new_id(), name="Bác Bảy"))
    day = counter.clock.today() - timedelta(days=12)
    counter.shop.debts.open_debt(counter.actor, other.id, 400_000, day)
    sold(counter, lan, "BAT")
    counter.shop.customers.add(counter.actor, Customer(new_id(), name="Không nợ"))

    rows = counter.shop.customers.debtors()
    assert [(r.customer.name, r.owes, r.days) for r in rows] == [
        ("Bác Bảy", 400_000, 12), ("Chị Lan", 35_000, 0)
    ]  # fmt: skip
    assert rows[0].since == day


def test_who_owes_more_than_allowed_is_the_first_debtor(counter: Counter, lan: Customer) -> None:
    other = counter.shop.customers.add(counter.actor, Customer(new_id(), name="Bác Bảy"))
    counter.shop.debts.open_debt(counter.actor, other.id, 400_000)
    counter.shop.debts.open_debt(counter.actor, lan.id, 300_001)

    listed = counter.shop.customers.listed("", Who.DEBTORS, 10)
    assert [row.customer.name for row in listed.rows] == ["Chị Lan", "Bác Bảy"]
    assert (listed.owed, listed.debtors) == (700_001, 2)
    assert [
        row.customer.id for row in counter.shop.customers.listed("bay", Who.DEBTORS, 9).rows
    ] == [other.id]


def test_a_payment_sent_twice_is_taken_once(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BINH")
    entry_id = new_id()
    for _press in range(2):
        counter.shop.debts.pay(counter.actor, lan.id, 50_000, CASH, entry_id=entry_id)

    assert owes(counter, lan) == 200_000
    assert counter.cash_expected() == 250_000


def test_a_correction_says_why(counter: Counter, lan: Customer) -> None:
    counter.shop.debts.correct(counter.actor, lan.id, 20_000, "ghi thiếu")
    counter.shop.debts.correct(counter.actor, lan.id, -5_000, "bớt cho tròn")

    changes = counter.shop.customers.account(lan.id).changes
    assert [(c.amount, c.reason) for c in changes] == [
        (20_000, "ghi thiếu"), (-5_000, "bớt cho tròn")
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        counter.shop.debts.correct(counter.actor, lan.id, 1_000, " ")
    assert refusal.value.code == "reason_needed"


@pytest.mark.parametrize(
    ("amount", "code"),
    [(0, "bad_amount"), (-5, "bad_amount"), (10**13, "too_large"), (35_001, "pays_too_much")],
)
def test_a_wrong_payment_writes_nothing(
    counter: Counter, lan: Customer, amount: int, code: str
) -> None:
    sold(counter, lan, "BAT")
    with pytest.raises(Refused) as refusal:
        pay(counter, lan, amount)
    assert refusal.value.code == code
    assert owes(counter, lan) == 35_000


def test_a_payment_needs_a_debt_and_a_shift(counter: Counter, lan: Customer) -> None:
    with pytest.raises(Refused) as nothing:
        pay(counter, lan, 1_000)
    assert nothing.value.code == "owes_nothing"
    sold(counter, lan, "BAT")
    counter.shop.shifts.close(counter.actor, 200_000)
    with pytest.raises(Refused) as closed:
        pay(counter, lan, 1_000)
    assert closed.value.code == "no_shift"
    assert owes(counter, lan) == 35_000


def test_cash_opens_the_drawer_and_prints_the_slip(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BINH")
    counter.printer(drawer=True)
    pay(counter, lan, 10_000)
    pay(counter, lan, 10_000, CARD)

    kinds = [kind for kind, _ref, _copy in counter.jobs()]
    assert kinds == [JobKind.DRAWER, JobKind.DEBT_SLIP, JobKind.DEBT_SLIP]


def test_a_debt_is_as_old_as_its_shifts_day(counter: Counter, lan: Customer) -> None:
    sold(counter, lan, "BAT")
    counter.clock.go_on(days=9)

    assert counter.shop.customers.account(lan.id).days == 9
    assert counter.shop.customers.account(lan.id).parts[0].on == date(2026, 11, 22)


def test_the_slip_says_what_was_paid_and_what_is_left(counter: Counter, lan: Customer) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    sold(counter, lan, "BINH")
    counter.printer()
    entry = counter.shop.debts.pay(counter.actor, lan.id, 100_000, CASH)
    (job,) = counter.shop.papers.jobs()
    document = counter.shop.documents.document(job)
    text = counter.shop.renderer.text(document, 576)

    assert job.ref == str(entry.id)
    assert "Chị Lan · 09xx xxx 678" in " ".join(text.split())
    assert "0912345678" not in text
    assert "150.000 ₫" in text.replace("\u00a0", " ")
    (code,) = [block for block in document.blocks if isinstance(block, Qr)]
    read = vietqr.read(code.payload)
    assert (read.amount, read.purpose) == (150_000, "KH001")
    again = counter.shop.papers.print_slip(counter.actor, entry.id)
    assert again.copy == 2


def test_a_receipt_on_debt_says_what_was_owed_then(counter: Counter, lan: Customer) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    first = sold(counter, lan, "BAT")
    sold(counter, lan, "BINH")
    document = counter.shop.documents.receipt(first.number)

    (code,) = [block for block in document.blocks if isinstance(block, Qr)]
    assert vietqr.read(code.payload).amount == 35_000
    assert "09xx xxx 678" in counter.paper(first.number)
    counter.set(receipt__vietqr="never")
    document = counter.shop.documents.receipt(first.number)
    assert not [block for block in document.blocks if isinstance(block, Qr)]


def test_a_paid_receipt_names_the_customer_and_invites_no_payment(
    counter: Counter, lan: Customer
) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    counter.shop.debts.open_debt(counter.actor, lan.id, 50_000)
    sale = sold(counter, lan, "BAT", offers="cash")

    document = counter.shop.documents.receipt(sale.number)
    assert not [block for block in document.blocks if isinstance(block, Qr)]
    assert "Chị Lan" in counter.paper(sale.number)


def test_the_statement_begins_where_nothing_was_owed(counter: Counter, lan: Customer) -> None:
    old = sold(counter, lan, "BAT")
    pay(counter, lan, 35_000)
    new = sold(counter, lan, "BINH")
    pay(counter, lan, 100_000)
    text = counter.shop.renderer.text(counter.shop.documents.statement(lan.id), 576)

    assert old.number not in text
    assert new.number in text
    assert "150.000" in text
