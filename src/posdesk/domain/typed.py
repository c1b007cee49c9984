"""What people write into a table of goods, beside amounts (``money``), quantities and taxes."""

from __future__ import annotations

import re

from posdesk.domain.errors import Refused
from posdesk.domain.quantity import LARGEST, ONE, parse_typed
from posdesk.domain.text import fold

_YES = frozenset({"co", "x", "yes", "y", "true", "1", "can"})
_NO = frozenset({"khong", "no", "n", "false", "0"})


def parse_factor(text: str) -> int:
    """How many base units are in a unit: a plain whole number from 1 to a million (``24``).

    Raises:
        Refused: ``bad_factor``; ``too_large``.
    """
    body = text.strip()
    if not re.fullmatch(r"[0-9]+", body) or not body.strip("0"):
        raise Refused("bad_factor", text=text[:40])
    if len(body.lstrip("0")) > 7 or int(body) * ONE > LARGEST:
        raise Refused("too_large", text=text[:40])
    return int(body)


def parse_yes(text: str) -> bool:
    """``có``, ``x``, ``yes``, ``1``, or ``không``, ``no``, ``0``; with or without marks.

    Raises:
        Refused: ``bad_yes_no``.
    """
    word = fold(text).strip()
    if word not in _YES | _NO:
        raise Refused("bad_yes_no", text=text[:40])
    return word in _YES


def parse_level(text: str) -> int:
    """What lies in a shop, thousandths: as ``parse_typed``, below zero too (``-3``).

    Raises:
        Refused: as ``parse_typed``.
    """
    body = text.strip().replace("\u2212", "-")
    level = parse_typed(body.removeprefix("-"))
    return -level if body.startswith("-") else level
