"""A disk that is full, read-only, failing or another's: refused in words, and nothing lost."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from posdesk.runtime.paths import DataFolder
from posdesk.storage import engine
from tests.storage.sessions import POSDESK, session
from tests.storage.till import Till, requests

NOBODY = 65534
ROOT = os.geteuid() == 0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and mounts of Unix")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB of its own; the machine has to allow mounts."""
    point = tmp_path / "disk"
    point.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(point)], check=True)
    yield point
    subprocess.run(["umount", "-l", str(point)], check=True)


def _fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return filler


@pytest.mark.oracle
@pytest.mark.skipif(not ROOT, reason="mounts")
def test_a_disk_that_fills_up_in_the_middle_of_selling(small_disk: Path) -> None:
    till = Till(DataFolder(small_disk / "shop"))
    till.run("init", "--sample")
    with session(till.folder) as selling:
        assert selling.sell()["receipt"] == "T1-000001"
        filler, sold, refused = _fill(small_disk), ["T1-000001"], 0
        while refused < 3:
            result = selling.sell()
            if result["status"] == "committed":
                sold.append(result["receipt"])
            else:
                assert result["code"] == "disk_full"
                refused += 1
        assert till.numbers() == sold
        # What is there can still be looked at, by another process as well.
        status = subprocess.run(
            [POSDESK, "--data", str(till.folder.root), "--json", "shift", "status"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert f'"receipts": {len(sold)}' in status.stdout
        filler.unlink()
        assert selling.sell()["receipt"] == f"T1-{len(sold) + 1:06d}"
    assert till.verify() == {}


@pytest.mark.oracle
@pytest.mark.skipif(not ROOT, reason="mounts")
def test_a_full_disk_at_the_start(small_disk: Path) -> None:
    till = Till(DataFolder(small_disk / "shop"))
    till.run("init", "--sample")
    till.sell(2)
    filler = _fill(small_disk)
    assert till.sell().refusal == "disk_full"
    assert till.run("backup", "create").refusal == "disk_full"
    assert not list(till.folder.backups.glob("*"))
    filler.unlink()
    assert till.sell().answers[0]["receipt"] == "T1-000003"
    assert till.verify() == {}


@pytest.mark.oracle
@pytest.mark.skipif(not ROOT, reason="mounts")
def test_no_shop_is_made_on_a_full_disk(small_disk: Path) -> None:
    filler = _fill(small_disk)
    till = Till(DataFolder(small_disk / "shop"))
    assert till.run("init").refusal == "disk_full"
    filler.unlink()
    assert till.run("init", "--sample").code == 0
    assert till.sell().code == 0


@pytest.mark.oracle
@pytest.mark.skipif(not ROOT, reason="mounts")
def test_a_disk_mounted_read_only(small_disk: Path) -> None:
    till = Till(DataFolder(small_disk / "shop"))
    till.run("init", "--sample")
    till.sell(2)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert till.sell().refusal == "folder_read_only"
    assert Till(DataFolder(small_disk / "new")).run("init").refusal == "folder_read_only"
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert till.sell().answers[0]["receipt"] == "T1-000003"


def test_a_file_that_may_not_grow_refuses_the_sale_and_keeps_the_rest(till: Till) -> None:
    """A limit of the system stands for a failing disk: no root is needed for it."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))

    sold = till.numbers()
    with session(till.folder, limit) as selling:
        result = selling.sell()
        while result["status"] == "committed":
            sold.append(result["receipt"])
            result = selling.sell()
        assert result["code"] == "disk_failed"
        assert selling.sell()["code"] == "disk_failed"
    assert till.numbers() == sold
    assert till.sell().answers[0]["receipt"] == f"T1-{len(sold) + 1:06d}"
    assert till.verify() == {}


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the disk fail")
def test_a_flush_that_fails_is_no_sale(till: Till) -> None:
    """The 4th flush of the run fails with EIO: that sale is refused, the next is not."""
    inject = ["strace", "-f", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:error=EIO:when=4"]
    ran = subprocess.run(
        [*inject, POSDESK, "--data", str(till.folder.root), "sell", "-"],
        input=requests(6),
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [r["status"] for r in results].count("refused") == 1
    assert {r.get("code") for r in results if r["status"] == "refused"} == {"disk_failed"}
    sold = [r["receipt"] for r in results if r["status"] == "committed"]
    assert till.numbers() == ["T1-000001", "T1-000002", "T1-000003", *sold]
    assert till.verify() == {}


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the disk fail")
def test_a_disk_that_goes_away_after_the_flush_acknowledges_nothing(till: Till) -> None:
    """The flush of the 3rd sale said yes, the write that follows it fails: is it there or not?"""
    inject = ["strace", "-f", "-o", "/dev/null", "-e", "inject=write:error=EIO:when=3+"]
    only = ["-P", str(till.folder.witness)]
    ran = subprocess.run(
        [*inject, *only, POSDESK, "--data", str(till.folder.root), "sell", "-"],
        input=requests(5),
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [r.get("code") for r in results] == [None, None, "disk_gone", "disk_gone", "disk_gone"]
    assert till.verify() == {}


def test_a_lock_of_another_program_refuses_the_sale(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tool that holds the file longer than the till waits, e.g. while it copies it."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    holder = sqlite.connect(till.folder.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ran = till.sell(2)
    assert [answer["code"] for answer in ran.answers] == ["data_busy", "data_busy"]
    holder.execute("ROLLBACK")
    holder.close()
    assert till.sell().answers[0]["receipt"] == "T1-000004"


# --- another user's files

_AS_ANOTHER = """
import importlib.readers, importlib.resources, os, sys
import keyring
from posdesk import bootstrap
from posdesk.cli import commands
from posdesk.runtime.i18n import translator
translator("vi")  # what it reads of its own, which may lie in root's home
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
sys.argv = ["posdesk", *sys.argv[1:]]
raise SystemExit(bootstrap.main())
"""


def _as_another(root: Path, *argv: str) -> tuple[int, str]:
    """Runs a command without root's power over every file."""
    ran = subprocess.run(
        [sys.executable, "-c", _AS_ANOTHER.format(nobody=NOBODY), "--data", str(root), *argv],
        input=requests(1),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": "/nonexistent"},
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stderr.strip().splitlines()[-1].partition(":")[0]


def _open_up(folder: Path) -> None:
    """Lets everybody walk to the folder, which pytest keeps to its user."""
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and "pytest" in str(parent):
            parent.chmod(parent.stat().st_mode | 0o011)


@pytest.mark.parametrize("command", [("sell", "-"), ("shift", "status"), ("verify",)])
def test_a_folder_closed_to_this_user(till: Till, command: tuple[str, ...]) -> None:
    _open_up(till.folder.root.parent)
    till.folder.root.chmod(0o000)
    assert _as_another(till.folder.root, *command) == (1, "no_access")
    till.folder.root.chmod(0o700)
    assert till.sell().answers[0]["receipt"] == "T1-000004"


def test_a_folder_this_user_may_only_read(till: Till) -> None:
    _open_up(till.folder.root.parent)
    for path in till.folder.root.iterdir():
        path.chmod(0o444)
    till.folder.root.chmod(0o555)
    assert _as_another(till.folder.root, "sell", "-") == (1, "no_access")
    till.folder.root.chmod(0o700)
    for path in till.folder.root.iterdir():
        path.chmod(0o600)
    assert till.sell().answers[0]["receipt"] == "T1-000004"


def test_a_database_this_user_may_only_read(till: Till) -> None:
    _open_up(till.folder.root.parent)
    if ROOT:
        for path in (till.folder.root, *till.folder.root.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    till.folder.database.chmod(0o444)
    code, word = _as_another(till.folder.root, "shift", "cash-in", "1000", "--reason", "x")
    assert (code, word) == (1, "folder_read_only")
