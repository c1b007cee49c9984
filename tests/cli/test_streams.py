"""Closed, full and foreign streams, Ctrl+C, no display: words and exit codes, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from posdesk.bootstrap import Posdesk
from posdesk.cli import find
from posdesk.cli.main import main
from tests.cli.commands import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams of Unix")
SALE = (
    b'{"lines":[{"code":"GOM-03","quantity":1}],"tenders":[{"method":"cash","amount":"exact"}]}\n'
)


def shell(
    posdesk: Terminal, command: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """What a shell makes of a command line that says ``posdesk`` for the program."""
    program = f'"{sys.executable}" -m posdesk --data "{posdesk.data}" --lang en'
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("posdesk", program, 1)],
        check=False,
        capture_output=True,
        env={**kept, **environment},
        timeout=60,
    )


@pytest.mark.parametrize("words", ["find tra", "settings list --json", "words 5"])
@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_an_output_that_takes_nothing_is_told(posdesk: Terminal, words: str) -> None:
    said = shell(posdesk, f"posdesk {words} >/dev/full")
    assert said.returncode == 1
    assert said.stderr == b"output_failed: The output cannot be written: the disk is full.\n"


def test_a_reader_that_leaves_is_no_trouble(posdesk: Terminal) -> None:
    said = shell(posdesk, "posdesk receipt T1-000009 --help | true")
    assert said.stderr == b""


def test_closed_streams_are_no_trouble(posdesk: Terminal) -> None:
    said = shell(posdesk, "posdesk sell - <&- >&-")
    assert (said.returncode, said.stderr) == (0, b"")
    assert shell(posdesk, "posdesk words x 2>&-").returncode == 1


def test_the_output_is_utf8_wherever_it_runs(posdesk: Terminal) -> None:
    said = shell(posdesk, "posdesk --json find tra", PYTHONIOENCODING="ascii:strict")
    assert "Quế Trà Bồng" in said.stdout.decode("utf-8")


def test_a_path_that_is_no_text_can_be_written_and_read_back(posdesk: Terminal) -> None:
    folder = bytes(posdesk.data.parent) + b"/\xff"
    said = shell(posdesk, f"posdesk --json backup create --to '{os.fsdecode(folder)}'")
    assert said.returncode == 0
    assert Path(json.loads(said.stdout)["path"]).exists()


def test_ctrl_c_ends_in_words_and_keeps_what_was_acknowledged(posdesk: Terminal) -> None:
    words = ["--data", str(posdesk.data), "--lang", "en", "sell", "-"]
    program = [sys.executable, "-m", "posdesk", *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, stderr=pipe) as selling:
        assert selling.stdin is not None
        assert selling.stdout is not None
        selling.stdin.write(SALE)
        selling.stdin.flush()
        number = json.loads(selling.stdout.readline())["receipt"]
        selling.send_signal(signal.SIGINT)
        _out, error = selling.communicate(timeout=60)
    assert selling.returncode == 1, error
    assert error.splitlines()[-1].startswith(b"interrupted: ")
    assert posdesk("receipt", number).code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("display", "code"), [({}, b"no_display"), ({"DISPLAY": "127.0.0.1:9"}, b"display_failed")]
)
def test_without_a_display_it_says_so(
    empty: Terminal, display: dict[str, str], code: bytes
) -> None:
    said = shell(empty, "posdesk", **display)
    assert (said.returncode, said.stdout) == (1, b"")
    assert said.stderr.startswith(code + b": ")
    assert said.stderr.count(b"\n") == 1
    assert not empty.data.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_speaks_the_shops_language(posdesk: Terminal) -> None:
    posdesk("settings", "set", "window.language", "en")
    said = shell(posdesk, "posdesk", language="")
    assert b"There is no display here" in said.stderr


@pytest.mark.logs
def test_a_bug_is_one_line_and_its_place_is_in_the_log(
    posdesk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_args: object) -> int:
        raise ZeroDivisionError("broken")

    monkeypatch.setattr(find, "_run", broken)
    said = posdesk("find", "x")
    assert said.code == 1
    assert said.err.startswith("bug: Something in the program went wrong (ZeroDivisionError)")
    assert said.err.count("\n") == 1
    assert "test_streams.py" in (posdesk.data / "log/posdesk.log").read_text("utf-8")


def test_a_library_that_is_not_there_is_named(
    posdesk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_args: object) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file")

    monkeypatch.setattr(find, "_run", broken)
    said = posdesk("find", "x")
    assert said.code == 1
    assert said.err.startswith("library_missing: ")
    assert "missing: libEGL.so.1. make setup" in said.err


def test_an_unknown_language_is_complained_about_with_the_whole_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--lang", "fr", "words", "1"], Posdesk())
    assert left.value.code == 2
    assert "--data DIR" in capsys.readouterr().err
