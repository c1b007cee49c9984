"""What a sync says of itself, for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from posdesk.runtime.sentences import SENTENCES, sentence
from posdesk.services.sync_turn import Failed


def remembered(code: str, known: Mapping[str, object]) -> str:
    """The words for a code that was kept without its parameters, but for those known."""
    wanted = {name for _text, name, _spec, _way in Formatter().parse(SENTENCES[code]) if name}
    return sentence(code, {name: known.get(name, "") for name in wanted})


def message(failed: Failed) -> str:
    """What went wrong, in words, with the exchange's own."""
    words = sentence(failed.code, {"text": failed.text, **failed.params})
    return f"{words} {failed.text}".strip() if failed.what else words
