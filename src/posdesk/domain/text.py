"""Texts of people: cleaned at the door, folded for search, put in Vietnamese order.

What is said about marks and order comes from CLDR's ``vi`` (facts: letters first, tone next,
capitals last) and from the layout rules of VietQR (printable ASCII only).
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (zero width, direction marks), lone surrogate, private use."""

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""huyền, hỏi, ngã, sắc, nặng; ngang has no mark and comes first."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {ord(letter): chr(0x100 + rank) for rank, letter in enumerate(_ALPHABET)}
_LEVEL = "\x01"

_NUMBER = re.compile(r"(?:(?:\+|00)?840?|0)([35789]\d{8}|2\d{9})", re.ASCII)


def clean(text: str, *, newlines: bool = False) -> str:
    """The gate for every text from outside: NFC, nothing unseen, single spaces, trimmed.

    Control, format, surrogate and private-use characters go; any run of white space becomes one
    space. With ``newlines`` breaks of every kind stay as line feeds, none at the ends and at most
    one empty line in a row.
    """
    if text.isprintable() and "  " not in text:
        # As nearly all are: no white space but single spaces, nothing unseen.
        return unicodedata.normalize("NFC", text.strip(" "))
    if newlines:
        lines = "\n".join(clean(line) for line in text.splitlines())
        return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
    spaced = "".join(" " if char.isspace() else char for char in text)
    return unicodedata.normalize("NFC", " ".join(drop_unseen(spaced).split()))


def drop_unseen(text: str) -> str:
    """``text`` without the characters that show nothing and may steer a screen or a printer."""
    return "".join(char for char in text if unicodedata.category(char) not in _UNSEEN)


def fold(text: str) -> str:
    """The form in which search compares: lower case, no marks, ``đ`` as ``d``.

    ``hoà`` and ``hòa`` fold to the same ``hoa``.
    """
    return _without_marks(text.lower())


def fold_ascii(text: str) -> str:
    """Printable ASCII for VietQR: marks go, case stays, what has no ASCII form is dropped."""
    return " ".join(re.sub(r"[^ -~]", "", _without_marks(clean(text))).split())


def _without_marks(text: str) -> str:
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))
    return bare.replace("đ", "d").replace("Đ", "D")


def cut_middle(text: str, limit: int) -> str:
    """At most ``limit`` (>= 1) characters, cut in the middle: size and colour stand at the end."""
    if len(text) <= limit:
        return text
    head = limit // 2
    tail = limit - 1 - head
    return f"{text[:head].rstrip()}…{text[len(text) - tail :].lstrip()}"


def sort_key(text: str) -> str:
    """A key whose plain character order is the Vietnamese order of the texts.

    Letters decide first (a ă â b c d đ ... y), then tones (ngang, huyền, hỏi, ngã, sắc, nặng),
    then case, small letters before capitals. The order of the key's UTF-8 bytes is the same, so
    a database column may hold it.
    """
    chars = unicodedata.normalize("NFC", text)
    letters = "".join(_letter(char.lower()) for char in chars)
    tones = "".join(_tone(char) for char in chars)
    cases = "".join("1" if char.isupper() else "0" for char in chars)
    return _LEVEL.join((letters, tones.rstrip("0"), cases.rstrip("0")))


def _letter(char: str) -> str:
    """The letter without its tone, in its place; a foreign mark does not move it (ñ is n)."""
    marks = unicodedata.normalize("NFD", char)
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    foreign = letter not in _ALPHABET and marks[0] in _ALPHABET
    return (marks[0] if foreign else letter).translate(_RANKS)


def _tone(char: str) -> str:
    marks = unicodedata.normalize("NFD", char)
    return next((_TONES[mark] for mark in marks if mark in _TONES), "0")


def initials(text: str) -> str:
    """The first letters of the words, folded: ``chè cốm mộc`` gives ``ccm``."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(text)))


def normal_phone(text: str) -> str | None:
    """A Vietnamese number as ``0`` and its digits, whether typed with ``+84``, ``84`` or ``0``.

    None if it is not one: 9 digits after the 0 for mobiles, 10 for land lines (02...).
    """
    found = _NUMBER.fullmatch(re.sub(r"[\s().-]", "", text))
    return "0" + found[1] if found else None


def mask_phone(phone: str) -> str:
    """A phone for the eyes of others: ``0912345678`` is ``09xx xxx 678``."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 9:
        return "x" * len(digits)
    masked = digits[:2] + "x" * (len(digits) - 5) + digits[-3:]
    return f"{masked[:4]} {masked[4:-3]} {masked[-3:]}"
