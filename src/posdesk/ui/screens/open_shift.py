"""The cards of the shift: its float, cash in and out, the drawer; and what the till is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.domain.shift import CashKind
from posdesk.runtime.i18n import N_, _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.drawer_count import DrawerCount
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.shift import REASONS, ShiftModel, ShiftState
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notes_form import NotesForm
from posdesk.ui.widgets.notices import Banner, label
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.touch_pads import FocusLetters, FocusNumbers, keyboard_button
from posdesk.ui.window import Window

Then = Callable[[], None]
_TITLES = {CashKind.IN: N_("Put cash in"), CashKind.OUT: N_("Take cash out")}
_ASKS = {CashKind.IN: N_("Where does it come from?"), CashKind.OUT: N_("What for?")}
_DRAWER_REASONS = (N_("Change for a customer"), N_("Looking after the money"))
_TYPED, _NOTES = "typed", "notes"


class ShiftCards(QObject):
    """Opens the cards of the shift over whatever screen is shown."""

    def __init__(self, shop: Shop, tasks: Tasks, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.model = ShiftModel(shop, tasks, self)
        self._shift = self.model.state.shift
        self.model.effect.connect(self._do)
        self.model.state_changed.connect(self._tell)
        window.shift_changed.connect(self.model.refresh)

    def commands(self) -> tuple[Command, ...]:
        """Keys that count on every screen."""
        return (
            Command(("F12",), _("Open the drawer"), self.drawer),
            Command(("Ctrl+I",), _(_TITLES[CashKind.IN]), partial(self.cash, CashKind.IN)),
            Command(("Ctrl+O",), _(_TITLES[CashKind.OUT]), partial(self.cash, CashKind.OUT)),
        )

    def open(self, then: Then | None = None) -> None:
        """Asks for the float of a new shift; then on with what was wanted."""
        sheet = FloatSheet(self._window, self.model, then)
        sheet.left.connect(self._scan_all)
        self._open(sheet, sheet.field)

    def cash(self, kind: CashKind) -> None:
        """Asks how much cash goes in or out, and why."""
        sheet = CashSheet(self._window, self.model, kind)
        self._open(sheet, sheet.field)

    def drawer(self) -> None:
        """Asks why the drawer is opened."""
        sheet = DrawerSheet(self._window, self.model)
        self._open(sheet, sheet.reason)

    def _open(self, sheet: ShiftSheet, focus: QWidget) -> None:
        self.model.begin()
        self._window.open_card(sheet.layer(), focus)

    def _scan_all(self, codes: tuple[str, ...]) -> None:
        """What was scanned over the card goes to what lay below it."""
        for code in codes:
            self._window.keys.take_scan(code)

    def _tell(self, state: ShiftState) -> None:
        """The shift is another one than before: this window or another program did that."""
        before, self._shift = self._shift, state.shift
        if before != state.shift:
            self._window.shift_changed.emit(state.shift)

    def _do(self, effect: object) -> None:
        if isinstance(effect, Say):
            self._window.toast.say(effect.words)


class ShiftBanner(Banner):
    """What the till says of its shift above the goods, until it is put right or waved away.

    Attributes:
        wanted: ``shift``, ``day`` or ``bank``: where its button leads.
    """

    wanted = Signal(str)

    def __init__(self, model: ShiftModel) -> None:
        super().__init__()
        self._model = model
        self._dismissed = ""
        self.acted.connect(self._act)
        self.dismissed.connect(self._dismiss)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: ShiftState) -> None:
        """Shows the notice; without one there is nothing to show."""
        notice = state.notice
        if notice is None or notice.words == self._dismissed:
            self.hide()
        else:
            self.show_words(notice.words, action=notice.action)

    def _act(self) -> None:
        if self._model.state.notice is not None:
            self.wanted.emit(self._model.state.notice.opens)

    def _dismiss(self) -> None:
        notice = self._model.state.notice
        self._dismissed = notice.words if notice else ""
        self.hide()


class ShiftSheet(Sheet):
    """A card that asks the shift's view-model for one thing, and goes when that is done."""

    def __init__(
        self, parent: QWidget, model: ShiftModel, title: str, action: str, *, width: int
    ) -> None:
        super().__init__(parent, title, action, width=width)
        self.model = model
        model.state_changed.connect(self.show_state)
        model.done.connect(self.close_card)

    def show_state(self, state: ShiftState) -> None:
        """Says why it was refused; a second press waits for the first."""
        self.main.setEnabled(not state.busy)
        if self.problem.text() != state.problem:
            self.say(state.problem)


