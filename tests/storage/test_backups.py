"""Backups are whole or not there; putting one back loses nothing and gives no number twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from posdesk import bootstrap
from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.shift import ActionKind
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services import backups as service
from posdesk.services.backups import Backups
from posdesk.storage import backup, copying
from posdesk.storage.backup import FileVault
from posdesk.storage.journal import Head
from posdesk.storage.shopfile import open_shop
from posdesk.storage.witness import Witness
from tests.storage.till import SetClock, Till

OWNER = Actor(new_id(), "Hạnh", "T1")


def made(till: Till, *argv: str) -> Path:
    """Makes a backup and gives its path."""
    ran = till.run("--json", "backup", "create", *argv)
    assert ran.code == 0, ran
    return Path(ran.answers[0]["path"])


def restored(till: Till, file: Path, *argv: str) -> dict[str, Any]:
    """Puts a backup back and gives what the command says."""
    ran = till.run("--json", "backup", "restore", str(file), "--yes", *argv)
    assert ran.code == 0, ran
    said: dict[str, Any] = ran.answers[0]
    return said


def vault(till: Till, clock: SetClock | None = None) -> FileVault:
    return FileVault(till.folder, clock or SetClock())


# --- making


def test_a_backup_is_one_plain_checked_file(till: Till) -> None:
    path = made(till)
    assert path.parent == till.folder.backups
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[18:20] == b"\1\1", "no write-ahead log goes with it"
    assert till.run("backup", "verify", str(path)).code == 0


def test_a_backup_beside_an_open_till_has_what_is_in_its_wal(till: Till) -> None:
    with bootstrap.Posdesk().open(str(till.folder.root)):
        till.sell(2)
        path = made(till)
        till.sell(1)
    listed = till.run("--json", "backup", "list").answers[0]
    assert [Path(copy["path"]) for copy in listed] == [path]
    assert listed[0]["receipts"] == ["T1-000005"]


def test_a_backup_in_another_folder(till: Till, tmp_path: Path) -> None:
    path = made(till, "--to", str(tmp_path / "usb" / "shop"))
    assert path.parent == tmp_path / "usb" / "shop"
    assert till.run("backup", "verify", str(path)).code == 0


def test_a_damaged_file_gives_no_backup(till: Till) -> None:
    till.tamper("UPDATE journal SET at = at + 1 WHERE seq = 5")
    ran = till.run("backup", "create")
    assert ran.refusal == "backup_failed"
    assert "entry 5" in ran.err
    assert list(till.folder.backups.iterdir()) == []


def test_a_copy_that_lacks_the_newest_entries_is_not_kept(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = iter([Head(99, bytes(32)), Head(98, bytes(32))])
    monkeypatch.setattr(copying, "newest", lambda _connection: next(heads))
    assert till.run("backup", "create").refusal == "backup_failed"
    assert list(till.folder.backups.iterdir()) == []


def test_only_the_newest_are_kept_and_only_this_shops_count(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "KEPT", 3)
    folder, clock = tmp_path / "usb", SetClock()
    other = Till(DataFolder(tmp_path / "other"))
    other.run("init")
    Backups(vault(other, clock)).create(OWNER, folder)
    (folder / "posdesk-20200101-000000.db").write_text("not a backup at all")
    paths = []
    for _ in range(5):
        clock.move(minutes=1)
        paths.append(Backups(vault(till, clock)).create(OWNER, folder).path)
    assert sorted(p for p in paths if p.exists()) == paths[2:]
    assert len(list(folder.iterdir())) == 5


def test_a_clock_set_back_never_costs_the_new_backup(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "KEPT", 2)
    clock = SetClock()
    backups = Backups(vault(till, clock))
    for _ in range(3):
        clock.move(days=-1)
        path = backups.create(OWNER).path
        assert path.exists()
    assert len(backups.all()) == 2


def test_two_backups_in_one_second_are_two(till: Till) -> None:
    backups = Backups(vault(till))
    assert backups.create(OWNER).path != backups.create(OWNER).path


def test_who_may_not_make_backups(till: Till) -> None:
    cashier = Actor(new_id(), "Lan", "T1", frozenset({Right.SHIFT}))
    with pytest.raises(Refused, match="not_allowed"):
        Backups(vault(till)).create(cashier)


# --- checking


def test_a_changed_backup_is_found_and_named(till: Till) -> None:
    path = made(till)
    shutil.copy(path, path.parent / "shop.db")
    copied = Till(DataFolder(path.parent))
    copied.tamper("UPDATE sale SET total = total + 1 WHERE number = 'T1-000002'")
    ran = till.run("--json", "backup", "verify", str(copied.folder.database))
    wrong = {c["id"]: c["message"] for c in json.loads(ran.out)["checks"] if not c["ok"]}
    assert ran.code == 1
    assert "T1-000002" in wrong["I1"]
    assert "T1-000002" in wrong["I10b"]


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(84), b"hello"])
def test_a_file_that_is_no_backup(till: Till, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    ran = till.run("backup", "verify", str(path))
    assert ran.refusal == "checks_failed"
    assert ran.out.startswith("file: ")
    assert till.run("backup", "verify", str(path.parent)).refusal == "cannot_read"
    before = till.folder.database.read_bytes()
    assert till.run("backup", "restore", str(path), "--yes").refusal.startswith("data_")
    assert till.folder.database.read_bytes() == before


def test_checking_leaves_the_file_alone(till: Till, tmp_path: Path) -> None:
    path = made(till, "--to", str(tmp_path / "usb"))
    before = path.read_bytes()
    till.run("backup", "verify", str(path))
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


# --- putting back


def test_an_older_backup_says_which_receipts_are_gone_and_skips_their_numbers(till: Till) -> None:
    path = made(till)
    till.sell(2)
    said = restored(till, path)
    assert said["lost"] == [{"first": "T1-000004", "last": "T1-000005"}]
    assert till.verify() == {}
    assert till.sell().answers[0]["receipt"] == "T1-000006"
    assert till.numbers() == ["T1-000001", "T1-000002", "T1-000003", "T1-000006"]
    assert till.verify() == {}


def test_the_restore_stands_in_the_journal(till: Till) -> None:
    path = made(till)
    till.sell(2)
    restored(till, path)
    with till.sql() as connection:
        rows = connection.execute(
            "SELECT kind, ref, detail FROM action WHERE kind IN ('restore', 'numbers_skipped')"
            " ORDER BY id"
        ).fetchall()
    assert rows[0] == ("numbers_skipped", "T1", "4-5")
    assert rows[1][0] == ActionKind.RESTORE
    assert rows[1][2] == path.name


def test_the_data_of_before_can_be_put_back_too(till: Till) -> None:
    """A restore by mistake is undone by another, and no number comes twice even then."""
    path = made(till)
    till.sell(2)
    aside = Path(restored(till, path)["aside"])
    till.sell(1)
    said = restored(till, aside)
    assert said["lost"] == [{"first": "T1-000006", "last": "T1-000006"}]
    assert till.numbers() == [f"T1-00000{n}" for n in range(1, 6)]
    assert till.sell().answers[0]["receipt"] == "T1-000007"
    restored(till, path)
    assert till.sell().answers[0]["receipt"] == "T1-000008"
    assert till.verify() == {}


def test_a_damaged_shop_is_kept_aside_as_it_is_and_its_numbers_are_known(till: Till) -> None:
    path = made(till)
    till.sell(4)
    till.folder.database.write_bytes(till.folder.database.read_bytes()[:5000])
    damaged = till.folder.database.read_bytes()
    assert till.sell().refusal == "data_damaged"
    said = restored(till, path)
    assert said["lost"] == [{"first": "T1-000004", "last": "T1-000007"}]
    assert (Path(said["aside"]) / "shop.db").read_bytes() == damaged
    assert till.sell().answers[0]["receipt"] == "T1-000008"
    assert till.verify() == {}


def test_a_database_that_is_gone(till: Till) -> None:
    path = made(till)
    till.sell(1)
    till.folder.database.unlink()
    assert till.sell().refusal == "data_missing"
    restored(till, path)
    assert till.sell().answers[0]["receipt"] == "T1-000005"


def test_sales_missing_is_settled_by_putting_the_file_itself_back(till: Till) -> None:
    """Where no better copy is left: the loss is said, and the till goes on."""
    with till.sql() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = till.folder.database.read_bytes()
    till.sell(2)
    till.folder.database.write_bytes(before)
    for name in ("shop.db-wal", "shop.db-shm"):
        (till.folder.root / name).unlink(missing_ok=True)
    assert till.sell().refusal == "sales_missing"
    said = restored(till, till.folder.database)
    assert said["lost"] == [{"first": "T1-000004", "last": "T1-000005"}]
    assert till.sell().answers[0]["receipt"] == "T1-000006"
    assert till.verify() == {}


def test_on_a_new_computer_the_paper_says_where_the_numbers_go_on(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(till)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "new computer"))
    fresh = Till(DataFolder(tmp_path / "fresh"))
    said = restored(fresh, path, "--after", "t1-000041")
    assert said["lost"] == [{"first": "T1-000004", "last": "T1-000041"}]
    assert said["aside"] is None
    assert fresh.sell().answers[0]["receipt"] == "T1-000042"
    assert fresh.verify() == {}


def test_a_folder_with_other_files_does_not_become_a_shop(till: Till, tmp_path: Path) -> None:
    path = made(till)
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "letter.txt").write_text("hello")
    ran = Till(DataFolder(home)).run("backup", "restore", str(path), "--yes")
    assert ran.refusal == "folder_not_empty"
    assert [p.name for p in home.iterdir()] == ["letter.txt"]
    assert home.stat().st_mode & 0o777 == 0o755


def test_only_the_backups_are_left(till: Till) -> None:
    path = made(till)
    till.folder.database.unlink()
    till.folder.witness.unlink()
    restored(till, path)
    assert till.sell().answers[0]["receipt"] == "T1-000004"
    assert till.verify() == {}


@pytest.mark.parametrize(
    ("after", "code"), [("41", "bad_receipt_number"), ("Z9-000041", "unknown_series")]
)
def test_a_number_no_receipt_has(till: Till, after: str, code: str) -> None:
    path = made(till)
    ran = till.run("backup", "restore", str(path), "--yes", "--after", after)
    assert ran.refusal == code


def test_a_backup_of_another_shop_is_refused(till: Till, tmp_path: Path) -> None:
    other = Till(DataFolder(tmp_path / "other"))
    other.run("init")
    path, before = made(other), till.folder.database.read_bytes()
    assert till.run("backup", "restore", str(path), "--yes").refusal == "other_shops_backup"
    till.folder.database.unlink()
    assert till.run("backup", "restore", str(path), "--yes").refusal == "other_shops_backup"
    till.folder.database.write_bytes(before)
    assert till.verify() == {}


def test_a_backup_of_a_newer_program_is_refused(till: Till) -> None:
    path = made(till)
    newer = Till(DataFolder(path.parent))
    path.rename(newer.folder.database)
    with newer.sql() as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert till.run("backup", "restore", str(newer.folder.database), "--yes").refusal == (
        "newer_file"
    )
    assert till.verify() == {}


def test_a_damaged_backup_is_refused_and_nothing_is_changed(till: Till) -> None:
    path = made(till)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    before = till.folder.database.read_bytes()
    assert till.run("backup", "restore", str(path), "--yes").refusal == "data_damaged"
    assert till.folder.database.read_bytes() == before
    assert not (till.folder.root / "restore.new").exists()


def test_without_a_yes_nothing_happens(till: Till) -> None:
    path = made(till)
    till.sell(1)
    ran = till.run("backup", "restore", str(path))
    assert ran.refusal == "not_confirmed"
    assert "T1-000004" in ran.out
    assert till.sell().answers[0]["receipt"] == "T1-000005"


def test_an_open_shop_is_not_swapped_away_from_under_its_till(till: Till) -> None:
    path = made(till)
    with bootstrap.Posdesk().open(str(till.folder.root)) as shop:
        assert till.run("backup", "restore", str(path), "--yes").refusal == "shop_in_use"
        assert shop.shifts.current("T1") is not None
    restored(till, path)


@pytest.mark.parametrize("step", ["_put_aside", "put_in_place", "rebase"])
def test_a_restore_cut_off_at_any_step_leaves_the_old_or_the_new(
    till: Till, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = made(till)
    till.sell(2)

    class Cut(BaseException):
        pass

    def cut(*_args: object) -> None:
        raise Cut

    place = {
        "_put_aside": FileVault,
        "put_in_place": backup,
        "rebase": Witness,
    }[step]
    with monkeypatch.context() as patch:
        patch.setattr(place, step, cut)
        with pytest.raises(Cut):
            till.run("backup", "restore", str(path), "--yes")
    new = step == "rebase"
    assert till.verify() == {}
    assert len(till.numbers()) == (3 if new else 5)
    assert till.sell().answers[0]["receipt"] == "T1-000006"
    assert till.verify() == {}


def test_a_full_disk_while_restoring_changes_nothing(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(till)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_checked", full)
    assert till.run("backup", "restore", str(path), "--yes").refusal == "disk_full"
    assert till.verify() == {}


def test_opening_says_what_is_wrong_until_the_right_backup_is_there(till: Till) -> None:
    """The witness of an abandoned chain is believed only where the journal says so."""
    path = made(till)
    till.sell(2)
    with till.sql() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, till.folder.database)
    with pytest.raises(Trouble, match="sales_missing"):
        open_shop(till.folder, SetClock())
