"""The print queue in the shop's file keeps what every store of jobs promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posdesk.runtime.clock import SystemClock
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.ports.printing import PrintJob
from posdesk.storage import making, shopfile
from posdesk.storage.jobs import SqlJobs
from posdesk.storage.unit_of_work import SqlStore
from tests.services.job_store_contract import JobStoreContract


class TestSqlJobs(JobStoreContract):
    """The contract on a real file."""

    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
        """An empty shop."""
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        folder, clock = DataFolder(tmp_path / "shop"), SystemClock()
        making.create(folder, shop_name="Shop", owner_name="Owner", clock=clock)
        store = shopfile.open_shop(folder, clock)
        yield store
        store.close()

    @pytest.fixture
    def store(self, file: SqlStore) -> SqlJobs:
        """Its queue."""
        return SqlJobs(file)

    @pytest.fixture
    def add(self, file: SqlStore) -> Callable[[PrintJob], None]:
        """Writes a job as a sale does."""

        def write(job: PrintJob) -> None:
            with file.write() as work:
                work.queue_print(job)

        return write

    def test_an_idle_worker_reads_no_job_that_ended(self, file: SqlStore, store: SqlJobs) -> None:
        """A worker looks each second; a shop of some years has printed a million receipts."""
        asked: list[str] = []
        with file.reading() as connection:
            connection.set_trace_callback(asked.append)
        store.claim(new_id(), drawer=False)
        with file.reading() as connection:
            connection.set_trace_callback(None)
            [sql] = [each for each in asked if "print_job" in each]
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchone()
        assert "print_job_open" in plan[3]
