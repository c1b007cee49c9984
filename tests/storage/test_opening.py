"""Whatever is wrong with the files, opening ends in one plain sentence and loses nothing."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from posdesk import bootstrap
from posdesk.domain.errors import Trouble
from posdesk.domain.shift import ActionKind, CashKind
from posdesk.runtime import ids, paths
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.lock import Held, hold
from posdesk.runtime.paths import DataFolder
from posdesk.storage import shopfile
from posdesk.storage.engine import OLDEST_SQLITE, refuse_old_sqlite
from posdesk.storage.shopfile import open_shop
from posdesk.storage.witness import Witness, read_witness
from tests.storage.till import SetClock, Till, requests

PAGE = 4096


def empty(database: Path) -> None:
    database.write_bytes(b"")


def cut(database: Path) -> None:
    with database.open("r+b") as file:
        file.truncate(database.stat().st_size * 3 // 4)


def header_gone(database: Path) -> None:
    with database.open("r+b") as file:
        file.write(bytes(100))


def only_a_start(database: Path) -> None:
    database.write_bytes(b"SQLite format 3\0")


def another_program(database: Path) -> None:
    database.unlink()
    connection = sqlite.connect(database)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()


def newer(database: Path) -> None:
    connection = sqlite.connect(database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def gone(database: Path) -> None:
    database.unlink()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (empty, "data_empty"),
        (cut, "data_damaged"),
        (header_gone, "data_damaged"),
        (only_a_start, "data_damaged"),
        (another_program, "not_a_shop"),
        (newer, "newer_file"),
        (gone, "data_missing"),
    ],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_a_file_that_is_not_right(till: Till, harm: Callable[[Path], None], code: str) -> None:
    harm(till.folder.database)
    before = till.folder.database.read_bytes() if till.folder.database.exists() else None
    witness = till.folder.witness.read_bytes()
    assert till.sell().refusal == code
    assert till.run("shift", "status").refusal == code
    # Said by verify as well, in words; and nothing was touched.
    assert "file" in till.verify()
    after = till.folder.database.read_bytes() if till.folder.database.exists() else None
    assert after == before
    assert till.folder.witness.read_bytes() == witness


def test_a_damaged_page_refuses_the_sale_that_meets_it(till: Till) -> None:
    with till.sql() as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sale'"
        ).fetchone()[0]
    with till.folder.database.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(bytes(PAGE))
    ran = till.sell(2)
    assert [answer["code"] for answer in ran.answers] == ["data_damaged", "data_damaged"]
    assert ran.code == 1
    assert "file" in till.verify()


def test_no_shop_here(tmp_path: Path) -> None:
    assert Till(DataFolder(tmp_path)).sell().refusal == "no_shop"
    assert Till(DataFolder(tmp_path)).run("verify").refusal == "no_shop"


# --- the -wal


def _with_wal(till: Till, root: Path, sales: int) -> Till:
    """A copy of the files as they lie while the shop is open, its last sales in the -wal."""
    with bootstrap.Posdesk().open(str(till.folder.root)):
        till.sell(sales)
        return till.copy(root)


def _wal(till: Till) -> Path:
    return till.folder.root / "shop.db-wal"


def test_a_copy_with_its_wal_is_whole(till: Till, tmp_path: Path) -> None:
    copied = _with_wal(till, tmp_path / "copy", 2)
    assert _wal(copied).stat().st_size > 0
    assert copied.sell().answers[0]["receipt"] == "T1-000006"
    assert copied.verify() == {}


def test_a_copy_without_its_wal_lacks_sales_and_says_which(till: Till, tmp_path: Path) -> None:
    copied = _with_wal(till, tmp_path / "copy", 2)
    _wal(copied).unlink()
    ran = copied.sell()
    assert ran.refusal == "sales_missing"
    assert "T1-000004 – T1-000005" in ran.err
    assert "T1-000004 – T1-000005" in copied.verify()["I10c"]
    assert copied.numbers() == ["T1-000001", "T1-000002", "T1-000003"]


def test_a_wal_damaged_in_the_middle_lacks_sales(till: Till, tmp_path: Path) -> None:
    copied = _with_wal(till, tmp_path / "copy", 5)
    with _wal(copied).open("r+b") as wal:
        wal.seek(_wal(copied).stat().st_size // 2)
        wal.write(b"\xff" * 64)
    assert copied.sell().refusal == "sales_missing"


def test_a_wal_of_another_shop_is_not_laid_over_this_one(till: Till, tmp_path: Path) -> None:
    other = Till(DataFolder(tmp_path / "other"))
    other.run("init", "--sample")
    strange = _with_wal(other, tmp_path / "strange", 40)
    before = till.folder.database.read_bytes()
    shutil.copy(_wal(strange), _wal(till))
    assert till.sell().refusal in ("other_shop", "other_chain", "data_damaged", "sales_missing")
    assert till.folder.database.read_bytes() == before
    _wal(till).unlink()
    assert till.sell().answers[0]["receipt"] == "T1-000004"
    assert till.verify() == {}


def test_an_old_wal_beside_a_newer_file_is_found(till: Till, tmp_path: Path) -> None:
    """Its pages are older than the file's: SQLite takes them, the structure gives it away."""
    old = _with_wal(till, tmp_path / "old", 1)
    till.sell(60)
    shutil.copy(_wal(old), _wal(till))
    assert till.sell().refusal in ("data_damaged", "sales_missing", "other_chain")


