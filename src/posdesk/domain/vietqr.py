"""The text inside a VietQR code: written strictly, read leniently.

Source: NAPAS "Quy định định dạng mã VietQR" v1.0 (09/2021), which builds on EMVCo's
merchant-presented mode: objects of a two-digit id, a two-digit length and a value.
"""

from __future__ import annotations

import re
from binascii import crc_hqx
from dataclasses import dataclass
from typing import Final

from posdesk.domain.errors import Refused
from posdesk.domain.text import clean, fold_ascii

TO_ACCOUNT: Final = "QRIBFTTA"
TO_CARD: Final = "QRIBFTTC"
LARGEST: Final = 10**13 - 1
"""Tag 54 has 13 digits. (NAPAS 24/7 takes less than 500.000.000 đồng in one transfer.)"""

_NAPAS = "A000000727"
_VNPAY = "A000000775"
_DONG = "704"
_STATIC, _DYNAMIC = "11", "12"
_NAME_LIMIT, _CITY_LIMIT = 25, 15
_ADDITIONAL = {
    "01": "bill_number",
    "03": "store_label",
    "05": "reference_label",
    "07": "terminal_label",
    "08": "purpose",
}
_ADDITIONAL_LIMIT = 25
_BLOCK_LIMIT = 99

_BANK = r"[0-9]{6}"
_ACCOUNT = r"[0-9A-Za-z]{1,19}"
_ACCOUNT_READ = r"[!-~]{1,19}"
_HEAD = re.compile(r"([0-9]{2})([0-9]{2})")
_AMOUNT = re.compile(r"0*([1-9][0-9]{0,12})(?:\.0*)?")


@dataclass(frozen=True, slots=True)
class VietQR:
    """What a code asks for.

    Attributes:
        bin: the bank, six digits.
        account: account or card number, 1 to 19 letters and digits.
        amount: đồng; None lets the payer type it.
        purpose: the transfer's text, at most 25 characters.
        service: ``TO_ACCOUNT`` or ``TO_CARD``; a code that is read may have another or none.
        name: the merchant, at most 25 characters.
        city: at most 15 characters.
        dynamic: for one use (12) or many (11); None means for one if there is an amount.
    """

    bin: str
    account: str
    amount: int | None = None
    purpose: str = ""
    service: str = TO_ACCOUNT
    name: str = ""
    city: str = ""
    dynamic: bool | None = None
    bill_number: str = ""
    store_label: str = ""
    reference_label: str = ""
    terminal_label: str = ""


def build(asked: VietQR) -> str:
    """The payload, tags in the order all known libraries write (00 01 38 53 54 58 59 60 62 63).

    Texts are folded to ASCII first.

    Raises:
        Refused: ``vietqr_bank``, ``vietqr_account``, ``vietqr_service``, ``vietqr_amount``, or as
            nothing is ever cut ``vietqr_text_too_long`` and ``vietqr_texts_too_long`` (all of 62).
    """
    dynamic = asked.amount is not None if asked.dynamic is None else asked.dynamic
    head = _object("00", "01") + _object("01", _DYNAMIC if dynamic else _STATIC)
    amount = "" if asked.amount is None else _written_amount(asked.amount)
    body = (
        _object("38", _account_block(asked))
        + _object("53", _DONG)
        + _object("54", amount)
        + _object("58", "VN")
        + _object("59", _text(asked, "name", _NAME_LIMIT))
        + _object("60", _text(asked, "city", _CITY_LIMIT))
        + _object("62", _additional_block(asked))
    )
    unsigned = f"{head}{body}6304"
    return unsigned + crc16(unsigned)


def crc16(text: str) -> str:
    """CRC-16 of EMVCo (polynomial 1021, start FFFF) over the UTF-8 bytes, four capital digits."""
    return f"{crc_hqx(text.encode('utf-8', 'surrogatepass'), 0xFFFF):04X}"


def _object(tag: str, value: str) -> str:
    """One object, or nothing for an empty value: the specification knows no empty ones."""
    return f"{tag}{len(value):02}{value}" if value else ""


