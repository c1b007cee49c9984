"""Telex: Vietnamese from plain letters, one word at a time, for the pad on the screen.

``aa ee oo`` are â ê ô, ``aw ow uw`` ă ơ ư, ``dd`` đ; ``s f r x j`` are the tones, ``z`` takes
the tone away, and a key struck twice types itself (``ass`` is ``as``). Keys that cannot spell a
Vietnamese syllable stay as they are, so brands come out as typed. The tone stands where most
papers have it: ``hòa``, ``thủy``, but ``hoàn``, ``quý``, ``già``.

A keyboard is left alone: there people have the input method they are used to.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""The keys of sắc, huyền, hỏi, ngã and nặng, with their combining marks."""

MARKED = "ăâđêôơư"
"""The letters that a plain keyboard lacks."""

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_MARKS = frozenset({_CIRCUMFLEX, _BREVE, _HORN})
_BY_W = {"a": _BREVE, "o": _HORN, "u": _HORN}
_W_AT = {"a": 0, "o": 0, "u": 0, "oi": 0, "ua": 0, "ui": 0, "uu": 0, "oa": 1}
"""Which of a syllable's vowels ``w`` marks; ``uo`` is a pair and has a rule of its own."""

_WORD_END = re.compile(r"[^\W\d_]*$")

_SYLLABLE = re.compile(
    r"(?P<onset>ngh|ng|nh|gh|gi(?=[aeouy])|g|kh|k|ch|c|th|tr|t|ph|p|qu|q(?!.)|[bdđhlmnrsvx])?"
    r"(?:(?P<nucleus>(?:uya|uyu|uay|uoi|uou|ieu|yeu|oai|oao|oay|oeo|"
    r"ai|ao|au|ay|eo|eu|ia|iu|oi|ui|uu)(?!.)|uye|ie|ye|oa|oe|oo|ua|ue|uo|uy|[aeiouy])"
    r"(?P<coda>ch|c|m|ng|nh|n|p|t)?)?"
)
"""A syllable, or the beginning of one, without marks and tone."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word while it is typed.

    Attributes:
        keys: what was struck.
        text: what stands there.
        found: it stood there before, so its keys are not what a person struck.
    """

    keys: str
    text: str
    found: bool = False


def word_before(text: str) -> str:
    """The letters at the end of ``text``, up to which one types."""
    found = _WORD_END.search(unicodedata.normalize("NFC", text))
    return found[0] if found else ""


def begin(text: str) -> Word | None:
    """A word that stands there already; None if no keys spell it, so it is left as it is."""
    letters, tone = _split(text)
    keys = letters + next((key for key, mark in TONES.items() if mark == tone), "")
    return Word(keys, text, found=bool(text)) if spell(keys) == text else None


def strike(word: Word, key: str) -> Word:
    """The word after one more letter key."""
    keys = word.keys + key
    text = spell(keys)
    if word.found and text == keys:
        text = word.text + key
    return Word(keys, text, word.found)


def with_tone(text: str, key: str) -> str:
    """A word with the tone of ``key``; a word that has it loses it, what is none stays."""
    letters, tone = _split(text)
    mark = "" if tone == TONES[key] else TONES[key]
    return _placed(letters, mark) if _fits(letters, mark) else text


def spell(keys: str) -> str:
    """The word that ``keys`` spell."""
    letters, tone = "", ""
    for at, key in enumerate(keys):
        changed = _strike(letters, tone, key)
        if changed == (letters, tone):
            # Struck twice: it types itself, and from here on nothing is changed any more.
            return _undone(letters, tone, key) + keys[at + 1 :]
        letters, tone = changed
    return _placed(letters, tone) if _fits(letters, tone) else keys


