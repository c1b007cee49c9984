"""The log beside the shop's data: what went wrong and when; no names, phones or amounts."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LIMIT_BYTES = 1_000_000
KEPT_FILES = 5


class OneLine(logging.Formatter):
    """A record is one line, whatever is in it: text from outside cannot forge another."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, line breaks and control characters escaped."""
        text = super().format(record).replace("\n", " | ")
        return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def start(folder: Path) -> None:
    """Writes warnings and worse into ``folder``; a disk that refuses costs only the log."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "posdesk.log", maxBytes=LIMIT_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
