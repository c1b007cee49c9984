"""What every store of print jobs promises; a store's test inherits this and gives its fixtures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from posdesk.domain.errors import Refused
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind, JobState, JobStore, PrintJob

NOON = datetime(2025, 11, 23, 5, 0, tzinfo=UTC)
DESK, KITCHEN = (UUID(int=number) for number in (1, 2))


def job(
    kind: JobKind = JobKind.RECEIPT, *, printer: UUID | None = DESK, second: int = 0
) -> PrintJob:
    """A waiting job."""
    return PrintJob(
        id=new_id(),
        printer_id=printer,
        kind=kind,
        ref="T1-000001",
        copy=1,
        state=JobState.WAITING,
        cause=None,
        created_at=NOON + timedelta(seconds=second),
        shift_id=None,
    )


class JobStoreContract:
    """Needs the fixtures ``store`` and ``add`` (writes a job as a sale does)."""

    def test_the_oldest_goes_first(self, store: JobStore, add: Callable[[PrintJob], None]) -> None:
        late, early = job(second=2), job(second=1)
        add(late)
        add(early)
        assert store.claim(DESK, drawer=False) == replace(early, state=JobState.SENDING)
        assert store.claim(DESK, drawer=False) == replace(late, state=JobState.SENDING)
        assert store.claim(DESK, drawer=False) is None

    def test_each_printer_has_its_own(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        add(job(printer=KITCHEN))
        add(job(printer=None))
        assert store.claim(DESK, drawer=False) is None

    def test_the_drawer_is_asked_for_apart(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        pulse, paper = job(JobKind.DRAWER), job()
        add(pulse)
        add(paper)
        assert store.claim(DESK, drawer=False) == replace(paper, state=JobState.SENDING)
        assert store.claim(DESK, drawer=True) == replace(pulse, state=JobState.SENDING)

    def test_two_workers_never_get_the_same_job(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        for second in range(40):
            add(job(second=second))
        got: list[UUID] = []

        def take() -> None:
            while claimed := store.claim(DESK, drawer=False):
                got.append(claimed.id)

        workers = [threading.Thread(target=take) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert len(got) == len(set(got)) == 40

    def test_a_result_is_written_once(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        one = job()
        add(one)
        store.finish(one.id, JobState.CONFIRMED, None)
        assert store.jobs() == [one], "it was not being sent"
        store.claim(DESK, drawer=False)
        store.finish(one.id, JobState.UNCONFIRMED, "link_lost")
        store.finish(one.id, JobState.CONFIRMED, None)
        assert store.jobs() == [replace(one, state=JobState.UNCONFIRMED, cause="link_lost")]

    def test_a_job_put_back_waits_again(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        one = job()
        add(one)
        store.claim(DESK, drawer=False)
        store.put_back(one.id, "refused")
        assert store.jobs() == [replace(one, cause="refused")]
        assert store.claim(DESK, drawer=False) is not None

    def test_a_held_job_is_not_claimed(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        one = job()
        add(one)
        store.claim(DESK, drawer=False)
        store.put_back(one.id, None, held=True)
        assert store.claim(DESK, drawer=False) is None
        assert store.jobs() == [replace(one, held=True)]

    def test_jobs_by_printer_and_state(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        mine, other = job(second=1), job(printer=KITCHEN)
        add(mine)
        add(other)
        assert store.jobs() == [other, mine]
        assert store.jobs(DESK) == [mine]
        assert store.jobs(DESK, [JobState.FAILED]) == []
        assert store.jobs(None, [JobState.WAITING]) == [other, mine]

    def test_what_failed_for_a_passing_cause_comes_back(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        failed = {"paper_out": JobKind.RECEIPT, "file_exists": JobKind.RECEIPT}
        for cause, kind in failed.items():
            add(job(kind))
            claimed = store.claim(DESK, drawer=False)
            assert claimed
            store.finish(claimed.id, JobState.FAILED, cause)
        pulse = job(JobKind.DRAWER)
        add(pulse)
        store.claim(DESK, drawer=True)
        store.finish(pulse.id, JobState.FAILED, "paper_out")
        assert store.revive(DESK, {"paper_out", "refused"}) == 1
        assert store.revive(DESK, {"paper_out", "refused"}) == 0
        (waiting,) = store.jobs(DESK, [JobState.WAITING])
        assert waiting.cause is None, "it stands in the way no more"

    def test_a_retry_is_a_new_job_linked_once(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        one = job()
        add(one)
        store.claim(DESK, drawer=False)
        store.finish(one.id, JobState.FAILED, "paper_out")
        shift = UUID(int=9)
        later = NOON + timedelta(hours=1)
        made = store.retry(one.id, KITCHEN, at=later, shift_id=shift)
        assert made == replace(
            one, id=made.id, printer_id=KITCHEN, created_at=later, shift_id=shift
        )
        old = store.jobs(DESK)[0]
        assert old.retried_to == made.id
        with pytest.raises(Refused, match="already_retried"):
            store.retry(one.id, DESK, at=later, shift_id=None)
        assert store.revive(DESK, {"paper_out"}) == 0, "its place is taken"

    def test_paper_that_may_be_out_makes_the_next_a_copy(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        for state, copy in ((JobState.UNCONFIRMED, 2), (JobState.CONFIRMED, 2)):
            one = job(second=-60)
            add(one)
            store.claim(DESK, drawer=False)
            store.finish(one.id, state, None)
            made = store.retry(one.id, None, at=NOON, shift_id=None)
            assert made.copy == copy

    def test_a_job_under_way_is_not_retried(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        one = job()
        add(one)
        with pytest.raises(Refused, match="job_under_way"):
            store.retry(one.id, DESK, at=NOON, shift_id=None)
        store.claim(DESK, drawer=False)
        with pytest.raises(Refused, match="job_under_way"):
            store.retry(one.id, DESK, at=NOON, shift_id=None)
        with pytest.raises(Refused, match="unknown_job"):
            store.retry(new_id(), DESK, at=NOON, shift_id=None)

    def test_yes_to_a_held_job_makes_a_fresh_one(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        one = job()
        add(one)
        store.claim(DESK, drawer=False)
        store.put_back(one.id, None, held=True)
        later = NOON + timedelta(hours=1)
        made = store.retry(one.id, DESK, at=later, shift_id=None)
        assert made.copy == 1
        assert store.claim(DESK, drawer=False) == replace(made, state=JobState.SENDING)
        assert store.jobs()[0].state is JobState.FAILED

    def test_no_to_a_waiting_job(self, store: JobStore, add: Callable[[PrintJob], None]) -> None:
        one = job()
        add(one)
        store.cancel(one.id)
        assert store.jobs() == [replace(one, state=JobState.FAILED, cause="cancelled")]
        assert store.claim(DESK, drawer=False) is None

    def test_no_to_a_failed_job(self, store: JobStore, add: Callable[[PrintJob], None]) -> None:
        one = job()
        add(one)
        store.claim(DESK, drawer=False)
        store.finish(one.id, JobState.FAILED, "paper_out")
        store.cancel(one.id)
        assert store.revive(DESK, ["paper_out"]) == 0
        assert store.jobs() == [replace(one, state=JobState.FAILED, cause="cancelled")]

    def test_a_crash_in_the_middle_is_unconfirmed(
        self, store: JobStore, add: Callable[[PrintJob], None]
    ) -> None:
        sent, waiting = job(), job(second=1)
        add(sent)
        add(waiting)
        store.claim(DESK, drawer=False)
        assert store.recover() == 1
        assert store.jobs() == [
            replace(sent, state=JobState.UNCONFIRMED, cause="interrupted"),
            waiting,
        ]
