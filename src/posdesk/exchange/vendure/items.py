"""Products of the shop as Vendure takes them, and back: a product with one variant."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.text import fold
from posdesk.exchange.link import Bad, dong, plain, record, records, text
from posdesk.exchange.vendure.api import Thing, listed
from posdesk.exchange.vendure.orders import count
from posdesk.exchange.vendure.site import OWN_ID, Site
from posdesk.exchange.words import description
from posdesk.services.ports.exchange import ItemDraft, RemoteItem

MARK = 12
"""Letters of a product's id that end its web address there."""

VARIANTS = """query($filter: ProductVariantFilterParameter!) {
  productVariants(options: {filter: $filter, take: 500}) { items {
    id sku name enabled priceWithTax %s
    stockLevels { stockLocationId stockOnHand stockAllocated }
    product { id featuredAsset { name } variantList(options: {take: 1}) { totalItems } }
  } }
}"""
PRODUCTS = """query($filter: ProductFilterParameter!) {
  products(options: {filter: $filter, take: 500}) { items {
    id slug variantList(options: {take: 1}) { totalItems }
  } }
}"""
CREATE_PRODUCT = "mutation($input: CreateProductInput!) { createProduct(input: $input) { id } }"
UPDATE_PRODUCT = "mutation($input: UpdateProductInput!) { updateProduct(input: $input) { id } }"
CREATE_VARIANT = """mutation($input: [CreateProductVariantInput!]!) {
  createProductVariants(input: $input) { id }
}"""
UPDATE_VARIANTS = """mutation($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { id }
}"""
CREATE_ASSET = """mutation($file: Upload!) {
  createAssets(input: [{file: $file}]) {
    ... on Asset { id }
    ... on ErrorResult { errorCode message }
  }
}"""


@dataclass(frozen=True, slots=True)
class Known:
    """A variant that is there.

    Attributes:
        own_id: the shop's id of it; empty where it has none.
        picture: the name of its product's picture.
        alone: whether its product has no other variant, so the product is the shop's too.
        allocated: pieces promised to orders. elsewhere: pieces that lie at other places there.
    """

    item: RemoteItem
    own_id: str
    product: str
    picture: str
    alone: bool
    allocated: int
    elsewhere: int


def known_of(variant: Thing, site: Site) -> Known:
    """A variant as the server shows it.

    Raises:
        Bad: it is none.
    """
    product = record(variant.get("product"))
    levels = records(variant.get("stockLevels"))
    allocated = sum(count(level.get("stockAllocated")) for level in levels)
    on_hand = {
        text(level.get("stockLocationId"), 40): count(level.get("stockOnHand")) for level in levels
    }
    item = RemoteItem(
        remote_id=text(variant.get("id"), 40),
        sku=text(variant.get("sku"), 64),
        title=plain(variant.get("name")),
        price=_price(variant.get("priceWithTax"), site),
        stock=sum(on_hand.values()) - allocated,
        hidden=variant.get("enabled") is not True,
    )
    return Known(
        item=item,
        own_id=text(record(variant.get("customFields") or {}).get(OWN_ID), 60),
        product=text(product.get("id"), 40),
        picture=text(record(product.get("featuredAsset") or {}).get("name")),
        alone=_variants(product) == 1,
        allocated=allocated,
        elsewhere=sum(on_hand.values()) - on_hand.get(site.location, 0),
    )


def matched(drafts: Sequence[ItemDraft], there: Sequence[Known]) -> Mapping[UUID, Sequence[Known]]:
    """Which of those that are there each draft may be: by id, by the shop's own id, else by SKU.

    More than one means the SKU is there several times and nobody can tell which one is meant.
    """
    by_id = {known.item.remote_id: known for known in there}
    by_own_id = {known.own_id: known for known in there if known.own_id}
    sure = {
        d.product_id: by_id.get(d.remote_id) or by_own_id.get(str(d.product_id)) for d in drafts
    }
    free = [known for known in there if known not in sure.values()]
    return {
        draft.product_id: [one]
        if (one := sure[draft.product_id])
        else [known for known in free if known.item.sku == draft.sku]
        for draft in drafts
    }


def empty(told: Thing) -> Mapping[str, str]:
    """Of listed products those without a variant, left by an earlier try: ids by mark.

    Raises:
        Bad: it is no list of products.
    """
    none = [p for p in listed(told, "products") if _variants(p) == 0]
    return {text(p.get("slug"))[-MARK:]: text(p.get("id"), 40) for p in none}


def picture_name(picture: bytes) -> str:
    """What a picture is called there; the same for the same picture."""
    return f"{hashlib.sha256(picture).hexdigest()[:32]}.jpg"


def mark(product_id: UUID) -> str:
    """What a product's address there ends with, so that an empty one is found again."""
    return product_id.hex[-MARK:]


def product_of(draft: ItemDraft, site: Site, asset: str | None, *, new: bool) -> dict[str, object]:
    """What is sent to make or change a product.

    Args:
        draft: what it should be.
        site: of the server.
        asset: of its picture, where a new one was put there.
        new: whether it gets its web address, which then stays.
    """
    words = {
        "languageCode": site.language,
        "name": draft.title,
        "description": description(draft),
    }
    if new:
        words["slug"] = _address(draft)
    body: dict[str, object] = {"enabled": True, "translations": [words]}
    if asset:
        body |= {"featuredAssetId": asset, "assetIds": [asset]}
    return body


def _address(draft: ItemDraft) -> str:
    """The end of a new product's web address."""
    words = re.sub("[^a-z0-9]+", "-", fold(draft.title))[:60].strip("-")
    return f"{words}-{mark(draft.product_id)}"


def variant_of(draft: ItemDraft, site: Site, known: Known | None) -> dict[str, object]:
    """What is sent to make or change a variant; its stock is counted, without a reserve."""
    body: dict[str, object] = {
        "enabled": True,
        "sku": draft.sku,
        "price": draft.price * site.parts,
        "translations": [{"languageCode": site.language, "name": draft.title}],
        "trackInventory": "TRUE",
        "useGlobalOutOfStockThreshold": False,
        "outOfStockThreshold": 0,
        "stockLevels": stock_of(draft.stock, site, known),
    }
    if site.own_id:
        body["customFields"] = {OWN_ID: str(draft.product_id)}
    return body


def stock_of(offered: int, site: Site, known: Known | None) -> list[dict[str, object]]:
    """What has to lie there so that ``offered`` pieces can be bought.

    Buyers see what lies there less what orders were promised; what lies at other places counts.
    """
    allocated, elsewhere = (known.allocated, known.elsewhere) if known else (0, 0)
    here = offered + allocated - elsewhere
    return [{"stockLocationId": site.location, "stockOnHand": here}]


def _variants(product: Thing) -> object:
    return record(product.get("variantList")).get("totalItems")


def _price(value: object, site: Site) -> int | None:
    try:
        return dong(value, site.parts)
    except Bad:
        return None
