"""What commands write."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.reasons import reason
from posdesk.services.ports.checks import Check


def print_json(value: object) -> None:
    """One JSON document on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_checks(checks: Sequence[Check]) -> None:
    """What ``verify`` found, as JSON."""
    rows = [{"id": c.id, "ok": c.ok, "count": c.count, "message": c.message} for c in checks]
    print_json({"ok": all(check.ok for check in checks), "checks": rows})


def refuse_wrong(checks: Sequence[Check]) -> None:
    """Ends a command whose checks were told already.

    Raises:
        Refused: ``checks_failed``.
    """
    wrong = [check.id for check in checks if not check.ok]
    if wrong:
        raise Refused("checks_failed", checks=", ".join(wrong))


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
