"""The first start: five questions, one card each, every one of them may be left for later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui.screens.bank_card import BankCard
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.printers import PrintersModel
from posdesk.ui.viewmodels.printers_state import PrintersState
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.sheet import ChoiceSheet, Sheet, TextSheet
from posdesk.ui.widgets.waiting import WaitCard
from posdesk.ui.window import Window

QUESTIONS = 5
_SET_UP = "set up"
_WHOLE, _GOODS, _OWN = "whole", "goods", "own"


class FirstStart(QObject):
    """Asks one thing after the other; closing a card leaves its question for later.

    Attributes:
        answered: something was written down.
        ended: all was asked.
    """

    answered = Signal()
    ended = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, window: Window, printers: PrintersModel) -> None:
        super().__init__(window)
        self._shop, self._tasks, self._window = shop, tasks, window
        self._printers = printers
        self._setting_up = False
        self._goods = _OWN
        printers.state_changed.connect(self._look_at_printers)

    def begin(self) -> None:
        """What is the shop called?"""
        sheet = self._text(1, _("What is your shop called?"), _("It stands on each receipt."))
        self._save_and_go_on(sheet, self._name_shop, self._ask_bank)

    def _ask_bank(self) -> None:
        """Where do transfers go?"""
        card = BankCard(self._shop, self._tasks, self._window, first=_counted(2))
        card.saved.connect(self.answered)
        card.closed.connect(self._ask_printer)
        self._window.open_card(card.layer(None), card.panel.search)

    def _ask_printer(self) -> None:
        """Where do receipts come out?"""
        choices = (Choice(_SET_UP, _("Set up a receipt printer")),)
        sheet = self._choice(3, _("Where do receipts come out?"), choices)
        sheet.closed.connect(lambda: self._set_up_printer(sheet.key))

    def _set_up_printer(self, choice: str) -> None:
        if choice == _SET_UP:
            self._printers.add()
            self._setting_up = True
        else:
            self._ask_goods()

    def _look_at_printers(self, state: PrintersState) -> None:
        """The card of the printer is the printers' own; once it is gone the questions go on."""
        if self._setting_up and state.form is None:
            self._setting_up = False
            self._ask_goods()

    def _ask_goods(self) -> None:
        """Sample goods, or one's own?"""
        choices = (
            Choice(_OWN, _("My own: I add them myself")),
            Choice(_GOODS, _("Sample goods of a craft village, to try it out")),
            Choice(_WHOLE, _("A whole sample shop: goods, customers, 90 days of sales")),
        )
        sheet = self._choice(4, _("Which goods do you want to begin with?"), choices)
        sheet.closed.connect(lambda: self._ask_person(sheet.key))

    def _ask_person(self, goods: str) -> None:
        """Who stands behind the counter?"""
        self._goods = goods
        words = _("Your name stands on receipts and reports as the cashier.")
        sheet = self._text(5, _("What is your name?"), words)
        self._save_and_go_on(sheet, self._name_person, self._fill)

    def _fill(self) -> None:
        """Makes the goods while nobody sells: they come from a past in which others sold."""
        samples, actor = self._shop.samples, self._shop.actor
        if self._goods not in (_WHOLE, _GOODS):
            self.ended.emit()
            return
        card = WaitCard(self._window, _("The sample shop is being made. It takes a few seconds."))
        self._window.open_card(card.layer())
        whole = partial(samples.shop, actor, card.went_on.emit)
        job = whole if self._goods == _WHOLE else partial(samples.goods, actor)

        def end() -> None:
            card.close_card()
            self.answered.emit()
            self.ended.emit()

        def fail(error: Refused | Trouble) -> None:
            end()
            self._window.toast.say(say(error).words)

        self._tasks.write(self, job, lambda _done: end(), fail)

    def _name_shop(self, name: str) -> None:
        self._shop.settings.set(self._shop.actor, {"shop.name": name})

    def _name_person(self, name: str) -> None:
        self._shop.staff.rename(self._shop.actor, name)

    def _text(self, number: int, title: str, words: str) -> TextSheet:
        sheet = TextSheet(self._window, f"{_counted(number)} · {title}", _("Go on"))
        sheet.field.setPlaceholderText(words)
        beside = QHBoxLayout()
        beside.addWidget(sheet.field, 1)
        beside.addWidget(_later(sheet))
        sheet.body.insertLayout(0, beside)
        self._window.open_card(sheet.layer(), sheet.field)
        return sheet

    def _choice(self, number: int, title: str, choices: tuple[Choice, ...]) -> _Question:
        sheet = _Question(self._window, f"{_counted(number)} · {title}", choices)
        sheet.body.addWidget(_later(sheet))
        self._window.open_card(sheet.layer(), sheet.first)
        return sheet

    def _save_and_go_on(
        self, sheet: TextSheet, save: Callable[[str], None], then: Callable[[], None]
    ) -> None:
        """Saves what is typed, then closes; an empty field is a question left for later."""

        def accept() -> None:
            text = sheet.field.text()
            if not text.strip():
                sheet.close_card()
                return
            self._tasks.write(
                sheet,
                partial(save, text),
                lambda _saved: sheet.close_card(),
                lambda error: sheet.say(say(error).words),
            )

        sheet.accepted.connect(accept)
        sheet.closed.connect(self.answered)
        sheet.closed.connect(then)


class _Question(ChoiceSheet):
    """A choice that may be left for later.

    Attributes:
        key: which way was taken, empty while none was.
    """

    key = ""

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.key = key
        super()._choose(key)


def _later(sheet: Sheet) -> KeyButton:
    made = KeyButton(_("Later"), key="Esc")
    made.clicked.connect(sheet.close_card)
    return made


def _counted(number: int) -> str:
    return _("Question {number} of {count}").format(number=number, count=QUESTIONS)
