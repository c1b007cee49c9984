"""Labels as a print job carries them: which goods and how many; what they say is read later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.label import LabelKind


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """So many labels of one selling unit.

    Attributes:
        name: of the product when it was ordered, for the list of jobs.
    """

    product_id: UUID
    unit_id: UUID
    kind: LabelKind
    count: int
    name: str


def ref_of(order: LabelOrder) -> str:
    """The order as the ``ref`` of a job."""
    content = {
        "product": str(order.product_id),
        "unit": str(order.unit_id),
        "kind": order.kind.value,
        "count": order.count,
        "name": order.name,
    }
    return json.dumps(content, ensure_ascii=False)


def order_of(ref: str) -> LabelOrder:
    """What ``ref_of`` wrote."""
    read = json.loads(ref)
    product, unit = UUID(read["product"]), UUID(read["unit"])
    return LabelOrder(product, unit, LabelKind(read["kind"]), read["count"], read["name"])


def in_words(ref: str) -> str:
    """How many of which goods."""
    order = order_of(ref)
    return f"{order.count} × {order.name}"
