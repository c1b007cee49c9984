"""The line to a site: it loses an answer after the site did what it was told, or answers itself."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_OWN = ("connection", "transfer-encoding", "content-length", "host")


class Line:
    """A site as it is reached over a line that can be made to fail."""

    def __init__(self, target: str) -> None:
        self.target, self.url = urlsplit(target).netloc, ""
        self._lose: int | None = None
        self._instead: tuple[int, bytes] | None = None

    @contextmanager
    def losing(self, after: int = 0) -> Iterator[None]:
        """Within: ``after`` changes are answered, the answer to the next one never arrives."""
        self._lose = after
        yield
        self._lose = None

    @contextmanager
    def saying(self, status: int, body: bytes) -> Iterator[None]:
        """Within: somebody else answers everything in the site's place."""
        self._instead = status, body
        yield
        self._instead = None

    def pass_on(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> Answer | None:
        """What comes back; None where the line breaks."""
        if self._instead:
            return Answer(*self._instead, [("Content-Type", "text/html")])
        site = http.client.HTTPConnection(self.target, timeout=30)
        try:
            site.request(method, path, body, headers)
            reply = site.getresponse()
            answer = Answer(reply.status, reply.read(), reply.getheaders())
        finally:
            site.close()
        if self._lose is not None and _changes(method, body):
            self._lose -= 1
            if self._lose < 0:
                self._lose = None
                return None
        return answer


class Answer:
    def __init__(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.status, self.body = status, body
        self.headers = [(k, v) for k, v in headers if k.lower() not in _OWN]


def _changes(method: str, body: bytes) -> bool:
    """Whether a call changes something; GraphQL asks by POST too."""
    asks = b'"query"' in body and b"mutation" not in body
    return method != "GET" and not asks and b"login(" not in body


@contextmanager
def line(target: str) -> Iterator[Line]:
    """A line to a site; its ``url`` stands for the site's."""
    made = Line(target)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together

        def log_message(self, *_: object) -> None:
            pass

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _OWN}
            answer = made.pass_on(self.command, self.path, headers, body)
            if answer is None:
                self.close_connection = True
                return
            self.send_response_only(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = _serve  # noqa: N815 - the library's names

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
