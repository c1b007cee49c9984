"""The connections a shop is open with: one that writes, as many that read as are used at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from posdesk.storage import engine
from posdesk.storage.driver import Connection


class Connections:
    """Each is opened when it is first used, and again where it is used after all were closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Connection | None = None
        self._watch: Connection | None = None
        self._idle: list[Connection] = []

    @property
    def writer(self) -> Connection:
        """The one that writes; for one thread at a time."""
        self._writer = self._writer or engine.writer(self._path)
        return self._writer

    @property
    def watch(self) -> Connection:
        """One that only looks whether the file moved; for one thread at a time."""
        self._watch = self._watch or engine.reader(self._path)
        return self._watch

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A read-only one that nobody else has meanwhile."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = engine.reader(self._path)
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def close(self) -> None:
        """Closes all that nobody uses.

        The writer last: whoever goes last folds the ``-wal`` into the file, and no reader can.
        """
        opened = [*self._idle, self._watch, self._writer]
        self._writer, self._watch, self._idle = None, None, []
        for connection in opened:
            if connection is not None:
                connection.close()
