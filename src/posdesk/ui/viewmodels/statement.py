"""A customer's statement: seen as it prints, printed, saved as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from posdesk.domain.customer import Customer
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day_papers import own_documents, write_file
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.receipts import DOTS


class StatementModel(QObject):
    """The statement of the customer it was drawn for last.

    Attributes:
        drawn: the statement (PNG, and the same as plain text).
        done: it is printed or saved, in words.
        refused: why not.
    """

    drawn = Signal(object, str)
    done = Signal(str)
    refused = Signal(str)

    def __init__(
        self, shop: Shop, tasks: Tasks, folder: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._folder = folder or own_documents()
        self._customer: Customer | None = None

    def draw(self, customer: Customer) -> None:
        """Draws a customer's statement as it will print."""
        self._customer, shop = customer, self._shop

        def job() -> tuple[bytes, str]:
            paper, dots = shop.documents.statement(customer.id), _dots(shop)
            return shop.renderer.png(paper, dots), shop.renderer.text(paper, dots)

        self._tasks.read(self, job, lambda both: self.drawn.emit(*both), self._fail)

    def print(self) -> None:
        """Prints it."""
        customer, papers, actor = self._customer, self._shop.papers, self._shop.actor
        if customer is not None:
            words = _("The statement is on its way to the printer.")
            self._tasks.write(
                self,
                lambda: papers.print_statement(actor, customer.id),
                lambda _job: self.done.emit(words),
                self._fail,
            )

    def save_pdf(self) -> None:
        """Saves it among the documents."""
        customer, shop = self._customer, self._shop
        if customer is None:
            return
        path = self._folder / f"{customer.code}-{shop.today()}.pdf"

        def save() -> Path:
            return write_file(
                path, shop.renderer.pdf(shop.documents.statement(customer.id), _dots(shop))
            )

        self._tasks.read(self, save, self._saved, self._fail)

    def _saved(self, path: Path) -> None:
        self.done.emit(_("Saved as {path}").format(path=path))

    def _fail(self, error: Refused | Trouble) -> None:
        self.refused.emit(say(error).words)


def _dots(shop: Shop) -> int:
    printers = shop.papers.printers()
    return printers[0].width_dots if printers else DOTS
