"""The log keeps one line a record and stays private."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk.runtime import log

pytestmark = pytest.mark.logs


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """Takes back what a test adds."""
    before = list(logging.getLogger().handlers)
    yield
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_a_name_with_line_breaks_cannot_forge_a_record(tmp_path: Path) -> None:
    log.start(tmp_path / "log")
    logging.getLogger("print").warning("job %s", "x\n2026-01-01 ERROR root all is lost\x1b[2J")
    lines = (tmp_path / "log/posdesk.log").read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert "\x1b" not in lines[0]


def test_a_bug_is_there_with_its_place(tmp_path: Path) -> None:
    log.start(tmp_path / "log")
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("ui").exception("a bug")
    text = (tmp_path / "log/posdesk.log").read_text("utf-8")
    assert "test_log.py" in text
    assert text.count("\n") == 1


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    log.start(tmp_path / "log")
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    log.start(tmp_path / "log")
    logging.getLogger("ui").warning("still here")
