"""Labels for goods: on the receipt printer and on sheets of A4; codes for goods without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.label import LabelKind, LabelRun, LabelSheet, label_of, own_code
from posdesk.domain.product import Product, Unit
from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.services.catalogue import change_product
from posdesk.services.label_orders import LabelOrder, ref_of
from posdesk.services.ports.labels import Drawn, LabelRenderer
from posdesk.services.ports.printing import JobKind, PrinterConfig, PrintJob
from posdesk.services.ports.store import Reader, Store, Work
from posdesk.services.print_jobs import new_job
from posdesk.services.print_queue import PrintQueue
from posdesk.services.settings import values

_LAST_NUMBER = "label.last_number"
"""Where the number of the last code given is kept: a code taken off goods is never given again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Labels wanted for one selling unit."""

    product_id: UUID
    unit_id: UUID
    count: int


class Labels:
    """Labels of the shop's goods."""

    def __init__(
        self, store: Store, queue: PrintQueue, renderer: LabelRenderer, clock: Clock
    ) -> None:
        self._store, self._queue = store, queue
        self._renderer, self._clock = renderer, clock

    def preview(self, wanted: Wanted, kind: LabelKind, width: int) -> Drawn:
        """One label as a printer of ``width`` dots prints it, without a code it does not have yet.

        Raises:
            Refused: ``unknown_product``, ``label_count``.
        """
        with self._store.read() as reader:
            (run,) = _runs(reader, [wanted], kind)
        return self._renderer.label_png(run.label, width)

    def preview_sheet(
        self, wanted: Sequence[Wanted], kind: LabelKind, sheet: LabelSheet, first: int
    ) -> Drawn:
        """The first sheet, begun at its place ``first`` (from 1).

        Raises:
            Refused: ``no_labels``, ``unknown_product``, ``label_count``, ``label_place``.
        """
        with self._store.read() as reader:
            runs = _runs(reader, wanted, kind)
        return self._renderer.sheet_png(runs, sheet, first)

    def print(
        self,
        actor: Actor,
        wanted: Sequence[Wanted],
        kind: LabelKind,
        printer: PrinterConfig | None = None,
    ) -> tuple[PrintJob, ...]:
        """Queues the labels, a job for each unit; barcode labels give codes where there are none.

        Raises:
            Refused: ``no_labels``, ``label_count``, ``unknown_product``, ``no_printer``,
                ``no_own_code``, ``not_allowed``.
        """
        with self._store.write() as work:
            chosen = printer or next(iter(work.printers()), None)
            if chosen is None:
                raise Refused("no_printer")
            self._make_ready(work, actor, wanted, kind)
            jobs = tuple(
                self._job(work, actor, chosen, order) for order in _orders(work, wanted, kind)
            )
        self._queue.notify(chosen.id)
        return jobs

    def pdf(
        self,
        actor: Actor,
        wanted: Sequence[Wanted],
        kind: LabelKind,
        sheet: LabelSheet,
        first: int = 1,
    ) -> bytes:
        """Sheets of A4; barcode labels give codes where there are none.

        Raises:
            Refused: as ``print`` without a printer, and ``label_place``.
        """
        list(sheet.places(1, first))
        with self._store.write() as work:
            self._make_ready(work, actor, wanted, kind)
            runs = _runs(work, wanted, kind)
        return self._renderer.sheets_pdf(_("Labels"), runs, sheet, first)

    def give_code(self, actor: Actor, product_id: UUID, unit_id: UUID) -> str:
        """The first barcode of a unit; the shop's own, kept with the unit, if it had none.

        Raises:
            Refused: ``unknown_product``, ``no_own_code``, ``not_allowed``.
        """
        with self._store.write() as work:
            self._give_code(work, actor, product_id, unit_id)
            _product, unit = _unit(work, product_id, unit_id)
            return unit.barcodes[0]

    def _make_ready(
        self, work: Work, actor: Actor, wanted: Sequence[Wanted], kind: LabelKind
    ) -> None:
        _runs(work, wanted, kind)
        if kind is LabelKind.BARCODE:
            for each in wanted:
                self._give_code(work, actor, each.product_id, each.unit_id)

    def _give_code(self, work: Work, actor: Actor, product_id: UUID, unit_id: UUID) -> None:
        product, unit = _unit(work, product_id, unit_id)
        if unit.barcodes:
            return
        actor.require(Right.CATALOGUE)
        coded = replace(unit, barcodes=(self._next_code(work),))
        units = tuple(coded if each.id == unit_id else each for each in product.units)
        change_product(work, actor, replace(product, units=units), self._clock)

    def _next_code(self, work: Work) -> str:
        """A code nobody has and nobody had.

        Numbers never fall behind the clock: after an older backup was put back, those given
        since then stand on goods but in no list.
        """
        last = int(work.settings().get(_LAST_NUMBER, "0"))
        number, patterns = int(self._clock.now().timestamp()), values(work).scale_labels
        number = max(number, last + 1)
        while work.item(code := own_code(number, patterns)) is not None:
            number += 1
        work.put_setting(_LAST_NUMBER, str(number))
        return code

    def _job(self, work: Work, actor: Actor, printer: PrinterConfig, order: LabelOrder) -> PrintJob:
        shift = work.open_shift(actor.till)
        shift_id, now = shift.id if shift else None, self._clock.now()
        job = new_job(printer, JobKind.LABELS, ref_of(order), at=now, shift_id=shift_id)
        work.queue_print(job)
        return job


def _runs(reader: Reader, wanted: Sequence[Wanted], kind: LabelKind) -> tuple[LabelRun, ...]:
    if not wanted:
        raise Refused("no_labels")
    units = [_unit(reader, each.product_id, each.unit_id) for each in wanted]
    return tuple(
        LabelRun(label_of(product, unit, kind), each.count)
        for each, (product, unit) in zip(wanted, units, strict=True)
    )


def _orders(reader: Reader, wanted: Sequence[Wanted], kind: LabelKind) -> Iterator[LabelOrder]:
    for each in wanted:
        product, unit = _unit(reader, each.product_id, each.unit_id)
        yield LabelOrder(product.id, unit.id, kind, each.count, product.name)


def _unit(reader: Reader, product_id: UUID, unit_id: UUID) -> tuple[Product, Unit]:
    product = reader.product(product_id)
    for unit in product.units if product else ():
        if product and unit.id == unit_id:
            return product, unit
    raise Refused("unknown_product", product=product.name if product else "")
