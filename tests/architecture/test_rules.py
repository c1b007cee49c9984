"""Rules that the code keeps, checked by machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from posdesk.runtime.sentences import SENTENCES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src/posdesk").rglob("*.py"))


def test_the_import_rule_holds() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_every_refusal_has_a_sentence() -> None:
    raised = re.compile(r"(?:Refused|Trouble)\(\s*\"([a-z_]+)\"")
    codes = {code for path in SOURCES for code in raised.findall(path.read_text("utf-8"))}
    assert codes
    assert codes - set(SENTENCES) == set()


def test_the_domain_asks_no_clock_and_no_chance() -> None:
    forbidden = re.compile(
        r"^\s*(?:import|from) (os|sys|random|time|pathlib|socket|secrets)\b", re.MULTILINE
    )
    for path in (ROOT / "src/posdesk/domain").glob("*.py"):
        assert forbidden.search(path.read_text("utf-8")) is None, path.name


@pytest.mark.parametrize("folder", ["domain", "storage", "services"])
def test_no_float_near_money(folder: str) -> None:
    for path in (ROOT / "src/posdesk" / folder).rglob("*.py"):
        text = path.read_text("utf-8")
        assert not re.search(r"\bfloat\(|\bround\(", text), path.name


def test_no_machine_path_in_the_project() -> None:
    for path in [*SOURCES, *(ROOT / "tests").rglob("*.py")]:
        assert "/work" + "/" not in path.read_text("utf-8"), path
