from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from posdesk.domain.barcode import in_store_ean13, is_valid_ean13
from posdesk.domain.errors import Refused
from posdesk.domain.label import MOST, SHEETS, LabelKind
from posdesk.domain.product import Product, Unit
from posdesk.runtime.ids import new_id
from posdesk.services.job_titles import title
from posdesk.services.labels import Wanted
from posdesk.services.ports.printing import JobKind, JobState
from tests.services.shops import Counter

BARCODE, SHELF = LabelKind.BARCODE, LabelKind.SHELF
EAN = "8934563138165"


def want(product: Product, count: int = 1, unit: int = 0) -> Wanted:
    return Wanted(product.id, product.units[unit].id, count)


def now(counter: Counter, product: Product) -> Product:
    found = counter.shop.catalogue.product(product.id)
    assert found is not None
    return found


def code(counter: Counter, product: Product) -> str:
    return counter.shop.labels.give_code(counter.actor, product.id, product.base.id)


def test_labels_go_into_the_print_queue_one_job_for_each_unit(counter: Counter) -> None:
    printer = counter.printer()
    cup = counter.add("GOM-03", 35_000, name="Chén trà", barcode=EAN)
    tea = counter.add("CHE-01", 120_000, name="Chè")
    jobs = counter.shop.labels.print(counter.actor, [want(cup, 24), want(tea)], SHELF)
    assert [(job.kind, job.printer_id, job.state) for job in jobs] == [
        (JobKind.LABELS, printer.id, JobState.WAITING)
    ] * 2
    assert title(jobs[0]).endswith("24 × Chén trà")
    run = counter.shop.documents.labels(jobs[0])
    assert (run.count, run.label.name, run.label.barcode) == (24, "Chén trà", EAN)


def test_a_label_that_waited_says_what_the_goods_cost_now(counter: Counter) -> None:
    counter.printer()
    cup = counter.add("GOM-03", 35_000)
    (job,) = counter.shop.labels.print(counter.actor, [want(cup)], SHELF)
    dearer = (replace(cup.base, price=40_000),)
    counter.shop.catalogue.change(counter.actor, replace(cup, units=dearer))
    assert counter.shop.documents.labels(job).label.price == 40_000


def test_a_unit_that_is_gone_has_no_labels(counter: Counter) -> None:
    counter.printer()
    cup = counter.add("GOM-03", 35_000)
    (job,) = counter.shop.labels.print(counter.actor, [want(cup)], SHELF)
    other = replace(cup.base, id=new_id())
    counter.shop.catalogue.change(counter.actor, replace(cup, units=(other,)))
    with pytest.raises(Refused) as caught:
        counter.shop.documents.labels(job)
    assert caught.value.code == "no_document"


def test_goods_without_a_code_get_one_that_the_till_finds(counter: Counter) -> None:
    cup = counter.add("GOM-03", 35_000)
    given = code(counter, cup)
    assert given[0] == "2"
    assert is_valid_ean13(given)
    item = counter.shop.catalogue.coded(given)
    assert item is not None
    assert item.product_id == cup.id
    assert code(counter, cup) == given


def test_each_unit_gets_a_code_of_its_own(counter: Counter) -> None:
    counter.printer()
    units = (Unit(new_id(), "lon", 12_000, 1, (EAN,)), Unit(new_id(), "thùng", 270_000, 24))
    beer = Product(new_id(), "BIA", "Bia", units)
    counter.shop.catalogue.add(counter.actor, beer)
    counter.shop.labels.print(counter.actor, [want(beer), want(beer, unit=1)], BARCODE)
    can, case = now(counter, beer).units
    assert can.barcodes == (EAN,)
    assert len(case.barcodes) == 1
    item = counter.shop.catalogue.coded(case.barcodes[0])
    assert item is not None
    assert (item.unit, item.price) == ("thùng", 270_000)


def test_a_code_is_never_given_twice(counter: Counter) -> None:
    """Not even after it was taken off its goods again: it still stands on a label somewhere."""
    goods = [counter.add(f"G-{number}", 1_000) for number in range(5)]
    given = [code(counter, product) for product in goods]
    bare = now(counter, goods[0])
    units = (replace(bare.base, barcodes=()),)
    counter.shop.catalogue.change(counter.actor, replace(bare, units=units))
    given.append(code(counter, goods[0]))
    assert len(set(given)) == len(given)


