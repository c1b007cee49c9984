"""What the product file needs of the shop's data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from posdesk.domain.product import Photo, Product
from posdesk.services.ports.store import Reader, Work


@dataclass(frozen=True, slots=True)
class Stocked:
    """A product with what there is of it.

    Attributes:
        on_hand: thousandths of the base unit.
        counted: somebody once said how much there is.
    """

    product: Product
    on_hand: int
    counted: bool


@dataclass(frozen=True, slots=True)
class GoodsChange:
    """A product as it was, None where it is new, and as it is to be."""

    before: Product | None
    after: Product


class GoodsReading(Protocol):
    """Many goods at once."""

    def goods_version(self) -> tuple[int, int]:
        """Moves with each change of any goods."""
        ...

    def code_owners(self, codes: Iterable[str]) -> Mapping[str, tuple[UUID, str]]:
        """The id and the name of what each of these barcodes or SKUs stands for."""
        ...

    def stocked(self, skus: Iterable[str] | None = None) -> tuple[Stocked, ...]:
        """Those of these codes, archived ones too; without codes all that are sold."""
        ...

    def photo(self, product_id: UUID) -> Photo | None:
        """A product's picture."""
        ...


class GoodsReader(Reader, GoodsReading, Protocol):
    """One look at the shop with all its goods."""


class GoodsWork(Work, GoodsReading, Protocol):
    """A transaction over many goods."""

    def put_goods(self, changes: Sequence[GoodsChange]) -> None:
        """Writes many goods at once, whose codes and barcodes are known to be free."""
        ...

    def put_photo(self, product_id: UUID, photo: Photo | None) -> None:
        """Gives a product its picture, in place of an earlier one; None takes it away."""
        ...


class GoodsStore(Protocol):
    """The shop's file."""

    def read(self) -> AbstractContextManager[GoodsReader]:
        """As ``Store.read``."""
        ...

    def write(self) -> AbstractContextManager[GoodsWork]:
        """As ``Store.write``."""
        ...

    def data_version(self) -> int:
        """As ``Store.data_version``."""
        ...
