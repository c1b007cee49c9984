"""What a view-model asks of its screen once; what lasts is in its state."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.cart import CartLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.sentences import sentence


@dataclass(frozen=True, slots=True)
class Say:
    """Words that go by themselves; ``undo`` offers to take the last step back."""

    words: str
    undo: bool = False


@dataclass(frozen=True, slots=True)
class NoUndo:
    """Something else was done since: the step that could be taken back cannot be any more."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sound: the eyes are on the goods, not on the screen."""


@dataclass(frozen=True, slots=True)
class AskWeight:
    """How much of these goods; the line is added once it is known."""

    line: CartLine


@dataclass(frozen=True, slots=True)
class AskShift:
    """No shift is open: ask for the float, then go on."""


@dataclass(frozen=True, slots=True)
class AskAccount:
    """The shop's bank account is not known: ask for it, then show the code."""


@dataclass(frozen=True, slots=True)
class AskCustomer:
    """A debt belongs to somebody: ask to whom, then go on."""


@dataclass(frozen=True, slots=True)
class AskLimit:
    """The customer would owe more than allowed: sell all the same?"""

    words: str


@dataclass(frozen=True, slots=True)
class AskShort:
    """Stock would fall below zero: sell all the same?"""

    words: str


@dataclass(frozen=True, slots=True)
class ShowHeld:
    """There are several held bills: let one be chosen."""


TillEffect = Say | NoUndo | Alarm | AskWeight | ShowHeld
"""What the goods and the bill ask of the till."""


def say(error: Refused | Trouble) -> Say:
    """A refusal or trouble in words."""
    return Say(sentence(error.code, error.params))
