"""What moved the stock, in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.domain.money import format_dong
from posdesk.domain.quantity import format_quantity
from posdesk.domain.stock import MovementKind
from posdesk.runtime.i18n import N_, _
from posdesk.services.ports.goods import Movement

KINDS: Mapping[MovementKind, str] = {
    MovementKind.OPENING: N_("Opening stock"),
    MovementKind.RECEIPT: N_("Came in"),
    MovementKind.SALE: N_("Sold"),
    MovementKind.RETURN: N_("Came back"),
    MovementKind.ADJUSTMENT: N_("Corrected"),
}


def movement_words(move: Movement) -> str:
    """What it was, its receipt, cost and reason."""
    counted = move.expected is not None
    parts = [_("Counted") if counted else _(KINDS[move.kind]), move.receipt]
    if move.expected is not None:
        parts.append(_("expected {quantity}").format(quantity=format_quantity(move.expected)))
    if move.cost is not None:
        parts.append(_("cost {amount}").format(amount=format_dong(move.cost)))
    return " · ".join(part for part in (*parts, move.reason) if part)
