"""What a sync says of itself, for the window and the command line."""

from __future__ import annotations

from posdesk.runtime.sentences import sentence
from posdesk.services.sync_turn import Failed


def message(failed: Failed) -> str:
    """What went wrong, in words, with the exchange's own."""
    words = sentence(failed.code, {"text": failed.text, **failed.params})
    return f"{words} {failed.text}".strip() if failed.what else words
