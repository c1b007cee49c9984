"""A measured figure, the floor beside it, and how the two are taken in turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured.

    Attributes:
        ours: milliseconds where ``unit`` does not say otherwise.
        floor: the same of the least that does the work; None where the bar is absolute.
        bar: how many floors are allowed, or the most in ``unit`` where there is no floor; None
            for what nobody waits for.
    """

    name: str
    ours: float
    floor: float | None
    bar: float | None
    unit: str = "ms"

    @property
    def measure(self) -> float:
        """What the bar is for: the ratio, or the figure itself."""
        return self.ours / self.floor if self.floor else self.ours

    @property
    def holds(self) -> bool:
        """Whether it is within its bar."""
        return self.bar is None or self.measure <= self.bar

    def row(self) -> tuple[str, ...]:
        """The cells of its line in the table."""
        floor = f"{self.floor:,.2f}" if self.floor else ""
        ratio = f"{self.measure:.2f}" if self.floor else ""
        return self.name, f"{self.ours:,.2f} {self.unit}", floor, ratio, *self._judged()

    def _judged(self) -> tuple[str, str]:
        if self.bar is None:
            return "", ""
        bar = f"{self.bar:g}x" if self.floor else f"{self.bar:,g} {self.unit}"
        return bar, "yes" if self.holds else "NO"


def took_ms(work: Callable[[], object]) -> float:
    """How long it takes, milliseconds."""
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / 1e6


def share(times: list[float], part: float) -> float:
    """The time that ``part`` of them do not exceed; 0.5 is the median."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
