"""What the end of the day shows and asks, as plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from posdesk.ui.shown import Bar
from posdesk.ui.viewmodels.drawer_count import DrawerCount
from posdesk.ui.viewmodels.effects import Say


class Phase(Enum):
    """Where the day is."""

    NO_SHIFT = "no shift"
    COUNTING = "counting"
    CLOSED = "closed"


class StepState(Enum):
    """How far a step of the close is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A tile: what, how much, and a word more."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So much of it is done; ``of`` is 0 where nobody knows."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the close.

    Attributes:
        file: what it left behind, which can be looked for in its folder.
        share: of a running step that shows a bar.
    """

    title: str
    detail: str
    state: StepState
    file: Path | None = None
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A bill that is not finished.

    Attributes:
        key: its id.
        paid: what was paid of it, in words, empty if nothing was.
    """

    key: str
    words: str
    paid: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the close found.

    Attributes:
        verdict: over, short, or right to the đồng, in words.
        difference: counted minus expected, đồng.
    """

    verdict: str
    difference: int
    counted: int
    expected: int
    reason: str


@dataclass(frozen=True, slots=True)
class DayState:
    """What the end of the day shows.

    Attributes:
        bars: the receipts by hour.
        shift: the shift that is counted or was closed, in words.
        bills: the unfinished ones while the shift is open, those with money first.
        bills_words: how many they are, and what was paid on them.
        expected: đồng that should be there; None while it is to be counted blind.
        outcome: once the shift is closed.
        paper: the Z report as it prints (PNG), empty before the close.
        action: what the main button does before the close.
        next: what comes next, in words.
    """

    title: str = ""
    phase: Phase = Phase.NO_SHIFT
    shift: str = ""
    figures: tuple[Figure, ...] = ()
    bars: tuple[Bar, ...] = ()
    bills: tuple[OpenRow, ...] = ()
    bills_words: str = ""
    count: DrawerCount = field(default_factory=DrawerCount)
    expected: int | None = None
    outcome: Outcome | None = None
    steps: tuple[Step, ...] = ()
    paper: bytes = b""
    action: str = ""
    next: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class AskReason:
    """The count is over or short: say why, or count again."""

    words: str
    difference: int


@dataclass(frozen=True, slots=True)
class AskFloat:
    """A shift is to be opened: ask for its float."""


@dataclass(frozen=True, slots=True)
class ShowPaper:
    """A report as it prints (PNG)."""

    title: str
    png: bytes


DayEffect = Say | AskReason | AskFloat | ShowPaper
"""What the end of the day asks of its screen once."""
