"""Matching with the exchanges at the window: beside the till, honest, and nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.services.exchanges import SetUp
from posdesk.services.ports.exchange import ExchangeKind
from posdesk.ui.tasks import Abandoned, Tasks
from posdesk.ui.viewmodels.day import DayModel
from posdesk.ui.viewmodels.day_state import Step, StepState
from posdesk.ui.viewmodels.printers_state import Health
from posdesk.ui.viewmodels.sync_words import pill_of, state_words
from posdesk.ui.viewmodels.syncing import SyncModel
from tests.exchange.selling import Selling, selling
from tests.services.shops import Counter
from tests.ui.executors import Held, Immediate

SENDING = "Send and receive: Web của shop"


class Evening:
    """The end of a day with one exchange; the line is held until it is let go."""

    def __init__(self, web: Selling, reports: Path) -> None:
        self.web, self.line = web, Held()
        tasks = Tasks(Immediate(), Immediate(), far=self.line)
        self.sync = SyncModel(web.counter.shop, tasks, web.counter.clock)
        self.sync.refresh()
        self.day = DayModel(web.counter.shop, tasks, self.sync, reports)
        self.day.refresh()

    def step(self, title: str = SENDING) -> Step:
        return next(step for step in self.day.state.steps if step.title == title)

    def pill(self) -> tuple[str, Health]:
        word = pill_of(self.sync.state, self.sync.now())
        return word.words, word.health


@pytest.fixture
def evening(
    qapp: QApplication, counter: Counter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Evening]:
    with selling(counter, monkeypatch) as web:
        counter.shop.listings.publish(counter.actor, web.exchange, ["GOM-01", "GOM-03"])
        yield Evening(web, tmp_path / "reports")


def test_the_close_sends_and_receives_while_the_till_goes_on(evening: Evening) -> None:
    counter = evening.web.counter
    assert evening.step().detail == "waits; to be sent: 2"
    evening.day.set_small(200_000)
    evening.day.go_on()
    assert evening.step().state is StepState.RUNNING
    assert [evening.step(t).state for t in ("The shift is closed", "Backup")] == [
        StepState.DONE,
        StepState.DONE,
    ]
    counter.shop.shifts.open(counter.actor, 0)
    counter.sell(counter.line("GOM-03"))
    evening.line.release()
    assert [p["sku"] for p in evening.web.site.products.values()] == ["GOM-01", "GOM-03"]


def test_what_failed_is_told_and_done_by_pressing_again_and_only_that(evening: Evening) -> None:
    evening.web.site.instead = lambda _method, _path: b"<html>log in</html>"
    evening.day.set_small(200_000)
    evening.day.go_on()
    evening.line.release()
    failed = evening.step()
    assert failed.state is StepState.FAILED
    assert "Something else answered in its place" in failed.detail
    assert "Still to be sent: 2." in failed.detail
    assert "Tried again at" in failed.detail
    assert evening.pill() == ("Web của shop: look", Health.TROUBLE)

    evening.web.site.instead = lambda _method, _path: None
    evening.day.go_on()
    evening.line.release()
    assert evening.step().state is StepState.DONE
    assert "goods sent: 2" in evening.step().detail
    calls = len(evening.web.site.calls)
    evening.day.go_on()
    assert not evening.line.jobs
    assert len(evening.web.site.calls) == calls
    assert len(evening.web.counter.shop.backups.all()) == 1


def test_what_another_program_met_is_told_in_words_too(evening: Evening, tmp_path: Path) -> None:
    """Only the code of a trouble is kept."""
    shop, actor = evening.web.counter.shop, evening.web.counter.actor
    folder = tmp_path / "province"
    folder.mkdir()
    wanted = SetUp("Sàn tỉnh", ExchangeKind.FILE, str(folder), {})
    exchange, _kept = shop.exchanges.add(actor, wanted, {})
    folder.rmdir()
    shop.sync.run(actor, exchange)
    evening.sync.refresh()
    state = evening.sync.state
    words = state_words(state.turns[-1], state, evening.sync.now())
    assert words.startswith(f"There is no folder {folder}.")


def test_a_turn_comes_by_the_clock_and_orders_are_news(evening: Evening) -> None:
    came: list[int] = []
    evening.sync.came.connect(came.append)
    evening.sync._timer.timeout.emit()
    evening.line.release()
    assert evening.pill()[1] is Health.GOOD
    evening.web.site.buy(("GOM-01", 1))
    evening.sync._timer.timeout.emit()
    assert not evening.line.jobs  # not before its time
    evening.web.counter.clock.at += timedelta(minutes=15)
    evening.sync._timer.timeout.emit()
    evening.line.release()
    assert came == [1]
    evening.web.counter.set(sync__minutes=0)
    evening.web.counter.clock.at += timedelta(days=1)
    evening.sync._timer.timeout.emit()
    assert not evening.line.jobs


def test_the_end_of_the_program_waits_for_no_line(qapp: QApplication) -> None:
    begun, go_on = threading.Event(), threading.Event()
    far = Abandoned()
    tasks = Tasks(Immediate(), Immediate(), far=far)
    done: list[str] = []

    def hang() -> str:
        begun.set()
        go_on.wait(30)
        return "late"

    tasks.reach(tasks, hang, done.append, lambda _error: None)
    assert begun.wait(30)
    tasks.finish()
    assert not go_on.is_set()
    go_on.set()
