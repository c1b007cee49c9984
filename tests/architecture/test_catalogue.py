"""The Vietnamese catalogue says all that the program says, and the check can tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "src/posdesk/resources/locale/vi/LC_MESSAGES/posdesk.po"


def check(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts/check_catalogue.py", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read() -> Catalog:
    with PO.open("rb") as source:
        return read_po(source, locale="vi")


def test_every_text_has_its_vietnamese() -> None:
    result = check()
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_each_kind_of_fault_is_named(tmp_path: Path) -> None:
    catalogue, copy = read(), tmp_path / "copy.po"
    texts = [str(message.id) for message in catalogue if message.id]
    plain = [text for text in texts if "{" not in text and "%" not in text]
    lost, empty, doubtful, obsolete = plain[:4]
    filled = next(text for text in texts if "{" in text)
    percent = next(text for text in texts if "%s" in text)
    for text in (lost, obsolete):
        catalogue.delete(text)
    catalogue[empty].string = ""
    catalogue[doubtful].flags.add("fuzzy")
    for text in (filled, percent):
        catalogue[text].string = "không còn chỗ điền"
    catalogue.add("Nobody says this", "Không ai nói câu này")
    with copy.open("wb") as target:
        write_po(target, catalogue)
        target.write(f'\n#~ msgid "{obsolete}"\n#~ msgstr "cũ"\n'.encode())

    result = check(copy)

    assert result.returncode == 1
    assert sorted(result.stdout.splitlines()) == sorted(
        [
            *(f"no Vietnamese: {text!r}" for text in (lost, empty, obsolete)),
            f"fuzzy: {doubtful!r}",
            *(f"other placeholders: {text!r}" for text in (filled, percent)),
            *(f"not said any more: {text!r}" for text in ("Nobody says this", obsolete)),
        ]
    )


def test_an_update_changes_nothing_but_texts(tmp_path: Path) -> None:
    """Sorted, with the same head and the same breaks, so that two changes seldom meet."""
    copy = tmp_path / "copy.po"
    entries = PO.read_text("utf-8").split("\n\n")
    copy.write_text("\n\n".join([entries[0], *entries[2:]]), "utf-8")

    assert check("--update", copy).returncode == 1

    updated = copy.read_text("utf-8").split("\n\n")
    empty = entries[1].partition("msgstr")[0] + 'msgstr ""'
    assert updated == [entries[0], empty, *entries[2:]]
