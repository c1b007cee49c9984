"""One product beside the list: what it is, what there is of it, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.product import Product
from posdesk.domain.quantity import format_quantity
from posdesk.runtime.i18n import _
from posdesk.services.ports.goods import ProductRow
from posdesk.ui import theme
from posdesk.ui.viewmodels.products import ProductsState
from posdesk.ui.viewmodels.products_words import fact_lines, unit_lines
from posdesk.ui.widgets.beside import foot, rule
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.photo import PhotoView
from posdesk.ui.widgets.places import scrolled


def _line(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row


class ProductPanel(QFrame):
    """Shows the product of a ``ProductsState``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.photo = PhotoView(_("Photo"))
        self._name = label(size=theme.LARGE, weight=theme.SEMIBOLD, wrap=True)
        self._code, self._units = label(ink="second", wrap=True), label(wrap=True)
        self._stock = label(size=theme.TITLE, weight=theme.BOLD, wrap=True)
        self._facts = label(ink="second", wrap=True)
        self._about = label(wrap=True)
        hint = _("Add the first one. Its name and price are enough to sell it.")
        self._nothing = EmptyState("package", _("No goods chosen"), hint)
        self.earlier = icon_button("chevron-up", _("Its tile one place earlier"))
        self.later = icon_button("chevron-down", _("Its tile one place later"))
        self.favourite = KeyButton(_("Favourite"), Kind.LOW, key="Ctrl+B", icon="star")
        self.favourite.setCheckable(True)
        self.choose = KeyButton(_("Choose a photo …"), Kind.LOW, key="Ctrl+G")
        self.remove = icon_button("trash-2", _("Take the photo away"))
        self.receive = KeyButton(_("Goods in"), Kind.STACKED, key="F6")
        self.correct = KeyButton(_("Correct stock"), Kind.STACKED, key="F7")
        self.history = KeyButton(_("History"), Kind.STACKED, key="F8")
        self.edit = KeyButton(_("Edit"), Kind.STACKED, key="Ctrl+E")
        self.archive = KeyButton(_("Archive"), Kind.STACKED, key="Ctrl+D")
        self.labels = KeyButton(_("Labels"), Kind.STACKED, key="Ctrl+P")
        self.add = KeyButton(_("Add goods"), Kind.MAIN, key="Ctrl+N")
        self._places = QStackedWidget()
        self._build()

    def show_state(self, state: ProductsState) -> None:
        """Shows the state; shown twice it looks the same."""
        shown = state.row is not None and state.product is not None
        self._places.setCurrentIndex(int(shown))
        for button in self._acts():
            button.setEnabled(shown)
        if state.row is not None and state.product is not None:
            self._show(state.row, state.product)
            self.photo.show_picture(state.picture, state.product.name)
            self.remove.setVisible(bool(state.picture))

    def _show(self, row: ProductRow, product: Product) -> None:
        self._name.setText(product.name)
        parts = (product.sku, product.category, _("archived") if product.archived else "")
        self._code.setText(" · ".join(part for part in parts if part))
        amount = f"{format_quantity(row.on_hand)} {product.base.name}"
        words = amount if row.counted else _("not counted")
        self._stock.setText(words)
        self._units.setText(unit_lines(product))
        for words, where in (
            (fact_lines(product), self._facts),
            (product.description, self._about),
        ):
            where.setText(words)
            where.setVisible(bool(words))
        self.archive.relabel(_("Bring back") if product.archived else _("Archive"))
        self.favourite.setChecked(product.favourite)
        for button in (self.earlier, self.later):
            button.setVisible(product.favourite)

    def _build(self) -> None:
        self._places.addWidget(self._nothing)
        self._places.addWidget(scrolled(self._what()))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._places, 1)
        rows.addWidget(rule())
        rows.addWidget(foot(self._acts(), 3, self.add))

    def _what(self) -> QWidget:
        made = QWidget()
        head, words = QHBoxLayout(), QVBoxLayout()
        words.addWidget(self._name)
        words.addWidget(self._code)
        words.addStretch()
        head.setSpacing(14)
        head.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        rows = QVBoxLayout(made)
        rows.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 12)
        rows.setSpacing(10)
        rows.addLayout(head)
        for part in (self._stock, self._units):
            rows.addWidget(part)
        rows.addLayout(_line(self.favourite, self.earlier, self.later))
        rows.addLayout(_line(self.choose, self.remove))
        for part in (self._facts, self._about):
            rows.addWidget(part)
        rows.addStretch()
        return made

    def _acts(self) -> tuple[KeyButton, ...]:
        """What can be done with the product."""
        return (self.receive, self.correct, self.history, self.edit, self.labels, self.archive)
