"""The one gate to the network: what a server sends is not trusted, how long it takes neither.

Promises: https everywhere but on this computer itself; no answer from another host than the one
that was asked; an end after a given time, however slowly bytes drip; no more bytes kept than
allowed, counted as they are unpacked; JSON is JSON. Secrets travel in headers and show nowhere.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypedDict, cast
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError

DEADLINE = 30.0
"""Seconds for one call in all."""
LIMIT = 20_000_000
"""Bytes of an answer, unpacked."""

DIGITS = 20
"""Of a whole number; none that means something has more."""

_CONNECT, _SILENCE = 10.0, 20.0
_CHUNK = 65_536
_HOPS = 3
_GO_ON = (301, 302, 303, 307, 308)


class CallFailed(Exception):  # noqa: N818 - it says what happened
    """A call that got no whole answer.

    Attributes:
        code: ``no_network``, ``exchange_certificate``, ``exchange_slow``, ``exchange_broke_off``,
            ``exchange_moved``, ``exchange_too_large``, ``exchange_not_json``.
        text: what the server showed of itself, short and printable.
        sent: whether the request may have reached the server.
    """

    def __init__(self, code: str, text: str = "", *, sent: bool = True) -> None:
        super().__init__(code, text)
        self.code, self.text, self.sent = code, text, sent


class BadAddress(ValueError):  # noqa: N818
    """An address that is not called: ``bad_url``, or ``plain_http`` to another computer."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        headers: names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether it is a success."""
        return 200 <= self.status < 300

    def json(self) -> object:
        """The body as JSON; numbers with a point stay texts, so no money becomes a float.

        Whole numbers beyond all sense stay texts too: one in an order must not hide the others.

        Raises:
            CallFailed: ``exchange_not_json`` (a hotspot's log-in page, a web server's error).
        """
        try:
            return cast(
                "object",
                json.loads(self.body, parse_float=str, parse_int=_number, parse_constant=_refuse),
            )
        except (ValueError, RecursionError) as error:
            raise CallFailed("exchange_not_json", _glimpse(self.body)) from error


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= DIGITS else digits


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _glimpse(body: bytes) -> str:
    return _shown(body[:120].decode("utf-8", "replace"))


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text[:120])


