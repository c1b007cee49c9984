"""The full run: ``python -m tests.judge --requests 10000 --seed 1``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.judge.harness import FAULTS, Report, play
from tests.judge.shop import make_shop
from tests.judge.variants import VARIANTS


def main() -> int:
    """Plays the requests to one till per variant; 0 if every answer was right."""
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", choices=FAULTS, help="plant it, to see that it is seen")
    args = parser.parse_args()
    started, report = time.monotonic(), Report()
    for number, (name, phases) in enumerate(VARIANTS.items()):
        with tempfile.TemporaryDirectory() as folder:
            part = args.requests // len(VARIANTS) + (number < args.requests % len(VARIANTS))
            seed = args.seed * 1000 + number
            played = play(Path(folder), make_shop(seed), phases, part, seed, args.fault)
        print(f"{name:42} {part:6} requests, {len(played.wrong)} wrong")  # noqa: T201 - the report
        report.add(played)
    seconds = time.monotonic() - started
    for wrong in report.wrong[:20]:
        print(f"WRONG {wrong}")  # noqa: T201
    print(f"kinds: {dict(sorted(report.kinds.items()))}")  # noqa: T201
    print(f"answers: {dict(report.answers)}, {len(report.wrong)} wrong, {seconds:.0f} s")  # noqa: T201
    return int(bool(report.wrong))


if __name__ == "__main__":
    sys.exit(main())
