"""How many sales and receipts there were: counted alike on each screen, paper and report."""

from __future__ import annotations

from posdesk.runtime.i18n import N_
from posdesk.services.ports.store import Totals

SALES = N_("Sales")


def counts(totals: Totals) -> tuple[tuple[str, str, int], ...]:
    """Keys, words to translate and counts; what each counts is told at ``Totals``."""
    return (
        ("sales", SALES, totals.sales),
        ("returns", N_("Receipts with returns"), totals.returns),
        ("cancelled", N_("Cancelled"), totals.cancelled),
        ("receipts", N_("Receipts"), totals.receipts),
    )
