"""An amount in Vietnamese words, as papers want it.

Where usage differs the papers' way is taken: tư after mươi, tỷ, "không trăm" inside a number.
"""

from __future__ import annotations

from typing import Literal

LARGEST = 10**18 - 1
"""Above it one would have to say "tỷ tỷ"."""

Odd = Literal["lẻ", "linh"]
Thousand = Literal["nghìn", "ngàn"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TEN = {5: "lăm"}
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}


def amount_in_words(dong: int, *, odd: Odd = "lẻ", thousand: Thousand = "nghìn") -> str:
    """The line under a total: ``Một triệu không nghìn năm trăm đồng``.

    Raises:
        ValueError: the amount is negative or over ``LARGEST``.
    """
    words = number_in_words(dong, odd=odd, thousand=thousand)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_in_words(number: int, *, odd: Odd = "lẻ", thousand: Thousand = "nghìn") -> str:
    """The bare number, 0 to ``LARGEST``, in small letters.

    Args:
        number: what is said.
        odd: the word before single units, "lẻ" (South) or "linh" (North, school books).
        thousand: "nghìn" (North, legal papers) or "ngàn" (South).

    Raises:
        ValueError: the number is negative or over ``LARGEST``.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    billions, rest = divmod(number, 10**9)
    said = [*_below_billion(billions, inner=False), "tỷ"] if billions else []
    said += _below_billion(rest, inner=bool(said))
    return (" ".join(said) or _DIGITS[0]).replace("lẻ", odd).replace("nghìn", thousand)


def _below_billion(number: int, *, inner: bool) -> list[str]:
    """Groups of three; ``inner`` when something larger was said before.

    An empty group is named where leaving it out would be heard as a larger number: "một triệu
    năm trăm" is 1.500.000 in speech, so 1.000.500 says "không nghìn". After two empty groups a
    rest below a hundred needs no such help: its "không trăm" tells.
    """
    said: list[str] = []
    for size, name in ((10**6, ["triệu"]), (1000, ["nghìn"]), (1, [])):
        group, rest = number // size % 1000, number % size
        started = inner or bool(said)
        if group:
            said += _group(group, whole=started) + name
        elif started and rest and number >= 100:
            said += [_DIGITS[0], *name]
    return said


def _group(number: int, *, whole: bool) -> list[str]:
    """1 to 999; ``whole`` says its hundreds even when there are none."""
    hundreds, rest = divmod(number, 100)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if said and 0 < rest < 10:
        return [*said, "lẻ", _DIGITS[rest]]
    return said + _tens(rest)


def _tens(number: int) -> list[str]:
    """0 to 99; nothing is said for 0."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return [_DIGITS[units]] if units else []
    said = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 0:
        return said
    changed = _AFTER_TENS if tens > 1 else _AFTER_TEN
    return [*said, changed.get(units, _DIGITS[units])]
