"""The settings in plain words: which stand together, what they mean, what their values are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posdesk.runtime.i18n import N_


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that are seen and saved together; texts are marked, not translated."""

    key: str
    label: str
    about: str
    keys: tuple[str, ...] = ()


SECTIONS: tuple[Section, ...] = (
    Section(
        "shop",
        N_("Shop"),
        N_("This stands on top of each receipt."),
        ("shop.name", "shop.address", "shop.phone", "shop.tax_code"),
    ),
    Section(
        "bank",
        N_("Bank account"),
        N_("Customers pay to this account when they scan the VietQR code."),
        ("shop.bank_bin", "shop.bank_account", "shop.bank_holder"),
    ),
    Section("printers", N_("Printers"), N_("Where receipts come out, and what waits there.")),
    Section(
        "receipt",
        N_("Receipt paper"),
        N_("What the paper looks like. Beside it is how it will print."),
        (
            "receipt.head",
            "receipt.footer",
            "receipt.paper",
            "receipt.vietqr",
            "receipt.language",
            "receipt.logo",
        ),
    ),
    Section(
        "money",
        N_("Tax and cash"),
        N_("How bills are added up. It counts from the next bill on."),
        (
            "tax.method",
            "tax.prices_include",
            "cash.rounding_step",
            "cash.rounding_mode",
            "shift.blind_count",
        ),
    ),
    Section(
        "goods",
        N_("Goods and scales"),
        N_("What the till does when stock runs out, and how it reads scale labels."),
        ("stock.below_zero", "scan.scale_labels"),
    ),
    Section(
        "exchanges",
        N_("Exchanges and web shops"),
        N_("Where the shop sells beside its counter. Stock is the same everywhere."),
        ("sync.minutes",),
    ),
    Section(
        "screen",
        N_("Screen"),
        N_("How the program speaks and looks. Receipts may speak another language."),
        ("window.language", "window.theme", "display.pictures", "display.folder"),
    ),
)

HINTS: Mapping[str, str] = {
    "shop.address": N_("As customers find it: number, street, ward."),
    "shop.tax_code": N_("The household's or company's tax number. It may stay empty."),
    "shop.bank_account": N_("Digits as the bank's app shows them, without spaces."),
    "shop.bank_holder": N_("It is kept as banks write it: capitals without tone marks."),
    "tax.method": N_("If you are not sure, ask your tax office or your bookkeeper."),
    "tax.prices_include": N_("Most shops: the price on the tag is what the customer pays."),
    "cash.rounding_step": N_("Only what is paid in cash is rounded, never a transfer."),
    "shift.blind_count": N_("The till says what should be in the drawer only after you counted."),
    "stock.below_zero": N_("Each sale below zero is written down with who made it."),
    "scan.scale_labels": N_(
        "A picture of the code: I the item, W the weight in grams, P the price, C the check digit."
    ),
    "receipt.vietqr": N_("A paid receipt need not ask the customer to pay once more."),
    "receipt.head": N_("Under the address: opening hours, a saying."),
    "receipt.footer": N_("Thanks, exchange rules, your page."),
    "window.language": N_("The screen changes when the program is opened again."),
    "display.pictures": N_("The second screen shows them while nobody is being served."),
    "display.folder": N_("Where your own pictures lie: the shop, the workshop, an offer."),
    "sync.minutes": N_("0 never; F5 does it at once. It is done at the end of the day too."),
    "window.theme": N_("Dark is easier on the eyes in the evening."),
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "tax.method": {
        "none": N_("No tax on receipts"),
        "household_percent": N_("Household: percent of takings, no tax on receipts"),
        "vat_deduction": N_("VAT by deduction: tax shown on receipts"),
    },
    "tax.prices_include": {
        "true": N_("Yes, tax is in the price"),
        "false": N_("No, tax comes on top"),
    },
    "cash.rounding_step": {"0": N_("Not at all"), "500": "500\u00a0₫", "1000": "1.000\u00a0₫"},
    "cash.rounding_mode": {
        "half_up": N_("To the nearest"),
        "down": N_("Down, for the customer"),
        "up": N_("Up"),
    },
    "shift.blind_count": {"true": N_("Yes"), "false": N_("No")},
    "stock.below_zero": {
        "refuse": N_("Do not sell"),
        "ask": N_("Ask the cashier"),
        "allow": N_("Sell all the same"),
    },
    "receipt.vietqr": {
        "never": N_("Never"),
        "unpaid": N_("On bills that are not paid yet"),
        "always": N_("On every paper"),
    },
    "receipt.paper": {
        "always": N_("For each sale"),
        "ask": N_("Ask each time"),
        "never": N_("Only when asked for"),
    },
    "display.pictures": {
        "goods": N_("Goods, with their prices"),
        "folder": N_("Pictures of a folder"),
        "none": N_("None, only the shop's name"),
    },
    "receipt.language": {"vi": "Tiếng Việt", "en": "English"},
    "window.language": {"vi": "Tiếng Việt", "en": "English"},
    "window.theme": {
        "light": N_("Light"),
        "dark": N_("Dark"),
        "system": N_("As this computer is set"),
    },
}

MANY_LINES = frozenset({"receipt.head", "receipt.footer"})
"""Settings of more than one line."""

PLAIN = frozenset(
    {"shop.phone", "shop.tax_code", "shop.bank_account", "scan.scale_labels", "sync.minutes"}
)
"""Settings of numbers and plain letters, in which the pad's Telex would only be in the way."""

FOLDERS = frozenset({"display.folder"})
"""Settings that are a folder of this computer."""

ELSEWHERE = frozenset({"receipt.logo", "shop.bank_bin"})
"""Settings that have a control of their own in their section."""


def section_of(key: str) -> Section:
    """The section of a setting."""
    return next(section for section in SECTIONS if key in section.keys)
