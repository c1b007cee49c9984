"""argparse's own words (usage, headings, what is wrong) in the language of the terminal."""

from __future__ import annotations

import argparse

from posdesk.runtime.i18n import N_, _

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What a person can come to see; another Python's other wording stays English."""


def translate() -> None:
    """Has argparse look its words up in the program's catalogue, from now on.

    argparse passes each through ``gettext``, whose one catalogue belongs to the whole process
    and follows the environment; the name it calls is the only way to give it another.
    """
    setattr(argparse, "_", _)  # noqa: B010 - not in its typed face
