"""What every connector over HTTP needs: calls that end in words, values checked, texts cleaned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import cast

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import LARGEST
from posdesk.domain.text import clean
from posdesk.runtime.http import DIGITS, Answer, BadAddress, CallFailed, Gate
from posdesk.services.ports.exchange import Outcome, Result

TEXT, LONG = 300, 5_000
"""Characters that are kept of a text, and of a long one."""


class Bad(Exception):  # noqa: N818 - it says what the value is
    """A value that is not what it has to be, e.g. money that is not whole."""


def gate(url: str, headers: Mapping[str, str]) -> Gate:
    """A gate to an address somebody typed.

    Raises:
        Refused: ``bad_url``, ``plain_http``.
    """
    try:
        return Gate(url, headers)
    except BadAddress as error:
        raise Refused(error.code, url=clean(url)[:100]) from error


def asked(call: Callable[[], Answer], *, missing_ok: bool = False) -> Answer:
    """The answer to a question; asking again is always safe.

    Args:
        call: asks.
        missing_ok: 404 is an answer too.

    Raises:
        Trouble: ``no_network``, ``exchange_slow``...; ``exchange_error`` for a status that is no
            success, ``exchange_rights`` where the keys do not suffice.
    """
    try:
        answer = call()
    except CallFailed as error:
        raise Trouble(error.code, text=error.text) from error
    _check_rights(answer)
    if not answer.ok and not (missing_ok and answer.status == 404):
        raise Trouble("exchange_error", status=answer.status, text=said(answer))
    return answer


def body_of(answer: Answer) -> object:
    """The JSON of an answer.

    Raises:
        Trouble: ``exchange_not_json``.
    """
    try:
        return answer.json()
    except CallFailed as error:
        raise Trouble(error.code, text=error.text) from error


def told(call: Callable[[], Answer], refused: Callable[[Answer], Result | None]) -> Result | Answer:
    """The answer to something that changes the exchange, or how it ended without one.

    Args:
        call: sends it.
        refused: the result for an answer that is final though it is no success; None where the
            status alone decides: 4xx is final if the site says why, for a line or a hotspot
            answers 404 too; 408, 409, 425, 429 and 5xx are not known.

    Raises:
        Trouble: it was not sent; ``exchange_rights`` where the keys do not suffice.
    """
    try:
        answer = call()
    except CallFailed as error:
        if not error.sent:
            raise Trouble(error.code, text=error.text) from error
        return Result(Outcome.UNKNOWN, code=error.code, text=error.text)
    if answer.ok:
        return answer
    _check_rights(answer)
    final = refused(answer)
    if final is not None:
        return final
    if answer.status in (408, 409, 425, 429) or answer.status >= 500 or not _explains(answer):
        return Result(Outcome.UNKNOWN, code="exchange_error", text=said(answer))
    return Result(Outcome.REJECTED, code="exchange_refused", text=said(answer))


def _check_rights(answer: Answer) -> None:
    if answer.status in (401, 403):
        raise Trouble("exchange_rights", status=answer.status)


def _explains(answer: Answer) -> bool:
    """Whether a refusal is the site's own word."""
    try:
        body = answer.json()
    except CallFailed:
        return False
    return isinstance(body, dict) and bool(body.get("message"))


def said(answer: Answer) -> str:
    """What a server says of an error, short and clean."""
    try:
        body = answer.json()
    except CallFailed as error:
        return error.text
    message = body.get("message") if isinstance(body, dict) else None
    return plain(str(message))[:TEXT] if message else str(answer.status)


def clock_off(answer: Answer, now: datetime) -> int | None:
    """How many seconds the server's clock is ahead of this one; None where it does not say."""
    try:
        there = parsedate_to_datetime(answer.headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    # A date that passed a bad proxy may have lost its zone.
    return round((there - now).total_seconds()) if there.tzinfo else None


# --- values


def record(value: object) -> Mapping[str, object]:
    """An object of JSON.

    Raises:
        Bad: it is none.
    """
    if not isinstance(value, dict):
        raise Bad("object")
    return cast("Mapping[str, object]", value)


def records(value: object) -> Sequence[Mapping[str, object]]:
    """A list of objects.

    Raises:
        Bad: it is none.
    """
    if not isinstance(value, list):
        raise Bad("list")
    return [record(part) for part in value]


def text(value: object, limit: int = TEXT) -> str:
    """A text on one line, cleaned and cut; nothing is empty."""
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise Bad("text")
    return clean(str(value)[: limit * 8])[:limit]


def plain(value: object, limit: int = TEXT) -> str:
    """The words of HTML without its tags, on one line."""
    told = text_of(value)[: limit * 20]
    if "<" not in told and "&" not in told:
        return clean(told)[:limit]
    reader = _Words()
    # Nothing of HTML begins so, and the library ends at such a section instead of reading on.
    reader.feed(told.replace("<![", "< ["))
    reader.close()
    return clean(" ".join(reader.words))[:limit]


def text_of(value: object) -> str:
    """A text as it came; nothing is empty."""
    return value if isinstance(value, str) else ""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - of the library
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style") and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def dong(value: object, parts: int = 1) -> int:
    """Money in đồng out of a text or a number of ``parts`` of a đồng, e.g. 100.

    Raises:
        Bad: it is not whole, negative or beyond all sense.
    """
    digits = str(value).strip() if isinstance(value, str | int) else ""
    whole, _, rest = digits.partition(".")
    if isinstance(value, bool) or not _short_number(whole) or rest.strip("0"):
        raise Bad("money")
    amount, remainder = divmod(int(whole), parts)
    if remainder or amount > LARGEST:
        raise Bad("money")
    return amount


def whole(value: object, largest: int = 1_000_000) -> int:
    """A whole number of pieces, > 0.

    Raises:
        Bad: it is none.
    """
    digits = str(value)
    if isinstance(value, bool) or not _short_number(digits) or not 0 < int(digits) <= largest:
        raise Bad("number")
    return int(digits)


def _short_number(digits: str) -> bool:
    return len(digits) <= DIGITS and digits.isascii() and digits.isdecimal()


def moment(value: object) -> datetime:
    """A UTC instant out of ISO 8601; without a zone it is UTC.

    Raises:
        Bad: it is none.
    """
    try:
        at = datetime.fromisoformat(text_of(value))
    except ValueError:
        raise Bad("time") from None
    if not 2000 <= at.year < 3000:
        raise Bad("time")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def digest(value: object) -> str:
    """The same for equal content, whatever the order of its fields."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
