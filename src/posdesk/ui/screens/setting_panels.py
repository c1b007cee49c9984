"""Sections that are their settings one below the other, and little else."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.ui.screens.scale_tester import ScaleTester
from posdesk.ui.screens.setting_rows import SettingForm
from posdesk.ui.viewmodels.scale_trial import ScaleTrial
from posdesk.ui.viewmodels.settings import SettingsModel, SettingsState
from posdesk.ui.widgets.places import scrolled


class FormPanel(QWidget):
    """A section that is nothing but its settings."""

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self.form = SettingForm()
        self.form.edited.connect(model.edit)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 10, 0)
        rows.addWidget(self.form)
        rows.addStretch()
        inside.setMaximumWidth(720)
        self.rows = rows
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside))

    def show_settings(self, state: SettingsState) -> None:
        """Shows the open section's settings, if it is this panel's."""
        self.form.show_lines(state.lines)

    def focus_on(self, key: str) -> None:
        """To a setting of this section."""
        self.form.focus_on(key)


class ScalesPanel(FormPanel):
    """Goods and scales: their settings, and a place to try a scale's label.

    Attributes:
        trial: takes what is scanned here.
    """

    def __init__(self, model: SettingsModel, trial: ScaleTrial) -> None:
        super().__init__(model)
        self.trial = trial
        self.rows.insertWidget(1, ScaleTester(trial))
