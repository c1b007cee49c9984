"""The chain: each posting is sealed by a hash over the one before and by a key of the shop."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.postings import CONTENT, Posting, Row

GENESIS = bytes(32)
MAC_BYTES = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link. ``seq`` 0 is the empty chain.

    Attributes:
        at: when it was posted, milliseconds; it does not tell one head from another.
        document_id: what was posted, likewise.
    """

    seq: int = 0
    hash: bytes = GENESIS
    at: int = field(default=0, compare=False)
    document_id: bytes = field(default=bytes(16), compare=False)

    @property
    def short(self) -> str:
        """Eight characters, as each receipt prints them."""
        return self.hash.hex()[:8].upper()


def content_digest(kind: str, rows: Iterable[Sequence[Row]]) -> bytes:
    """SHA-256 over the canonical content of a document's rows.

    Columns that are NULL are left out, so nullable columns may be added later.
    """
    content = [
        [table, [_plain(row) for row in group]]
        for (table, _), group in zip(CONTENT[kind], rows, strict=True)
    ]
    return hashlib.sha256(_canonical(content).encode()).digest()


def _plain(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


_canonical = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=bytes.hex
).encode
"""Names in order, no spaces, bytes as hex."""


def link_hash(
    previous: bytes, seq: int, at: int, kind: str, document_id: bytes, content: bytes
) -> bytes:
    """The hash of a link."""
    head = f"{seq}|{at}|{kind}|".encode()
    return hashlib.sha256(previous + head + document_id + content).digest()


def seal(key: bytes | None, digest: bytes) -> bytes | None:
    """The MAC of a link with the shop's journal key; None where the key is absent."""
    return hmac.digest(key, digest, "sha256")[:MAC_BYTES] if key else None


_NEWEST = "SELECT seq, hash, at, document_id FROM journal ORDER BY seq DESC LIMIT 1"


def read_head(connection: Connection) -> Head:
    """The newest link of the chain."""
    row = driver.first(connection, _NEWEST)
    return Head(*row) if row else Head()


def append(
    connection: Connection, head: Head, postings: Iterable[Posting], key: bytes | None
) -> Head:
    """Adds the postings' links after ``head`` and gives the new head."""
    links: list[Row] = []
    for posting in postings:
        link, head = _linked(head, posting, key)
        links.append(link)
    driver.insert(connection, "journal", links)
    return head


def _linked(head: Head, posting: Posting, key: bytes | None) -> tuple[Row, Head]:
    content = content_digest(posting.kind, posting.rows)
    seq = head.seq + 1
    digest = link_hash(head.hash, seq, posting.at, posting.kind, posting.document_id, content)
    link: Row = {
        "seq": seq,
        "at": posting.at,
        "kind": posting.kind,
        "document_id": posting.document_id,
        "content": content,
        "hash": digest,
        "mac": seal(key, digest),
    }
    return link, Head(seq, digest, posting.at, posting.document_id)
