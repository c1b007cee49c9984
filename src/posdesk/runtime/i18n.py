"""Translations: English sources, Vietnamese complete and the default.

The screen's language is one for the whole program; a receipt asks for its own with
``translator``.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")
DEFAULT = "vi"

Translator = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Marks a text for the catalogue; it is translated where it is shown."""
    return text


@cache
def translator(language: str) -> Translator:
    """The function that turns an English source into ``language``.

    Raises:
        ValueError: no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    if language == "en":
        return gettext.NullTranslations().gettext
    compiled = files("posdesk") / "resources" / "locale" / language / "LC_MESSAGES" / "posdesk.mo"
    with compiled.open("rb") as source:
        return gettext.GNUTranslations(source).gettext


_current = [DEFAULT]


def set_language(language: str) -> None:
    """Chooses the language of screen and terminal.

    Raises:
        ValueError: no such language.
    """
    translator(language)
    _current[0] = language


def language() -> str:
    """The language of screen and terminal."""
    return _current[0]


def _(text: str) -> str:
    """``text`` in the language of screen and terminal."""
    return translator(_current[0])(text) if text else ""
