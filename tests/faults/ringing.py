"""Rings up sales for ever through ``posdesk sell``; says COMMITTED for each acknowledged one.

What the crash tools start and kill. Usage: ringing.py DATA
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import count
from pathlib import Path

CODES = ("2000000000015", "GOM-03", "2000000000053", "10001", "MT-02")


def main(data: str) -> None:
    posdesk = Path(sys.executable).with_name("posdesk")
    command = [str(posdesk), "--data", data, "--lang", "en", "sell", "-"]
    till = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert till.stdin is not None
    assert till.stdout is not None
    for number in count():
        lines = [{"code": code, "quantity": 1 + number % 3} for code in CODES]
        method = "transfer" if number % 4 == 0 else "cash"
        request = {"lines": lines, "tenders": [{"method": method, "amount": "exact"}]}
        till.stdin.write(json.dumps(request) + "\n")
        till.stdin.flush()
        result = till.stdout.readline()
        if not result.endswith("\n"):
            sys.exit(till.wait() or 1)
        answer = json.loads(result)
        if answer["status"] != "committed":
            sys.exit(f"refused: {answer}")
        sys.stdout.write(f"COMMITTED {answer['receipt']}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
