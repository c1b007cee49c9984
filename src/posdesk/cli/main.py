"""The command line: the same use cases as the window."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from posdesk.cli import argparse_words
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime import log
from posdesk.runtime.i18n import DEFAULT, LANGUAGES, _, set_language
from posdesk.runtime.paths import data_folder
from posdesk.runtime.reasons import reason
from posdesk.runtime.sentences import sentence
from posdesk.runtime.streams import abandon_output
from posdesk.services.shop import Program

_log = logging.getLogger(__name__)


def main(argv: Sequence[str], program: Program) -> int:
    """Runs one command; the exit code is 0 done, 1 refused or failed, 2 usage."""
    argparse_words.translate()
    language, data = _known_before(argv)
    set_language(language)
    try:
        return _run(argv, program)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        abandon_output()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - people read sentences
        _say(_trouble(error, data))
    return 1


def _known_before(argv: Sequence[str]) -> tuple[str, str | None]:
    """The language and the folder, which help and complaints need before all is read."""
    found, _rest = _first().parse_known_args(argv)
    return found.lang if found.lang in LANGUAGES else DEFAULT, found.data


def _first() -> argparse.ArgumentParser:
    """Reads what can be known without the commands, and complains of nothing."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang", nargs="?", const="")
    first.add_argument("--data", nargs="?", const="")
    first.add_argument("--exit-when-ready", action="store_true")
    return first


def _wants_window(argv: Sequence[str]) -> bool:
    """Whether nothing is asked for but the window, and nothing is wrong with how."""
    found, rest = _first().parse_known_args(argv)
    return not rest and found.data != "" and found.lang in (None, *LANGUAGES)


def _run(argv: Sequence[str], program: Program) -> int:
    try:
        args = _parser(with_commands=not _wants_window(argv)).parse_args(argv)
    finally:
        sys.stdout.flush()
    args.program = program
    code = int(args.run(args))
    sys.stdout.flush()
    return code


def _trouble(error: BaseException, data: str | None) -> Refused | Trouble:
    """What a person is told about an error; a bug goes into the log with its place."""
    match error:
        case Refused() | Trouble():
            return error
        case KeyboardInterrupt():
            return Trouble("interrupted")
        case ImportError():
            # Qt's parts name a library of the system, then say in English that it is not there.
            return Trouble("library_missing", library=str(error).partition(":")[0])
        case OSError(filename=None):
            # Files have names, the output has none.
            return Trouble("output_failed", reason=reason(error))
        case OSError():
            return Trouble("cannot_use", path=str(error.filename), reason=reason(error))
        case _:
            log.start(data_folder(data).logs)
            _log.error("a bug", exc_info=error)
            return Trouble("bug", kind=type(error).__name__)


def _say(error: Refused | Trouble) -> None:
    try:
        sys.stdout.flush()
    except OSError:
        abandon_output()
    sys.stderr.write(f"{error.code}: {sentence(error.code, error.params)}\n")


def _parser(*, with_commands: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="posdesk",
        description=_("Point of sale for small shops; without a command: the window"),
    )
    parser.add_argument("--data", metavar="DIR", help=_("the shop's data folder"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language"))
    parser.add_argument("--json", action="store_true", help=_("output for other programs"))
    parser.add_argument("--exit-when-ready", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=_window)
    if with_commands:
        _add_commands(parser)
    return parser


def _add_commands(parser: argparse.ArgumentParser) -> None:
    from posdesk.cli.commands import COMMANDS  # noqa: PLC0415 - the window needs none of them

    commands = parser.add_subparsers(metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    _take_json_anywhere(commands)


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
