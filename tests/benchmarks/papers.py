"""From the commit of a sale to the last byte of its receipt at a printer of this computer."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

from posdesk import bootstrap
from posdesk.printing import escpos
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.ports.printing import JobState, PrinterConfig
from posdesk.services.shop import Shop
from tests.benchmarks.figure import Figure, share
from tests.benchmarks.sales import ask, open_shift, requests

_WELL, _DONE = b"\x12", b"\x00"
"""What a printer in good order answers to DLE EOT and to GS r."""
_PATIENCE_S = 10
_EACH_ROUND = 5


def measure(root: Path, work: Path, rounds: int) -> Iterator[Figure]:
    """The worker wakes, draws and sends: five lines on 80 mm paper, asked before and after."""
    data = work / "shop"
    shutil.copytree(root, data)
    printer = _Printer()
    with bootstrap.Posdesk().open(str(data)) as shop:
        shop.renderer.ready()
        open_shift(shop)
        shop.papers.add_printer(shop.actor, printer.config())
        shop.queue.start(shop.papers.printers())
        asking = requests(DataFolder(data).database)
        took = [_printed(shop, next(asking), printer) for _ in range(_EACH_ROUND * rounds)]
        shop.queue.stop()
    printer.close()
    yield Figure("commit to last byte at the printer, p50", share(took, 0.5), None, 60)
    yield Figure("commit to last byte at the printer, p95", share(took, 0.95), None, 60)


def _printed(shop: Shop, request: str, printer: _Printer) -> float:
    """Milliseconds from the commit until the printer has it all."""
    ask(shop, request)
    committed = time.perf_counter()
    shop.queue.notify()
    took = (printer.ended.get(timeout=_PATIENCE_S) - committed) * 1000
    while shop.papers.jobs((JobState.SENDING,)):
        time.sleep(0.01)
    return took


class _Printer:
    """Takes one connection after the other, answers at once, and tells when it had each page."""

    def __init__(self) -> None:
        self.ended: SimpleQueue[float] = SimpleQueue()
        self._socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def config(self) -> PrinterConfig:
        return PrinterConfig(
            id=new_id(),
            name="bench",
            address=f"tcp:127.0.0.1:{self._socket.getsockname()[1]}",
            width_dots=576,
            has_drawer=False,
            has_cutter=True,
            answers=True,
        )

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._socket.accept()
            except OSError:
                return
            with link:
                self._talk(link)

    def _talk(self, link: socket.socket) -> None:
        heard, at = b"", 0.0
        while said := link.recv(65536):
            heard += said
            if heard.endswith((escpos.ASK_PRINTER, escpos.ASK_CAUSE, escpos.ASK_PAPER)):
                link.sendall(_WELL)
            elif heard.endswith(escpos.ASK_DONE):
                self.ended.put(at)
                link.sendall(_DONE)
            else:
                at = time.perf_counter()
