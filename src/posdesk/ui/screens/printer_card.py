"""Setting a printer up: where it is, how wide its paper is, a test page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.services.papers import WIDTHS
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.printers import PrintersModel
from posdesk.ui.viewmodels.printers_state import PrinterForm, PrintersState
from posdesk.ui.viewmodels.printers_words import WIDTH_WORDS
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import OptionList, RowButton
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button
from posdesk.ui.window import Window


class PrinterCard(Overlay):
    """Shows a ``PrinterForm``."""

    def __init__(self, window: Window, model: PrintersModel, form: PrinterForm) -> None:
        card = QWidget()
        title = _("Set up the printer") if form.config else _("Add a printer")
        super().__init__(card, window, name=title, width=900, height=580)
        self._window, self._model = window, model
        self.name, self.address = Field(_("Name of the printer")), Field(_("Address"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.found = FoundList(model)
        self.width_dots = OptionList(_("Paper"))
        self.drawer, self.cutter = choice(_("Cash drawer")), choice(_("Cuts the paper"))
        self.remove = KeyButton(_("Remove the printer"))
        self.test = KeyButton(_("Print a test page"), key="Ctrl+T")
        self.main = KeyButton(_("Save the printer"), Kind.MAIN, key="Enter")
        self._said = label(wrap=True)
        self._letters = FocusLetters(signs=True)
        self._lay_out(card, title)
        self._connect()
        self.show_form(form)

    def layer(self) -> Layer:
        """Its keys."""
        return Layer(
            self,
            (
                Command(("Return",), self.main.label, self.main.click),
                Command(("Ctrl+T",), self.test.label, self.test.click),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )

    def first_field(self) -> QWidget:
        """What is filled first: where a new printer is, what a known one is called."""
        known = self._model.state.form is not None and self._model.state.form.config is not None
        return self.name if known else self.address

    def show_state(self, state: PrintersState) -> None:
        """Follows the form while it is open."""
        if state.form is not None and self.isVisible():
            self.show_form(state.form)

    def show_form(self, form: PrinterForm) -> None:
        """Shows the form; shown twice it looks the same."""
        for field, text in ((self.name, form.name), (self.address, form.address)):
            if field.text() != text:
                field.setText(text)
        self.found.show_found(form)
        widths = tuple(Choice(str(width), _(WIDTH_WORDS[width])) for width in reversed(WIDTHS))
        self.width_dots.show_choices(widths, str(form.width))
        self.drawer.setChecked(form.drawer)
        self.cutter.setChecked(form.cutter)
        self.remove.setVisible(form.config is not None)
        for button in (self.main, self.test):
            button.setEnabled(bool(form.address.strip()) and not form.busy)
        self._show_said(form)

    def _show_said(self, form: PrinterForm) -> None:
        ruler = _("The test page has a ruler: both its ends must be on the paper.")
        self._said.setText(form.problem or form.test.words or ruler)
        trouble = bool(form.problem) or form.test.health.value == "trouble"
        self._said.setProperty("ink", "trouble" if trouble else "")
        self._said.style().polish(self._said)

    def _lay_out(self, card: QWidget, title: str) -> None:
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.addWidget(label(title, theme.LARGE, theme.SEMIBOLD), 1)
        head.addWidget(keyboard_button(self._letters))
        head.addWidget(cross)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(scrolled(self._where()), 1)
        body.addWidget(scrolled(self._what()), 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.remove)
        foot.addStretch()
        foot.addWidget(self.test)
        foot.addWidget(self.main)
        self.main.setMinimumWidth(230)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addLayout(body, 1)
        rows.addWidget(self._letters)
        rows.addWidget(self._said)
        rows.addLayout(foot)

    def _where(self) -> QWidget:
        hint = _("A printer in the network: its IP address, as in 192.168.1.50.")
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(theme.GAP)
        rows.addWidget(label(_("Where is it?"), weight=theme.MEDIUM))
        rows.addWidget(self.found)
        rows.addWidget(self.address)
        rows.addWidget(label(hint, size=theme.SMALL, ink="second", wrap=True))
        rows.addStretch()
        return made

    def _what(self) -> QWidget:
        switches = QHBoxLayout()
        switches.setSpacing(theme.GAP)
        switches.addWidget(self.drawer)
        switches.addWidget(self.cutter)
        switches.addStretch()
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(theme.GAP)
        rows.addWidget(label(_("What do you call it?"), weight=theme.MEDIUM))
        rows.addWidget(self.name)
        rows.addSpacing(6)
        rows.addWidget(label(_("How wide is the paper?"), weight=theme.MEDIUM))
        rows.addWidget(self.width_dots)
        rows.addSpacing(6)
        rows.addWidget(label(_("What does it have?"), weight=theme.MEDIUM))
        rows.addLayout(switches)
        rows.addStretch()
        self.name.setPlaceholderText(_("Counter"))
        self.address.setPlaceholderText("192.168.1.50")
        return made

    def _connect(self) -> None:
        model = self._model
        self.name.textEdited.connect(lambda text: model.change(name=text))
        self.address.textEdited.connect(lambda text: model.change(address=text))
        self.width_dots.changed.connect(lambda key: model.change(width=int(key)))
        self.drawer.toggled.connect(lambda on: model.change(drawer=on))
        self.cutter.toggled.connect(lambda on: model.change(cutter=on))
        self.main.clicked.connect(model.save)
        self.test.clicked.connect(model.test)
        self.remove.clicked.connect(self._ask_to_remove)
        model.state_changed.connect(self.show_state)
        self.closed.connect(model.leave)
        self.closed.connect(self.deleteLater)

    def _ask_to_remove(self) -> None:
        question = _("Remove {name}? What waits there goes to another printer.")
        sheet = Sheet(self._window, question.format(name=self.name.text()), _("Remove the printer"))
        sheet.accepted.connect(sheet.close_card)
        sheet.accepted.connect(self._model.remove_edited)
        self._window.open_card(sheet.layer(), sheet.main)


class FoundList(QWidget):
    """Printers that seem to be there."""

    def __init__(self, model: PrintersModel) -> None:
        super().__init__()
        self._model = model
        self._found: tuple[Choice, ...] = ()
        self._words = label(size=theme.SMALL, ink="second", wrap=True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addWidget(self._words)

    def show_found(self, form: PrinterForm) -> None:
        """Shows what was found, or that it is looked for."""
        nothing = _("No printer was found at this computer. Type its address.")
        self._words.setText(_("Looking for printers …") if form.looking else nothing)
        self._words.setVisible(not form.found and form.config is None)
        if form.found != self._found:
            self._found = form.found
            self._fill()

    def _fill(self) -> None:
        for each in self._found:
            name, _dot, address = each.label.rpartition(" · ")
            row = RowButton(name, address)
            row.setCheckable(False)
            row.clicked.connect(partial(self._take, each.key))
            self._rows.addWidget(row)

    def _take(self, address: str, _checked: bool = False) -> None:
        self._model.take_found(address)
