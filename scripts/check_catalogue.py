"""Fails on a text of the program that has no Vietnamese, a fuzzy one, or another placeholder.

With ``--update`` it brings new texts into the catalogue and drops those that are gone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "src/posdesk/resources/locale/vi/LC_MESSAGES/posdesk.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


def texts() -> Catalog:
    """All texts of the program."""
    found = Catalog()
    for name, line, message, *_rest in extract_from_dir(
        str(ROOT / "src/posdesk"), [("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message, locations=[(name, line)])
    return found


def read() -> Catalog:
    """The Vietnamese catalogue."""
    with PO.open("rb") as source:
        return read_po(source, locale="vi")


def update() -> None:
    """Brings the catalogue's texts in line with the program's."""
    catalogue = read()
    catalogue.update(texts(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with PO.open("wb") as target:
        write_po(target, catalogue, no_location=True, sort_output=True, omit_header=False)


def problems() -> list[str]:
    """What is wrong, a line each."""
    catalogue, found = read(), []
    for message in texts():
        if not message.id:
            continue
        there = catalogue.get(message.id)
        source = str(message.id)
        if there is None or not there.string:
            found.append(f"no Vietnamese: {source!r}")
        elif there.fuzzy:
            found.append(f"fuzzy: {source!r}")
        elif sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(str(there.string))):
            found.append(f"other placeholders: {source!r}")
    return found


def main() -> int:
    """Runs the check; the exit code is 1 if anything is wrong."""
    if "--update" in sys.argv:
        update()
    wrong = problems()
    for line in wrong:
        sys.stdout.write(line + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
