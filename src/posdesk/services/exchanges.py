"""Exchanges: set up, looked at, forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.exchange import Connect, Exchange, ExchangeKind, Found
from posdesk.services.ports.store import Reader, Store

_NAME, _URL = 40, 200
SECRETS: Mapping[ExchangeKind, tuple[str, ...]] = {
    ExchangeKind.FILE: (),
    ExchangeKind.WOOCOMMERCE: ("key", "secret", "user", "app_password"),
    ExchangeKind.VENDURE: ("user", "password"),
}
"""The secrets each kind needs; those of pictures may be left empty."""


class SecretStore(Protocol):
    """Where keys of exchanges are kept; never in the shop's file."""

    def keep(self, exchange: Exchange, fields: Mapping[str, str]) -> bool:
        """Keeps them; False where they last for this run of the program only."""
        ...

    def forget(self, exchange: Exchange) -> None:
        """Drops them."""
        ...


@dataclass(frozen=True, slots=True)
class SetUp:
    """An exchange as somebody sets it up.

    Attributes:
        buffer: pieces of each product never offered there.
        expiry_hours: unpaid orders keep their goods so long.
    """

    name: str
    kind: ExchangeKind
    url: str
    options: Mapping[str, str]
    buffer: int = 0
    expiry_hours: int = 24


class Exchanges:
    """What the shop sells on."""

    def __init__(self, store: Store, connect: Connect, secrets: SecretStore, clock: Clock) -> None:
        self._store, self._connect = store, connect
        self._secrets, self._clock = secrets, clock

    def all(self) -> tuple[Exchange, ...]:
        """In the order they were set up."""
        with self._store.read() as reader:
            return reader.exchanges()

    def named(self, name: str) -> Exchange:
        """One of them.

        Raises:
            Refused: ``unknown_exchange``.
        """
        with self._store.read() as reader:
            return _named(reader, name)

    def add(self, actor: Actor, wanted: SetUp, secrets: Mapping[str, str]) -> tuple[Exchange, bool]:
        """Sets one up; also whether its keys were kept for the next start.

        Raises:
            Refused: ``name_needed``, ``address_needed``, ``text_too_long``, ``exchange_exists``,
                ``bad_url``, ``no_folder``, ``plain_http``, ``secrets_missing``, ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        exchange = Exchange(
            id=new_id(),
            name=_short(wanted.name, _NAME),
            kind=wanted.kind,
            url=_address(wanted.url),
            since=self._clock.now(),
            options=dict(wanted.options),
            buffer=wanted.buffer,
            expiry_hours=wanted.expiry_hours,
        )
        with self._store.read() as reader:
            _refuse_double(reader, exchange)
        kept = self._secrets.keep(exchange, secrets)
        try:
            # An address or keys that can never work are told now, not at the first sync.
            self._connect(exchange).close()
            with self._store.write() as work:
                _refuse_double(work, exchange)
                work.put_exchange(exchange)
        except Exception:
            self._secrets.forget(exchange)
            raise
        return exchange, kept

    def change(self, actor: Actor, exchange: Exchange) -> Exchange:
        """Changes buffer, options or address.

        Raises:
            Refused: ``unknown_exchange``, ``address_needed``, ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        with self._store.write() as work:
            known = _named(work, exchange.name)
            changed = replace(
                known,
                url=_address(exchange.url),
                options=dict(exchange.options),
                buffer=exchange.buffer,
                expiry_hours=exchange.expiry_hours,
            )
            work.put_exchange(changed)
            return changed

    def new_keys(self, actor: Actor, exchange: Exchange, secrets: Mapping[str, str]) -> bool:
        """Other keys for an exchange; False where they last for this run of the program only.

        Raises:
            Refused: ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        return self._secrets.keep(exchange, secrets)

    def probe(self, exchange: Exchange) -> Found:
        """Looks what is at its address.

        Raises:
            Trouble: ``no_network``, ``exchange_...``.
        """
        connector = self._connect(exchange)
        try:
            return connector.probe()
        finally:
            connector.close()

    def remove(self, actor: Actor, exchange_id: UUID) -> None:
        """Forgets an exchange and its keys; what was ordered there stays.

        Raises:
            Refused: ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        with self._store.write() as work:
            exchange = next((e for e in work.exchanges() if e.id == exchange_id), None)
            if exchange is None:
                return
            work.drop_exchange(exchange_id)
        self._secrets.forget(exchange)


def _short(text: str, limit: int) -> str:
    known = clean(text)
    if not known:
        raise Refused("name_needed")
    if len(known) > limit:
        raise Refused("text_too_long", limit=limit)
    return known


def _address(text: str) -> str:
    if not clean(text):
        raise Refused("address_needed")
    return _short(text, _URL)


def _named(reader: Reader, name: str) -> Exchange:
    exchange = reader.exchange(name)
    if exchange is None:
        raise Refused("unknown_exchange", exchange=clean(name)[:_NAME])
    return exchange


def _refuse_double(reader: Reader, exchange: Exchange) -> None:
    if reader.exchange(exchange.name) is not None:
        raise Refused("exchange_exists", exchange=exchange.name)
