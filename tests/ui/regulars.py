"""The customers' screen at the real window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from posdesk.domain.cart import Cart
from posdesk.domain.customer import Customer
from posdesk.runtime.ids import new_id
from posdesk.ui.screens.customers import CustomersScreen
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui.desks import Desk, found


class Regulars(Desk):
    """What an owner sees and does among the customers."""

    def __init__(self, app: QApplication, counter: Counter, tasks: Tasks, reports: Path) -> None:
        super().__init__(app, counter, tasks, reports)
        self.counter = counter
        self.window.open_screen("customers")

    @property
    def screen(self) -> CustomersScreen:
        """The screen."""
        return found(self.window, "customers", CustomersScreen)

    @property
    def listed(self) -> list[str]:
        """The names in the list, from top to bottom."""
        return [record.title for record in self.screen.model.state.records]

    def at(self, text: str) -> None:
        """Searches for a customer, so that they are looked at."""
        self.screen.model.search(text)

    def owes(self, code: str = "KH001") -> int:
        """What a customer owes now."""
        customers = self.counter.shop.customers
        return customers.account(customers.get(code).id).owes


def debtors(counter: Counter) -> tuple[Customer, Customer]:
    """Chị Lan owes 70.000 since today; Bác Bảy 400.000 of 300.000 allowed, since 52 days."""
    shop = counter.shop
    lan = Customer(new_id(), name="Nguyễn Thị Lan", phone="0912345678", consent_on=shop.today())
    lan = shop.customers.add(shop.actor, lan)
    bay = Customer(new_id(), name="Bác Bảy xe ôm", phone="0987654321", debt_limit=300_000)
    bay = shop.customers.add(shop.actor, bay)
    counter.sell(Cart((counter.line("GOM-03", 2),), customer_id=lan.id), offers="debt")
    shop.debts.open_debt(shop.actor, bay.id, 400_000, shop.today() - timedelta(days=52))
    return lan, bay
