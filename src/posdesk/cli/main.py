"""The command line: the same use cases as the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from posdesk.cli import (
    argparse_words,
    backup,
    find,
    printers,
    receipt,
    report,
    self_test,
    sell,
    settings,
    shift,
    shop,
    vietqr,
    words,
)
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import DEFAULT, LANGUAGES, _, set_language
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Program

COMMANDS = (
    shop,
    shift,
    sell,
    find,
    receipt,
    report,
    printers,
    settings,
    backup,
    vietqr,
    words,
    self_test,
)


def main(argv: Sequence[str], program: Program) -> int:
    """Runs one command; the exit code is 0 done, 1 refused or failed, 2 usage."""
    argparse_words.translate()
    _choose_language(argv)
    args = _parser().parse_args(argv)
    args.program = program
    try:
        return int(args.run(args))
    except (Refused, Trouble) as error:
        sys.stdout.flush()
        sys.stderr.write(f"{error.code}: {sentence(error.code, error.params)}\n")
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        sys.stderr.close()
        return 1


def _choose_language(argv: Sequence[str]) -> None:
    """The language has to be known before the help is put together."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang", choices=LANGUAGES)
    found, _rest = first.parse_known_args([a for a in argv if a not in ("-h", "--help")])
    set_language(found.lang or DEFAULT)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="posdesk",
        description=_("Point of sale for small shops; without a command: the window"),
    )
    parser.add_argument("--data", metavar="DIR", help=_("the shop's data folder"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language"))
    parser.add_argument("--json", action="store_true", help=_("output for other programs"))
    parser.add_argument("--exit-when-ready", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    _take_json_anywhere(commands)
    return parser


def _take_json_anywhere(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``--json`` counts behind the command as well as before it."""
    for parser in set(commands.choices.values()):
        deeper = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]  # noqa: SLF001 - argparse has no other way
        for action in deeper:
            _take_json_anywhere(action)
        if not deeper:
            hidden = argparse.SUPPRESS
            parser.add_argument("--json", action="store_true", default=hidden, help=hidden)


def _window(args: argparse.Namespace) -> int:
    program: Program = args.program
    return program.window(args.data, args.lang, exit_when_ready=args.exit_when_ready)
