"""Goods from a file: what it would do, each wrong cell, then how far it is."""

from __future__ import annotations

from posdesk.runtime.i18n import _
from posdesk.ui.viewmodels.product_import import ImportModel, ImportState, outcome_words
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.widgets.waiting import progress_bar
from posdesk.ui.window import Window

_LEAST = 140


class ImportCard(Sheet):
    """Shows an ``ImportState``."""

    def __init__(self, window: Window, model: ImportModel) -> None:
        super().__init__(window, _("Goods from a file"), _("Take in"), width=860, height=600)
        self._model = model
        self._file = label(model.path.name, ink="second", wrap=True)
        self._words = label(wrap=True)
        self.bar = progress_bar()
        self.wrong = RecordList(_("What is wrong in the file"))
        self.wrong.setMinimumHeight(_LEAST)
        self.body.addWidget(self._file)
        self.body.addWidget(self._words)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.wrong, 1)
        self.body.addStretch()
        self.accepted.connect(self._go_on)
        self.closed.connect(model.leave)
        model.state_changed.connect(self.show_state)
        model.look()

    def show_state(self, state: ImportState) -> None:
        """Shows the state; shown twice it looks the same."""
        self._words.setText(self._said(state))
        self.bar.setVisible(state.busy)
        self.bar.setRange(0, state.total)
        self.bar.setValue(state.done)
        self.wrong.show_records(state.bad, None)
        self.wrong.setVisible(bool(state.bad))
        self.main.setEnabled(not state.busy)
        self.main.relabel(self._action(state))
        self.say(state.problem)

    def _said(self, state: ImportState) -> str:
        if state.busy:
            return _("Going through the file …")
        if state.outcome is None:
            return ""
        words = outcome_words(state.outcome)
        if state.outcome.written:
            return _("Done: {words}").format(words=words)
        wrong = _("Wrong cells: {count}.").format(count=len(state.bad)) if state.bad else ""
        return " ".join(part for part in (words, wrong) if part)

    def _action(self, state: ImportState) -> str:
        if not state.takes:
            return _("Close")
        words = _("Take in the {count} that are right") if state.bad else _("Take in {count} goods")
        return words.format(count=state.takes)

    def _go_on(self) -> None:
        if self._model.state.takes:
            self._model.take_in()
        else:
            self.close_card()
