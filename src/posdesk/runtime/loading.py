"""Loading many modules at once, as a start does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Looks for no rubbish while modules are loaded: there is none, and it is a tenth of the time.

    What was loaded stays to the end, so it is not looked through later either: in the middle of a
    sale that would be felt.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