def test_a_code_somebody_else_gave_is_passed_over(counter: Counter) -> None:
    number = int(counter.clock.now().timestamp())
    taken = in_store_ean13(number)
    counter.add("GOM-01", 1_000, barcode=taken)
    assert code(counter, counter.add("GOM-03", 35_000)) == in_store_ean13(number + 1)


def test_after_an_older_backup_the_clock_keeps_codes_apart(counter: Counter) -> None:
    """The file forgot what it gave out; the time did not."""
    first = code(counter, counter.add("GOM-01", 1_000))
    with counter.store.write() as work:
        work.put_setting("label.last_number", "0")
    counter.clock.go_on(seconds=1)
    assert code(counter, counter.add("GOM-03", 35_000)) > first


def test_an_own_code_is_never_read_as_a_label_of_the_scale(counter: Counter) -> None:
    counter.set(scan__scale_labels="20IIIIIWWWWWC 21IIIIIPPPPPC")
    given = code(counter, counter.add("GOM-03", 35_000))
    assert given.startswith("22")


def test_where_the_scale_takes_all_codes_it_is_said_and_nothing_printed(counter: Counter) -> None:
    counter.printer()
    counter.set(scan__scale_labels="2IIIIIIWWWWWC")
    cup = counter.add("GOM-03", 35_000)
    with pytest.raises(Refused) as caught:
        counter.shop.labels.print(counter.actor, [want(cup)], BARCODE)
    assert caught.value.code == "no_own_code"
    assert counter.jobs() == []
    assert now(counter, cup).base.barcodes == ()


def test_a_shelf_label_needs_no_code(counter: Counter) -> None:
    counter.printer()
    cup = counter.add("GOM-03", 35_000)
    counter.shop.labels.print(counter.actor, [want(cup)], SHELF)
    assert now(counter, cup).base.barcodes == ()


@pytest.mark.parametrize(
    ("counts", "expected"), [([], "no_labels"), ([0], "label_count"), ([MOST + 1], "label_count")]
)
def test_a_wrong_count_prints_nothing(counter: Counter, counts: list[int], expected: str) -> None:
    counter.printer()
    cup = counter.add("GOM-03", 35_000)
    with pytest.raises(Refused) as caught:
        counter.shop.labels.print(counter.actor, [want(cup, count) for count in counts], BARCODE)
    assert caught.value.code == expected
    assert counter.jobs() == []
    assert now(counter, cup).base.barcodes == ()


def test_without_a_printer_nothing_is_given(counter: Counter) -> None:
    cup = counter.add("GOM-03", 35_000)
    with pytest.raises(Refused) as caught:
        counter.shop.labels.print(counter.actor, [want(cup)], BARCODE)
    assert caught.value.code == "no_printer"
    assert now(counter, cup).base.barcodes == ()


def test_a_preview_writes_nothing(counter: Counter) -> None:
    cup = counter.add("GOM-03", 35_000)
    shown = counter.shop.labels.preview(want(cup), BARCODE, 384)
    assert Image.open(io.BytesIO(shown.png)).width == 384
    assert shown.no_bars == ()
    sheet = counter.shop.labels.preview_sheet([want(cup, 3)], BARCODE, SHEETS[0], 5)
    assert Image.open(io.BytesIO(sheet.png)).size == (1680, 2376)
    assert now(counter, cup) == cup


def test_sheets_as_pdf_give_codes_too(counter: Counter) -> None:
    cup = counter.add("GOM-03", 35_000)
    page = counter.shop.labels.pdf(counter.actor, [want(cup, 30)], BARCODE, SHEETS[0], 2)
    assert page.count(b"/Type /Page\n") == 2
    assert is_valid_ean13(now(counter, cup).base.barcodes[0])


def test_a_place_that_is_not_on_the_sheet_writes_nothing(counter: Counter) -> None:
    cup = counter.add("GOM-03", 35_000)
    with pytest.raises(Refused) as caught:
        counter.shop.labels.pdf(counter.actor, [want(cup)], BARCODE, SHEETS[0], 25)
    assert caught.value.code == "label_place"
    assert now(counter, cup).base.barcodes == ()
