"""The gate to the network against servers that misbehave, on real sockets."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from posdesk.runtime.http import BadAddress, CallFailed, Gate, checked_url

Talk = Callable[[socket.socket], None]


def said(body: bytes, *headers: str, status: str = "200 OK") -> Talk:
    """A server that says this and hangs up."""
    head = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""))
    return lambda sock: sock.sendall(head.encode() + body)


@contextmanager
def server(talk: Talk) -> Iterator[str]:
    """Serves each connection with ``talk`` after one request was read."""
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        while not done.is_set():
            try:
                sock, _ = listening.accept()
            except OSError:
                return
            with sock:
                try:
                    sock.recv(65_536)
                    talk(sock)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        done.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def called(
    url: str, method: str = "GET", *, deadline: float = 5.0, limit: int = 1000
) -> CallFailed:
    """How a call fails."""
    gate = Gate(url, {"Authorization": "Basic c2VjcmV0"}, deadline=deadline, limit=limit)
    with pytest.raises(CallFailed) as failed:
        gate.call(method, "/x").json()
    gate.close()
    assert "c2VjcmV0" not in repr(failed.value)
    return failed.value


def drips(sock: socket.socket) -> None:
    """One byte of a header at a time: no silence is ever long."""
    sock.settimeout(0.02)
    sock.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(500):
        sock.sendall(b"a")
        try:
            if not sock.recv(1):
                return
        except TimeoutError:
            continue


def drips_body(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    drips(sock)


def breaks_off(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")


@pytest.mark.parametrize("talk", [drips, drips_body])
def test_a_call_ends_however_slowly_bytes_come(talk: Talk) -> None:
    with server(talk) as url:
        failed = called(url, deadline=0.2)
    assert (failed.code, failed.sent) == ("exchange_slow", True)


@pytest.mark.parametrize(
    ("talk", "code"),
    [
        (said(b"<html>Wi-Fi</html>"), "exchange_not_json"),
        (said(b'{"a": NaN}'), "exchange_not_json"),
        (said(b"[" * 900), "exchange_not_json"),
        (said(b"9" * 1001), "exchange_too_large"),
        (said(gzip.compress(b"0" * 1_000_000), "Content-Encoding: gzip"), "exchange_too_large"),
        (breaks_off, "exchange_broke_off"),
        (lambda _sock: None, "exchange_broke_off"),
        (said(b"", "Location: http://127.0.0.1:1/", status="302 Found"), "exchange_moved"),
        (said(b"", "Location: https://evil.example/x", status="301 Gone"), "exchange_moved"),
        (said(b"", "Location: /x", status="302 Found"), "exchange_moved"),
    ],
)
def test_an_answer_that_is_none_is_told_apart(talk: Talk, code: str) -> None:
    with server(talk) as url:
        assert called(url).code == code


def test_a_write_is_never_sent_on_to_another_place() -> None:
    with server(said(b"", "Location: /y", status="307 Temporary Redirect")) as url:
        assert called(url, "POST").code == "exchange_moved"


def test_nobody_there_means_that_nothing_was_sent() -> None:
    with server(said(b"")) as url:
        pass
    failed = called(url)
    assert (failed.code, failed.sent) == ("no_network", False)


def test_numbers_with_a_point_stay_texts() -> None:
    with server(said(b'{"price": 1.10, "whole": 7}')) as url:
        gate = Gate(url, {})
        assert gate.call("GET", "/").json() == {"price": "1.10", "whole": 7}
        gate.close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://shop.example", "plain_http"),
        ("http://127.0.0.1.example", "plain_http"),
        ("ftp://127.0.0.1", "bad_url"),
        ("https://user:pass@shop.example", "bad_url"),
        ("https://shop.example/?x=1", "bad_url"),
        ("shop.example", "bad_url"),
        ("https://[::1", "bad_url"),
        ("https://shop.example:99999", "bad_url"),
    ],
)
def test_addresses_that_are_not_called(url: str, code: str) -> None:
    with pytest.raises(BadAddress, match=code):
        checked_url(url)


def test_addresses_that_are() -> None:
    assert checked_url(" https://shop.example/web/ ") == "https://shop.example/web"
    assert checked_url("http://[::1]:8080") == "http://[::1]:8080"
    assert checked_url("http://localhost:1") == "http://localhost:1"
