"""Goods on an exchange, at its card: offered, described, decided, taken off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.listing import ListingState
from posdesk.services.listings import quality
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.exchanges import ExchangesModel
from posdesk.ui.viewmodels.listings import OFFERED, OTHERS, ListingsModel
from posdesk.ui.viewmodels.listings_words import missing_words, preview_of, state_words
from tests.exchange import fake_woo
from tests.exchange.selling import Selling, selling
from tests.services.shops import Counter
from tests.ui.executors import Immediate

NBSP = "\u00a0"


@pytest.fixture
def web(qapp: QApplication, counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Selling]:
    with selling(counter, monkeypatch) as made:
        yield made


def everything_at_once() -> Tasks:
    return Tasks(Immediate(), Immediate(), far=Immediate())


def being_described(model: ListingsModel) -> bool:
    return model.form is not None


def test_goods_are_offered_described_and_taken_off(web: Selling) -> None:
    model = ListingsModel(web.counter.shop, everything_at_once(), web.exchange)
    model.refresh()
    assert (model.state.offers, model.state.what) == ((), OFFERED)
    model.show(OTHERS)
    model.search("binh gom")
    assert model.state.other is not None
    model.publish()
    model.search("")
    model.show(OFFERED)
    offer = model.state.offer
    assert offer is not None
    assert state_words(offer) == "Goes out next."
    assert "what it is made of" in missing_words(offer)

    model.edit()
    for name, text in {"price": "350.000", "material": "đất sét", "ocop_stars": "9"}.items():
        model.type(name, text)
    model.save()
    assert model.form is not None
    assert (model.form.wrong, model.form.problem) == ("ocop_stars", "OCOP gives 3 to 5 stars.")
    model.type("ocop_stars", "4")
    model.save()
    assert not being_described(model)
    changed = model.state.offer
    assert changed is not None
    assert (changed.price, quality(changed).percent - quality(offer).percent) == (350_000, 10)
    assert preview_of(changed) == "Material: đất sét\nOCOP stars: 4"
    web.sync()
    assert "đất sét" in web.shown("GOM-01")["description"]
    model.refresh()
    model.withdraw()
    web.sync()
    assert web.shown("GOM-01")["status"] == "draft"


def test_a_difference_names_both_prices_and_is_ended_by_a_word(web: Selling) -> None:
    counter = web.counter
    counter.shop.listings.publish(counter.actor, web.exchange, ["GOM-01"])
    web.sync()
    web.shown("GOM-01")["regular_price"] = "300000"
    web.sync(audit=True)
    model = ListingsModel(counter.shop, everything_at_once(), web.exchange)
    model.refresh()
    assert model.state.offer is not None
    words = f"The exchange shows 300.000{NBSP}₫, the shop 320.000{NBSP}₫."
    assert words in state_words(model.state.offer)
    model.decide(ours=False)
    assert model.state.offer.listing.state is ListingState.LIVE
    assert model.state.offer.price == 300_000


def test_setting_up_says_what_was_found_and_what_is_wrong(web: Selling) -> None:
    model = ExchangesModel(web.counter.shop, everything_at_once())
    model.add(web.exchange.kind)
    typed = {"name": "web của SHOP", "url": web.exchange.url, **fake_woo.KEYS}
    for key, text in typed.items():
        model.type(key, text)
    model.save()
    assert model.form is not None
    assert model.form.wrong == "name"
    model.type("name", "Sàn tỉnh")
    model.save()
    said = [word.words for word in model.form.said]
    assert said[0].startswith("Found: WooCommerce · Gốm Quảng Trị")
    assert "Allowed: goods, orders, pictures" in said
    assert any("no safe place for keys" in words for words in said)
    assert model.form.key == ""

    model.type("app_password", "another")
    model.save()  # alone it would take the place of the others
    assert model.form.wrong == "key"
    model.remove()
    assert [e.name for e in web.counter.shop.exchanges.all()] == ["Web của shop"]
