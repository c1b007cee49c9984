"""The sums kept by day are those of the posted rows, whatever is posted."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from posdesk.storage import totals
from posdesk.storage.engine import reader
from tests.storage.till import Till

ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


def test_a_kept_sum_that_is_off_by_one_is_found(busy: Till) -> None:
    busy.tamper("UPDATE day_total SET amount = amount + 1 WHERE part = 'tender' AND name = 'card'")
    assert list(busy.verify()) == ["I9b"]


@pytest.mark.parametrize("part", ["sold", "group", "quarter", "given_back", "tender", "discount"])
def test_a_missing_sum_is_found(busy: Till, part: str) -> None:
    busy.tamper(f"DELETE FROM day_total WHERE part = '{part}'")  # noqa: S608 - our own names
    assert list(busy.verify()) == ["I9b"]


def test_many_days_are_read_from_the_kept_sums(busy: Till) -> None:
    with closing(reader(busy.folder.database)) as connection:
        groups = totals.groups(connection, *ALWAYS)
        tenders = totals.tenders(connection, *ALWAYS)
        quarters = totals.quarters(connection, *ALWAYS)
        days = totals.days(connection, *ALWAYS)
        query = "SELECT sum(due), sum(total), count(*) FROM sale"
        due, total, receipts = connection.execute(query).fetchone()
    assert sum(group.amount for group in groups) == due
    assert sum(tender.amount for tender in tenders) == total
    assert sum(quarter.documents for quarter in quarters) == receipts
    assert sum(day.amount for day in days if day.part in ("sold", "given_back")) == total
