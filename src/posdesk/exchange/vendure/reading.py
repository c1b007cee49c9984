"""Where the reading of orders goes on: what changed, and once a day everything of two months.

``updatedAt`` stays where it is when money or goods of an order move, so the changes alone would
never show a refund of an order that is over for the shop.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from posdesk.exchange.link import Bad, moment
from posdesk.exchange.place import MILLISECOND, Place, cursor_of, place_of

WHOLE = timedelta(days=60)
"""How far back the first reading goes, and the daily one."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the reading goes on.

    Attributes:
        place: among the changes.
        whole_at: when everything was read last, by this computer's clock.
        skip: how many orders of the daily reading were read; None while none is under way.
    """

    place: Place
    whole_at: datetime
    skip: int | None = None

    def changes_read(self, place: Place, now: datetime, *, more: bool) -> Reading:
        """Behind a page of changes; a day after the last one, a daily reading follows them."""
        if more or now - self.whole_at < _DAY:
            return replace(self, place=place)
        return Reading(place, now, skip=0)

    def part_read(self, skip: int, *, more: bool) -> Reading:
        """Behind a page of the daily reading."""
        return replace(self, skip=skip if more else None)


def reading_of(cursor: str, now: datetime) -> Reading:
    """The reading a cursor stands for; an empty or spoiled one reads everything."""
    place = place_of(cursor, now - WHOLE, MILLISECOND)
    try:
        told = json.loads(cursor)
        skip = None if told["skip"] is None else int(told["skip"])
        return Reading(place, moment(told["whole_at"]), skip)
    except (ValueError, KeyError, TypeError, Bad):
        return Reading(place, now)


def cursor_for(reading: Reading) -> str:
    """The reading as the shop keeps it."""
    told = json.loads(cursor_of(reading.place))
    return json.dumps({**told, "whole_at": reading.whole_at.isoformat(), "skip": reading.skip})
