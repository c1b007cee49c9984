"""A customer while they are written: all as typed, read when it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.customer import Customer
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_amount, parse_dong
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say

_FIELDS = {
    "bad_phone": "phone",
    "phone_taken": "phone",
    "customer_name_needed": "name",
    "bad_amount": "limit",
    "too_large": "limit",
}
"""Where the cursor goes for each refusal."""


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """A customer as typed.

    Attributes:
        limit: the most they may owe, as typed; empty is no limit.
        consent: they agree that the shop keeps their data.
        problem: why it cannot be kept, in words.
        wrong: the field that is wrong.
    """

    name: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    limit: str = ""
    consent: bool = False
    problem: str = ""
    wrong: str = ""
    busy: bool = False


class CustomerFormModel(QObject):
    """One customer on their card.

    Attributes:
        saved: the ``Customer``, and words that say so.
    """

    state_changed = Signal(object)
    saved = Signal(object, str)

    def __init__(
        self, shop: Shop, tasks: Tasks, customer: Customer | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self.customer = shop, tasks, customer
        self.state = _form_of(customer) if customer else CustomerForm()

    def change(self, **changes: object) -> None:
        """Something was typed or chosen."""
        self._show(problem="", wrong="", **changes)

    def save(self) -> None:
        """Keeps the customer."""
        if self.state.busy:
            return
        shop = self._shop
        try:
            customer = self._read()
        except Refused as refusal:
            self._fail(refusal)
            return
        self._show(busy=True)
        job = shop.customers.change if self.customer else shop.customers.add
        self._tasks.write(self, lambda: job(shop.actor, customer), self._done, self._fail)

    def _read(self) -> Customer:
        form, known = self.state, self.customer or Customer(new_id())
        agreed = known.consent_on or self._shop.today()
        return replace(
            known,
            name=form.name,
            phone=form.phone,
            address=form.address,
            note=form.note,
            debt_limit=parse_dong(form.limit) if form.limit.strip() else None,
            consent_on=agreed if form.consent else None,
        )

    def _done(self, customer: Customer) -> None:
        words = _("{name} is changed.") if self.customer else _("{name} is in the list.")
        self._show(busy=False)
        self.saved.emit(customer, words.format(name=customer.masked))

    def _fail(self, error: Refused | Trouble) -> None:
        wrong = _FIELDS.get(error.code, "")
        self._show(busy=False, problem=say(error).words, wrong=wrong)

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the form
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def _form_of(customer: Customer) -> CustomerForm:
    limit = customer.debt_limit
    return CustomerForm(
        name=customer.name,
        phone=customer.phone,
        address=customer.address,
        note=customer.note,
        limit="" if limit is None else format_amount(limit),
        consent=customer.consent_on is not None,
    )
