"""Keys through a real X server, and through a real Vietnamese input method."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.oracle

_TOOLS = ("Xvfb", "xdotool")
_IBUS = ("dbus-run-session", "ibus-daemon", "ibus")
_ENGINE = Path("/usr/libexec/ibus-engine-unikey")


class Desk:
    """The bench program on a screen of its own."""

    def __init__(self, display: str, home: Path, wrap: str) -> None:
        self._env = {**os.environ, "DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        command = f"{wrap}exec {sys.executable} -m tests.ui.key_bench"
        shell = ["dbus-run-session", "sh", "-c", command] if wrap else ["sh", "-c", command]
        self._program = subprocess.Popen(
            shell, env=self._env, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def start(self) -> None:
        """Waits for the field and gives it the keyboard."""
        assert self.next() == "ready True"
        self.tool("search", "--sync", "--onlyvisible", "--name", "bench", "windowfocus", "--sync")

    def tool(self, *words: str) -> None:
        """Strikes keys."""
        subprocess.run(["xdotool", *words], env=self._env, check=True, timeout=30)

    def type(self, text: str) -> None:
        """As a person does."""
        self.tool("type", "--delay", "80", "--", text)

    def scan(self, code: str) -> None:
        """As a scanner does."""
        self.tool("type", "--delay", "3", "--", code)
        self.tool("key", "Return")

    def wake_input_method(self) -> None:
        """Types a word until it is composed: the daemon needs a moment to take its engine."""
        text = ""
        while not text.endswith("việt "):
            engine = ["ibus", "engine", "Unikey"]
            subprocess.run(engine, env=self._env, capture_output=True, check=False, timeout=30)
            self.type("vieetj ")
            text = self.next("edited")
            while not text.endswith(" "):
                text = self.next("edited")
        self.tool("key", "ctrl+a", "Delete")
        self.type("vieetj ")
        while text != "edited việt ":
            text = self.next("edited")

    def next(self, *words: str) -> str:
        """The next line that begins so; the program and its services say more."""
        assert self._program.stdout is not None
        wanted = words or ("ready", "scan", "entered")
        lines = (line.removesuffix("\n") for line in self._program.stdout)
        return next(line for line in lines if line.startswith(wanted))

    def close(self) -> None:
        """Ends the program and what it started."""
        os.killpg(self._program.pid, 15)
        self._program.wait(10)
        if self._program.stdout is not None:
            self._program.stdout.close()


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of one's own."""
    if not all(map(shutil.which, _TOOLS)):
        pytest.skip("needs Xvfb and xdotool")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_scans_and_typing_through_a_real_keyboard(display: str, tmp_path: Path) -> None:
    with closing(Desk(display, tmp_path, "")) as desk:
        desk.start()
        for code in ("8934567890120", "8934567890120", "GOM-A1", "sp_12/AB"):
            desk.scan(code)
            assert desk.next() == f"scan {code}"
        desk.type("binh gom")
        desk.tool("key", "Return")
        assert desk.next() == "entered binh gom"


def test_scans_through_a_vietnamese_input_method(display: str, tmp_path: Path) -> None:
    if not all(map(shutil.which, _IBUS)) or not _ENGINE.exists():
        pytest.skip("needs ibus, ibus-unikey and dbus-run-session")
    wrap = (
        "export QT_IM_MODULE=ibus; ibus-daemon -r -n none >/dev/null 2>&1 & "
        "until ibus engine >/dev/null 2>&1; do sleep 0.2; done; "
    )
    with closing(Desk(display, tmp_path, wrap)) as desk:
        desk.start()
        desk.wake_input_method()
        for code in ("8934567890120", "GOM-AA1", "8934567890137", "s2a1", "8934567890120"):
            desk.scan(code)
            assert desk.next() == f"scan {code}"
        desk.type("nam ")
        desk.tool("key", "Return")
        assert desk.next() == "entered việt nam "
