"""One holder runs the workers, whoever else asks; a dead one loses it in time."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta

from posdesk.runtime.clock import SystemClock
from posdesk.storage.shopfile import open_shop
from posdesk.storage.unit_of_work import SqlStore
from tests.storage.till import SetClock, Till

LASTING = timedelta(seconds=30)
ASK = """
import json, sys
from datetime import timedelta
from pathlib import Path
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.paths import DataFolder
from posdesk.storage.shopfile import open_shop
store = open_shop(DataFolder(Path(sys.argv[1])), SystemClock())
for line in sys.stdin:
    verb, holder = line.split()
    with store.write() as work:
        if verb == "claim":
            answer = work.claim_lease("print", holder, timedelta(seconds=30))
        else:
            answer = work.release_lease("print", holder)
    print(json.dumps(answer), flush=True)
store.close()
"""


def claim(store: SqlStore, holder: str, name: str = "print") -> bool:
    with store.write() as work:
        return work.claim_lease(name, holder, LASTING)


def release(store: SqlStore, holder: str) -> None:
    with store.write() as work:
        work.release_lease("print", holder)


def test_one_holder_at_a_time(till: Till) -> None:
    store = open_shop(till.folder, SetClock())
    assert claim(store, "window")
    assert not claim(store, "command")
    assert claim(store, "command", "sync")
    release(store, "command")
    assert not claim(store, "command")
    release(store, "window")
    assert claim(store, "command")
    store.close()


def test_a_holder_keeps_it_by_claiming_again_and_loses_it_when_it_is_silent(till: Till) -> None:
    clock = SetClock()
    store = open_shop(till.folder, clock)
    assert claim(store, "window")
    clock.move(seconds=20)
    assert claim(store, "window")
    clock.move(seconds=20)
    assert not claim(store, "command")
    clock.move(seconds=10)
    assert claim(store, "command")
    # The first one wakes up after having been suspended: it finds out and stays quiet.
    assert not claim(store, "window")
    store.close()


def test_a_clock_set_back_does_not_keep_the_workers_away(till: Till) -> None:
    clock = SetClock()
    store = open_shop(till.folder, clock)
    assert claim(store, "window")
    clock.move(days=-1)
    assert claim(store, "command")
    assert not claim(store, "window")
    store.close()


def test_two_processes(till: Till) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ASK, str(till.folder.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        to_other, from_other = other.stdin, other.stdout
        assert to_other is not None
        assert from_other is not None

        def ask(words: str) -> object:
            to_other.write(words + "\n")
            to_other.flush()
            return json.loads(from_other.readline())

        store = open_shop(till.folder, SystemClock())
        assert ask("claim there") is True
        assert not claim(store, "here")
        ask("release there")
        assert claim(store, "here")
        assert ask("claim there") is False
        store.close()
        to_other.close()
