"""Makes the pictures of the documentation: those of ``posdesk tour``, in Vietnamese.

Usage: .venv/bin/python scripts/pictures.py
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from posdesk.bootstrap import Posdesk
from posdesk.runtime.i18n import set_language
from posdesk.ui.tour.day import SCENES

PICTURES = Path(__file__).parent.parent / "docs/pictures"


def main() -> int:
    """Plays the day and keeps its pictures."""
    set_language("vi")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        out = Path(folder) / "tour"
        Posdesk().tour(str(out), "vi")
        for scene in SCENES:
            shutil.copy(out / f"{scene.name}.png", PICTURES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
