"""Who is on the bill: who buys, and whom a tax invoice is for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import Cart
from posdesk.domain.customer import InvoiceBuyer
from posdesk.runtime.i18n import _
from posdesk.services.customers import CustomerRow
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Failed, Tasks
from posdesk.ui.viewmodels.customers import bill_words


class BillParties(QObject):
    """Knows the people whose ids a bill carries.

    Attributes:
        customer: who buys.
        buyer: whom the invoice is for.
        found: one of them was looked up.
    """

    found = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._failed = shop, tasks, failed
        self._cart = Cart()
        self.customer: CustomerRow | None = None
        self.buyer: InvoiceBuyer | None = None

    @property
    def words(self) -> str:
        """Who buys and what they owe, and whom the invoice is for; empty for nobody."""
        lines = [bill_words(self.customer)] if self.customer else []
        if self.buyer:
            wording = _("Tax invoice: {name} · {tax_code}")
            lines.append(wording.format(name=self.buyer.name, tax_code=self.buyer.tax_code))
        return "\n".join(lines)

    @property
    def owes(self) -> int:
        """What who buys owes already, đồng."""
        return self.customer.owes if self.customer else 0

    def follow(self, cart: Cart) -> None:
        """The bill is another one, or somebody else's."""
        self._cart = cart
        if self.customer and self.customer.customer.id != cart.customer_id:
            self.customer = None
        if self.buyer and self.buyer.id != cart.buyer_id:
            self.buyer = None
        self._look_up_customer()
        self._look_up_buyer()

    def _look_up_customer(self) -> None:
        shop, customer_id = self._shop, self._cart.customer_id

        def take(row: CustomerRow | None) -> None:
            if self._cart.customer_id == customer_id:
                self.customer = row
                self.found.emit()

        if customer_id is not None and self.customer is None:
            self._tasks.read(self, lambda: shop.customers.row(customer_id), take, self._failed)

    def _look_up_buyer(self) -> None:
        shop, buyer_id = self._shop, self._cart.buyer_id

        def take(buyer: InvoiceBuyer | None) -> None:
            if self._cart.buyer_id == buyer_id:
                self.buyer = buyer
                self.found.emit()

        if buyer_id is not None and self.buyer is None:
            self._tasks.read(self, lambda: shop.customers.buyer_of(buyer_id), take, self._failed)
