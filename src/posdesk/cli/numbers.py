"""Counts as options take them."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable

from posdesk.domain.money import format_amount
from posdesk.runtime.i18n import _


def count(most: int) -> Callable[[str], int]:
    """Reads a whole number from 1 to ``most``; argparse says what is wrong with another."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 18 and 1 <= int(text) <= most:
            return int(text)
        words = _("“{text}” is not a whole number from 1 to {most}.")
        raise ArgumentTypeError(words.format(text=text[:40], most=format_amount(most)))

    return read
