"""Cash is rounded to the notes in use; the rest is paid to the đồng."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.money import half_up


class RoundingMode(StrEnum):
    """What happens to the part below the step."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class CashRounding:
    """The shop's rule. A step of 0 or 1 rounds nothing."""

    step: int = 0
    mode: RoundingMode = RoundingMode.HALF_UP

    def apply(self, due: int) -> int:
        """What is paid in cash for ``due``; worked on the magnitude, so a return mirrors a sale."""
        if self.step <= 1:
            return due
        sign = -1 if due < 0 else 1
        return sign * self._steps(abs(due)) * self.step

    def _steps(self, size: int) -> int:
        match self.mode:
            case RoundingMode.HALF_UP:
                return half_up(size, self.step)
            case RoundingMode.DOWN:
                return size // self.step
            case RoundingMode.UP:
                return -(-size // self.step)

    def down(self, due: int) -> int:
        """The nearest payable amount not over ``due`` (>= 0)."""
        return due if self.step <= 1 else due // self.step * self.step
