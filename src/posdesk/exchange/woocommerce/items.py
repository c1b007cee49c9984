"""Products of the shop as WooCommerce takes them, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from posdesk.exchange.link import Bad, dong, plain, records, text, text_of
from posdesk.exchange.words import description
from posdesk.services.ports.exchange import ItemDraft, RemoteItem

OWN_ID, PICTURE = "_posdesk_id", "_posdesk_picture"
"""Notes of posdesk on a product there: its own id, and which picture it sent."""


@dataclass(frozen=True, slots=True)
class Known:
    """A product that is there, with the note of the picture that was sent."""

    item: RemoteItem
    own_id: str
    picture: str


class Answers:
    """What a batch says to each of its parts: by its name, and in their order where it refuses."""

    def __init__(self, name: str, said: Sequence[Mapping[str, object]]) -> None:
        """What came back of a batch.

        Args:
            name: of the field that says which part it is.
            said: the answers.
        """
        self._name = name
        self._done = {text(part.get(name)): part for part in said if not part.get("error")}
        self._refused = iter([part for part in said if part.get("error")])

    def to(self, body: Mapping[str, object]) -> Mapping[str, object]:
        """The answer to one part.

        Raises:
            Bad: there is none.
        """
        found = self._done.get(text(body[self._name])) or next(self._refused, None)
        if found is None:
            raise Bad("answer")
        return found


def known_of(product: Mapping[str, object]) -> Known:
    """A product as the server shows it.

    Raises:
        Bad: it has no id.
    """
    remote_id = text(product.get("id"), 40)
    if not remote_id:
        raise Bad("id")
    meta = {text(m.get("key")): m.get("value") for m in records(product.get("meta_data") or [])}
    item = RemoteItem(
        remote_id=remote_id,
        sku=text(product.get("sku"), 64),
        title=plain(product.get("name")),
        price=_price(product.get("regular_price")),
        stock=_stock(product.get("stock_quantity")),
        hidden=product.get("status") != "publish",
    )
    return Known(item, text_of(meta.get(OWN_ID)), text_of(meta.get(PICTURE)))


def _price(value: object) -> int | None:
    try:
        return dong(value)
    except Bad:
        return None


def _stock(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def picture_note(picture: bytes) -> str:
    """What tells one picture from another; empty for none."""
    return hashlib.sha256(picture).hexdigest() if picture else ""


def body_of(draft: ItemDraft, media_id: int | None) -> dict[str, object]:
    """What is sent to make or change a product.

    Args:
        draft: what it should be.
        media_id: of its picture, where a new one was put there.
    """
    meta = [{"key": OWN_ID, "value": str(draft.product_id)}]
    body: dict[str, object] = {
        "name": draft.title,
        "type": "simple",
        "status": "publish",
        "sku": draft.sku,
        "regular_price": str(draft.price),
        "manage_stock": True,
        "stock_quantity": draft.stock,
        "description": description(draft),
        "meta_data": meta,
    }
    if draft.gtin:
        body["global_unique_id"] = draft.gtin
    if draft.details.weight is not None:
        kilograms, grams = divmod(draft.details.weight, 1000)
        body["weight"] = f"{kilograms}.{grams:03d}"
    if media_id is not None:
        body["images"] = [{"id": media_id}]
        meta.append({"key": PICTURE, "value": picture_note(draft.picture)})
    return body
