"""What all papers of the shop have in common: its head, and the words for ways of paying."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from posdesk.domain.money import NBSP
from posdesk.domain.receipt import Align, Block, Picture, Qr, Size, Space, Text
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import N_, Translator
from posdesk.services.settings import Values

METHODS = {
    TenderMethod.CASH: N_("Cash"),
    TenderMethod.TRANSFER: N_("Transfer"),
    TenderMethod.CARD: N_("Card"),
    TenderMethod.DEBT: N_("On debt"),
    TenderMethod.DEPOSIT: N_("Deposit paid"),
    TenderMethod.COD: N_("Collected by the courier"),
    TenderMethod.EXCHANGE: N_("Held by the exchange"),
}


def head(settings: Values, _: Translator) -> Iterator[Block]:
    """The shop's picture, name and address."""
    if settings["receipt.logo"]:
        yield Picture(base64.b64decode(settings["receipt.logo"]))
    yield Text(settings["shop.name"], Align.CENTER, Size.LARGE, bold=True)
    if settings["shop.address"]:
        yield Text(settings["shop.address"], Align.CENTER, Size.SMALL)
    if settings["shop.phone"]:
        phone = _("Tel. {phone}").format(phone=settings["shop.phone"])
        yield Text(phone, Align.CENTER, Size.SMALL)
    if settings["shop.tax_code"]:
        code = _("Tax code {code}").format(code=settings["shop.tax_code"])
        yield Text(code, Align.CENTER, Size.SMALL)
    if settings["receipt.head"]:
        yield Text(settings["receipt.head"], Align.CENTER, Size.SMALL)
    yield Space(2)


def pay_here(settings: Values, payload: str | None, code: str) -> Iterator[Block]:
    """The VietQR code of what is still to pay, where the shop's setting lets paper carry it."""
    if payload and settings["receipt.vietqr"] != "never":
        caption = f"{settings['shop.bank_holder']}{NBSP}· {code}".strip(f"{NBSP}· ")
        yield from (Space(2), Qr(payload, caption))