def checked_url(url: str) -> str:
    """An address as it is kept, without a slash at the end.

    Raises:
        BadAddress: ``bad_url``; ``plain_http`` where it is neither https nor this computer.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise BadAddress("bad_url") from None
    whole = parts.scheme in ("http", "https") and parts.hostname and port != 0
    if not whole or parts.username or parts.query or parts.fragment:
        raise BadAddress("bad_url")
    if parts.scheme == "http" and not _is_here(parts.hostname or ""):
        raise BadAddress("plain_http")
    return parts.geturl().rstrip("/")


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Parts(TypedDict):
    """What a request is made of, as the library names it."""

    params: Mapping[str, str] | None
    json: object
    data: bytes | None
    files: Mapping[str, tuple[str | None, bytes | str, str]] | None
    headers: dict[str, str]


class Gate:
    """Calls to one server."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        deadline: float = DEADLINE,
        limit: int = LIMIT,
        certificates: str | None = None,
    ) -> None:
        """A gate to ``url``.

        Args:
            url: its address.
            headers: sent with every call, with the secrets.
            deadline: seconds for one call in all.
            limit: bytes of an answer.
            certificates: a file of certificates to trust instead of the usual ones.
        """
        self._url = checked_url(url)
        self._deadline, self._limit = deadline, limit
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter())
        # Neither proxies nor passwords from the surroundings of the program.
        self._session.trust_env = False
        if certificates:
            self._session.verify = certificates
        self._session.headers.update({"User-Agent": "posdesk", **headers})

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: object = None,
        data: bytes | None = None,
        files: Mapping[str, tuple[str | None, bytes | str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Sends one request and reads the whole answer.

        Args:
            method: of HTTP.
            path: behind the gate's address, with its first slash.
            query: after the question mark.
            body: sent as JSON; None sends none.
            data: sent as it is.
            files: parts of a form.
            headers: for this call alone.

        Raises:
            CallFailed: what became of it is not known where ``sent`` says so.
        """
        url, left = self._url + path, _HOPS
        while True:
            parts = _Parts(
                params=query, json=body, data=data, files=files, headers=dict(headers or {})
            )
            answer = self._once(method, url, parts)
            if answer.status not in _GO_ON:
                return answer
            url, query = self._next(method, url, answer, left), None
            left -= 1

    def close(self) -> None:
        """Ends the connections."""
        self._session.close()

    def _next(self, method: str, url: str, answer: Answer, left: int) -> str:
        """Where a redirect leads, if it stays with the same server and only reads."""
        there = urljoin(url, answer.headers.get("location", ""))
        before, after = urlsplit(url), urlsplit(there)
        same = (before.scheme, before.netloc) == (after.scheme, after.netloc)
        if not same or method != "GET" or left <= 0:
            raise CallFailed("exchange_moved", _shown(there))
        return there

    def _once(self, method: str, url: str, parts: _Parts) -> Answer:
        with _told(), _ended(self._deadline):
            response = self._session.request(
                method,
                url,
                timeout=(_CONNECT, min(_SILENCE, self._deadline)),
                allow_redirects=False,
                stream=True,
                **parts,
            )
            with response:
                body = self._read(response)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, body)

    def _read(self, response: requests.Response) -> bytes:
        parts, size = [], 0
        while part := response.raw.read1(_CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > self._limit:
                raise CallFailed("exchange_too_large")
        return b"".join(parts)


# --- the end of a call, however slowly the other side speaks


class _Watched:
    """A connection whose socket is known to the call it serves."""

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]  # the connections below have it
        _note(sock)
        return sock

    def request(self, *args: object, **named: object) -> None:
        """Sends a request; what comes back is read from a socket that is known."""
        super().request(*args, **named)  # type: ignore[misc]
        _note(self.sock)  # type: ignore[attr-defined]


class _Plain(_Watched, HTTPConnection):
    pass


class _Secure(_Watched, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: object, **named: object) -> None:
        """Makes the pools, of watched connections."""
        super().init_poolmanager(*args, **named)  # type: ignore[arg-type]  # passed on as they are
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


_in_use = threading.local()


def _note(sock: socket.socket) -> None:
    _in_use.sockets.append(sock)


@contextmanager
def _ended(seconds: float) -> Iterator[None]:
    """Within: a call of this thread; when the time is over its sockets are shut.

    Raises:
        CallFailed: ``exchange_slow``.
    """
    over = threading.Event()
    sockets: list[socket.socket] = []
    _in_use.sockets = sockets
    timer = threading.Timer(seconds, _shut, (over, sockets))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise CallFailed("exchange_slow")


def _shut(over: threading.Event, sockets: list[socket.socket]) -> None:
    over.set()
    for sock in list(sockets):
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


# --- what went wrong, in the shop's words


@contextmanager
def _told() -> Iterator[None]:
    """Turns the library's errors into ours."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise CallFailed("exchange_certificate", sent=False) from error
    except (requests.ConnectTimeout, requests.exceptions.ProxyError) as error:
        raise CallFailed("no_network", sent=False) from error
    except requests.Timeout as error:
        raise CallFailed("exchange_slow") from error
    except requests.ConnectionError as error:
        if isinstance(_root(error), NewConnectionError):
            raise CallFailed("no_network", sent=False) from error
        raise CallFailed("exchange_broke_off") from error
    except (requests.RequestException, HTTPError, OSError) as error:
        raise CallFailed("exchange_broke_off") from error


def _root(error: requests.ConnectionError) -> object:
    """What urllib3 says under requests' own words."""
    inner = error.args[0] if error.args else None
    return getattr(inner, "reason", inner)
