"""The shop's bank account: the bank by a few letters, the code as it will be scanned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posdesk.domain.banks import account_number, find_bank, holder_name, search_banks
from posdesk.domain.errors import Refused
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.banks import known_banks
from posdesk.services.settings import Values
from posdesk.services.transfers import payload_of
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.settings import SettingsModel

BANKS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BankState:
    """What the bank's section shows beside its lines.

    Attributes:
        hits: banks that fit what is searched, by their BIN.
        bank: the chosen bank's name, empty without one.
        holder: the account holder's name as it is kept and shown.
        payload: of the code that asks for no amount, empty while it cannot be made.
        problem: why there is no code, in words.
    """

    query: str = ""
    hits: tuple[Choice, ...] = ()
    bank: str = ""
    full_name: str = ""
    holder: str = ""
    payload: str = ""
    problem: str = ""


class BankModel(QObject):
    """Follows what is typed in the bank's section and draws its code anew at each key."""

    state_changed = Signal(object)

    def __init__(self, settings: SettingsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._query = ""
        self.state = BankState()
        settings.state_changed.connect(self._show)

    def search(self, text: str) -> None:
        """Looks for a bank."""
        self._query = text
        self._show()

    def choose(self, bank_bin: str) -> None:
        """Takes a bank; what was searched is done with."""
        self._query = ""
        self._settings.edit("shop.bank_bin", bank_bin)
        self._show()

    def _show(self, _settings: object = None) -> None:
        state = bank_state(self._settings.draft(), self._query)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def bank_state(draft: Values, query: str) -> BankState:
    """What the bank's section shows for settings that need not be saved."""
    bank_bin = draft["shop.bank_bin"]
    bank = find_bank(known_banks(), bank_bin) if bank_bin else None
    payload, problem = _code(bank_bin, draft["shop.bank_account"])
    return BankState(
        query=query,
        hits=_hits(query) if query.strip() else (),
        bank=bank.short_name if bank else bank_bin,
        full_name=bank.full_name if bank else "",
        holder=holder_name(draft["shop.bank_holder"]),
        payload=payload,
        problem=problem,
    )


def _hits(query: str) -> tuple[Choice, ...]:
    found = search_banks(known_banks(), query, BANKS_SHOWN)
    return tuple(Choice(bank.bin, f"{bank.short_name} · {bank.full_name}") for bank in found)


def _code(bank_bin: str, account: str) -> tuple[str, str]:
    """The payload, or why there is none."""
    try:
        return payload_of(bank_bin, account_number(account), None, ""), ""
    except Refused as refusal:
        if refusal.code == "no_bank_account":
            return "", _("Choose the bank and type the account: the code shows here.")
        return "", sentence(refusal.code, refusal.params)
