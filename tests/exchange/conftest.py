"""The counter of a real shop that also sells online."""

from __future__ import annotations

from tests.services.conftest import _opened, counter

__all__ = ("_opened", "counter")
