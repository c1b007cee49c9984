"""Settings, declared once: key, type, default and label; screens and commands read this list."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from posdesk.domain import scale_label
from posdesk.domain.access import Actor, Right
from posdesk.domain.banks import account_number, holder_name
from posdesk.domain.errors import Refused
from posdesk.domain.rounding import CashRounding, RoundingMode
from posdesk.domain.sale import PricingPolicy
from posdesk.domain.shift import Action, ActionKind
from posdesk.domain.stock import BelowZero
from posdesk.domain.tax import TaxMethod
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import LANGUAGES, N_
from posdesk.runtime.ids import new_id
from posdesk.services.banks import BANK_KEYS, account_changes, bank_bin
from posdesk.services.ports.store import Reader, Store, Work


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: ``check`` gives the value as it is kept, or raises Refused ``bad_setting``."""

    key: str
    default: str
    label: str
    check: Callable[[str], str]
    choices: tuple[str, ...] = ()


def _text(limit: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        text = clean(value)
        if len(text) > limit:
            raise Refused("text_too_long", limit=limit)
        return text

    return check


def _lines(limit: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        text = clean(value, newlines=True)
        if len(text) > limit:
            raise Refused("text_too_long", limit=limit)
        return text

    return check


def _whole(largest: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        text = value.strip()
        if not (text.isascii() and text.isdigit()) or len(text) > 18 or int(text) > largest:
            raise Refused("bad_setting", value=value[:40])
        return str(int(text))

    return check


def _bin(value: str) -> str:
    text = value.strip()
    return bank_bin(text) if text else ""


def _holder(value: str) -> str:
    text = holder_name(_text(_HOLDER_LIMIT)(value))
    if clean(value) and not text:
        raise Refused("bad_setting", value=value[:40])
    return text


def _picture(value: str) -> str:
    """A PNG in base64: small, because it lies in the shop's file and goes onto each receipt."""
    if len(value) > _PICTURE_LIMIT:
        raise Refused("picture_too_large")
    try:
        png = base64.b64decode(value, validate=True)
    except ValueError:
        raise Refused("bad_picture") from None
    if png and not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise Refused("bad_picture")
    return value


def _patterns(value: str) -> str:
    scale_label.parse_patterns(value)
    return value.strip()


def _choice(key: str, default: str, label: str, choices: tuple[str, ...]) -> Setting:
    def check(value: str) -> str:
        if value not in choices:
            raise Refused("bad_setting", value=value[:40])
        return value

    return Setting(key, default, label, check, choices)


YES_NO = ("true", "false")
_POSTERS = ("goods", "folder", "none")
_PICTURE_LIMIT, _BRIEF_LIMIT, _HOLDER_LIMIT = 20_000, 120, 50
ALL: tuple[Setting, ...] = (
    Setting("shop.name", "", N_("Shop name"), _text(60)),
    Setting("shop.address", "", N_("Address"), _text(120)),
    Setting("shop.phone", "", N_("Telephone"), _text(40)),
    Setting("shop.tax_code", "", N_("Tax code"), _text(20)),
    Setting("shop.bank_bin", "", N_("Bank"), _bin),
    Setting("shop.bank_account", "", N_("Account number"), account_number),
    Setting("shop.bank_holder", "", N_("Account holder"), _holder),
    _choice("tax.method", "none", N_("Tax on receipts"), tuple(m.value for m in TaxMethod)),
    _choice("tax.prices_include", "true", N_("Prices include tax"), YES_NO),
    Setting("cash.rounding_step", "0", N_("Round cash to"), _whole(1_000_000)),
    _choice("cash.rounding_mode", "half_up", N_("Rounding"), tuple(m.value for m in RoundingMode)),
    _choice(
        "stock.below_zero", "allow", N_("When stock runs out"), tuple(p.value for p in BelowZero)
    ),
    _choice("shift.blind_count", "true", N_("Count the drawer blind"), YES_NO),
    Setting("scan.scale_labels", scale_label.DEFAULT, N_("Scale labels"), _patterns),
    _choice("receipt.vietqr", "unpaid", N_("VietQR on paper"), ("never", "unpaid", "always")),
    _choice("receipt.paper", "always", N_("Print receipts"), ("always", "ask", "never")),
    _choice("receipt.language", "vi", N_("Language of receipts"), LANGUAGES),
    Setting("receipt.logo", "", N_("Picture on receipts"), _picture),
    Setting("receipt.head", "", N_("First lines of a receipt"), _lines(200)),
    Setting("receipt.footer", "", N_("Last lines of a receipt"), _lines(200)),
    _choice("display.pictures", "goods", N_("Pictures on the customer's display"), _POSTERS),
    Setting("display.folder", "", N_("Folder of these pictures"), _text(400)),
    Setting("sync.minutes", "15", N_("Match with exchanges every … minutes"), _whole(1_440)),
    _choice("window.language", "vi", N_("Language of the screen"), LANGUAGES),
    _choice("window.theme", "light", N_("Colours of the screen"), ("light", "dark", "system")),
)
BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in ALL}


@dataclass(frozen=True, slots=True)
class Values:
    """The shop's settings with the defaults filled in."""

    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """The value of a declared setting."""
        return self.values.get(key, BY_KEY[key].default)

    @property
    def policy(self) -> PricingPolicy:
        """The rules that decide a bill."""
        return PricingPolicy(
            TaxMethod(self["tax.method"]),
            self["tax.prices_include"] == "true",
            CashRounding(int(self["cash.rounding_step"]), RoundingMode(self["cash.rounding_mode"])),
        )

    @property
    def below_zero(self) -> BelowZero:
        """What a sale does when stock runs out."""
        return BelowZero(self["stock.below_zero"])

    @property
    def scale_labels(self) -> tuple[scale_label.Pattern, ...]:
        """How the shop's scale writes its labels."""
        return scale_label.parse_patterns(self["scan.scale_labels"])


def values(reader: Reader) -> Values:
    """The settings as the reader's snapshot has them."""
    return Values(reader.settings())


class Settings:
    """Reads and sets the shop's settings; each change is in the journal."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> Values:
        """The settings now."""
        with self._store.read() as reader:
            return values(reader)

    def bank_changed_at(self) -> datetime | None:
        """When the shop's bank account was last changed; None if not within a day."""
        with self._store.read() as reader:
            known = values(reader)
            actions = reader.actions(ActionKind.SETTING, self._clock.now() - timedelta(days=1))
        changes = account_changes((known[BANK_KEYS[0]], known[BANK_KEYS[1]]), actions)
        return next((change.at for change in changes), None)

    def set(self, actor: Actor, changes: Mapping[str, str]) -> Values:
        """Sets all or, if one is refused, nothing.

        Raises:
            Refused: ``unknown_setting``, ``bad_setting``, ``text_too_long``, ``unknown_bank``,
                ``bank_account``, ``not_allowed``.
        """
        with self._store.write() as work:
            return change_settings(work, actor, changes, self._clock)


def change_settings(work: Work, actor: Actor, changes: Mapping[str, str], clock: Clock) -> Values:
    """Sets them inside the caller's transaction; see ``Settings.set``."""
    actor.require(Right.SETTINGS)
    checked = {key: _declared(key).check(value) for key, value in changes.items()}
    before = values(work)
    shift = work.open_shift(actor.till)
    for key, value in checked.items():
        if before[key] == value:
            continue
        work.put_setting(key, value)
        work.post(
            Action(
                id=new_id(),
                till=actor.till,
                shift_id=shift.id if shift else None,
                at=clock.now(),
                actor_id=actor.id,
                kind=ActionKind.SETTING,
                ref=key,
                detail=f"{brief(before[key])} -> {brief(value)}",
            )
        )
    return values(work)


def brief(value: str) -> str:
    """A value for a list or the journal: what is long (a picture) is named by its digest."""
    if len(value) <= _BRIEF_LIMIT:
        return value
    return f"({len(value)}: {hashlib.sha256(value.encode()).hexdigest()[:8]})"


def _declared(key: str) -> Setting:
    if key not in BY_KEY:
        raise Refused("unknown_setting", key=key[:60])
    return BY_KEY[key]
