"""What commands write."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from posdesk.domain.errors import Trouble
from posdesk.runtime.reasons import reason


def print_json(value: object) -> None:
    """One JSON document on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def write_file(path: str, content: bytes) -> None:
    """A file as a whole or, where that fails, what was there before.

    Raises:
        Trouble: ``cannot_write``.
    """
    try:
        target = Path(path)
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a pipe
        else:
            _put(target.resolve(), content)
    except OSError as error:
        raise Trouble("cannot_write", path=path, reason=reason(error)) from error


def _put(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
