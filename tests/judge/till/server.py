"""Runs the program for the judge, each time in a fork of one process that has loaded it.

``python -m tests.judge.till.server`` takes orders, a line of JSON each, and answers each with an
exit code. Loading the program takes far longer than most of what the judge asks of it.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper

# What is loaded here each fork has.
import keyring.core  # noqa: F401
import sqlalchemy.dialects.sqlite  # noqa: F401

import posdesk.cli.commands  # noqa: F401
import tests.judge.till.planted
import tests.judge.till.prepare  # noqa: F401


def main() -> None:
    gc.freeze()  # so that a fork shares what it never frees
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(**json.loads(line))
            return
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - the answer


def _become(
    module: str, arguments: Sequence[str], env: Mapping[str, str], streams: Sequence[str]
) -> None:
    """As ``python -m module arguments`` with files for its three standard streams."""
    os.environ.clear()
    os.environ.update(env)
    for number, path in enumerate(streams):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
        os.dup2(os.open(path, flags), number)
    sys.stdin = TextIOWrapper(os.fdopen(0, "rb"))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
