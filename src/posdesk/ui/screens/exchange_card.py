"""Setting an exchange up: where it is, its keys, what is kept back, and what was found there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.services.exchanges import SECRETS
from posdesk.services.ports.exchange import ExchangeKind
from posdesk.ui import theme
from posdesk.ui.screens.printers import state_line
from posdesk.ui.viewmodels.exchanges import COLUMN, PREFIX, ExchangeForm, ExchangesModel
from posdesk.ui.viewmodels.exchanges_words import COLUMNS, FIELDS, HOW, KINDS
from posdesk.ui.viewmodels.printers_state import Word
from posdesk.ui.widgets.choose_file import choose_folder
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.form_sheet import FormSheet
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import drop
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.window import Window

_OPEN = ("user",)
"""Secrets that may be read over one's shoulder."""


class ExchangeCard(FormSheet):
    """Shows an ``ExchangeForm``."""

    def __init__(self, window: Window, model: ExchangesModel, form: ExchangeForm) -> None:
        self.found = FoundLines()
        self.folder = KeyButton(_("Choose the folder …"))
        below: list[QWidget] = [label(_(HOW[form.kind]), size=theme.SMALL, ink="second", wrap=True)]
        if form.kind is ExchangeKind.FILE:
            below = [self.folder, *below, ColumnNames(model, form)]
        super().__init__(window, _(KINDS[form.kind]), _("Save and try"), _fields(form), *below)
        self._window, self._model = window, model
        self.remove = KeyButton(_("Remove it"))
        self.remove.clicked.connect(self._ask_to_remove)
        self.body.addWidget(self.found)
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.typed.connect(model.type)
        self.accepted.connect(model.save)
        self.closed.connect(model.leave)
        self.folder.clicked.connect(self._choose_folder)
        self.show_exchange(form)

    def first_field(self) -> QWidget:
        """What is filled first."""
        known = self._model.form is not None and self._model.form.known is not None
        return self._fields["url" if known else "name"]

    def show_exchange(self, form: ExchangeForm) -> None:
        """Shows the form; shown twice it looks the same."""
        self.show_form(form)
        if form.known is not None and self._fields["name"].hasFocus():
            self.main.setFocus()
        self._fields["name"].setEnabled(form.known is None)
        for key in SECRETS[form.kind]:
            kept = _("kept; type to change it") if form.known else ""
            self._fields[key].setPlaceholderText(kept)
        self.found.show_words(form.said)
        self.remove.setVisible(form.known is not None)

    def _choose_folder(self) -> None:
        choose_folder(self, _("The folder"), lambda path: self._model.type("url", path))

    def _ask_to_remove(self) -> None:
        question = _("Remove {name}? Its orders stay; goods there are not taken off.")
        name = self._fields["name"].text()
        sheet = Sheet(self._window, question.format(name=name), _("Remove it"))
        sheet.accepted.connect(sheet.close_card)
        sheet.accepted.connect(self._model.remove)
        self._window.open_card(sheet.layer(), sheet.main)


class FoundLines(QWidget):
    """What was found at an address, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[Word, ...] = ()
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.hide()

    def show_words(self, said: tuple[Word, ...]) -> None:
        """Shows other lines."""
        if said == self._said:
            return
        self._said = said
        while self._lines:
            drop(self._lines.pop())
        for word in said:
            line = QWidget()
            row = state_line(word)
            row.setContentsMargins(0, 0, 0, 0)
            line.setLayout(row)
            self._lines.append(line)
            self._rows.addWidget(line)
        self.setVisible(bool(said))


class ColumnNames(QWidget):
    """What the columns of order files are called, where it is not their usual name."""

    def __init__(self, model: ExchangesModel, form: ExchangeForm) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        hint = _("Columns of order files with other names than usual (may stay empty)")
        grid.addWidget(label(hint, weight=theme.MEDIUM, wrap=True), 0, 0, 1, 2)
        for place, (key, words) in enumerate(COLUMNS.items()):
            row, column = divmod(place, 2)
            field = Field(_("Column: {what}").format(what=_(words)))
            field.setText(form.typed.get(f"{COLUMN}{key}", ""))
            field.textEdited.connect(lambda text, key=key: model.type(f"{COLUMN}{key}", text))
            caption = label(_(words), size=theme.SMALL, ink="second")
            grid.addWidget(caption, 2 * row + 1, column)
            grid.addWidget(field, 2 * row + 2, column)


def _fields(form: ExchangeForm) -> dict[str, tuple[str, Field]]:
    keys = ("name", "url", *SECRETS[form.kind], "buffer", "hours", PREFIX)
    made = {}
    for key in keys:
        folder = key == "url" and form.kind is ExchangeKind.FILE
        words = _(FIELDS["folder" if folder else key])
        field = Field(words)
        if key in SECRETS[form.kind] and key not in _OPEN:
            field.setEchoMode(Field.EchoMode.Password)
        if key == "url":
            field.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        made[key] = (words, field)
    return made