def test_a_wal_that_tears_the_structure_is_found_before_anything_is_sold(
    till: Till, tmp_path: Path
) -> None:
    """The journal in it is right and level with the witness; only a look at all pages tells."""
    with bootstrap.Posdesk().open(str(till.folder.root)):
        till.sell(1)
        with till.sql() as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(
                "UPDATE sqlite_master SET rootpage ="
                " (SELECT rootpage FROM sqlite_master WHERE name = 'party')"
                " WHERE name = 'outbox'"
            )
        torn = till.copy(tmp_path / "torn")
    assert torn.run("shift", "status").refusal == "data_damaged"


def test_an_idle_till_leaves_nothing_to_look_after(till: Till, tmp_path: Path) -> None:
    """Switched off in the evening without a word: what lies there is whole as it is."""
    store = open_shop(till.folder, SystemClock())
    shop = bootstrap.wire(store, SystemClock())
    shop.shifts.move_cash(shop.actor, CashKind.IN, 1_000, "tiền lẻ")
    assert _wal(till).stat().st_size > 0
    store.rest()
    assert _wal(till).stat().st_size == 0
    switched_off = till.copy(tmp_path / "off")
    store.close()
    assert switched_off.verify() == {}
    assert switched_off.run("--json", "shift", "status").answers[0]["paid_in"] == 1_000


def test_an_idle_moment_beside_a_reader_keeps_nobody_waiting(till: Till) -> None:
    store = open_shop(till.folder, SetClock())
    till.sell(1)
    with store.read() as reader:
        assert reader.sale_by_number("T1-000005") is None
        till.sell(1)
        store.rest()
        assert _wal(till).stat().st_size > 0
        assert reader.sale_by_number("T1-000005") is None
    store.close()
    assert till.verify() == {}


