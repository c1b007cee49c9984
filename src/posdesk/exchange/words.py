"""What the shop says of its goods, as sites show it."""

from __future__ import annotations

import html

from posdesk.domain.listing import Details
from posdesk.runtime.i18n import _
from posdesk.services.ports.exchange import ItemDraft


def description(draft: ItemDraft) -> str:
    """The shop's words as paragraphs; they are text, whatever they look like."""
    parts = [*draft.description.split("\n"), *_facts(draft.details), draft.details.story]
    return "".join(f"<p>{html.escape(part)}</p>" for part in parts if part)


def _facts(details: Details) -> list[str]:
    stars = str(details.ocop_stars) if details.ocop_stars else ""
    named = (
        (_("Craft village"), details.village),
        (_("Material"), details.material),
        (_("Size"), details.size),
        (_("Origin"), details.origin),
        (_("OCOP stars"), " · ".join(filter(None, (stars, details.ocop_decision)))),
    )
    return [f"{name}: {value}" for name, value in named if value]
