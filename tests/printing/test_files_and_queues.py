from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from posdesk.printing import escpos
from posdesk.printing.find import Finder, devices, system_queues
from posdesk.printing.printer import EscPosPrinter
from posdesk.printing.raster import rasterize
from posdesk.services.ports.printing import FoundPrinter, JobState, Outcome

from .samples import printer, receipt


def job() -> bytes:
    return escpos.page(rasterize(receipt(), 576), cutter=True)


def test_a_new_file_takes_a_page(tmp_path: Path) -> None:
    file = tmp_path / "phiếu.bin"
    outcome = EscPosPrinter(printer(f"file:{file}")).print(receipt())
    assert outcome == Outcome(JobState.CONFIRMED, None, len(job()))
    assert file.read_bytes() == job()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(b"figures")
    outcome = EscPosPrinter(printer(f"file:{file}")).print(receipt())
    assert outcome == Outcome(JobState.FAILED, "file_exists")
    assert file.read_bytes() == b"figures"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    outcome = EscPosPrinter(printer(f"file:{tmp_path}/no/page.bin")).print(receipt())
    assert outcome == Outcome(JobState.FAILED, "no_device")


def test_a_full_disk_leaves_no_half_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = EscPosPrinter(printer(f"file:{tmp_path}/page.bin")).print(receipt())
    assert outcome == Outcome(JobState.FAILED, "disk_full")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs stand before the system's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o700)


def test_a_queue_gets_the_bytes_raw_and_confirms_nothing(bin_folder: Path) -> None:
    program(bin_folder, "lp", f'echo "$@" > {bin_folder}/asked; cat > {bin_folder}/got')
    outcome = EscPosPrinter(printer("system:May in quay")).print(receipt())
    assert outcome == Outcome(JobState.UNCONFIRMED, "spooled", len(job()))
    assert (bin_folder / "got").read_bytes() == job()
    assert (bin_folder / "asked").read_text() == "-s -d May in quay -o raw\n"


def test_a_queue_that_is_not_there(bin_folder: Path) -> None:
    program(bin_folder, "lp", 'echo "lp: no such queue" >&2; exit 1')
    assert EscPosPrinter(printer("system:K")).print(receipt()) == Outcome(
        JobState.FAILED, "no_queue"
    )


def test_a_spooler_that_hangs(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posdesk.printing.transports.system.SPOOL_S", 0.2)
    program(bin_folder, "lp", "exec sleep 60")
    outcome = EscPosPrinter(printer("system:K")).print(receipt())
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "stalled")


def test_a_computer_without_a_spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert EscPosPrinter(printer("system:K")).print(receipt()) == Outcome(
        JobState.FAILED, "no_spooler"
    )
    assert system_queues() == []


def test_queues_to_choose_from(bin_folder: Path) -> None:
    program(bin_folder, "lpstat", "printf 'XP-80C\\nA4\\n'")
    assert system_queues() == [
        FoundPrinter("system:XP-80C", "XP-80C"),
        FoundPrinter("system:A4", "A4"),
    ]


def test_a_spooler_that_fails_has_no_queues(bin_folder: Path) -> None:
    program(bin_folder, "lpstat", "echo Bad file descriptor >&2; exit 1")
    assert system_queues() == []


def test_device_files_to_choose_from(tmp_path: Path) -> None:
    (tmp_path / "lp1").touch()
    (tmp_path / "lp0").touch()
    (tmp_path / "hiddev0").touch()
    assert devices(tmp_path) == [
        FoundPrinter(f"device:{tmp_path}/lp0", "lp0"),
        FoundPrinter(f"device:{tmp_path}/lp1", "lp1"),
    ]
    assert devices(tmp_path / "none") == []


def test_looking_around_never_fails() -> None:
    for found in Finder().candidates():
        assert found.address.partition(":")[0] in {"device", "usb", "system", "serial"}
