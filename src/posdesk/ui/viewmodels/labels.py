"""Labels for chosen goods: how many of which, of what kind, and on what paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count as numbers
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.label import MOST, SHEETS, LabelKind, LabelSheet
from posdesk.domain.money import format_dong
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.stock import MovementKind
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.labels import Wanted
from posdesk.services.ports.labels import Drawn
from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice, Record
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day_papers import own_documents, write_file
from posdesk.ui.viewmodels.latest import Latest

KINDS: Mapping[LabelKind, str] = {
    LabelKind.BARCODE: N_("Barcode label"),
    LabelKind.SHELF: N_("Shelf label, the price large"),
}
SHEET_WORDS: Mapping[str, str] = {
    "3x8": N_("A4 sheet, 24 labels of 70 × 37 mm"),
    "5x13": N_("A4 sheet, 65 labels of 38 × 21 mm"),
}


@dataclass(frozen=True, slots=True)
class LabelLine:
    """Labels of one selling unit; none are printed where ``count`` is 0."""

    product: Product
    unit: Unit
    count: int

    @property
    def wanted(self) -> Wanted:
        """What the service is asked for."""
        return Wanted(self.product.id, self.unit.id, self.count)

    @property
    def record(self) -> Record:
        """As the list shows it."""
        code = next(iter(self.unit.barcodes), "")
        parts = (self.unit.name, format_dong(self.unit.price), code)
        detail = " · ".join(part for part in parts if part)
        return Record(self.product.name, detail, str(self.count))


@dataclass(frozen=True, slots=True)
class LabelsState:
    """What the card shows.

    Attributes:
        current: the line whose count is typed.
        place: the key of the printer or the sheet.
        first: the first free place on a sheet that was begun, from 1.
        png: a label of the current line, or the first sheet.
        notes: what is worth knowing before printing.
        problem: why it did not work.
    """

    lines: tuple[LabelLine, ...] = ()
    current: int | None = None
    kind: LabelKind = LabelKind.BARCODE
    places: tuple[Choice, ...] = ()
    place: str = ""
    first: int = 1
    png: bytes = b""
    notes: str = ""
    problem: str = ""
    busy: bool = False

    @property
    def total(self) -> int:
        """How many labels there are to be."""
        return sum(line.count for line in self.lines)

    @property
    def sheet(self) -> LabelSheet | None:
        """The sheet, None where a printer is chosen."""
        return next((sheet for sheet in SHEETS if sheet.key == self.place), None)


class LabelsModel(QObject):
    """Collects what is wanted, draws it, prints it.

    Attributes:
        done: it prints or is saved; what to say about it.
    """

    state_changed = Signal(object)
    done = Signal(str)

    def __init__(
        self, shop: Shop, tasks: Tasks, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._folder = folder or own_documents()
        self._drawing = Latest(tasks, self._fail, self)
        self._printers: dict[str, PrinterConfig] = {}
        self.state = LabelsState()

    def start(self, product_ids: Sequence[UUID], counts: Mapping[UUID, int]) -> None:
        """Shows these goods with ``counts`` labels of the base unit, else as many as came in."""
        shop = self._shop

        def read() -> tuple[list[LabelLine], Sequence[PrinterConfig]]:
            goods = [product for key in product_ids if (product := shop.catalogue.product(key))]
            lines = [
                line
                for product in goods
                for line in _lines(product, counts.get(product.id) or self._came_in(product))
            ]
            return lines, shop.papers.printers()

        def show(read: tuple[list[LabelLine], Sequence[PrinterConfig]]) -> None:
            lines, printers = read
            self._show_places(printers)
            self._show_lines(lines)

        self._tasks.read(self, read, show, self._fail)

    def add(self, text: str) -> None:
        """One label more of the goods with this code, or of those called most like it."""
        catalogue = self._shop.catalogue

        def find() -> tuple[Product | None, UUID | None]:
            item = catalogue.coded(text)
            if item is not None and item.product_id:
                return catalogue.product(item.product_id), item.unit_id
            found = catalogue.find(text, 1)
            if not found:
                raise Refused("nothing_found", text=text)
            return catalogue.product(found[0].product_id), found[0].unit_id

        self._tasks.read(self, find, lambda found: self._add(*found), self._fail)

    def choose(self, place: int) -> None:
        """Goes to a line."""
        self._show(current=place)
        self._draw()

    def set_count(self, count: int) -> None:
        """How many labels of the current line."""
        current = self.state.current
        if current is not None and count >= 0:
            lines = list(self.state.lines)
            lines[current] = replace(lines[current], count=count)
            self._show(lines=tuple(lines), problem="")
            self._draw()

    def set_kind(self, key: str) -> None:
        """For the goods or for the shelf."""
        self._show(kind=LabelKind(key), problem="")
        self._draw()

    def set_place(self, key: str) -> None:
        """On which printer or sheet."""
        self._show(place=key, problem="")
        self._draw()

    def set_first(self, first: int) -> None:
        """Where the first label stands on the sheet."""
        self._show(first=first, problem="")
        self._draw()

    def go(self) -> None:
        """Prints, or saves the sheets."""
        if self.state.busy or not self.state.total:
            return
        self._show(busy=True, problem="")
        sheet = self.state.sheet
        if sheet is None:
            self._print()
        else:
            self._save(sheet)

    def _came_in(self, product: Product) -> int:
        """What came in last if nothing happened since, else 1; runs off the window's thread."""
        for moved in self._shop.inventory.movements(product.id, 1):
            if moved.kind is MovementKind.RECEIPT and not product.weighed:
                return min(max(moved.quantity // ONE, 1), MOST)
        return 1

    def _print(self) -> None:
        shop, kind, wanted = self._shop, self.state.kind, self._wanted()
        printer = self._printers.get(self.state.place)
        name = printer.name if printer else ""
        self._tasks.write(
            self,
            lambda: shop.labels.print(shop.actor, wanted, kind, printer),
            lambda _jobs: self.done.emit(_("The labels print on {printer}.").format(printer=name)),
            self._fail,
        )

    def _save(self, sheet: LabelSheet) -> None:
        shop, kind, wanted = self._shop, self.state.kind, self._wanted()
        first, folder = self.state.first, self._folder

        def save() -> Path:
            page = shop.labels.pdf(shop.actor, wanted, kind, sheet, first)
            return write_file(_unused(folder, f"labels-{shop.today()}"), page)

        saved = _("Saved as {path}")
        self._tasks.write(
            self, save, lambda path: self.done.emit(saved.format(path=path)), self._fail
        )

    def _wanted(self) -> tuple[Wanted, ...]:
        return tuple(line.wanted for line in self.state.lines if line.count)

    def _add(self, product: Product | None, unit_id: UUID | None) -> None:
        if product is None:
            return
        lines = self.state.lines
        if not any(line.product.id == product.id for line in lines):
            lines = (*lines, *_lines(product, 0))
        keys = [line.unit.id for line in lines]
        at = keys.index(unit_id) if unit_id in keys else len(keys) - 1
        more = replace(lines[at], count=lines[at].count + 1)
        self._show_lines((*lines[:at], more, *lines[at + 1 :]), at)

    def _show_lines(self, lines: Iterable[LabelLine], current: int = 0) -> None:
        shown = tuple(lines)
        self._show(lines=shown, current=current if shown else None, problem="")
        self._draw()

    def _show_places(self, printers: Sequence[PrinterConfig]) -> None:
        self._printers = {str(printer.id): printer for printer in printers}
        ways = [Choice(key, printer.name) for key, printer in self._printers.items()]
        sheets = [Choice(sheet.key, _(SHEET_WORDS[sheet.key])) for sheet in SHEETS]
        self._show(places=(*ways, *sheets), place=(ways or sheets)[0].key)

    def _draw(self) -> None:
        state, labels = self.state, self._shop.labels
        printer, sheet, wanted = self._printers.get(state.place), state.sheet, self._wanted()
        if state.current is None or not (wanted or printer):
            self._show(png=b"", notes="")
            return
        one = replace(state.lines[state.current].wanted, count=1)

        def draw() -> Drawn:
            if sheet is not None:
                return labels.preview_sheet(wanted, state.kind, sheet, state.first)
            return labels.preview(one, state.kind, printer.width_dots if printer else 0)

        self._drawing.ask(draw, self._drawn)

    def _drawn(self, drawn: Drawn) -> None:
        self._show(png=drawn.png, notes="\n".join(self._notes(drawn)))

    def _notes(self, drawn: Drawn) -> Iterator[str]:
        bare = any(line.count and not line.unit.barcodes for line in self.state.lines)
        if bare and self.state.kind is LabelKind.BARCODE:
            yield _("Goods without a barcode get one of the shop's own when you print.")
        if drawn.no_bars:
            words = _("There is no room for the bars of {codes}: only the figures are printed.")
            yield words.format(codes=", ".join(drawn.no_bars[:3]))

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=sentence(error.code, error.params))

    def _show(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type] # named by the callers
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _lines(product: Product, count: int) -> Iterator[LabelLine]:
    """A line for each unit: goods come in by the base unit, packs are labelled when asked for."""
    for unit in product.units:
        yield LabelLine(product, unit, count if unit is product.base else 0)


def _unused(folder: Path, stem: str) -> Path:
    """A file that is not there yet: what was saved before may not be printed yet."""
    names = (folder / f"{stem}-{number}.pdf" for number in numbers(1))
    return next(path for path in names if not path.exists())
