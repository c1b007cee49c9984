"""The card of a product: all that is kept of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.products_units import UnitRows
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.product_form import ProductForm, ProductFormModel
from posdesk.ui.viewmodels.products_words import POLICIES
from posdesk.ui.widgets.fields import Field, MoneyEdit, QuantityEdit
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import OptionList
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.places import bring_into_view, scrolled
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button
from posdesk.ui.window import Window


class ProductCard(Overlay):
    """Shows a ``ProductForm``."""

    def __init__(self, window: Window, model: ProductFormModel) -> None:
        card = QWidget()
        self._title = _("Change these goods") if model.product else _("Add goods")
        super().__init__(card, window, name=self._title, width=1000, height=660)
        self._model = model
        self.name, self.sku = Field(_("Name of the goods")), Field(_("Code"))
        self.category, self.tax = Field(_("Group")), Field(_("Tax"))
        self.maker, self.shelf = Field(_("Maker")), Field(_("Shelf"))
        self.cost = MoneyEdit(_("Cost"))
        self.min_stock, self.stock = QuantityEdit(_("Least stock")), QuantityEdit(_("In stock now"))
        self.description = QPlainTextEdit()
        self.units = UnitRows(model, self.name)
        self.groups = GroupRow()
        self.weighed, self.favourite = choice(_("Sold by weight")), choice(_("Favourite"))
        self.policy = OptionList(_("Below zero"))
        self.main = KeyButton(_("Save the goods"), Kind.MAIN, key="Enter")
        self._said = label(ink="trouble", wrap=True)
        self._letters = FocusLetters(signs=True)
        self._lay_out(card)
        self._connect()
        self.show_form(model.state)
        model.start(self._suggest)

    def layer(self) -> Layer:
        """Its keys; a scan is a barcode of the unit one is at."""
        return Layer(
            self,
            (
                Command(("Return",), self.main.label, self.main.click),
                Command(("Ctrl+U",), _("One more unit"), self._model.add_unit),
                Command(("Esc",), _("Back"), self.close_card),
            ),
            self.units.take_scan,
        )

    def show_form(self, form: ProductForm) -> None:
        """Shows the form; shown twice it looks the same."""
        for key, field in self._fields().items():
            text = getattr(form, key)
            if field.text() != text:
                field.setText(text)
            field.mark_wrong(form.wrong == key)
        if self.description.toPlainText() != form.description:
            self.description.setPlainText(form.description)
        self.units.show_form(form)
        self.weighed.setChecked(form.weighed)
        self.favourite.setChecked(form.favourite)
        choices = tuple(Choice(key, _(words)) for key, words in POLICIES.items())
        self.policy.show_choices(choices, form.policy)
        self.main.setEnabled(not form.busy)
        self._said.setText(form.problem)
        self._said.setVisible(bool(form.problem))

    def _fields(self) -> dict[str, Field]:
        return {
            "name": self.name, "sku": self.sku, "category": self.category, "tax": self.tax,
            "maker": self.maker, "shelf": self.shelf, "cost": self.cost,
            "min_stock": self.min_stock, "stock": self.stock,
        }  # fmt: skip

    def _suggest(self) -> None:
        """The groups there are, to take one by a touch."""
        names = self._model.categories
        self.groups.show_choices(tuple(Choice(name, name) for name in names), self.category.text())
        self.groups.setVisible(bool(names))

    def _connect(self) -> None:
        model = self._model
        for key, field in self._fields().items():
            field.textEdited.connect(partial(self._typed, key))
        self.description.textChanged.connect(
            lambda: model.change(description=self.description.toPlainText())
        )
        self.groups.chosen.connect(lambda name: model.change(category=name))
        self.weighed.clicked.connect(lambda on: model.change(weighed=on))
        self.favourite.clicked.connect(lambda on: model.change(favourite=on))
        self.policy.changed.connect(lambda key: model.change(policy=key))
        self.main.clicked.connect(self._save)
        model.state_changed.connect(self.show_form)
        model.saved.connect(lambda *_saved: self.close_card())
        self.closed.connect(self.deleteLater)

    def _typed(self, key: str, _text: str) -> None:
        # A field may have grouped the digits since: what it shows counts.
        self._model.change(**{key: self._fields()[key].text()})

    def _save(self) -> None:
        self._model.save()
        wrong = self._fields().get(self._model.state.wrong) or self.units.wrong_field()
        if wrong is not None and self._model.state.wrong:
            wrong.setFocus()
            bring_into_view(wrong)

    def _lay_out(self, card: QWidget) -> None:
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.addWidget(label(self._title, theme.LARGE, theme.SEMIBOLD), 1)
        head.addWidget(keyboard_button(self._letters))
        head.addWidget(cross)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(scrolled(self._sold()), 3)
        body.addWidget(scrolled(self._kept()), 2)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self._said, 1)
        foot.addStretch()
        foot.addWidget(self.main)
        self.main.setMinimumWidth(230)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addLayout(body, 1)
        rows.addWidget(self._letters)
        rows.addLayout(foot)

    def _sold(self) -> QWidget:
        """What it is and how it is sold."""
        return _column(
            _named(_("Name of the goods"), self.name),
            self.units,
            _pair(_named(_("Code"), self.sku), _named(_("Group"), self.category)),
            self.groups,
            _pair(self.weighed, self.favourite),
            _named(_("What to say of it"), self._words()),
        )

    def _kept(self) -> QWidget:
        """What the shop keeps of it for itself."""
        self.sku.setPlaceholderText(_("Made by itself if left empty"))
        self.sku.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.tax.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.tax.setPlaceholderText(_("8, 10, KCT"))
        opening = _named(_("In stock now"), self.stock)
        if self._model.product is not None:
            opening.hide()
        return _column(
            opening,
            _pair(_named(_("Cost"), self.cost), _named(_("Tax"), self.tax)),
            _named(_("Least stock"), self.min_stock),
            _pair(_named(_("Maker"), self.maker), _named(_("Shelf"), self.shelf)),
            _named(_("When there is none left"), self.policy),
        )

    def _words(self) -> QPlainTextEdit:
        self.description.setAccessibleName(_("What to say of it"))
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(80)
        return self.description


def _named(words: str, what: QWidget) -> QWidget:
    return _column(label(words, size=theme.SMALL, ink="second", wrap=True), what, gap=4, margin=0)


def _pair(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for part in parts:
        row.addWidget(part, 1)
    return made


def _column(*parts: QWidget, gap: int = 12, margin: int = 8) -> QWidget:
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, margin, 0)
    rows.setSpacing(gap)
    for part in parts:
        rows.addWidget(part)
    if margin:
        rows.addStretch()
    return made
