"""The crash tools that lie beside the project: kill -9 and power cuts while sales are rung up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("POSDESK_ORACLES", ROOT.parent / "shared" / "oracles")) / "faults"
LATEST_S = "0.6"
"""A strike falls within so many seconds after the run's 50th acknowledged sale."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a tool found.

    Attributes:
        times: kills or cuts.
        acknowledged: sales in all; None where none are counted.
        least: sales acknowledged in the run that had the fewest; None where not counted.
        starts_ms: from nothing to the first acknowledged sale, each start; likewise.
        verdict: ``HELD`` or what the tool says otherwise.
    """

    what: str
    times: int
    acknowledged: int | None
    least: int | None
    starts_ms: tuple[int, ...] | None
    verdict: str


def kills(times: int, folder: Path) -> Held:
    """kill -9 at a random moment while sales are rung up."""
    shop, report = folder / "shop", folder / "tool"
    command = [
        *_tool("kill9.py", times),
        *("--sqlite", str(shop / "shop.db"), "--ids-sql", "SELECT number FROM sale"),
        *("--check", f"{sys.executable} -m tests.faults.check {shop} {{ledger}}"),
        *("--check-every", str(max(1, times // 20)), "--dir", str(report)),
        *("--", *_ringing(str(shop))),
    ]
    _run(command, folder)
    found = json.loads((report / "report.json").read_text())
    least = min(run[3] for run in found["per_run"])
    return Held(
        what="kill -9 while selling",
        times=found["killed_alive"],
        acknowledged=found["acked"],
        least=least,
        starts_ms=_starts(folder),
        verdict=found["verdict"],
    )


def cuts(times: int, folder: Path) -> Held:
    """The power goes at a random moment; needs root, loop devices and ext4."""
    command = [
        *_tool("powercut.py", times),
        *("--sqlite", "shop/shop.db", "--ids-sql", "SELECT number FROM sale"),
        *("--check", f"{sys.executable} -m tests.faults.check {{dir}}/shop {{ledger}}"),
        *("--work", str(folder / "tool"), "--", *_ringing("{dir}/shop")),
    ]
    out = _run(command, folder)
    found = json.loads(out[out.index("{") :])
    return Held(
        what="power cut while selling",
        times=found["cuts"],
        acknowledged=found["acked"],
        least=None,
        starts_ms=_starts(folder),
        verdict=found["verdict"],
    )


def _tool(name: str, times: int) -> list[str]:
    window = ["--min", "0", "--max", LATEST_S, "--ready", "READY"]
    return [sys.executable, str(FOLDER / name), "-n", str(times), *window]


def _ringing(shop: str) -> list[str]:
    return [sys.executable, "-m", "tests.faults.ringing", shop]


def _run(command: list[str], folder: Path) -> str:
    (folder / "tool").mkdir(parents=True, exist_ok=True)
    env = {
        **os.environ,
        "RINGING_TIMES": str(folder / "times"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return ran.stdout


def _starts(folder: Path) -> tuple[int, ...]:
    return tuple(sorted(int(line) for line in (folder / "times").read_text().split()))
