"""Puts the judge's goods and settings, read from standard input as JSON, into a new shop.

``python -m tests.judge.till.prepare DATA < shop.json``
"""

from __future__ import annotations

import json
import sys
from typing import Any

from posdesk.bootstrap import Posdesk
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.runtime.ids import new_id


def _product(good: dict[str, Any]) -> Product:
    units = tuple(
        Unit(new_id(), pack["name"], pack["price"], pack["factor"], tuple(pack["barcodes"]))
        for pack in good["packs"]
    )
    return Product(
        id=new_id(),
        sku=good["sku"],
        name=good["name"],
        units=units,
        tax_code=good["tax"],
        weighed=good["weighed"],
    )


def main() -> None:
    with Posdesk().open(sys.argv[1]) as shop:
        wanted = json.load(sys.stdin)
        shop.settings.set(shop.actor, wanted["settings"])
        for good in wanted["goods"]:
            shop.catalogue.add(shop.actor, _product(good), stock=good["stock"] * ONE)


if __name__ == "__main__":
    main()
