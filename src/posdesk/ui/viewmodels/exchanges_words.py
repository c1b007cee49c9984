"""Exchanges in an owner's words: their kinds, fields, and what was found at an address."""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.ports.exchange import ExchangeKind, Found
from posdesk.ui.viewmodels.printers_state import Health, Word

KINDS: Mapping[ExchangeKind, str] = {
    ExchangeKind.WOOCOMMERCE: N_("A web shop with WooCommerce"),
    ExchangeKind.VENDURE: N_("A web shop with Vendure"),
    ExchangeKind.FILE: N_("A folder with spreadsheets"),
}
FIELDS: Mapping[str, str] = {
    "name": N_("What do you call it?"),
    "url": N_("Its address, beginning with https://"),
    "folder": N_("The folder"),
    "key": N_("Key (ck_…)"),
    "secret": N_("Secret (cs_…)"),
    "user": N_("User"),
    "app_password": N_("Application password, for pictures"),
    "password": N_("Password"),
    "buffer": N_("Pieces kept back for the counter"),
    "hours": N_("Unpaid orders keep goods, hours"),
    "prefix": N_("Before order numbers"),
}
COLUMNS: Mapping[str, str] = {
    "order": N_("Order number"),
    "sku": N_("Goods code"),
    "quantity": N_("Quantity"),
    "price": N_("Price of one"),
    "buyer": N_("Buyer"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "fee": N_("Delivery fee"),
    "total": N_("Total"),
    "payment": N_("How it is paid"),
    "state": N_("State"),
    "date": N_("Date"),
}
"""Columns of files with orders whose names can be told; others are found by their usual names."""

HOW: Mapping[ExchangeKind, str] = {
    ExchangeKind.WOOCOMMERCE: N_(
        "The keys: in WordPress, WooCommerce → Settings → Advanced → REST API → Add key, with"
        " read and write."
    ),
    ExchangeKind.VENDURE: N_("A user of its administration that may change goods and orders."),
    ExchangeKind.FILE: N_(
        "Goods and stock are written there, orders are read from its folder “orders”."
    ),
}
"""Where an owner finds what the card asks for."""

_RIGHTS = {
    "products": N_("goods"),
    "orders": N_("orders"),
    "pictures": N_("pictures"),
}
_CLOCK_OFF = 120
"""A clock that is off by more than this is told, seconds."""


def found_words(found: Found) -> tuple[Word, ...]:
    """What was found, and what the owner has to mend."""
    said = [Word(_("Found: {server}").format(server=found.server))] if found.server else []
    if found.currency and found.currency != "VND":
        words = _("It sells in {currency}: set it to đồng (VND) there.")
        said.append(Word(words.format(currency=found.currency), Health.TROUBLE))
    if found.clock_off is not None and abs(found.clock_off) > _CLOCK_OFF:
        words = _("Its clock and this computer's are {minutes} minutes apart: set this one right.")
        minutes = abs(found.clock_off) // 60
        said.append(Word(words.format(minutes=minutes), Health.ATTENTION))
    if found.can:
        may = ", ".join(_(words) for right, words in _RIGHTS.items() if right in found.can)
        said.append(Word(_("Allowed: {what}").format(what=may)))
    said += [Word(sentence(code, {}), Health.TROUBLE) for code in found.missing]
    return tuple(said)
