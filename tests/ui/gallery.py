"""Pictures of each state of the till, for eyes: ``python -m tests.ui.gallery FOLDER [WxH]``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter, open_counter
from tests.ui.executors import Immediate
from tests.ui.test_look import STATES, settle
from tests.ui.tills import Till, stock_up


def main(folder: Path, size: tuple[int, int]) -> None:
    """Draws every state at one size."""
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for state in STATES:
        with tempfile.TemporaryDirectory() as place:
            os.environ["XDG_CONFIG_HOME"] = f"{place}/config"
            counter: Counter = open_counter(Path(place) / "shop")
            stock_up(counter)
            till = Till(app, counter, Tasks(Immediate(), Immediate()))
            till.window.resize(*size)
            state(till)
            settle()
            till.window.grab().save(str(folder / f"{state.__name__}.png"))
            till.close()
            counter.store.close()


if __name__ == "__main__":
    wide, high = (sys.argv[2] if len(sys.argv) > 2 else "1366x768").split("x")
    main(Path(sys.argv[1]), (int(wide), int(high)))
