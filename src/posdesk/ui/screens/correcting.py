"""Cards that put slips right: a wrong tender, the sale just made, a transfer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.open_shift import Reasons
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.correcting import (
    REASONS,
    TenderModel,
    TenderState,
    VoidModel,
    VoidState,
)
from posdesk.ui.viewmodels.transfers import TransfersModel, TransfersState
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice, icon_button
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import Sheet

LONGEST_REASON = 200


class TenderSheet(Sheet):
    """What was recorded wrongly, how it was really paid, and what will be recorded."""

    def __init__(self, parent: QWidget, model: TenderModel) -> None:
        super().__init__(parent, _("Fix the payment"), _("Record it"), width=820)
        self._model = model
        state = model.state
        self.source = Ways(_("Recorded as"), state.sources)
        self.target = Ways(_("Really paid by"), state.targets, keys="Alt+{number}")
        self._sentence = label(wrap=True)
        for part in (self.source, self.target, self._sentence):
            self.body.addWidget(part)
        self.source.chosen.connect(model.choose_source)
        self.target.chosen.connect(model.choose_target)
        self.accepted.connect(model.record)
        model.state_changed.connect(self.show_state)
        model.done.connect(self.close_card)
        self.show_state(state)

    def layer(self) -> Layer:
        """The keys of a card; Alt and a number say how it was really paid."""
        model = self._model
        ways = tuple(
            Command((f"Alt+{number}",), each.label, lambda key=each.key: model.choose_target(key))  # type: ignore[misc] # the key is bound now
            for number, each in enumerate(model.state.targets, 1)
        )
        return Layer(self, (*ways, *super().layer().commands))

    def show_state(self, state: TenderState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.source.choose(state.source)
        self.target.choose(state.target)
        self._sentence.setText(state.sentence)
        self.main.setEnabled(state.ready and not state.busy)
        if self.problem.text() != state.problem:
            self.say(state.problem)


class Ways(QWidget):
    """A question and its answers side by side.

    Attributes:
        chosen: the key of the answer.
    """

    chosen = Signal(str)

    def __init__(self, question: str, choices: Sequence[Choice], *, keys: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for number, each in enumerate(choices, 1):
            button = self._buttons[each.key] = choice(each.label, key=keys.format(number=number))
            button.clicked.connect(lambda _checked=False, key=each.key: self.chosen.emit(key))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GAP)
        rows.addWidget(label(question, ink="second"))
        rows.addLayout(row)

    def choose(self, key: str) -> None:
        """Marks an answer."""
        self._buttons[key].setChecked(True)


class VoidSheet(Sheet):
    """Why the sale just made is cancelled, and what goes back."""

    def __init__(self, parent: QWidget, model: VoidModel) -> None:
        super().__init__(parent, model.state.title, _("Cancel the sale"), width=720)
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in REASONS))
        self.reason.field.setMaxLength(LONGEST_REASON)
        self.body.addWidget(label(model.state.sentence, wrap=True))
        self.body.addWidget(label(_("Why? The receipt says it."), ink="second"))
        self.body.addWidget(self.reason)
        self.accepted.connect(lambda: model.cancel(self.reason.text()))
        model.state_changed.connect(self.show_state)
        model.done.connect(self.close_card)

    def layer(self) -> Layer:
        """The keys of a card, and those of the usual reasons."""
        return Layer(self, (*self.reason.commands(), *super().layer().commands))

    def show_state(self, state: VoidState) -> None:
        """Says why it was refused; a second press waits for the first."""
        self.main.setEnabled(not state.busy)
        if self.problem.text() != state.problem:
            self.say(state.problem)


class TransfersCard(Overlay):
    """The newest transfers: which came, which are awaited; and the other way round."""

    def __init__(self, parent: QWidget, model: TransfersModel) -> None:
        card = QWidget()
        super().__init__(card, parent, name=_("Transfers"), width=760, height=664)
        self.model = model
        self.records = RecordList(_("Transfers"))
        nothing = EmptyState(
            "qr-code", _("No transfers yet"), _("Each VietQR code that is shown stands here.")
        )
        self._places = QStackedWidget()
        self._places.addWidget(self.records)
        self._places.addWidget(nothing)
        self._hint = label(ink="second", wrap=True)
        self.main = KeyButton("", Kind.MAIN, key="Ctrl+Enter")
        self._build(card)
        self.records.chosen.connect(model.go_to)
        self.main.clicked.connect(model.act)
        self.closed.connect(self.deleteLater)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def layer(self) -> Layer:
        """Its keys: the list moves by itself, Ctrl+Enter does what the button says."""
        return Layer(
            self,
            (
                Command(("Ctrl+Return",), _("Say what came"), self.model.act),
                Command(("Up",), _("Transfer above"), lambda: self.model.move(-1)),
                Command(("Down",), _("Transfer below"), lambda: self.model.move(1)),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )

    def show_state(self, state: TransfersState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.records.show_records(state.records, state.current)
        self._places.setCurrentIndex(int(state.looked and not state.records))
        self._hint.setText(state.hint)
        self.main.relabel(state.action)
        self.main.setVisible(bool(state.action))
        self.main.setEnabled(not state.busy)

    def _build(self, card: QWidget) -> None:
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.addWidget(label(_("Transfers"), theme.LARGE, theme.SEMIBOLD), 1)
        head.addWidget(cross)
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self._places)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.main)
        self.main.setMinimumWidth(320)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        rows.addLayout(head)
        rows.addWidget(ground, 1)
        rows.addLayout(foot)