def _strike(letters: str, tone: str, key: str) -> tuple[str, str]:
    """Letters and tone after a key; unchanged where the key stands for what is there already."""
    small = key.lower()
    if small in TONES and _voiced(letters):
        return letters, TONES[small]
    if small == "z" and tone:
        return letters, ""
    if small == "w" and _by_w(letters):
        return _by_w(letters), tone
    if small in "aeo" and _bare(letters[-1:]).lower() == small:
        return letters[:-1] + _marked(letters[-1], _CIRCUMFLEX), tone
    if small == "d" and letters.lower() in ("d", "đ"):
        return ("Đ" if letters.isupper() else "đ"), tone
    return _closed(letters) + key, tone


def _by_w(letters: str) -> str:
    """``w`` puts its mark on the vowel that can have it; empty where none can."""
    start, end = _vowels(letters)
    vowels, rest = letters[start:end], letters[end:]
    bare = _bare(vowels).lower()
    if bare.startswith("uo"):
        first = _marked(vowels[0], _HORN) if rest or bare[2:] else vowels[0]
        vowels = first + _marked(vowels[1], _HORN) + vowels[2:]
    else:
        at = _W_AT.get(bare, -1)
        if at < 0:
            return ""
        vowels = vowels[:at] + _marked(vowels[at], _BY_W[bare[at]]) + vowels[at + 1 :]
    return letters[:start] + vowels + rest


def _closed(letters: str) -> str:
    """``uơ`` and ``ưo`` become ``ươ`` as soon as something follows them, but not in ``quơ``."""
    start, end = _vowels(letters)
    if end == len(letters) and letters[start:].lower() in ("uơ", "ưo"):
        return letters[:start] + _marked(letters[-2], _HORN) + _marked(letters[-1], _HORN)
    return letters


def _undone(letters: str, tone: str, key: str) -> str:
    """The word without what ``key`` had done, and the key itself."""
    small = key.lower()
    if small in TONES:
        return letters + key
    if small == "d":
        return ("D" if letters.isupper() else "d") + key
    if small == "w":
        return _placed(_bare(letters), tone) + key
    return _placed(letters[:-1] + _bare(letters[-1]), tone) + key


def _placed(letters: str, tone: str) -> str:
    """The letters with the tone on the vowel that carries it."""
    start, end = _vowels(letters)
    if not tone or start == end:
        return letters
    at = _carrier(letters[start:end], closed=end < len(letters)) + start
    return letters[:at] + unicodedata.normalize("NFC", letters[at] + tone) + letters[at + 1 :]


def _carrier(vowels: str, *, closed: bool) -> int:
    """Which vowel has the tone: a marked one, the last before a consonant, else an earlier one."""
    marked = [at for at, vowel in enumerate(vowels) if _bare(vowel) != vowel]
    if marked:
        return marked[-1]
    if closed:
        return len(vowels) - 1
    return 1 if len(vowels) == 3 else 0


def _fits(letters: str, tone: str) -> bool:
    """Whether this is a syllable or its beginning; before c, ch, p and t only two tones stand."""
    found = _SYLLABLE.fullmatch(_bare(letters).lower())
    if found is None:
        return False
    stopped = found["coda"] in ("c", "ch", "p", "t")
    return not (stopped and tone in (TONES["f"], TONES["r"], TONES["x"]))


def _vowels(letters: str) -> tuple[int, int]:
    """Where the vowels of a syllable stand; an empty place where there is none."""
    found = _SYLLABLE.fullmatch(_bare(letters).lower())
    return found.span("nucleus") if found and found["nucleus"] else (0, 0)


def _voiced(letters: str) -> bool:
    start, end = _vowels(letters)
    return start < end


def _marked(letter: str, mark: str) -> str:
    return unicodedata.normalize("NFC", _bare(letter) + mark)


def _bare(text: str) -> str:
    """Vowels without their marks; đ is a letter of its own."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if c not in _MARKS)


def _split(text: str) -> tuple[str, str]:
    """A word's letters without the tone, and the tone."""
    parts = unicodedata.normalize("NFD", text)
    tone = next((c for c in parts if c in TONES.values()), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "", 1) if tone else parts), tone
