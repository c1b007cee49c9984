"""What the printers' section shows, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from posdesk.services.papers import WIDTHS
from posdesk.services.ports.printing import PrinterConfig
from posdesk.ui.shown import Choice


class Health(Enum):
    """How something is; the values are those of the pills' moods."""

    GOOD = "good"
    ATTENTION = "attention"
    TROUBLE = "trouble"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Word:
    """Something said of a printer or a job."""

    words: str = ""
    health: Health = Health.GOOD


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer in the list.

    Attributes:
        status: what it said when it was last asked; empty before.
    """

    id: UUID
    name: str
    detail: str
    status: Word = Word()


@dataclass(frozen=True, slots=True)
class JobRow:
    """A wish for paper in the list.

    Attributes:
        advice: what a person can do, or is asked.
        answers: what can be pressed.
    """

    id: UUID
    title: str
    state: Word
    advice: str = ""
    answers: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class PrinterForm:
    """A printer while it is set up.

    Attributes:
        config: as it was; None for a new one.
        found: printers that seem to be there, by their address.
        looking: the computer looks for printers.
        problem: why it cannot be kept, in words.
        test: how the test page went.
    """

    config: PrinterConfig | None = None
    name: str = ""
    address: str = ""
    width: int = WIDTHS[-1]
    drawer: bool = False
    cutter: bool = True
    found: tuple[Choice, ...] = ()
    looking: bool = False
    problem: str = ""
    test: Word = Word()
    busy: bool = False


@dataclass(frozen=True, slots=True)
class PrintersState:
    """What the printers' section shows.

    Attributes:
        form: the printer that is being set up, None while none is.
        pill: what the top of the window says of printing; empty where there is no printer.
    """

    printers: tuple[PrinterRow, ...] = ()
    jobs: tuple[JobRow, ...] = ()
    form: PrinterForm | None = None
    pill: Word = Word()
