"""What receipts look like: picture, first and last lines, when they print; a sample beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.logo import read_logo
from posdesk.ui.screens.paper import PaperView
from posdesk.ui.screens.setting_rows import SettingForm
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.receipt_look import LookState, ReceiptLook
from posdesk.ui.viewmodels.settings import SettingsModel, SettingsState
from posdesk.ui.viewmodels.settings_words import ELSEWHERE
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.places import scrolled

_PAPER = 300


class ReceiptPanel(QWidget):
    """The receipt's settings with a sample that changes at each key."""

    def __init__(self, shop: Shop, tasks: Tasks, settings: SettingsModel) -> None:
        super().__init__()
        self.model = ReceiptLook(shop, tasks, settings, read_logo, self)
        self.form = SettingForm()
        self.choose = KeyButton(_("Choose a picture …"))
        self.drop = KeyButton(_("No picture"))
        self._problem = label(ink="trouble", wrap=True)
        self.paper = PaperView(_("Sample receipt"))
        self._lay_out()
        self.choose.clicked.connect(self._ask_for_file)
        self.drop.clicked.connect(self.model.drop_logo)
        self.form.edited.connect(settings.edit)
        self.model.state_changed.connect(self.show_state)
        self.show_state(self.model.state)

    def show_settings(self, state: SettingsState) -> None:
        """Shows the settings but the picture's own."""
        self.form.show_lines([line for line in state.lines if line.key not in ELSEWHERE])

    def focus_on(self, key: str) -> None:
        """To a setting of this section."""
        if key in ELSEWHERE:
            self.choose.setFocus()
        else:
            self.form.focus_on(key)

    def show_state(self, state: LookState) -> None:
        """Shows the sample and what can be done about the picture."""
        self.paper.show_png(state.paper)
        self.drop.setVisible(state.has_logo)
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.drop)
        buttons.addStretch()
        form = QWidget()
        left = QVBoxLayout(form)
        left.setContentsMargins(0, 0, 10, 0)
        left.setSpacing(theme.GAP)
        left.addWidget(label(_("Picture on receipts"), weight=theme.MEDIUM))
        left.addLayout(buttons)
        left.addWidget(self._problem)
        hint = _("PNG or JPEG. It is made small, black and white.")
        left.addWidget(label(hint, size=theme.SMALL, ink="second", wrap=True))
        left.addSpacing(10)
        left.addWidget(self.form)
        left.addStretch()
        self.paper.setFixedWidth(_PAPER)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addWidget(scrolled(form), 1)
        row.addWidget(self.paper)

    def _ask_for_file(self) -> None:
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        dialog = QFileDialog(self, _("Choose a picture"), QStandardPaths.writableLocation(pictures))
        dialog.setNameFilter(_("Pictures (*.png *.jpg *.jpeg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.model.take_logo(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
