"""Every reason why a page did not surely come out has its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import posdesk
from posdesk.runtime.causes import CAUSES
from posdesk.runtime.sentences import SENTENCES
from posdesk.services.printer_lane import PASSING

ROOT = Path(posdesk.__file__).parent
SOURCES = (
    *sorted((ROOT / "printing").rglob("*.py")),
    ROOT / "services" / "printer_lane.py",
    ROOT / "services" / "ports" / "printing.py",
    ROOT / "storage" / "jobs.py",
)
MAKERS = {"CannotOpen", "LinkLost", "Outcome", "finish"}
TABLES = {"_CAUSES", "_REFUSALS", "PASSING", "faults"}


def causes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        for place in places(node):
            for each in ast.walk(place):
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value


def places(node: ast.AST) -> Sequence[ast.AST]:
    """Where in a piece of code causes are written."""
    found: Sequence[ast.AST] = ()
    match node:
        case ast.Call(args=args) if called(node) in MAKERS:
            found = args
        case ast.keyword(arg="cause", value=value) | ast.Return(value=ast.Tuple() as value):
            found = [value]
        case ast.Assign(value=value) | ast.AnnAssign(value=value) if assigned(node) & TABLES:
            found = value.values if isinstance(value, ast.Dict) else [value] if value else ()
        case ast.arguments(defaults=defaults):
            found = defaults
        case _:
            pass
    return found


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def assigned(node: ast.AST) -> set[str]:
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def test_each_cause_that_printing_can_write_has_words_and_no_other() -> None:
    found: set[str] = set()
    for source in SOURCES:
        found |= set(causes_in(ast.parse(source.read_text("utf-8"))))
    written = {word for word in found if re.fullmatch("[a-z]+(_[a-z]+)*", word)}
    assert written >= PASSING
    assert written == set(CAUSES)


def test_a_printer_that_cannot_be_reached_is_told_in_words() -> None:
    assert all(f"printer_{cause}" in SENTENCES for cause in CAUSES)
