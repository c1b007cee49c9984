"""``make setup`` on a machine that lacks something: what is missing is named or installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")
SCRIPT = Path(__file__).parents[2] / "scripts/setup.sh"
MISSING = """
    libEGL.so.1 => not found
    libxcb-cursor.so.0 => not found
    libbrotlidec.so.1 => not found
    libc.so.6 => /lib/libc.so.6 (0x1)
    libEGL.so.1 => not found
"""


class Machine:
    """A project folder, and a machine whose tools only write down what they were asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "scripts").mkdir()
        shutil.copy(SCRIPT, folder / "scripts")
        for name in ("requirements.txt", "pyproject.toml"):
            (folder / name).touch()
        self.asked = folder / "asked"
        self.tool(".venv/bin/python", 'case "$*" in *find_spec*) echo /qt ;; esac')
        self.tool("bin/ldd", f"cat <<'.'{MISSING}.")
        self.tool("bin/apt-get", "true")
        self.user(0)

    def tool(self, name: str, does: str) -> None:
        """Puts a program in place."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "{path.name} $*" >>{self.asked}\n{does}\n', "utf-8")
        path.chmod(0o755)

    def user(self, number: int) -> None:
        """Who runs the script."""
        self.tool("bin/id", f"echo {number}")

    def set_up(self, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """Runs the script; what was asked before is forgotten."""
        self.asked.write_text("", "utf-8")
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [str(self.folder / "scripts/setup.sh")],
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PATH": path, "PYTHON": python},
            timeout=60,
        )

    def wishes(self, program: str) -> list[str]:
        """What a program was asked."""
        lines = self.asked.read_text("utf-8").splitlines()
        return [line.partition(" ")[2] for line in lines if line.startswith(program + " ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without Qt's libraries, used by root."""
    return Machine(tmp_path)


def test_root_gets_the_libraries_of_qt(machine: Machine) -> None:
    said = machine.set_up()
    assert said.returncode == 0
    assert machine.wishes("apt-get")[-1] == "install -y -qq libbrotli1 libegl1 libxcb-cursor0"


def test_others_are_told_the_line_to_type(machine: Machine) -> None:
    machine.user(1000)
    said = machine.set_up()
    assert said.returncode == 1
    assert "sudo apt-get install -y libbrotli1 libegl1 libxcb-cursor0\n" in said.stdout
    assert machine.wishes("apt-get") == []


def test_a_library_nobody_knows_is_named(machine: Machine) -> None:
    machine.tool("bin/ldd", "echo '    libnew.so.7 => not found'")
    said = machine.set_up()
    assert said.returncode == 1
    assert "libnew.so.7" in said.stdout


def test_what_is_set_up_is_not_fetched_again(machine: Machine) -> None:
    machine.tool("bin/ldd", "true")
    assert machine.set_up().returncode == 0
    assert any("--require-hashes" in wish for wish in machine.wishes("python"))
    assert machine.set_up().returncode == 0
    assert not any("pip" in wish for wish in machine.wishes("python"))
    (machine.folder / "requirements.txt").write_text("new", "utf-8")
    assert machine.set_up().returncode == 0
    assert any("--require-hashes" in wish for wish in machine.wishes("python"))


def test_without_a_network_it_says_so_and_tries_anew_the_next_time(machine: Machine) -> None:
    machine.tool(".venv/bin/python", 'case "$*" in *--require-hashes*) exit 1 ;; esac')
    for _time in range(2):
        said = machine.set_up()
        assert said.returncode == 1
        assert "Is there a network?" in said.stdout


def test_an_old_python_is_refused(machine: Machine) -> None:
    machine.tool("old", 'case "$*" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac')
    said = machine.set_up(str(machine.folder / "old"))
    assert said.returncode == 1
    assert "posdesk needs Python 3.11 or newer" in said.stdout
    assert "Python 3.9.2" in said.stdout
