"""Labels for chosen goods: how many, of what kind, on which paper, as they will come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.quantity import ONE
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.paper import PaperView
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.labels import KINDS, LabelsModel, LabelsState
from posdesk.ui.widgets.fields import Field, QuantityEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.options import OptionList
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.text_entry import erase_one, type_text
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button
from posdesk.ui.window import Window

_PAD, _PAPER = 216, 310
"""Widths of the columns beside the list, px."""


class LabelsCard(Overlay):
    """Shows a ``LabelsState``; opens by ``window.open_card(card.layer(), card.first_field())``.

    ``counts`` says how many labels of a product there are at first; else there are as many as
    came in last, if that was the last that happened to it.
    Scans, and what is typed in its first field, add goods. Sheets are saved in ``papers``, else
    among the user's own documents.
    """

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        product_ids: Sequence[UUID] = (),
        counts: Mapping[UUID, int] | None = None,
        papers: Path | None = None,
    ) -> None:
        card = QWidget()
        title = _("Print labels")
        super().__init__(card, window, name=title, width=1080, height=680)
        self._window = window
        self.model = LabelsModel(shop, tasks, papers, self)
        self.goods = Field(_("Scan or type goods to add"))
        self.goods.setPlaceholderText(_("Scan or type goods to add"))
        self.plus = icon_button("plus", _("Add the goods"))
        self.lines = RecordList(_("Goods and their labels"))
        self.count, self.first = QuantityEdit(_("How many?")), QuantityEdit(_("First free label"))
        self.kind, self.place = OptionList(_("Kind of label")), OptionList(_("Paper"))
        self.paper = PaperView(_("The labels as they will come out"))
        self.main = KeyButton(_("Print"), Kind.MAIN, key="Enter")
        self._first_words = label(_("First free label on the sheet"), weight=theme.MEDIUM)
        self._letters = FocusLetters()
        self._keyboard = keyboard_button(self._letters)
        self._notes, self._problem = label(ink="second", wrap=True), label(ink="trouble", wrap=True)
        self._lay_out(card, title)
        self._connect()
        self.show_state(self.model.state)
        self.model.start(product_ids, counts or {})

    def layer(self) -> Layer:
        """Its keys; a scan adds goods."""
        model = self.model
        return Layer(
            self,
            (
                Command(("Return",), _("Add the goods"), self._add, self._adding),
                Command(("Return", "Ctrl+P"), _("Print labels"), self.main.click),
                Command(("F3",), _("Search"), self.goods.setFocus),
                Command(("Up",), _("Line above"), lambda: self._step(-1)),
                Command(("Down",), _("Line below"), lambda: self._step(1)),
                Command(("Esc",), _("Back"), self.close_card),
            ),
            model.add,
        )

    def first_field(self) -> QWidget:
        """The count where there are goods, else where goods are added."""
        return self.count if self.model.state.lines else self.goods

    def show_state(self, state: LabelsState) -> None:
        """Shows the state; shown twice it looks the same."""
        self._places.setCurrentIndex(0 if state.lines else 1)
        self.lines.show_records([line.record for line in state.lines], state.current)
        self._show_count(state)
        kinds = tuple(Choice(kind.value, _(words)) for kind, words in KINDS.items())
        self.kind.show_choices(kinds, state.kind.value)
        self.place.show_choices(state.places, state.place)
        for part in (self._first_words, self.first):
            part.setVisible(state.sheet is not None)
        if not self.first.hasFocus():
            self.first.show_quantity(state.first * ONE)
        self.paper.setVisible(bool(state.png))
        self.paper.show_png(state.png)
        self._notes.setText(state.notes)
        self._problem.setText(state.problem)
        for words in (self._notes, self._problem):
            words.setVisible(bool(words.text()))
        self.main.setEnabled(bool(state.total) and not state.busy)
        self.main.relabel(_("Save as PDF") if state.sheet else _("Print"), str(state.total or ""))

    def _show_count(self, state: LabelsState) -> None:
        self.count.setEnabled(state.current is not None)
        if state.current is None:
            return
        shown = state.lines[state.current].count * ONE
        if self.count.quantity() != shown and (self.count.text() or shown):
            self.count.show_quantity(shown)

    def _connect(self) -> None:
        model = self.model
        model.state_changed.connect(self.show_state)
        model.done.connect(self._finish)
        self.plus.clicked.connect(self._add)
        self.lines.chosen.connect(model.choose)
        self.lines.chosen.connect(lambda _place: self.count.selectAll())
        self.kind.changed.connect(model.set_kind)
        self.place.changed.connect(model.set_place)
        self.count.edited.connect(lambda much: model.set_count((much or 0) // ONE))
        self.first.edited.connect(lambda much: model.set_first((much or 0) // ONE))
        self.pad.typed.connect(lambda text: type_text(self._number(), text))
        self.pad.erased.connect(lambda: erase_one(self._number()))
        self.main.clicked.connect(model.go)
        self.closed.connect(self.deleteLater)

    def _number(self) -> QuantityEdit:
        """The field that the pad types into."""
        return self.first if self.first.hasFocus() else self.count

    def _adding(self) -> bool:
        return QApplication.focusWidget() is self.goods and bool(self.goods.text().strip())

    def _add(self) -> None:
        if self.goods.text().strip():
            self.model.add(self.goods.text())
            self.goods.clear()
        self._keyboard.setChecked(False)

    def _step(self, step: int) -> None:
        current, last = self.model.state.current, len(self.model.state.lines) - 1
        if current is not None:
            self.model.choose(min(max(current + step, 0), last))
            self.count.selectAll()

    def _finish(self, words: str) -> None:
        self.close_card()
        self._window.toast.say(words)

    def _lay_out(self, card: QWidget, title: str) -> None:
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.addWidget(label(title, theme.LARGE, theme.SEMIBOLD), 1)
        head.addWidget(self._keyboard)
        head.addWidget(cross)
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addWidget(self._goods(), 1)
        for beside in (self._counting(), self._choices()):
            body.addWidget(beside)
            self._keyboard.toggled.connect(beside.setHidden)  # letters need the room
        self._keyboard.toggled.connect(self._places.setHidden)
        foot = QHBoxLayout()
        foot.setSpacing(18)
        foot.addWidget(self._notes, 1)
        foot.addStretch()
        foot.addWidget(self.main)
        self.main.setMinimumWidth(_PAPER)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addLayout(body, 1)
        rows.addWidget(self._letters)
        rows.addWidget(self._problem)
        rows.addLayout(foot)

    def _goods(self) -> QWidget:
        self._places = QStackedWidget()
        self._places.addWidget(self.lines)
        hint = _("Scan goods, or type their name and press Enter.")
        self._places.addWidget(EmptyState("search", _("No goods yet"), hint))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.goods, 1)
        row.addWidget(self.plus)
        return _column(line, self._places)

    def _counting(self) -> QWidget:
        self.pad = NumberPad(extra="00")
        words = label(_("How many labels?"), weight=theme.MEDIUM, wrap=True)
        made = _column(words, self.count, self.pad, end=True)
        made.setFixedWidth(_PAD)
        self.count.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.first.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        return made

    def _choices(self) -> QWidget:
        inside = _column(self.kind, self.place, self._first_words, self.first, end=True)
        self._first_words.setWordWrap(True)
        made = QWidget()
        made.setFixedWidth(_PAPER)
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GAP)
        rows.addWidget(self.paper, 2)
        rows.addWidget(scrolled(inside), 3)
        return made


def _column(*widgets: QWidget, end: bool = False) -> QWidget:
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.GAP)
    for widget in widgets:
        rows.addWidget(widget)
    if end:
        rows.addStretch()
    return made