def _account_block(asked: VietQR) -> str:
    if asked.service not in (TO_ACCOUNT, TO_CARD):
        raise Refused("vietqr_service", service=clean(asked.service)[:40])
    bank = _object("00", _bank(asked.bin))
    account = _object("01", _account(asked.account, _ACCOUNT))
    return _object("00", _NAPAS) + _object("01", bank + account) + _object("02", asked.service)


def _bank(text: str) -> str:
    if not re.fullmatch(_BANK, text):
        raise Refused("vietqr_bank", bank=clean(text)[:40])
    return text


def _account(text: str, form: str) -> str:
    if not re.fullmatch(form, text):
        raise Refused("vietqr_account", account=clean(text)[:40])
    return text


def _written_amount(dong: int) -> str:
    if not 0 < dong <= LARGEST:
        raise Refused("vietqr_amount", amount=str(dong)[:40])
    return str(dong)


def _additional_block(asked: VietQR) -> str:
    block = "".join(
        _object(tag, _text(asked, field, _ADDITIONAL_LIMIT)) for tag, field in _ADDITIONAL.items()
    )
    if len(block) > _BLOCK_LIMIT:
        raise Refused("vietqr_texts_too_long", length=len(block), limit=_BLOCK_LIMIT)
    return block


def _text(asked: VietQR, field: str, limit: int) -> str:
    text = fold_ascii(getattr(asked, field))
    if len(text) > limit:
        raise Refused("vietqr_text_too_long", field=field, length=len(text), limit=limit)
    return text


def read(payload: str) -> VietQR:
    """What a scanned or pasted code asks for.

    Objects of no interest, objects of length zero and a check in small letters are let pass.
    Texts come back cleaned. A code that is right for its check sum may still be broken inside;
    it is refused.

    Raises:
        Refused: ``vietqr_unknown`` (no payment code at all), ``vietqr_damaged`` (check sum),
            ``vietqr_structure``, ``vietqr_vnpay`` and ``vietqr_not_transfer`` (a payment code of
            another kind), ``vietqr_bank``, ``vietqr_account``, ``vietqr_currency`` or
            ``vietqr_amount`` (a wrong value in the field).
    """
    text = payload.strip()
    if not text.startswith("000201"):
        raise Refused("vietqr_unknown")
    if text[-8:-4] != "6304" or crc16(text[:-4]) != text[-4:].upper():
        raise Refused("vietqr_damaged")
    tags = _objects(text, "00-99")
    if next(reversed(tags)) != "63":
        raise Refused("vietqr_structure", inside="63", at=len(text) - 7)
    account = _objects(_napas_block(tags), "38")
    receiver = _objects(account.get("01", ""), "38.01")
    if tags.get("53", _DONG) != _DONG:
        raise Refused("vietqr_currency", currency=clean(tags["53"]))
    labels = _objects(tags.get("62", ""), "62")
    amount = _read_amount(tags.get("54", ""))
    return VietQR(
        bin=_bank(receiver.get("00", "")),
        account=_account(receiver.get("01", ""), _ACCOUNT_READ),
        amount=amount,
        service=clean(account.get("02", "")),
        name=clean(tags.get("59", "")),
        city=clean(tags.get("60", "")),
        dynamic=tags["01"] == _DYNAMIC if tags.get("01") else amount is not None,
        **{field: clean(labels.get(tag, "")) for tag, field in _ADDITIONAL.items()},
    )


def _objects(text: str, inside: str) -> dict[str, str]:
    """The objects of a text by their id; it must hold whole objects and no id twice."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = _HEAD.match(text, at)
        end = head.end() + int(head[2]) if head else 0
        if head is None or end > len(text) or head[1] in found:
            raise Refused("vietqr_structure", inside=inside, at=at + 1)
        found[head[1]] = text[head.end() : end]
        at = end
    return found


def _napas_block(tags: dict[str, str]) -> str:
    block = tags.get("38", "")
    if block.startswith(_object("00", _NAPAS)):
        return block
    if any(value.startswith(_object("00", _VNPAY)) for value in tags.values()):
        raise Refused("vietqr_vnpay")
    raise Refused("vietqr_not_transfer")


def _read_amount(text: str) -> int | None:
    """Digits, at most one dot; behind it only zeros, as the đồng has no smaller unit."""
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise Refused("vietqr_amount", amount=clean(text)[:40])
    return int(found[1])
