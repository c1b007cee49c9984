"""What screens show, ready to read: plain records between a view-model and the controls."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum


class Supply(Enum):
    """How much there is left of a product."""

    PLENTY = "plenty"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile shows.

    Attributes:
        key: what is told when it is chosen.
        price: as shown.
        stock: as shown, empty where stock is not kept.
    """

    key: Hashable
    name: str
    price: str
    stock: str = ""
    supply: Supply = Supply.PLENTY

    @property
    def letters(self) -> str:
        """The first letters of the first two words, one capital."""
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in words[:2]).capitalize()

    @property
    def spoken(self) -> str:
        """The tile for a screen reader."""
        return ", ".join(part for part in (self.name, self.price, self.stock) if part)


@dataclass(frozen=True, slots=True)
class BillRow:
    """What one line of the bill shows.

    Attributes:
        detail: price of a unit, discount.
        fixed: the quantity cannot be stepped (a returned line).
    """

    name: str
    detail: str
    quantity: str
    amount: str
    fixed: bool = False

    def spoken(self, number: int) -> str:
        """The line for a screen reader."""
        return f"{number}. {self.name}, {self.quantity}, {self.detail}, {self.amount}"


class Stress(Enum):
    """How much the state of a record wants attention."""

    PLAIN = "plain"
    GOOD = "good"
    ATTENTION = "attention"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Record:
    """What one line of a list shows: words at the left, a figure and a state at the right."""

    title: str
    detail: str
    figure: str
    badge: str = ""
    stress: Stress = Stress.PLAIN

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        return ", ".join(
            part for part in (self.title, self.detail, self.figure, self.badge) if part
        )


@dataclass(frozen=True, slots=True)
class OrderRecord(Record):
    """An order in a list; where there is room its parts stand in columns.

    Attributes:
        goods: how many.
        payment: how far the money is, in a word, and how much that wants attention.
        state: how far the goods are; ``short`` says that some are missing.
        due: handed over until when.
    """

    number: str = ""
    source: str = ""
    buyer: str = ""
    goods: str = ""
    payment: str = ""
    payment_stress: Stress = Stress.PLAIN
    state: str = ""
    short: bool = False
    due: str = ""

    @property
    def spoken(self) -> str:
        """The order for a screen reader."""
        parts = (
            self.number, self.source, self.buyer, self.goods, self.figure, self.payment,
            self.state, self.due,
        )  # fmt: skip
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class PackRow:
    """A line of an order that is packed.

    Attributes:
        detail: its shelf, how much lies in the parcel.
        done: all of it lies in the parcel.
        short: it is not there.
    """

    key: str
    name: str
    detail: str
    amount: str
    done: bool
    short: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class AmountBar:
    """One bar of a chart of amounts.

    Attributes:
        amount: đồng; what is under nothing has no height.
        words: the amount as shown.
        short: the same where there is little room, empty to show none.
    """

    label: str
    amount: int
    words: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to choose from."""

    key: str
    label: str
