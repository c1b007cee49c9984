"""Several programs at one file: numbers stay gapless, nothing counts twice."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.storage.sessions import Session, session
from tests.storage.till import Till

SALES_EACH = 150


def _ring_up(selling: Session) -> list[str]:
    """The receipts of so many sales, each acknowledged."""
    return [selling.sell()["receipt"] for _ in range(SALES_EACH)]


def test_two_processes_selling_at_once(till: Till) -> None:
    with session(till.folder) as one, session(till.folder) as two, ThreadPoolExecutor(2) as pool:
        first = [one.sell()["receipt"], two.sell()["receipt"]]
        ones, twos = pool.map(_ring_up, (one, two))
    got = sorted(first + ones + twos)
    assert got == [f"T1-{n:06d}" for n in range(4, 6 + 2 * SALES_EACH)]
    assert till.numbers()[3:] == got
    assert (ones, twos) == (sorted(ones), sorted(twos))
    # Balances are sums, the chain is one, the witness is level.
    assert till.verify() == {}


def test_starting_beside_a_seller_finds_no_lagging_witness(till: Till) -> None:
    """What the other is about to tell the witness is not noted as missed."""
    with session(till.folder) as selling, ThreadPoolExecutor(1) as pool:
        selling.sell()
        done = pool.submit(_ring_up, selling)
        while not done.done():
            assert till.run("shift", "status").code == 0
    with till.sql() as connection:
        notes = connection.execute("SELECT count(*) FROM action WHERE kind = 'witness'")
        assert notes.fetchone()[0] == 0


def test_two_programs_starting_at_once_open_one_shift(till: Till) -> None:
    till.run("shift", "close", "--counted", "0")
    with session(till.folder) as one, session(till.folder) as two:
        one.ask()
        two.ask()
        assert {one.answer()["status"], two.answer()["status"]} == {"committed"}
    with till.sql() as connection:
        assert connection.execute("SELECT count(*) FROM shift").fetchone()[0] == 2
    assert till.verify() == {}


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_program_that_was_suspended_goes_on_where_the_others_are(till: Till) -> None:
    """A laptop lid closed in the middle of the day, as SIGSTOP and SIGCONT."""
    with session(till.folder) as asleep, session(till.folder) as awake:
        assert asleep.sell()["receipt"] == "T1-000004"
        os.kill(asleep.process.pid, signal.SIGSTOP)
        asleep.ask()
        assert [awake.sell()["receipt"] for _ in range(3)] == [
            "T1-000005",
            "T1-000006",
            "T1-000007",
        ]
        os.kill(asleep.process.pid, signal.SIGCONT)
        assert asleep.answer()["receipt"] == "T1-000008"
        assert awake.sell()["receipt"] == "T1-000009"
    assert till.verify() == {}


def test_a_reader_beside_a_seller_sees_whole_sales_only(till: Till) -> None:
    with session(till.folder) as selling, ThreadPoolExecutor(1) as pool:
        selling.sell()
        done = pool.submit(_ring_up, selling)
        while not done.done():
            assert till.verify() == {}
        assert len(done.result()) == SALES_EACH
    assert till.verify() == {}
