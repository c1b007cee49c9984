"""Where the reading of changed orders goes on, for servers whose filter is a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from posdesk.exchange.link import Bad, moment

OVERLAP = timedelta(seconds=5)
"""How far each reading goes back: the filter leaves out what falls into its own moment."""

SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reading goes on.

    Attributes:
        high: the newest change seen, by the server's clock.
        grain: how finely the server tells times.
        after: the filter of the reading under way; None begins one.
        page: of that filter: more than 1 only while one moment fills whole pages.
    """

    high: datetime
    grain: timedelta = SECOND
    after: datetime | None = None
    page: int = 1

    @property
    def filter(self) -> datetime:
        """What "changed after" is asked with; it is exclusive."""
        return self.after or self.high - OVERLAP - self.grain

    def behind(self, first: datetime, last: datetime, *, full: bool) -> Place:
        """The place behind a page of changes from ``first`` to ``last``."""
        known = replace(self, high=max(self.high, last), after=None, page=1)
        if not full:
            return known
        if last > first:
            # Page numbers drift when an order is touched meanwhile; a time does not.
            return replace(known, after=last - self.grain)
        return replace(known, after=self.filter, page=self.page + 1)


def place_of(cursor: str, start: datetime, grain: timedelta = SECOND) -> Place:
    """The place a cursor stands for; an empty or spoiled one begins at ``start``."""
    try:
        told = json.loads(cursor)
        after = moment(told["after"]) if told["after"] else None
        return Place(moment(told["high"]), grain, after, int(told["page"]))
    except (ValueError, KeyError, TypeError, Bad):
        return Place(start, grain)


def cursor_of(place: Place) -> str:
    """The place as the shop keeps it."""
    after = place.after.isoformat() if place.after else ""
    return json.dumps({"high": place.high.isoformat(), "after": after, "page": place.page})
