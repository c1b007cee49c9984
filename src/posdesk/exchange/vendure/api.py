"""Calls of GraphQL: signing in, asking, telling; what went wrong comes with HTTP 200 too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from posdesk.domain.errors import Trouble
from posdesk.exchange import link
from posdesk.exchange.link import Bad, plain, record, records, text
from posdesk.runtime.http import Answer, CallFailed, Gate
from posdesk.services.ports.exchange import Outcome, Result

_PATH = "/admin-api"
_TOKEN = "vendure-auth-token"  # noqa: S105 - the name of a header
_LOGIN = """mutation($user: String!, $password: String!) {
  login(username: $user, password: $password) {
    ... on CurrentUser { channels { permissions } }
    ... on ErrorResult { errorCode message }
  }
}"""

Thing = Mapping[str, object]
T = TypeVar("T")


class Ended(Exception):  # noqa: N818 - it says what happened
    """Something told to the server ended without being done.

    Attributes:
        result: how, rejected or unknown.
        kind: the server's own code of it.
    """

    def __init__(self, result: Result, kind: str = "") -> None:
        super().__init__(result.code, kind)
        self.result, self.kind = result, kind


class Api:
    """The Admin API of one server; signs in at the first call."""

    def __init__(self, gate: Gate, user: str, password: str) -> None:
        self._gate = gate
        self._user, self._password = user, password
        self._token: str | None = None
        self.rights: frozenset[str] = frozenset()

    def close(self) -> None:
        """Ends the connections."""
        self._gate.close()

    def sign_in(self) -> Answer:
        """Signs in; what the user may do is in ``rights`` from now on.

        Raises:
            Trouble: ``exchange_rights`` where name and password do not fit; ``exchange_...``.
        """
        who = {"user": self._user, "password": self._password}
        answer = link.asked(lambda: self._post(_LOGIN, who))
        try:
            user = record(record(record(link.body_of(answer)).get("data")).get("login"))
            channels = records(user.get("channels") or [])
        except Bad as error:
            raise Trouble("exchange_not_json", text=str(error)) from error
        if user.get("errorCode"):
            raise Trouble("exchange_rights", status=401)
        self.rights = frozenset(right for c in channels for right in _texts(c.get("permissions")))
        # A server that keeps sessions in cookies sends no token; the gate keeps its cookie.
        self._token = answer.headers.get(_TOKEN, "")
        return answer

    def ask(self, query: str, variables: Thing, read: Callable[[Thing], T]) -> T:
        """What ``read`` finds in the answer.

        Args:
            query: the question.
            variables: its values.
            read: may raise ``Bad`` where something is not what it has to be.

        Raises:
            Trouble: ``exchange_...``.
        """
        if self._token is None:
            self.sign_in()
        answer = link.asked(lambda: self._post(query, variables))
        try:
            body = record(link.body_of(answer))
            failed = _failed(body)
            if failed is not None:
                _check_rights(failed)
                raise Trouble("exchange_error", text=failed.result.text)
            return read(record(body.get("data")))
        except Bad as error:
            raise Trouble("exchange_not_json", text=str(error)) from error

    def tell(self, query: str, **variables: object) -> Thing:
        """Changes something there by its one mutation; gives what that answered.

        Raises:
            Ended: it was refused, or nobody knows whether it was done.
            Trouble: nothing was sent; ``exchange_rights``.
        """
        if self._token is None:
            self.sign_in()
        return _done(link.told(lambda: self._post(query, variables), _final))

    def upload(self, query: str, content: bytes, name: str) -> Thing:
        """Sends a picture as the file of a mutation with ``$file``; gives what that answered.

        Raises:
            Ended, Trouble: as ``tell``.
        """
        if self._token is None:
            self.sign_in()
        operations = json.dumps({"query": query, "variables": {"file": None}})
        parts: Mapping[str, tuple[str | None, bytes | str, str]] = {
            "operations": (None, operations, "application/json"),
            "map": (None, '{"0": ["variables.file"]}', "application/json"),
            "0": (name, content, "image/jpeg"),
        }
        headers = {**self._headers(), "Apollo-Require-Preflight": "true"}
        sent = link.told(
            lambda: self._gate.call("POST", _PATH, files=parts, headers=headers), _final
        )
        return _done(sent)

    def _post(self, query: str, variables: Mapping[str, object]) -> Answer:
        body = {"query": query, "variables": variables}
        return self._gate.call("POST", _PATH, body=body, headers=self._headers())

    def _headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}


def listed(told: Thing, field: str) -> Sequence[Thing]:
    """The items of a list in an answer.

    Raises:
        Bad: there is none.
    """
    return records(record(told.get(field)).get("items"))


def _texts(value: object) -> Sequence[str]:
    return [text(part, 60) for part in value] if isinstance(value, list) else ()


def _done(sent: Result | Answer) -> Thing:
    """What the one mutation of an answer gave: something with an id."""
    if isinstance(sent, Result):
        raise Ended(sent)
    try:
        failed, given = _read(record(link.body_of(sent)))
    except (Bad, Trouble) as error:
        raise Ended(Result(Outcome.UNKNOWN, code="exchange_not_json")) from error
    if failed is not None:
        _check_rights(failed)
        raise failed
    return given


def _read(body: Thing) -> tuple[Ended | None, Thing]:
    """How a mutation failed, or what it gave."""
    failed = _failed(body)
    if failed is not None:
        return failed, {}
    value = next(iter(record(body.get("data")).values()), None)
    given = record(value[0] if isinstance(value, list) and value else value)
    if given.get("errorCode"):
        words = plain(given.get("message"))
        refused = Result(Outcome.REJECTED, code="exchange_refused", text=words)
        return Ended(refused, text(given.get("errorCode"), 60)), {}
    if not given.get("id"):
        raise Bad("id")
    return None, given


def _check_rights(failed: Ended) -> None:
    """A session that ended and a right that was never given say the same; nothing was done."""
    if failed.kind == "FORBIDDEN":
        raise Trouble("exchange_rights", text=failed.result.text)


def _final(answer: Answer) -> Result | None:
    """What an answer that is no success says in GraphQL's way, e.g. of a bad variable."""
    try:
        failed = _failed(record(answer.json()))
    except (Bad, CallFailed):
        return None
    return failed.result if failed else None


def _failed(body: Thing) -> Ended | None:
    """The first error of an answer; what the server did not expect itself may work another time.

    Raises:
        Bad: it is no answer of GraphQL.
    """
    errors = records(body.get("errors") or [])
    if not errors:
        return None
    kind = text(record(errors[0].get("extensions") or {}).get("code"), 60)
    words = plain(errors[0].get("message"))
    if kind in ("", "INTERNAL_SERVER_ERROR"):  # an error of its database has no code
        return Ended(Result(Outcome.UNKNOWN, code="exchange_error", text=words), kind)
    return Ended(Result(Outcome.REJECTED, code="exchange_refused", text=words), kind)
