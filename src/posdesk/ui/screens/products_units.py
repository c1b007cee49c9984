"""The units a product is sold in: each with what it holds, its price and its barcodes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.product_form import ProductForm, ProductFormModel, UnitForm
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import drop


class UnitRows(QWidget):
    """The base unit first, larger ones below it; Tab comes to them from ``before``."""

    def __init__(self, model: ProductFormModel, before: QWidget) -> None:
        super().__init__()
        self._model, self._before = model, before
        self._shown: list[UnitRow] = []
        self.more = KeyButton(_("One more unit"), Kind.LOW, key="Ctrl+U", icon="plus")
        self.more.clicked.connect(model.add_unit)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.GAP)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch()
        self._rows.addLayout(foot)

    def show_form(self, form: ProductForm) -> None:
        """Shows the units; what is being typed right now is left alone."""
        while len(self._shown) > len(form.units):
            drop(self._shown.pop())
        while len(self._shown) < len(form.units):
            row = UnitRow(self._model, len(self._shown))
            self._rows.insertWidget(len(self._shown), row)
            self._shown.append(row)
            self._order()
        for row, unit in zip(self._shown, form.units, strict=True):
            row.show_unit(unit, form)

    def _order(self) -> None:
        """Tab goes through the rows as the eye does, wherever they were made."""
        last: QWidget = self._before
        for row in self._shown:
            for stop in (row.name, row.price, row.barcodes, row.factor, row.remove):
                QWidget.setTabOrder(last, stop)
                last = stop
        QWidget.setTabOrder(last, self.more)

    def take_scan(self, code: str) -> None:
        """A scan is a barcode of the unit one is at, else of the first."""
        here = QApplication.focusWidget()
        at = [row for row in self._shown if here is not None and row.isAncestorOf(here)]
        (at or self._shown)[0].add_code(code)

    def wrong_field(self) -> Field | None:
        """The field that is wrong, if it is one of a unit's."""
        fields = (field for row in self._shown for field in row.fields().values())
        return next((field for field in fields if field.property("wrong")), None)


class UnitRow(QWidget):
    """One unit."""

    def __init__(self, model: ProductFormModel, place: int) -> None:
        super().__init__()
        self._model, self._place = model, place
        self.name, self.price = Field(_("Unit")), MoneyEdit(_("Price"))
        self.factor, self.barcodes = Field(_("How many are in it")), Field(_("Barcode"))
        self.factor.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.barcodes.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.barcodes.setPlaceholderText(_("Scan it"))
        self._holds = label(_("How many are in it"), size=theme.SMALL, ink="second", wrap=True)
        self.remove = icon_button("trash-2", _("Take this unit out"))
        self._lay_out()
        for key, field in self.fields().items():
            field.textEdited.connect(partial(self._typed, key))
        self.remove.clicked.connect(lambda _checked=False: model.drop_unit(self._place))

    def fields(self) -> dict[str, Field]:
        """Its fields by what they fill."""
        return {
            "name": self.name, "price": self.price, "factor": self.factor,
            "barcodes": self.barcodes,
        }  # fmt: skip

    def show_unit(self, unit: UnitForm, form: ProductForm) -> None:
        """Shows the unit."""
        names = {"name": f"unit{self._place}"}
        for key, field in self.fields().items():
            text = getattr(unit, key)
            if field.text() != text:
                field.setText(text)
            field.mark_wrong(form.wrong == names.get(key, f"{key}{self._place}"))

    def add_code(self, code: str) -> None:
        """One more barcode."""
        known = [part.strip() for part in self.barcodes.text().split(",") if part.strip()]
        if code not in known:
            self._model.change_unit(self._place, barcodes=", ".join([*known, code]))

    def _typed(self, key: str, _text: str) -> None:
        self._model.change_unit(self._place, **{key: self.fields()[key].text()})

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(4)
        larger = self._place > 0
        heads = (_("Unit"), _("Price"), _("Barcode"))
        for column, (words, field) in enumerate(
            zip(heads, (self.name, self.price, self.barcodes), strict=True)
        ):
            grid.addWidget(label(words, size=theme.SMALL, ink="second"), 0, column)
            grid.addWidget(field, 1, column)
        grid.addWidget(self._holds, 2, 0, 1, 1)
        grid.addWidget(self.factor, 2, 1)
        grid.addWidget(self.remove, 2, 2, Qt.AlignmentFlag.AlignLeft)
        for part in (self._holds, self.factor, self.remove):
            part.setVisible(larger)
        for column, stretch in enumerate((3, 4, 4)):
            grid.setColumnStretch(column, stretch)
