"""Whom a tax invoice is for: typed once, known by the tax code from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.customer import InvoiceBuyer, tax_code_of
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.ids import new_id
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say

_FIELDS = {"bad_tax_code": "tax_code", "buyer_name_needed": "name", "bad_email": "email"}
"""Where the cursor goes for each refusal."""


@dataclass(frozen=True, slots=True)
class BuyerForm:
    """A buyer as typed.

    Attributes:
        problem: why no invoice can be made for it, in words.
        wrong: the field that is wrong.
    """

    tax_code: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    problem: str = ""
    wrong: str = ""
    busy: bool = False


class BuyerModel(QObject):
    """The buyer on the card.

    Attributes:
        kept: the ``InvoiceBuyer``.
    """

    state_changed = Signal(object)
    kept = Signal(object)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        buyer: InvoiceBuyer | None,
        customer_id: UUID | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._customer_id = shop, tasks, customer_id
        self.state = _form_of(buyer) if buyer else BuyerForm()

    def change(self, **changes: object) -> None:
        """Something was typed; a known tax code brings what was said the last time."""
        before = self.state.tax_code
        self._show(problem="", wrong="", **changes)
        if self.state.tax_code != before:
            self._recall()

    def save(self) -> None:
        """Keeps the buyer."""
        if self.state.busy:
            return
        form, shop = self.state, self._shop
        buyer = InvoiceBuyer(
            new_id(), form.tax_code, form.name, form.address, form.email, self._customer_id
        )
        self._show(busy=True)
        self._tasks.write(
            self, lambda: shop.customers.keep_buyer(shop.actor, buyer), self.kept.emit, self._fail
        )

    def _recall(self) -> None:
        typed, shop = self.state.tax_code, self._shop
        try:
            tax_code_of(typed)
        except Refused:
            return  # not whole yet

        def take(known: InvoiceBuyer | None) -> None:
            if known is not None and typed == self.state.tax_code:
                self._show(name=known.name, address=known.address, email=known.email)

        self._tasks.read(self, lambda: shop.customers.buyer(typed), take, self._fail)

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=say(error).words, wrong=_FIELDS.get(error.code, ""))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the form
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)


def _form_of(buyer: InvoiceBuyer) -> BuyerForm:
    return BuyerForm(buyer.tax_code, buyer.name, buyer.address, buyer.email)
