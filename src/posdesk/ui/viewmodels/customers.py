"""Choosing who buys: the first letters or digits find them, Enter takes or adds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.customer import Customer
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.text import clean, mask_phone, normal_phone
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.runtime.sentences import sentence
from posdesk.services.customers import CustomerRow
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record, Stress
from posdesk.ui.tasks import Tasks

SHOWN = 30
OLD_DAYS = 30
"""A debt older than this wants attention."""


@dataclass(frozen=True, slots=True)
class PickState:
    """Who could be meant.

    Attributes:
        action: what Enter does: takes the marked customer, or adds a new one.
        adds: Enter adds what was typed.
    """

    records: tuple[Record, ...] = ()
    current: int | None = None
    action: str = ""
    adds: bool = False
    problem: str = ""
    busy: bool = False


class PickModel(QObject):
    """Finds a customer by phone or name, or adds one.

    Attributes:
        picked: the ``CustomerRow``.
    """

    state_changed = Signal(object)
    picked = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._rows: tuple[CustomerRow, ...] = ()
        self._text = ""
        self._consent = False
        self.state = PickState()

    def search(self, text: str) -> None:
        """What was typed; the newest answer counts."""
        self._text = clean(text)
        wanted, shop = self._text, self._shop

        def take(rows: Sequence[CustomerRow]) -> None:
            if wanted == self._text:
                self._rows = tuple(rows)
                records = tuple(customer_record(row) for row in rows)
                self._show(records=records, current=0 if rows else None, problem="")

        self._tasks.read(self, lambda: shop.customers.find(wanted, SHOWN), take, self._fail)

    def agree(self, consent: bool) -> None:
        """Whether a new customer agrees that the shop keeps name and phone."""
        self._consent = consent

    def go_to(self, place: int) -> None:
        """Marks a customer."""
        if 0 <= place < len(self._rows):
            self._show(current=place)

    def move(self, step: int) -> None:
        """Marks the customer above or below."""
        if self._rows:
            here = self.state.current or 0
            self.go_to(min(max(here + step, 0), len(self._rows) - 1))

    def go_on(self) -> None:
        """Takes the marked customer, or adds what was typed."""
        if self.state.busy:
            return
        if self.state.current is not None:
            self.picked.emit(self._rows[self.state.current])
        elif self._text:
            self._add()

    def _add(self) -> None:
        shop = self._shop
        name, phone = split_typed(self._text)
        consent_on = shop.today() if self._consent else None
        customer = Customer(id=new_id(), name=name, phone=phone, consent_on=consent_on)
        self._show(busy=True)
        self._tasks.write(
            self, lambda: shop.customers.add(shop.actor, customer), self._added, self._fail
        )

    def _added(self, customer: Customer) -> None:
        self._show(busy=False)
        self.picked.emit(CustomerRow(customer, 0))

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=sentence(error.code, error.params))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        adds = changed.current is None and bool(self._text)
        action = _("Put on the bill")
        if adds:
            action = _("Add “{name}”").format(name=self._text[:40])
        elif changed.current is None:
            action = ""
        changed = replace(changed, action=action, adds=adds)
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def split_typed(text: str) -> tuple[str, str]:
    """Name and phone out of one line: ``chị Lan 0912345678``."""
    found = re.search(r"\+?\d[\d\s.()-]{7,}\d", text)
    phone = normal_phone(found[0]) if found else None
    if found is None or phone is None:
        return ("", text) if re.fullmatch(r"[+\d\s.()-]+", text) else (text, "")
    return clean(text[: found.start()] + " " + text[found.end() :]), phone


def customer_record(row: CustomerRow) -> Record:
    """A customer as a line of a list; the phone is masked."""
    customer = row.customer
    parts = [customer.code, mask_phone(customer.phone) if customer.phone else "", customer.address]
    badge, stress = _debt_badge(row)
    return Record(
        title=customer.name or customer.masked,
        detail=" · ".join(part for part in parts if part),
        figure=format_dong(row.owes) if row.owes else "",
        badge=badge,
        stress=stress,
    )


def _debt_badge(row: CustomerRow) -> tuple[str, Stress]:
    """How old the debt is, and whether it is more than allowed."""
    if row.owes <= 0:
        return "", Stress.PLAIN
    if row.over_limit:
        return _("Over the limit · {age}").format(age=age_words(row.days)), Stress.TROUBLE
    return age_words(row.days), Stress.ATTENTION if row.days > OLD_DAYS else Stress.PLAIN


def age_words(days: int) -> str:
    """How old a debt is."""
    return _("since today") if days == 0 else _("{days} days").format(days=days)


def bill_words(row: CustomerRow) -> str:
    """A customer as the bill shows them, with what they owe: others look at the screen too."""
    name = row.customer.masked
    if row.owes <= 0:
        return name
    return _("{name} · owes {amount}").format(name=name, amount=format_dong(row.owes))
