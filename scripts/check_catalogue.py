"""Fails where the Vietnamese catalogue is not what the program says, each text once and whole.

``check_catalogue.py [--update] [FILE.po]``: with ``--update`` it first brings new texts in and
drops those that are gone. What is wrong is printed, a line each.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "src/posdesk/resources/locale/vi/LC_MESSAGES/posdesk.po"
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[a-z]|%[drs]")


def texts() -> Catalog:
    """All texts of the program: what stands in ``_("...")`` and ``N_("...")``."""
    found = Catalog()
    for path in sorted((ROOT / "src/posdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("_" | "N_"), args=[ast.Constant(str(text))]):
                    found.add(text)
                case _:
                    pass
    return found


def read(po: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with po.open("rb") as source:
        return read_po(source, locale="vi", abort_invalid=True)


def update(po: Path) -> None:
    """Brings the catalogue's texts in line with the program's; the file's head stays."""
    catalogue = read(po)
    catalogue.update(texts(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        # Babel takes the "% o" of "{percent} % off" for a format.
        message.flags &= {"fuzzy"}
    head = po.read_text("utf-8").partition("\n\n")[0]
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    po.write_text(f"{head}\n\n{body.getvalue().decode().strip()}\n", "utf-8")


def problems(po: Path) -> Iterator[str]:
    """What is wrong, a line each."""
    catalogue, program = read(po), texts()
    for message in program:
        if message.id:
            yield from _wrong(str(message.id), catalogue.get(message.id))
    for message in (*catalogue, *catalogue.obsolete.values()):
        if message.id and (message.id not in program or message.id in catalogue.obsolete):
            yield f"not said any more: {message.id!r}"


def _wrong(source: str, message: Message | None) -> Iterator[str]:
    if message is None or not message.string:
        yield f"no Vietnamese: {source!r}"
    elif message.fuzzy:
        yield f"fuzzy: {source!r}"
    elif _placeholders(source) != _placeholders(str(message.string)):
        yield f"other placeholders: {source!r}"


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def main() -> int:
    """Runs the check; the exit code is 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("po", nargs="?", type=Path, default=PO, metavar="FILE.po")
    args = parser.parse_args()
    if args.update:
        update(args.po)
    wrong = list(problems(args.po))
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
