"""Whom a tax invoice is for: a card over the till."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from posdesk.runtime.i18n import _
from posdesk.ui.viewmodels.buyer import BuyerModel
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.form_sheet import FormSheet
from posdesk.ui.widgets.key_button import KeyButton, Kind


class BuyerCard(FormSheet):
    """Shows a ``BuyerForm``.

    Attributes:
        dropped: no invoice is wanted.
    """

    dropped = Signal()

    def __init__(self, parent: QWidget, model: BuyerModel, *, chosen: bool) -> None:
        self.tax_code, self.name = Field(_("Tax code")), Field(_("Company or person"))
        self.address, self.email = Field(_("Address")), Field(_("E-mail"))
        self.tax_code.setPlaceholderText(_("10, 13 or 12 digits"))
        for field in (self.tax_code, self.email):
            field.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.nobody = KeyButton(_("No invoice"), Kind.LOW)
        super().__init__(
            parent,
            _("Tax invoice: who is it for?"),
            _("Put on the bill"),
            {
                "tax_code": (_("Tax code"), self.tax_code),
                "name": (_("Company or person"), self.name),
                "address": (_("Address"), self.address),
                "email": (_("E-mail"), self.email),
            },
            self.nobody,
        )
        self.nobody.setVisible(chosen)
        self.nobody.clicked.connect(self.close_card)
        self.nobody.clicked.connect(self.dropped)
        self.typed.connect(lambda key, text: model.change(**{key: text}))
        self.accepted.connect(model.save)
        model.state_changed.connect(self.show_form)
        model.kept.connect(self.close_card)
        self.show_form(model.state)
