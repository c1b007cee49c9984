"""The figures of a day or a month: which one, what it was, and its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.sheet import Book
from posdesk.services.report_books import figures_book, stock_book
from posdesk.services.reports import Figures, Period, Stock, month_of
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day_papers import own_documents, write_file
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.latest import Latest

BEST = 10
"""So many of the best sold goods are shown."""


class Span(Enum):
    """How much time the figures are of; the stock is that of now."""

    DAY = "day"
    MONTH = "month"
    STOCK = "stock"


class Form(Enum):
    """A kind of file, by the end of its name."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class ReportState:
    """What the page shows.

    Attributes:
        day: the day, or one of the month.
        figures, stock: None until they were read.
        saved: the file written last, None while there is none of what is shown.
    """

    span: Span
    day: date
    today: date
    figures: Figures | None = None
    stock: Stock | None = None
    saved: Path | None = None
    busy: bool = False

    @property
    def period(self) -> Period:
        """The days whose figures are shown."""
        return month_of(self.day) if self.span is Span.MONTH else Period(self.day, self.day)

    @property
    def known(self) -> bool:
        """Whether it was read."""
        return self.figures is not None or self.stock is not None

    @property
    def is_newest(self) -> bool:
        """Whether there is nothing later to go to."""
        return self.period.last >= self.today


class ReportModel(QObject):
    """Reads figures off the window's thread; a later wish takes the place of an earlier one."""

    state_changed = Signal(object)
    effect = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._folder = folder or own_documents()
        self._reading = Latest(tasks, self._fail, self)
        today = shop.today()
        self.state = ReportState(Span.DAY, today, today)

    def refresh(self) -> None:
        """Reads what is shown anew; the newest day goes on with the calendar."""
        today, state = self._shop.today(), self.state
        at = today if state.day == state.today else state.day
        self._show(replace(state, day=at, today=today))
        self._read()

    def show_span(self, span: Span) -> None:
        """A day or its month."""
        self._go(span, self.state.day)

    def step(self, by: int) -> None:
        """To an earlier (-1) or a later (1) day or month, never beyond today's."""
        state, period = self.state, self.state.period
        if state.span is not Span.STOCK and (by < 0 or not state.is_newest):
            edge = period.first if by < 0 else period.last
            self._go(state.span, edge + timedelta(days=by))

    def go_to_today(self) -> None:
        """Back to the newest."""
        self._go(self.state.span, self._shop.today())

    def save(self, form: Form) -> None:
        """Writes what is shown as a file."""
        state, shop = self.state, self._shop
        if not state.known or state.busy:
            return
        path = self._folder / f"{_file_name(state)}.{form.value}"
        write = {Form.CSV: shop.books.csv, Form.XLSX: shop.books.xlsx, Form.PDF: shop.books.pdf}

        def job() -> Path:
            book = self._book(state, shop.settings.all()["shop.name"])
            return write_file(path, write[form](book))

        self._show(replace(state, busy=True))
        self._tasks.read(self, job, self._saved, self._fail)

    def _book(self, state: ReportState, shop: str) -> Book:
        """What is shown as tables. Runs off the window's thread."""
        if state.stock is not None:
            return stock_book(state.stock, f"{state.today:%d/%m/%Y}", shop)
        # All goods, while the page has the best: read again, so that all of it adds up.
        return figures_book(self._figures(state, None), shop)

    def _go(self, span: Span, day: date) -> None:
        today = self._shop.today()
        self._show(ReportState(span, min(day, today), today))
        self._read()

    def _read(self) -> None:
        state, reports = self.state, self._shop.reports
        if state.span is Span.STOCK:
            self._reading.ask(reports.stock, self._take_stock)
        else:
            self._reading.ask(lambda: self._figures(state, BEST), self._take)

    def _figures(self, state: ReportState, best: int | None) -> Figures:
        """What is shown, with so many products or all."""
        reports = self._shop.reports
        return (reports.day if state.span is Span.DAY else reports.month)(state.day, best)

    def _take(self, figures: Figures) -> None:
        self._show(replace(self.state, figures=figures))

    def _take_stock(self, stock: Stock) -> None:
        self._show(replace(self.state, stock=stock))

    def _saved(self, path: Path) -> None:
        self._show(replace(self.state, saved=path, busy=False))

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(replace(self.state, busy=False))
        self.effect.emit(say(error))

    def _show(self, state: ReportState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _file_name(state: ReportState) -> str:
    if state.span is Span.MONTH:
        return f"{state.day:%Y-%m}"
    return f"stock-{state.today}" if state.span is Span.STOCK else f"{state.day}"