def test_the_look_at_a_big_file_ends_in_time(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No time at all stands for a file too big for a second: the till starts."""
    copied = _with_wal(till, tmp_path / "copy", 2)
    monkeypatch.setattr(shopfile, "LOOK_S", -1.0)
    assert copied.sell().answers[0]["receipt"] == "T1-000006"


# --- the witness


def _actions(till: Till, kind: ActionKind) -> list[str]:
    with till.sql() as connection:
        rows = connection.execute("SELECT detail FROM action WHERE kind = ?", (kind.value,))
        return [row[0] for row in rows.fetchall()]


def test_a_witness_that_lagged_is_brought_forward_and_that_is_noted(till: Till) -> None:
    lagging = till.folder.witness.read_bytes()
    far = read_witness(till.folder.witness).head.seq
    till.sell(2)
    till.folder.witness.write_bytes(lagging)
    assert till.verify() == {}
    till.run("shift", "status")
    assert _actions(till, ActionKind.WITNESS) == [f"{far} -> {far + 2}"]
    assert read_witness(till.folder.witness).head.seq == far + 3
    till.run("shift", "status")
    assert len(_actions(till, ActionKind.WITNESS)) == 1


def test_a_witness_that_is_gone_is_made_anew_and_that_is_noted(till: Till) -> None:
    till.folder.witness.unlink()
    till.run("shift", "status")
    assert [detail.split()[0] for detail in _actions(till, ActionKind.WITNESS)] == ["0"]
    assert till.verify() == {}


def test_a_witness_of_another_chain_stops(till: Till, tmp_path: Path) -> None:
    """Two tills went on from one copy: the same entry numbers, other sales."""
    twin = till.copy(tmp_path / "twin")
    twin.sell(2)
    till.sell(2)
    shutil.copy(twin.folder.witness, till.folder.witness)
    before = till.folder.database.read_bytes()
    assert till.sell().refusal == "other_chain"
    assert till.folder.database.read_bytes() == before


def test_the_database_of_another_shop_stops(till: Till, tmp_path: Path) -> None:
    other = Till(DataFolder(tmp_path / "other"))
    other.run("init", "--sample")
    shutil.copy(other.folder.database, till.folder.database)
    assert till.sell().refusal == "other_shop"


def test_a_slow_writer_never_takes_the_witness_back(tmp_path: Path, till: Till) -> None:
    """Of two processes, the one that committed first may write last."""
    seen = read_witness(till.folder.witness)
    assert seen.shop is not None
    first, second = (Witness(tmp_path / "witness", seen.shop) for _ in range(2))
    second.write(seen.head, {"T1": 12})
    first.write(type(seen.head)(seen.head.seq - 2, bytes(32)), {"T1": 10})
    assert read_witness(tmp_path / "witness").numbers == {"T1": 12}
    first.close()
    second.close()


# --- the clock


def _cash_in(till: Till, clock: SetClock) -> None:
    store = open_shop(till.folder, clock)
    shop = bootstrap.wire(store, clock)
    shop.shifts.move_cash(shop.actor, CashKind.IN, 1_000, "tiền lẻ")
    store.close()


def test_a_clock_set_back_is_noted_once_and_work_goes_on(till: Till) -> None:
    clock = SetClock(datetime.now(UTC) + timedelta(days=400))
    _cash_in(till, clock)
    assert _actions(till, ActionKind.CLOCK) == []
    clock.move(days=-400)
    _cash_in(till, clock)
    assert len(_actions(till, ActionKind.CLOCK)) == 1
    clock.move(minutes=1)
    _cash_in(till, clock)
    assert len(_actions(till, ActionKind.CLOCK)) == 1
    assert till.run("--json", "shift", "status").answers[0]["paid_in"] == 3_000
    assert till.verify() == {}


def test_a_clock_kept_right_by_seconds_is_no_news(till: Till) -> None:
    clock = SetClock(datetime.now(UTC) + timedelta(minutes=1))
    _cash_in(till, clock)
    clock.move(minutes=-4)
    _cash_in(till, clock)
    assert _actions(till, ActionKind.CLOCK) == []


def test_lists_keep_the_order_of_entry_when_the_clock_went_back(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start with the clock a year back: the newest sale is still the last one made."""
    year_ago = time.time_ns() - 365 * 86_400 * 10**9
    monkeypatch.setattr(ids, "_ticks", ids._Ticks())
    monkeypatch.setattr(time, "time_ns", lambda: year_ago)
    assert till.sell().answers[0]["receipt"] == "T1-000004"
    with bootstrap.Posdesk().open(str(till.folder.root)) as shop:
        last = shop.corrections.last_sale(shop.actor)
    assert last is not None
    assert last.number == "T1-000004"


# --- where the files lie, and who may read them


def test_old_sqlite_is_refused() -> None:
    with pytest.raises(Trouble, match="sqlite_too_old"):
        refuse_old_sqlite((3, 51, 2))
    refuse_old_sqlite((3, 51, 3))


def test_the_sqlite_that_runs_here_keeps_what_it_committed() -> None:
    assert sqlite.sqlite_version_info >= OLDEST_SQLITE


@pytest.mark.parametrize(
    ("mounts", "kind"),
    [
        ("/dev/sda1 / ext4 rw 0 0\nnas:/x /mnt/nas nfs4 rw 0 0\n", "nfs4"),
        ("/dev/sda1 / ext4 rw 0 0\n//nas/x /mnt cifs rw 0 0\n", "cifs"),
        ("/dev/sda1 / ext4 rw 0 0\n//nas/x /mnt/nas\\040x cifs rw 0 0\n", "ext4"),
        ("nas:/x /mnt nfs rw 0 0\n/dev/sdb1 /mnt/nas ext4 rw 0 0\n", "ext4"),
    ],
)
def test_the_kind_of_mount_a_folder_lies_on(mounts: str, kind: str) -> None:
    assert paths._mount_type(Path("/mnt/nas/shop"), mounts) == kind


@pytest.mark.parametrize(
    ("check", "code"),
    [("is_on_network", "folder_on_network"), ("is_cloud_synced", "folder_cloud_synced")],
)
def test_a_folder_that_is_not_this_computers_alone(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: str, code: str
) -> None:
    monkeypatch.setattr(shopfile, check, lambda _folder: True)
    assert till.sell().refusal == code
    assert Till(DataFolder(tmp_path / "new")).run("init").refusal == code
    assert not (tmp_path / "new").exists()


def test_a_folder_of_a_cloud_program_is_known_by_its_name(tmp_path: Path) -> None:
    assert Till(DataFolder(tmp_path / "Dropbox" / "shop")).run("init").refusal == (
        "folder_cloud_synced"
    )


def test_nobody_else_can_read_the_files(tmp_path: Path) -> None:
    """Whatever the umask of whoever starts it, e.g. a desktop's 022 or none at all."""
    root = tmp_path / "shop"
    posdesk = [str(Path(sys.executable).with_name("posdesk")), "--data", str(root)]
    for argv in (["init", "--sample"], ["sell", "-"], ["backup", "create"]):
        subprocess.run(
            [*posdesk, *argv],
            input=requests(1),
            text=True,
            check=True,
            capture_output=True,
            umask=0,
        )
    files = [path for path in root.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"shop.db", "witness", "shop.lock"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_the_files_sqlite_keeps_beside_an_open_shop_are_private_too(till: Till) -> None:
    with bootstrap.Posdesk().open(str(till.folder.root)):
        till.sell()
        for name in ("shop.db-wal", "shop.db-shm"):
            assert stat.S_IMODE((till.folder.root / name).stat().st_mode) == 0o600


# --- who has it open


def test_while_its_file_is_swapped_nobody_opens_the_shop(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shopfile, "BUSY_TIMEOUT_MS", 0)
    with hold(till.folder.in_use):
        assert till.sell().refusal == "shop_in_use"
    assert till.sell().code == 0


def test_many_may_hold_a_lock_together_or_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with hold(path, shared=True), hold(path, shared=True), pytest.raises(Held):
        hold(path)
    with hold(path), pytest.raises(Held):
        hold(path, shared=True)
    hold(path).release()


def test_a_lock_goes_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from posdesk.runtime.lock import hold;"
        f" lock = hold(Path({str(path)!r})); print('held', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(Held):
        hold(path)
    child.kill()
    child.communicate()
    hold(path).release()


def test_a_start_that_was_cut_off_is_no_shop_and_no_hindrance(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    (root / "shop.new").write_bytes(b"half")
    (root / "shop.new-journal").write_bytes(b"half")
    assert Till(DataFolder(root)).run("init").code == 0
    assert sorted(path.name for path in root.iterdir()) == ["shop.db", "witness"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    assert Till(DataFolder(tmp_path)).run("init").refusal == "folder_not_empty"
    assert (tmp_path / "letter.txt").read_text() == "hello"