class FloatSheet(ShiftSheet):
    """The cash in the drawer before the first sale: typed, or counted by notes.

    Attributes:
        left: the card has gone; with it what was scanned meanwhile, a tuple of codes.
    """

    left = Signal(object)

    def __init__(self, parent: QWidget, model: ShiftModel, then: Then | None) -> None:
        super().__init__(
            parent,
            model,
            _("Open the shift: what is in the drawer?"),
            _("Open the shift"),
            width=720,
        )
        self._then = then
        self._count = DrawerCount()
        self._scanned: tuple[str, ...] = ()
        self.field = MoneyEdit(_("Cash in the drawer"))
        self._thousands = beneath(self.field)
        self.notes = NotesForm()
        self.way = Switch((Choice(_TYPED, _("Type it")), Choice(_NOTES, _("Count the notes"))))
        self.way.choose(_TYPED)
        self.before = KeyButton("", Kind.NOTE)
        nothing = _("Empty drawer, open with {amount}").format(amount=format_dong(0))
        self.nothing = KeyButton(nothing)
        self._total = label(size=theme.TITLE, weight=theme.BOLD)
        self._build()
        self._connect()
        self._show_way(_TYPED)

    def layer(self) -> Layer:
        """Enter goes from note to note before it opens; scans wait until the card has gone."""
        usual = super().layer()
        enter, *others = usual.commands
        opens = replace(enter, applies=lambda: not self.notes.has_next())
        return Layer(self, (opens, *others), self._keep_scan)

    def _wish(self) -> None:
        amount, waits = self._asked()
        if amount is None:
            self.say(_("How much is in the drawer? If there is nothing, type 0."))
        elif waits:
            self.say("")
        else:
            self.model.open(amount)

    def _asked(self) -> tuple[int | None, bool]:
        """What is in the drawer, None while nobody said; whether it is asked about first."""
        if self.way.chosen() == _NOTES:
            return (self._count.total if self._count.begun else None), self.notes.asks()
        return self.field.amount(), self._thousands.asks(self.field.amount())

    def _keep_scan(self, code: str) -> None:
        self._scanned = (*self._scanned, code)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.way)
        for part in (
            self.field, self._thousands, self.before, self.nothing, self.notes, self._total
        ):  # fmt: skip
            left.addWidget(part)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(_fixed(FocusNumbers(), 264), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def _connect(self) -> None:
        last = self.model.state.last_float
        self.before.relabel(_("As last time: {amount}").format(amount=format_dong(last or 0)))
        self._offer_last = last is not None and last > 0
        self.before.clicked.connect(lambda _checked=False: self.field.show_amount(last))
        self.nothing.clicked.connect(lambda _checked=False: self.model.open(0))
        self.accepted.connect(self._wish)
        self.way.changed.connect(self._show_way)
        self.notes.counted.connect(self._count_notes)
        self.notes.small.connect(self._count_small)
        self.model.opened.connect(self._go_on)
        self.closed.connect(lambda: self.left.emit(self._scanned))

    def _show_way(self, way: str) -> None:
        typed = way == _TYPED
        for part in (self.field, self._thousands, self.nothing):
            part.setVisible(typed)
        self.before.setVisible(typed and self._offer_last)
        self.notes.setVisible(not typed)
        self._total.setVisible(not typed)
        if self.isVisible():  # before that the focus is where it goes back to
            (self.field if typed else self.notes.fields()[0]).setFocus()
        self._show_total()
        self.say("")

    def _count_notes(self, row: int, count: int | None) -> None:
        self._count = self._count.with_count(row, count)
        self._show_total()

    def _count_small(self, dong: int | None) -> None:
        self._count = self._count.with_small(dong)
        self._show_total()

    def _show_total(self) -> None:
        self.notes.show_count(self._count)
        self._total.setText(_("Counted: {amount}").format(amount=format_dong(self._count.total)))

    def _go_on(self, _shift: object) -> None:
        if self._then is not None:
            self._then()


class Reasons(QWidget):
    """A line for a reason, and the usual ones to choose from.

    Attributes:
        field: where it is typed.
    """

    def __init__(self, name: str, usual: tuple[str, ...]) -> None:
        super().__init__()
        self.field = Field(name)
        self.field.setPlaceholderText(_("or type it here"))
        letters = FocusLetters()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GAP)
        for number, words in enumerate(usual, 1):
            rows.addWidget(self._usual(number, words))
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self.field, 1)
        line.addWidget(keyboard_button(letters))
        rows.addLayout(line)
        rows.addWidget(letters)
        self._usual_words = usual
        self.setFocusProxy(self.field)

    def text(self) -> str:
        """The reason."""
        return self.field.text()

    def commands(self) -> tuple[Command, ...]:
        """Alt and a number take a usual reason."""
        return tuple(
            Command((f"Alt+{number}",), words, partial(self._take, words))
            for number, words in enumerate(self._usual_words, 1)
        )

    def _usual(self, number: int, words: str) -> KeyButton:
        button = KeyButton(words, Kind.ROUND, key=f"Alt+{number}")
        button.clicked.connect(lambda _checked=False: self._take(words))
        return button

    def _take(self, words: str) -> None:
        self.field.setText(words)
        self.field.setFocus()


