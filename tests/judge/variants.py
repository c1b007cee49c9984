"""The settings a till is judged under, each in a shop of its own."""

from __future__ import annotations

from tests.judge.goods import Rules

_HALF_UP = Rules("vat_deduction", True, 1000, "half_up")
_ON_TOP = Rules("vat_deduction", False, 500, "up")
_DOWN = Rules("household_percent", True, 1000, "down")

VARIANTS: dict[str, tuple[Rules, ...]] = {
    "tax in the price, 1000 half-up": (_HALF_UP,),
    "tax on top, 500 up": (_ON_TOP,),
    "tax on top, nothing rounded": (Rules("vat_deduction", False, 0),),
    "tax in the price, 500 down": (Rules("vat_deduction", True, 500, "down"),),
    "household, 1000 down": (_DOWN,),
    "household, prices exclude tax, 500 half-up": (Rules("household_percent", False, 500),),
    "no tax, exact, nobody to ask below zero": (Rules(below_zero="ask"),),
    "no tax, 1000 half-up, nothing below zero": (Rules(step=1000, below_zero="refuse"),),
    "no tax, steps of 7 up": (Rules(step=7, mode="up"),),
    "rules that change": (_DOWN, _HALF_UP, _ON_TOP, Rules("vat_deduction", False, 1000), _HALF_UP),
}
