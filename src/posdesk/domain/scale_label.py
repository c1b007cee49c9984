"""Labels of shop scales: a barcode that carries an item number and a weight or a price.

How the digits are cut differs from scale to scale, so it is written as a picture of the code,
one character a digit: ``26IIIIIWWWWWC`` is head 26, five digits of item, five of weight in grams
and the check digit. ``P`` instead of ``W`` is a price in đồng, ``.`` a digit that does not
matter, and ``*100`` behind the picture multiplies the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.barcode import check_digit
from posdesk.domain.errors import Refused

DEFAULT = "26IIIIIWWWWWC"
"""``2610001005003`` is item 10001, 0,500 kg (HTsoft's guide: head 26 "like Big C")."""

_FORM = re.compile(r"([0-9]{1,4}(?:[I.]|W(?!.*P)|P(?!.*W)){2,27}C?)(?:\*(10|100|1000))?")


class Kind(StrEnum):
    """What the value of a label is."""

    WEIGHT = "weight"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a scale writes its labels; ``str`` gives the text ``parse_pattern`` reads.

    Attributes:
        picture: a character for each digit, as the module says.
        multiplier: thousandths of a kilogram, or đồng, in one step of the value.
    """

    picture: str
    multiplier: int = 1

    @property
    def kind(self) -> Kind:
        """What the value is."""
        return Kind.WEIGHT if "W" in self.picture else Kind.PRICE

    def __str__(self) -> str:
        return self.picture + (f"*{self.multiplier}" if self.multiplier > 1 else "")


@dataclass(frozen=True, slots=True)
class ScaleLabel:
    """What a label says.

    Attributes:
        item: the item's digits, leading zeros kept.
        kind: what ``value`` is.
        value: thousandths of a kilogram, or đồng.
    """

    item: str
    kind: Kind
    value: int


class Verdict(StrEnum):
    """Why a code is or is not a label of a pattern."""

    MATCHES = "matches"
    NOT_DIGITS = "not_digits"
    OTHER_LENGTH = "other_length"
    OTHER_HEAD = "other_head"
    WRONG_CHECK_DIGIT = "wrong_check_digit"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pattern tried on one code.

    Attributes:
        label: what was read; None unless the verdict is ``MATCHES``.
    """

    pattern: Pattern
    verdict: Verdict
    label: ScaleLabel | None


def parse_pattern(text: str) -> Pattern:
    """Reads the picture of a code, ``26IIIIIWWWWWC`` or ``27IIIIIPPPPPC*100``.

    Raises:
        Refused: ``scale_pattern`` unless it starts with a head and has a place for the item and
            one for either a weight or a price.
    """
    found = _FORM.fullmatch(text.strip().upper())
    if found is None or "I" not in found[1] or not re.search("[WP]", found[1]):
        raise Refused("scale_pattern", pattern=text[:40])
    return Pattern(found[1], int(found[2] or 1))


def parse_patterns(text: str) -> tuple[Pattern, ...]:
    """Reads a setting: pictures with spaces between them; an empty text switches labels off.

    Raises:
        Refused: ``scale_pattern``, as ``parse_pattern``.
    """
    return tuple(parse_pattern(part) for part in text.split())


def format_patterns(patterns: Iterable[Pattern]) -> str:
    """The setting's text, which ``parse_patterns`` reads back equal."""
    return " ".join(map(str, patterns))


def read(code: str, patterns: Iterable[Pattern]) -> ScaleLabel | None:
    """The label by the first pattern that fits; None if ``code`` is not a scale's label.

    A wrong check digit never fits, so a damaged scan cannot sell another weight.
    """
    return next((tried.label for tried in explain(code, patterns) if tried.label), None)


def explain(code: str, patterns: Iterable[Pattern]) -> tuple[Explanation, ...]:
    """Each pattern tried on ``code``, for the person who sets up a scale."""
    return tuple(_try(code, pattern) for pattern in patterns)


def _try(code: str, pattern: Pattern) -> Explanation:
    verdict = _verdict(code, pattern.picture)
    label = _label(code, pattern) if verdict is Verdict.MATCHES else None
    return Explanation(pattern, verdict, label)


def _verdict(code: str, picture: str) -> Verdict:
    if not (code.isascii() and code.isdigit()):
        return Verdict.NOT_DIGITS
    if len(code) != len(picture):
        return Verdict.OTHER_LENGTH
    if any(mark.isdigit() and mark != digit for digit, mark in zip(code, picture, strict=True)):
        return Verdict.OTHER_HEAD
    if picture.endswith("C") and check_digit(code[:-1]) != code[-1]:
        return Verdict.WRONG_CHECK_DIGIT
    return Verdict.MATCHES


def _label(code: str, pattern: Pattern) -> ScaleLabel:
    def digits(marks: str) -> str:
        pairs = zip(code, pattern.picture, strict=True)
        return "".join(digit for digit, mark in pairs if mark in marks)

    return ScaleLabel(digits("I"), pattern.kind, int(digits("WP")) * pattern.multiplier)
