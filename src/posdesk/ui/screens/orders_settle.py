"""The card for statements: what is owed at the left, what came in for one order at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import N_, _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.settling import SettleModel, SettleState
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button

_WAYS = ((TenderMethod.TRANSFER, N_("Transfer")), (TenderMethod.CASH, N_("Cash")))


class SettleCard(Sheet):
    """Shows a ``SettleState``."""

    def __init__(self, parent: QWidget, model: SettleModel) -> None:
        title, action = _("What couriers and exchanges owe"), _("Enter it")
        super().__init__(parent, title, action, width=980, height=640)
        self.model = model
        self.records = RecordList(_("Owed by order"))
        self._owed = label(ink="second", wrap=True)
        self.paid, self.fee = MoneyEdit(_("Money that came")), MoneyEdit(_("Kept back as a fee"))
        self.tax, self.ref = MoneyEdit(_("Withheld as tax")), Field(_("Statement no."))
        self.ref.setPlaceholderText(_("Its number or its day"))
        self.way = Switch([Choice(way.value, _(name)) for way, name in _WAYS])
        self._letters = FocusLetters(signs=True)
        self._places = QStackedWidget()
        self._shown: object = None
        self._build()
        self._connect()
        self.way.choose(TenderMethod.TRANSFER.value)
        self.show_state(model.state)
        model.refresh()

    def layer(self) -> Layer:
        """The keys of a card, of the list and of the ways the money came."""
        ways = tuple(
            Command((f"Alt+{number}",), _(name), partial(self.way.choose, way.value))
            for number, (way, name) in enumerate(_WAYS, 1)
        )
        steps = tuple(
            Command((key,), words, partial(self._move, step))
            for key, words, step in (("Up", _("Order above"), -1), ("Down", _("Order below"), 1))
        )
        return Layer(self, (*ways, *steps, *super().layer().commands))

    def show_state(self, state: SettleState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.records.show_records(state.records, state.current)
        self._places.setCurrentIndex(int(not state.records))
        self._owed.setText(_("In all: {amount}").format(amount=state.owed))
        self.main.setEnabled(state.current is not None and not state.busy)
        self.say(state.problem)

    def _show_order(self, state: SettleState) -> None:
        """Proposes what is owed for another order; what was typed for one before is its own."""
        self.paid.show_amount(state.paid)
        for field in (self.fee, self.tax):
            field.show_amount(None)
        self.paid.setFocus()
        self.paid.selectAll()

    def _move(self, step: int) -> None:
        here = self.model.state.current
        if here is not None:
            self.model.go_to(here + step)

    def _wish(self) -> None:
        paid, fee, tax = (field.amount() or 0 for field in (self.paid, self.fee, self.tax))
        if not self.ref.text().strip():
            self.say(_("Which statement? Type its number or its day."))
            self.ref.setFocus()
        else:
            way = TenderMethod(self.way.chosen())
            self.model.enter(paid, fee, tax, way, self.ref.text())

    def _follow(self, state: SettleState) -> None:
        before = self._shown
        self._shown = (state.current, state.records)
        self.show_state(state)
        if self._shown != before:
            self._show_order(state)

    def _connect(self) -> None:
        self.records.chosen.connect(self.model.go_to)
        self.accepted.connect(self._wish)
        self.model.state_changed.connect(self._follow)

    def _build(self) -> None:
        hint = _("What couriers and exchanges owe for orders handed over stands here.")
        self._places.addWidget(self.records)
        self._places.addWidget(EmptyState("banknote", _("Nobody owes anything"), hint))
        left, both = QVBoxLayout(), QHBoxLayout()
        left.addWidget(self._owed)
        left.addWidget(self._places, 1)
        both.setSpacing(2 * theme.MARGIN)
        both.addLayout(left, 1)
        both.addWidget(scrolled(self._fields()), 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._letters)

    def _fields(self) -> QWidget:
        made, grid = QWidget(), QGridLayout()
        grid.setSpacing(6)
        fields = (
            (_("Money that came"), self.paid), (_("Kept back as a fee"), self.fee),
            (_("Withheld as tax"), self.tax), (_("Statement no."), self.ref),
        )  # fmt: skip
        for place, (words, field) in enumerate(fields):
            row, column = divmod(place, 2)
            grid.addWidget(label(words, theme.SMALL, ink="second", wrap=True), 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
        keyboard = keyboard_button(self._letters)
        keyboard.toggled.connect(self.settle)
        foot = QHBoxLayout()
        foot.addWidget(self.way)
        foot.addWidget(keyboard)
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(12)
        rows.addLayout(grid)
        rows.addLayout(foot)
        rows.addStretch()
        return made
