"""Rings up sales for ever through ``posdesk sell``; what the crash tools start and cut off.

Usage: ``python -m tests.faults.ringing DATA``. On stdout: ``COMMITTED number`` for each
acknowledged sale, ``READY`` after the 50th, which is when the tools may strike. The folder gets a
sample shop if it has none. Where ``RINGING_TIMES`` names a file, each start appends how many
milliseconds the program took from nothing to its first acknowledged sale.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import IO

CODES = ("2000000000015", "GOM-03", "2000000000053", "10001", "MT-02")
READY_AFTER = 50


def main(data: str) -> None:
    """Sells until somebody ends it."""
    posdesk = [str(Path(sys.executable).with_name("posdesk")), "--data", data, "--lang", "en"]
    if not (Path(data) / "shop.db").exists():
        subprocess.run([*posdesk, "init", "--sample"], check=True, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    till = subprocess.Popen(
        [*posdesk, "sell", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert till.stdin is not None
    assert till.stdout is not None
    for number in count(1):
        receipt = _sell(till.stdin, till.stdout, number)
        sys.stdout.write(f"COMMITTED {receipt}\n")
        if number == 1:
            _note(int((time.monotonic() - began) * 1000))
        if number == READY_AFTER:
            sys.stdout.write("READY\n")
        sys.stdout.flush()


def _sell(requests: IO[str], results: IO[str], number: int) -> str:
    lines = [{"code": code, "quantity": 1 + number % 3} for code in CODES]
    method = "transfer" if number % 4 == 0 else "cash"
    request = {"lines": lines, "tenders": [{"method": method, "amount": "exact"}]}
    requests.write(json.dumps(request) + "\n")
    requests.flush()
    result = results.readline()
    if not result.endswith("\n"):
        sys.exit("the program ended by itself")
    answer = json.loads(result)
    if answer["status"] != "committed":
        sys.exit(f"refused: {answer}")
    return str(answer["receipt"])


def _note(ms: int) -> None:
    path = os.environ.get("RINGING_TIMES")
    if path:
        with Path(path).open("a") as times:
            times.write(f"{ms}\n")


if __name__ == "__main__":
    main(sys.argv[1])
