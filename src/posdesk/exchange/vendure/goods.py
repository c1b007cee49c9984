"""Goods of the shop at a server: looked up, then made or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from posdesk.exchange.link import text
from posdesk.exchange.vendure import items
from posdesk.exchange.vendure.api import Api, Ended, Thing, listed
from posdesk.exchange.vendure.site import OWN_ID, Site
from posdesk.services.ports.exchange import (
    ItemDraft,
    Outcome,
    PriceSet,
    RemoteItem,
    Result,
    StockSet,
)

_TOO_DEAR = Result(Outcome.REJECTED, code="too_dear_there")


class Goods:
    """The goods of one server; the methods are those of the connector."""

    def __init__(self, api: Api, site: Site) -> None:
        self._api, self.site = api, site

    def find(self, drafts: Sequence[ItemDraft]) -> Mapping[UUID, RemoteItem]:
        """Those that are there, by id, the shop's own id, else a SKU that is there once."""
        found = self._found(drafts)
        return {own: known[0].item for own, known in found.items() if len(known) == 1}

    def upsert(self, drafts: Sequence[ItemDraft]) -> Sequence[Result]:
        """Makes or changes products; those that are there already are changed."""
        found = self._found(drafts)
        empty = self._empty([d for d in drafts if not found[d.product_id]])
        return [self._put(draft, found[draft.product_id], empty) for draft in drafts]

    def withdraw(self, drafts: Sequence[ItemDraft]) -> Sequence[Result]:
        """Hides them; a product goes with its only variant."""
        there = self.by_id([draft.remote_id for draft in drafts])
        return [self._hide(there.get(draft.remote_id)) for draft in drafts]

    def set_stock(self, levels: Sequence[StockSet]) -> Sequence[Result]:
        """Sets what lies there so that the wanted number can be bought."""
        there = self.by_id([level.remote_id for level in levels])
        return self._change([self._stock(x, there.get(x.remote_id)) for x in levels])

    def set_price(self, prices: Sequence[PriceSet]) -> Sequence[Result]:
        """Sets prices."""
        sent = [p for p in prices if p.price <= self.site.dearest]
        bodies = [{"id": p.remote_id, "price": p.price * self.site.parts} for p in sent]
        ended = dict(zip((p.remote_id for p in sent), self._change(bodies), strict=True))
        return [ended.get(p.remote_id, _TOO_DEAR) for p in prices]

    def _there(self, wanted: Thing) -> Sequence[items.Known]:
        query = items.VARIANTS % (f"customFields {{ {OWN_ID} }}" if self.site.own_id else "")

        def read(told: Thing) -> Sequence[items.Known]:
            return [items.known_of(row, self.site) for row in listed(told, "productVariants")]

        return self._api.ask(query, {"filter": wanted}, read)

    def by_id(self, ids: Sequence[str]) -> Mapping[str, items.Known]:
        """Those of the variants that are there."""
        return {known.item.remote_id: known for known in self._there({"id": {"in": list(ids)}})}

    def _stock(self, level: StockSet, known: items.Known | None) -> Thing:
        stock = items.stock_of(level.stock, self.site, known)
        return {"id": level.remote_id, "stockLevels": stock}

    def _found(self, drafts: Sequence[ItemDraft]) -> Mapping[UUID, Sequence[items.Known]]:
        ways: list[Thing] = [{"sku": {"in": [draft.sku for draft in drafts]}}]
        ids = [draft.remote_id for draft in drafts if draft.remote_id]
        if ids:
            ways.append({"id": {"in": ids}})
        if self.site.own_id:
            ways.append({OWN_ID: {"in": [str(draft.product_id) for draft in drafts]}})
        return items.matched(drafts, self._there({"_or": ways}))

    def _empty(self, drafts: Sequence[ItemDraft]) -> Mapping[str, str]:
        """Products without a variant, left by an earlier try, by their mark."""
        if not drafts:
            return {}
        ways = [{"slug": {"contains": items.mark(draft.product_id)}} for draft in drafts]
        return self._api.ask(items.PRODUCTS, {"filter": {"_or": ways}}, items.empty)

    def _put(
        self, draft: ItemDraft, found: Sequence[items.Known], empty: Mapping[str, str]
    ) -> Result:
        """Makes or changes one product."""
        if len(found) > 1:
            return Result(Outcome.REJECTED, code="sku_twice_there", text=draft.sku)
        if draft.price > self.site.dearest:
            return _TOO_DEAR
        known = found[0] if found else None
        try:
            product = known.product if known else empty.get(items.mark(draft.product_id), "")
            if known is None or known.alone:
                product = self._put_product(draft, product, known)
            return self._put_variant(items.variant_of(draft, self.site, known), product, known)
        except Ended as ended:
            return ended.result

    def _put_product(self, draft: ItemDraft, product: str, known: items.Known | None) -> str:
        asset = self._picture(draft, known.picture if known else "")
        body = items.product_of(draft, self.site, asset, new=not product)
        if product:
            made = self._api.tell(items.UPDATE_PRODUCT, input={**body, "id": product})
        else:
            made = self._api.tell(items.CREATE_PRODUCT, input=body)
        return text(made.get("id"), 40)

    def _put_variant(self, body: Thing, product: str, known: items.Known | None) -> Result:
        if known is None:
            made = self._api.tell(items.CREATE_VARIANT, input=[{**body, "productId": product}])
        else:
            changed = {**body, "id": known.item.remote_id}
            made = self._api.tell(items.UPDATE_VARIANTS, input=[changed])
        return Result(Outcome.DONE, remote_id=text(made.get("id"), 40))

    def _picture(self, draft: ItemDraft, there: str) -> str | None:
        """The server's id of a new picture; None where it would not take it: goods go without."""
        name = items.picture_name(draft.picture)
        if not draft.picture or name == there:
            return None
        try:
            return text(self._api.upload(items.CREATE_ASSET, draft.picture, name).get("id"), 40)
        except Ended:
            return None

    def _hide(self, known: items.Known | None) -> Result:
        if known is None:
            return Result(Outcome.DONE)
        body = {"id": known.item.remote_id, "enabled": False}
        try:
            self._api.tell(items.UPDATE_VARIANTS, input=[body])
            if known.alone:
                off = {"id": known.product, "enabled": False}
                self._api.tell(items.UPDATE_PRODUCT, input=off)
        except Ended as ended:
            return ended.result
        return Result(Outcome.DONE, remote_id=known.item.remote_id)

    def _change(self, bodies: Sequence[Thing]) -> Sequence[Result]:
        """Changes variants; where one is refused all are, so each is sent by itself."""
        if not bodies:
            return ()
        try:
            self._api.tell(items.UPDATE_VARIANTS, input=list(bodies))
        except Ended as ended:
            if len(bodies) == 1 or ended.result.outcome is not Outcome.REJECTED:
                return [ended.result] * len(bodies)
            return [self._change([body])[0] for body in bodies]
        return [Result(Outcome.DONE, remote_id=text(body["id"], 40)) for body in bodies]
