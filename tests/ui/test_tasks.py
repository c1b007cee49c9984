"""Results come back in the window's thread, in order, and only to who is still there."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from posdesk.domain.errors import Refused, Trouble
from posdesk.ui.tasks import Tasks
from tests.ui.executors import Held, Immediate


def unexpected(error: Refused | Trouble) -> None:
    raise AssertionError(error.code)


def _never(_nothing: None) -> None:
    raise AssertionError("done")


def test_results_come_back_in_the_windows_thread(qtbot: QtBot) -> None:
    tasks, owner = Tasks(), QObject()
    threads: list[tuple[threading.Thread, threading.Thread]] = []
    tasks.write(
        owner,
        threading.current_thread,
        lambda worker: threads.append((worker, threading.current_thread())),
        unexpected,
    )
    qtbot.waitUntil(lambda: bool(threads))
    worker, here = threads[0]
    assert here is threading.main_thread() is not worker
    tasks.finish()


def test_writes_keep_their_order(qtbot: QtBot) -> None:
    tasks, owner = Tasks(), QObject()
    done: list[int] = []
    for number in range(50):
        tasks.write(owner, partial(abs, number), done.append, unexpected)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))
    tasks.finish()


def test_a_reader_waits_for_no_writer(qtbot: QtBot) -> None:
    tasks, owner = Tasks(), QObject()
    gate = threading.Event()
    done: list[str] = []

    def slow() -> str:
        assert gate.wait(30)
        return "written"

    tasks.write(owner, slow, done.append, unexpected)
    tasks.read(owner, lambda: "read", done.append, unexpected)
    qtbot.waitUntil(lambda: done == ["read"])
    gate.set()
    qtbot.waitUntil(lambda: done == ["read", "written"])
    tasks.finish()


def test_what_a_person_can_mend_goes_to_failed(qtbot: QtBot) -> None:
    tasks, owner = Tasks(Immediate(), Immediate()), QObject()
    failed: list[str] = []

    def refuse() -> None:
        raise Refused("no_shift")

    tasks.write(
        owner, refuse, lambda _nothing: failed.append("done"), lambda e: failed.append(e.code)
    )
    assert failed == ["no_shift"]


def test_a_bug_is_raised_where_the_window_sees_it(qtbot: QtBot) -> None:
    writer = Held()
    tasks, owner = Tasks(writer, Immediate()), QObject()

    def bug() -> None:
        raise KeyError("bug")

    tasks.write(owner, bug, _never, unexpected)
    with qtbot.captureExceptions() as raised:
        writer.release()
    assert [kind for kind, _value, _trace in raised] == [KeyError]


def test_nothing_is_told_to_who_is_gone(qtbot: QtBot) -> None:
    writer = Held()
    tasks, owner = Tasks(writer, Immediate()), QObject()
    told: list[int] = []
    tasks.write(owner, lambda: 1, told.append, unexpected)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    writer.release()
    assert told == []


@pytest.mark.parametrize("way", ["read", "write"])
def test_finish_waits_for_what_was_asked(qtbot: QtBot, way: str) -> None:
    tasks, owner = Tasks(), QObject()
    ran: list[int] = []
    for number in range(5):
        getattr(tasks, way)(owner, partial(ran.append, number), lambda _nothing: None, unexpected)
    tasks.finish()
    assert sorted(ran) == [0, 1, 2, 3, 4]


def test_what_is_asked_before_the_first_paint_is_done_after_it_in_its_order() -> None:
    tasks, owner = Tasks(Immediate(), Immediate(), waiting=True), QObject()
    done: list[str] = []
    tasks.read(owner, lambda: "scanned first", done.append, unexpected)
    tasks.write(owner, lambda: "scanned second", done.append, unexpected)
    assert done == []

    tasks.begin()
    tasks.read(owner, lambda: "scanned third", done.append, unexpected)
    assert done == ["scanned first", "scanned second", "scanned third"]
