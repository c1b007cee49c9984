"""The parts of the payment: what is due, ways to pay, amounts, change, the code to pay by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_amount, format_dong
from posdesk.runtime.i18n import N_, _
from posdesk.services.banks import bank_name
from posdesk.services.transfers import ShownTransfer
from posdesk.ui import theme
from posdesk.ui.viewmodels.payment import PaymentModel
from posdesk.ui.viewmodels.payment_state import METHODS, PaymentState
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.qr import QrView
from posdesk.ui.widgets.sum_label import SumLabel

_BOTTOM = Qt.AlignmentFlag.AlignBottom
_RIGHT_BOTTOM = Qt.AlignmentFlag.AlignRight | _BOTTOM
_ASKS = {
    "cash": N_("Customer gives"),
    "transfer": N_("By transfer"),
    "card": N_("By card"),
    "debt": N_("The customer owes"),
}
_GIVES = {
    "cash": N_("Out of the drawer"),
    "transfer": N_("By transfer to the customer"),
    "card": N_("Back to the card"),
    "debt": N_("Off the debt"),
}


class Head(QWidget):
    """What is still due, what came already, the way back."""

    def __init__(self) -> None:
        super().__init__()
        self._what = label(_("Still to pay"), ink="second")
        self._rest = label(size=42, weight=theme.BOLD)
        self._received = label(ink="second")
        self.cross = icon_button("x", _("Back to the bill"))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._what)
        left.addWidget(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addLayout(left)
        row.addStretch()
        row.addWidget(self._received)
        row.addWidget(self.cross)

    def show_state(self, state: PaymentState) -> None:
        """Shows the rest and the part payments."""
        self._rest.setText(format_dong(state.rest))
        rounded, plain = _("Still to pay, rounded by {amount}"), _("Still to pay")
        taken = _("Received: {what}")
        if state.gives_back:
            rounded, plain = _("To give back, rounded by {amount}"), _("To give back")
            taken = _("Given back: {what}")
        self._what.setText(
            rounded.format(amount=format_dong(state.rounding)) if state.rounding else plain
        )
        nothing = "" if state.gives_back else _("Received: nothing yet")
        self._received.setText(taken.format(what=state.received) if state.received else nothing)


class Tabs(QWidget):
    """The ways to pay, each with its key."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KeyButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for number, (method, name) in enumerate(METHODS, 1):
            button = self._buttons[method.value] = choice(_(name), key=f"Alt+{number}")
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()

    def connect_to(self, model: PaymentModel) -> None:
        """A tab chooses its method."""
        for method, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, method=method: model.choose(method))

    def show_state(self, state: PaymentState) -> None:
        """Marks the chosen method."""
        for way in state.methods:
            self._buttons[way.key].relabel(way.label)
        self._buttons[state.method].setChecked(True)


class Notes(QWidget):
    """The sums a customer is likely to hand over."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        self._amounts: tuple[int, ...] = ()
        self._buttons = [KeyButton("", Kind.NOTE) for _place in range(6)]
        for place, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, *divmod(place, 3))

    def connect_to(self, model: PaymentModel) -> None:
        """A sum is what the customer gives."""
        for place, button in enumerate(self._buttons):
            button.clicked.connect(
                lambda _checked=False, place=place: model.hand_over(self._amounts[place])
            )

    def show_amounts(self, amounts: tuple[int, ...]) -> None:
        """Shows other sums; without any there is nothing to show."""
        self._amounts = amounts
        self.setVisible(bool(amounts))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(amounts))
            if place < len(amounts):
                button.relabel(format_amount(amounts[place]))


class AmountBox(QFrame):
    """What is typed; where nothing is, what Enter takes, in lighter ink."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "amount")
        self.setFixedHeight(66)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._what, self._amount = label(ink="second"), label(size=28, weight=theme.SEMIBOLD)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self._what)
        row.addStretch()
        row.addWidget(self._amount)

    def show_state(self, state: PaymentState) -> None:
        """Shows the amount."""
        what = _((_GIVES if state.gives_back else _ASKS)[state.method])
        amount = format_dong(state.rest if state.typed is None else state.typed)
        self._what.setText(what)
        self._amount.setText(amount)
        ink = "second" if state.typed is None else "main" if state.marked else ""
        theme.dress(self._amount, "ink", ink)
        self.setAccessibleName(f"{what}: {amount}")


class Change(QWidget):
    """What to give back, large; or what a typed amount leaves to pay."""

    def __init__(self) -> None:
        super().__init__()
        self._what = label(size=20)
        self._amount = SumLabel(theme.HUGE, theme.TOTAL, theme.TITLE, align=_RIGHT_BOTTOM)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._what, 0, _BOTTOM)
        row.addWidget(self._amount, 1)

    def show_state(self, state: PaymentState) -> None:
        """Shows one or the other, or nothing."""
        lacks = state.lacking > 0
        missing = _("Still to give back") if state.gives_back else _("Still missing")
        self._what.setText(missing if lacks else _("Change"))
        self._amount.show_sum(format_dong(state.lacking if lacks else state.change or 0))
        theme.dress(self._amount, "ink", "trouble" if lacks else "main")
        self.setVisible(lacks or state.change is not None)


class TransferView(QWidget):
    """The code to pay by, and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._qr = QrView(_("QR code for the transfer"), 240)
        self._bank, self._account = label(ink="second"), label(size=24, weight=theme.SEMIBOLD)
        self._holder, self._code = label(), label(size=24, weight=theme.SEMIBOLD)
        self.paper = KeyButton(_("Print the bill"), Kind.QUIET, key="F10")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._bank)
        words.addWidget(self._account)
        words.addWidget(self._holder)
        words.addSpacing(4)
        words.addWidget(label(_("Purpose"), ink="second"))
        words.addWidget(self._code)
        words.addStretch()
        look = label(_("Look at the phone: has the money come?"), theme.SMALL, wrap=True)
        look.setProperty("surface", "attention")
        words.addWidget(look)
        words.addWidget(self.paper)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self._qr)
        row.addLayout(words, 1)

    def show_transfer(self, transfer: ShownTransfer | None) -> None:
        """Shows a transfer's code; without one there is nothing to show."""
        self.setVisible(transfer is not None)
        if transfer is not None:
            self._qr.show_payload(transfer.payload)
            self._bank.setText(bank_name(transfer.bank_bin) or transfer.bank_bin)
            self._account.setText(transfer.account)
            self._holder.setText(transfer.holder)
            self._code.setText(transfer.code)


class NoAccountView(QWidget):
    """Where the code would stand: what is missing for it."""

    def __init__(self) -> None:
        super().__init__()
        what = label(_("No code can be shown: the shop's bank account is missing."), wrap=True)
        what.setFont(theme.font(theme.LARGE, theme.SEMIBOLD))
        once = _("Enter it once. From then on each bill has a code of its own.")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GAP)
        rows.addWidget(what)
        rows.addWidget(label(once, ink="second", wrap=True))
