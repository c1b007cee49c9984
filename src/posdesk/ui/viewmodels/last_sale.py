"""After a program that did not end in order: the sale it had just saved, with its change."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.sale import Sale
from posdesk.runtime.i18n import N_, _
from posdesk.services.ports.printing import JobKind, JobState
from posdesk.services.shop import Shop
from posdesk.ui.viewmodels.bill_state import Done
from posdesk.ui.viewmodels.bill_words import done_of

_NEWEST = 20
"""Of so many jobs the receipt's is one: it is as new as the sale."""

_DOUBT = N_("Look whether its receipt came out.")
_PAPER = {
    JobState.CONFIRMED: N_("Its receipt is printed."),
    JobState.WAITING: N_("Its receipt is not printed yet."),
    JobState.FAILED: N_("Its receipt is not printed yet."),
}


def last_sale(shop: Shop) -> Done | None:
    """The newest sale of the open shift, as it is shown; None if there is none."""
    shift = shop.shifts.current(shop.actor.till)
    sale = shop.corrections.last_sale(shop.actor)
    if shift is None or sale is None or sale.shift_id != shift.id:
        return None
    words = _("The program did not end in order. This sale is saved: do not ring it up again.")
    return replace(done_of(sale), news=f"{words} {_paper(shop, sale)}".strip())


def _paper(shop: Shop, sale: Sale) -> str:
    """Whether the newest receipt of a sale came out; nothing where none was wanted."""
    jobs = shop.papers.newest(_NEWEST)
    mine = [job for job in jobs if job.kind is JobKind.RECEIPT and job.ref == sale.number]
    return _(_PAPER.get(mine[0].state, _DOUBT)) if mine else ""
