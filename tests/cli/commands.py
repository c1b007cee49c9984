"""Runs commands in this process, as the shell would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from posdesk.bootstrap import Posdesk
from posdesk.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401 - whatever a command prints
        """Its output as JSON."""
        return json.loads(self.out)


class Terminal:
    """A terminal on one data folder, in English."""

    def __init__(self, data: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._capfd = capfd

    def __call__(self, *words: str) -> Said:
        """Runs ``posdesk --data DATA --lang en WORDS``."""
        self._capfd.readouterr()
        code = main(["--data", str(self.data), "--lang", "en", *words], Posdesk())
        said = self._capfd.readouterr()
        return Said(code, said.out, said.err)
