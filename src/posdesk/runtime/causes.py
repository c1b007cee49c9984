"""Why a job did not surely come out on paper: the queue's stable words in plain ones.

Every cause that printing and its queue can write has a row here; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posdesk.runtime.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Cause:
    """Marked texts, to be translated where they are shown.

    Attributes:
        words: what is the matter.
        advice: what a person can do about it, empty if nothing is to be done.
    """

    words: str
    advice: str = ""


_LOOK = N_("Look at the printer: did the paper come out?")

CAUSES: Mapping[str, Cause] = {
    # a hand at the printer ends these
    "paper_out": Cause(N_("Out of paper"), N_("Put in a new roll. Then it prints by itself.")),
    "cover_open": Cause(N_("Cover open"), N_("Close the cover. Then it prints by itself.")),
    "cutter_error": Cause(
        N_("Cutter stuck"), N_("Switch the printer off, free the cutter, switch it on again.")
    ),
    "offline": Cause(N_("Printer not ready"), N_("Press its feed button, or switch it on again.")),
    "busy": Cause(N_("Printer busy"), N_("Another program prints there. It is tried again.")),
    "refused": Cause(
        N_("Printer busy or switched off"), N_("Check that it is on. It is tried again.")
    ),
    "unreachable": Cause(
        N_("Printer not found"), N_("Check its power, its cable and its address.")
    ),
    "no_device": Cause(N_("Printer not plugged in"), N_("Check its power and its cable.")),
    "no_permission": Cause(
        N_("No right to use the printer"), N_("This computer's account may not print there.")
    ),
    "silent": Cause(N_("Printer does not answer"), N_("Switch it off and on again.")),
    # nobody knows whether it came out
    "link_lost": Cause(N_("Connection lost while printing"), _LOOK),
    "stalled": Cause(N_("Printer got stuck while printing"), _LOOK),
    "no_answer": Cause(N_("Printer did not say that it printed"), _LOOK),
    "cannot_answer": Cause(N_("This printer cannot say whether it printed"), _LOOK),
    "spooled": Cause(N_("Given to the computer's print queue"), _LOOK),
    "interrupted": Cause(N_("The program ended while printing"), _LOOK),
    "internal": Cause(N_("Something went wrong in the program"), _LOOK),
    # a change of settings, then once more
    "bad_address": Cause(N_("The printer's address is wrong"), N_("Set the printer up again.")),
    "no_queue": Cause(
        N_("The computer does not know this print queue"), N_("Choose the printer again.")
    ),
    "no_spooler": Cause(
        N_("This computer has no print system"), N_("Set the printer up by cable or network.")
    ),
    "no_usb": Cause(N_("USB printing is not installed"), N_("Choose the printer by another way.")),
    "file_exists": Cause(N_("The file is there already"), N_("Give another file name.")),
    "disk_full": Cause(N_("The disk is full"), N_("Free some space, then print again.")),
    "no_document": Cause(N_("There is nothing to print for this any more")),
    # ended by time or by a person
    "expired": Cause(N_("Too late to open the drawer by itself")),
    "cancelled": Cause(N_("Given up")),
    "seen": Cause(N_("Somebody saw the paper")),
}


def explained(cause: str) -> str:
    """A cause and what to do about it, in the language of screen and terminal."""
    known = CAUSES[cause]
    words = _(known.words)
    return f"{words}. {_(known.advice)}" if known.advice else f"{words}."
