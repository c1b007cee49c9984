"""A field behind the scanner's filter; prints what arrives. Run as a program by the tests."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from posdesk.ui import x11_keys
from posdesk.ui.scanner import Scanner


def say(word: str, text: str) -> None:
    """One line to whoever watches."""
    sys.stdout.write(f"{word} {text}\n")
    sys.stdout.flush()


def main() -> int:
    """Shows the field until the program is ended."""
    app = QApplication([])
    window = QWidget()
    window.setWindowTitle("bench")
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    scanner = Scanner(window)
    watched = x11_keys.watch(scanner)
    app.installEventFilter(scanner)
    scanner.scanned.connect(lambda code: say("scan", code))
    field.textEdited.connect(lambda text: say("edited", text))
    field.returnPressed.connect(lambda: say("entered", field.text()))
    window.show()
    field.setFocus()
    say("ready", str(watched is not None))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
