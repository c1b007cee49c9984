"""The sections of the settings, or what fits a search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui.viewmodels.settings import Hit, SettingsState
from posdesk.ui.viewmodels.settings_words import SECTIONS
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.options import RowButton, drop


class SectionList(QWidget):
    """The sections, or while something is searched what fits it.

    Attributes:
        opened: (section, setting or nothing).
    """

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._nothing = EmptyState("search", _("Nothing fits"), _("Try another word."))
        self._group = QButtonGroup(self)
        self._sections = {section.key: RowButton(_(section.label)) for section in SECTIONS}
        self._hits: tuple[Hit, ...] = ()
        self._found: list[RowButton] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(4)
        for key, button in self._sections.items():
            button.clicked.connect(lambda _checked=False, key=key: self.opened.emit(key, ""))
            self._group.addButton(button)
            self._rows.addWidget(button)
        self._rows.addWidget(self._nothing)
        self._rows.addStretch()

    def show_state(self, state: SettingsState) -> None:
        """Shows sections or hits, and where something is not saved."""
        searching = bool(state.query.strip())
        for key, button in self._sections.items():
            button.setVisible(not searching)
            button.mark(key in state.unsaved)
        self._sections[state.section].setChecked(True)
        if state.hits != self._hits:
            self._hits = state.hits
            self._fill()
        self._nothing.setVisible(searching and not state.hits)

    def _fill(self) -> None:
        for button in self._found:
            drop(button)
        self._found = []
        for place, hit in enumerate(self._hits):
            button = RowButton(hit.label, hit.where)
            button.setCheckable(False)
            button.clicked.connect(
                lambda _checked=False, hit=hit: self.opened.emit(hit.section, hit.key)
            )
            self._found.append(button)
            self._rows.insertWidget(place, button)
