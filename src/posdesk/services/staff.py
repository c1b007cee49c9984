"""Who works in the shop."""

from __future__ import annotations

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.text import clean
from posdesk.services.ports.store import Person, Store

NAME_LIMIT = 60


class Staff:
    """The people behind the counter."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rename(self, actor: Actor, name: str) -> Person:
        """Gives the one who acts another name; papers and screens say it from now on.

        Raises:
            Refused: ``name_needed``, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.SETTINGS)
        person = Person(actor.id, clean(name))
        if not person.name:
            raise Refused("name_needed")
        if len(person.name) > NAME_LIMIT:
            raise Refused("text_too_long", limit=NAME_LIMIT)
        with self._store.write() as work:
            work.put_person(person)
        return person