class CashSheet(ShiftSheet):
    """Cash that goes in or out beside the sales, with its reason."""

    def __init__(self, parent: QWidget, model: ShiftModel, kind: CashKind) -> None:
        title = _(_TITLES[kind])
        super().__init__(parent, model, title, title, width=820)
        self._kind = kind
        self.field = MoneyEdit(_("Amount"))
        self._thousands = beneath(self.field, wide=True)
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in REASONS[kind]))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(label(_("How much?"), ink="second"))
        left.addWidget(self.field)
        left.addWidget(_fixed(FocusNumbers(), 264))
        left.addStretch()
        right.setSpacing(12)
        right.addWidget(label(_(_ASKS[kind]), ink="second"))
        right.addWidget(self.reason)
        right.addWidget(self._thousands)
        right.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.body.addLayout(row)
        self.accepted.connect(self._wish)

    def layer(self) -> Layer:
        """The keys of a card, and those of the usual reasons."""
        return Layer(self, (*self.reason.commands(), *super().layer().commands))

    def _wish(self) -> None:
        amount = self.field.amount()
        if not amount:
            self.say(_("How much? Type the amount."))
            self.field.setFocus()
        elif self._thousands.asks(amount):
            self.say("")
        else:
            self.model.move_cash(self._kind, amount, self.reason.text())


class DrawerSheet(ShiftSheet):
    """Why the drawer is opened without a sale."""

    def __init__(self, parent: QWidget, model: ShiftModel) -> None:
        super().__init__(
            parent, model, _("Open the drawer: what for?"), _("Open the drawer"), width=620
        )
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in _DRAWER_REASONS))
        self.body.addWidget(self.reason)
        self.body.addWidget(label(_("The Z report counts it."), ink="second", wrap=True))
        self.accepted.connect(self._wish)

    def layer(self) -> Layer:
        """The keys of a card, and those of the usual reasons."""
        return Layer(self, (*self.reason.commands(), *super().layer().commands))

    def _wish(self) -> None:
        self.model.open_drawer(self.reason.text())


def _fixed(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(width)
    return widget
