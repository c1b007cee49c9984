"""The payment: a card over the dimmed till."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.domain.text import cut_middle
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.palette import P
from posdesk.ui.screens.payment_parts import (
    AmountBox,
    Change,
    Head,
    NoAccountView,
    Notes,
    Tabs,
    TransferView,
)
from posdesk.ui.viewmodels.payment import PaymentModel
from posdesk.ui.viewmodels.payment_state import METHODS, PaymentState
from posdesk.ui.widgets.ground import Ground
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import Banner, label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.pill import Mood

_WIDTH, _HEIGHT, _PAD_WIDTH = 960, 664, 300
_NAMED, _NAME_LENGTH = 3, 30


class PaymentCard(Overlay):
    """Shows a ``PaymentState``."""

    def __init__(self, model: PaymentModel, parent: QWidget) -> None:
        card = Ground(P.card)
        super().__init__(card, parent, name=_("Payment"), width=_WIDTH, height=_HEIGHT)
        self._model = model
        self.head = Head()
        self.tabs = Tabs()
        self.kept = Banner()
        self.amount = AmountBox()
        self.notes = Notes()
        self.change = Change()
        self.keep = KeyButton("")
        self.transfer, self.no_account = TransferView(), NoAccountView()
        self.otherwise = KeyButton(_("The customer has transferred in another way"))
        self.pad = NumberPad()
        self.hint, self.part = label(ink="second", wrap=True), KeyButton("")
        self.no_paper = KeyButton(_("Done, no paper"))
        self.main = KeyButton("", Kind.MAIN, key="Enter")
        self._lay_out(card)
        self._connect()
        self.show_state(model.state)

    @property
    def state(self) -> PaymentState:
        """What is shown now."""
        return self._model.state

    def kept_codes(self) -> tuple[str, ...]:
        """What was scanned meanwhile and is not answered yet."""
        return self.state.kept

    def layer(self) -> Layer:
        """Its keys: digits type an amount and nothing else, Alt chooses how to pay."""
        model = self._model
        digits = tuple(Command((d,), "", partial(model.type, d)) for d in "0123456789")
        tenders = tuple(
            Command((f"Alt+{number}",), _(name), partial(model.choose, method.value))
            for number, (method, name) in enumerate(METHODS, 1)
        )
        others = (
            Command(("Backspace",), "", model.erase),
            Command(("Ctrl+A",), "", model.mark),
            Command(("K",), "", partial(model.type, "000")),
            Command(("Return",), _("Take the money"), model.go_on),
            Command(("F10",), _("Print the bill"), model.print_bill),
            Command(("Esc",), _("Back to the bill"), self.leave),
        )
        return Layer(self, (*digits, *tenders, *others), model.keep_scan)

    def leave(self) -> None:
        """Back to the bill, unless it is being posted this moment: then it is paid."""
        if not self.state.busy:
            self.close_card()

    def show_state(self, state: PaymentState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.head.show_state(state)
        self.tabs.show_state(state)
        self._show_kept(state)
        self.amount.show_state(state)
        self.notes.show_amounts(state.notes)
        self.change.show_state(state)
        self.keep.relabel(_("Keep {amount}").format(amount=format_dong(state.doubtful or 0)))
        self.keep.setVisible(state.doubtful is not None)
        self.transfer.show_transfer(state.transfer)
        self.no_account.setVisible(state.needs_account)
        self.otherwise.setVisible(state.needs_account and state.doubtful is None)
        wording = _("Take {amount} back") if state.gives_back else _("Give {amount} back")
        self.part.relabel(wording.format(amount=format_dong(state.last_part)))
        self.part.setVisible(bool(state.received) and self.part.label != state.action)
        self._show_foot(state)
        if self.isVisible():
            self.settle()

    def _cover(self) -> None:
        self._make_room()
        super()._cover()

    def _make_room(self) -> None:
        """A code is never cut: where it is low, the kept scans and what is missing give way."""
        state = self.state
        self._show_kept(state)
        self.change.show_state(state)
        self._show_foot(state)
        room = self._below.height() - 2 * theme.MARGIN
        for part in (self.kept, self.change) if state.transfer else ():
            if self._least() > room:
                part.hide()
        if state.kept and self.kept.isHidden() and not (state.problem or state.news):
            self.hint.setText(_kept_words(state))

    def _least(self) -> int:
        """How high the card has to be for all that is shown now."""
        for layout in (self._rows, self._layout):
            layout.invalidate()
            layout.activate()
        return self._layout.totalMinimumSize().height()

    def _show_foot(self, state: PaymentState) -> None:
        safe = _("The sale is saved before it prints: a broken printer loses nothing.")
        if state.no_printer:
            safe = _("Nothing is printed: add a printer in Settings, Printers.")
        self.hint.setText(state.problem or state.news or safe)
        theme.dress(self.hint, "ink", "trouble" if state.problem else "second")
        self.no_paper.setVisible(state.ask_paper)
        self.main.relabel(state.action)
        for button in (self.main, self.no_paper):
            button.setEnabled(not state.busy)

    def _show_kept(self, state: PaymentState) -> None:
        if state.kept:
            self.kept.show_words(_kept_words(state), Mood.ATTENTION, _("Add to the bill"))
        else:
            self.kept.hide()

    def _lay_out(self, card: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        for above in (self.notes, self.no_account, self.transfer):
            left.addWidget(above)
        for below in (self.amount, self.keep, self.otherwise, self.change):
            left.addWidget(below)
        left.addStretch()
        right = QVBoxLayout()
        right.addWidget(self.pad)
        right.addStretch()
        self.pad.setFixedWidth(_PAD_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(left, 1)
        body.addLayout(right)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.part)
        foot.addWidget(self.no_paper)
        foot.addWidget(self.main)
        self.main.setMinimumWidth(400)
        rows = self._rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for part in (self.head, self.tabs, self.kept):
            rows.addWidget(part)
        rows.addLayout(body, 1)
        rows.addLayout(foot)

    def _connect(self) -> None:
        model = self._model
        self.head.cross.clicked.connect(self.leave)
        self.tabs.connect_to(model)
        self.kept.acted.connect(model.add_kept)
        self.kept.dismissed.connect(model.drop_kept)
        self.notes.connect_to(model)
        self.pad.typed.connect(model.type)
        self.pad.erased.connect(model.erase)
        self.part.clicked.connect(model.take_back)
        self.transfer.paper.clicked.connect(model.print_bill)
        self.otherwise.clicked.connect(model.paid_otherwise)
        self.keep.clicked.connect(model.keep_typed)
        self.no_paper.clicked.connect(lambda _checked=False: model.go_on(paper=False))
        self.main.clicked.connect(lambda _checked=False: model.go_on())
        model.state_changed.connect(self.show_state)


def _kept_words(state: PaymentState) -> str:
    return _("Scanned meanwhile: {codes}").format(codes=_named(state.kept_goods))


def _named(goods: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(goods) - _NAMED
    names = ", ".join(cut_middle(name, _NAME_LENGTH) for name in goods[:_NAMED])
    return f"{names} +{more}" if more > 0 else names
