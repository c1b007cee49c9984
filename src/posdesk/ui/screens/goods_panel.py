"""The left side of the till: search, groups, tiles, and the form for a code nobody knows."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.goods import GoodsModel, GoodsState, Unknown
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.name_price import NamePriceForm
from posdesk.ui.widgets.notices import Banner, EmptyState, label
from posdesk.ui.widgets.pads import LetterPad
from posdesk.ui.widgets.places import show_alone
from posdesk.ui.widgets.tiles import TileGrid


class GoodsPanel(QFrame):
    """Shows a ``GoodsState``."""

    def __init__(self, model: GoodsModel, notice: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._model, self._notice = model, notice
        self.search = SearchField(
            _("Search for goods"), _("Scan, or type a name: “binh gom”, “toi ly son”"), "F3"
        )
        self._letters = LetterPad()
        self._groups = GroupRow()
        self.other = icon_button("package-plus", _("Other goods"))
        self.kept = Banner()
        self.grid = TileGrid(_("Goods"))
        self._nothing = EmptyState("search", "", "")
        self._above, self._places = QWidget(), QStackedWidget()
        for place in (self.grid, self._nothing):
            self._places.addWidget(place)
        self._build()
        self._connect()
        self.show_state(model.state)

    def show_state(self, state: GoodsState) -> None:
        """Shows the state; shown twice it looks the same."""
        if self.search.text() != state.query:
            self.search.setText(state.query)
        self._groups.show_choices(state.categories, state.category)
        self.grid.show_tiles(state.tiles, state.marked)
        self._show_offered(state.offered_goods)
        self._show_nothing(state)
        if state.unknown:
            self._show_place(self.unknown)
            self.unknown.show_code(state.unknown, state.more_unknown)
        else:
            self._show_known(self.grid if state.tiles else self._nothing)

    @cached_property
    def unknown(self) -> UnknownForm:
        """The form for a code nobody knows, made for the first one."""
        made = UnknownForm()
        made.form.filled.connect(self._model.add_unknown)
        made.skipped.connect(self._model.skip_unknown)
        self._places.addWidget(made)
        return made

    def _show_known(self, place: QWidget) -> None:
        """After an unknown code scans and letters go to the search again."""
        before = self._places.currentWidget()
        self._show_place(place)
        if isinstance(before, UnknownForm):
            before.forget()
            self.search.setFocus()

    def _show_place(self, place: QWidget) -> None:
        """Only the shown place asks for room; a form gets that of the groups too."""
        show_alone(self._places, place)
        self._above.setHidden(isinstance(place, UnknownForm))

    def _show_offered(self, goods: tuple[str, ...]) -> None:
        if goods:
            words = _("Scanned meanwhile: {codes}").format(codes=", ".join(goods))
            self.kept.show_words(words, action=_("Add to this bill"))
        else:
            self.kept.hide()

    def _show_nothing(self, state: GoodsState) -> None:
        if state.query:
            title = _("Nothing is called “{text}”").format(text=state.query)
            hint = _("Try fewer letters. Tone marks are not needed.")
        else:
            title = _("No goods here yet")
            hint = _("Scan something: what is new gets a name and a price at once.")
        self._nothing.show_words(title, hint)

    def _build(self) -> None:
        keyboard = icon_button("keyboard", _("Letters on the screen"))
        keyboard.setCheckable(True)
        keyboard.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keyboard.toggled.connect(self._letters.setVisible)
        self._letters.type_into(self.search)
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self.search, 1)
        top.addWidget(keyboard)
        top.addWidget(self.other)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.MARGIN, 14, 0, 0)
        rows.setSpacing(12)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(12)
        for hint in (self._groups, self._notice, self._letters):
            above.addWidget(hint)
        for part in (top, self._above, self.kept):
            self._add(rows, part)
        rows.addWidget(self._places, 1)

    def _add(self, rows: QVBoxLayout, part: QHBoxLayout | QWidget) -> None:
        """The right margin is the tiles' own, where their scroll bar lies."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, theme.MARGIN, 0)
        if isinstance(part, QWidget):
            row.addWidget(part)
        else:
            row.addLayout(part)
        rows.addLayout(row)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._model.search)
        self._groups.chosen.connect(self._model.choose_category)
        self.grid.chosen.connect(self._model.choose)
        self.kept.acted.connect(self._model.take_offered)
        self.kept.dismissed.connect(self._model.drop_offered)
        self._model.state_changed.connect(self.show_state)


class UnknownForm(QFrame):
    """A scanned code that is new: a name, a price, and it is on the bill.

    Attributes:
        skipped: it shall not be added.
    """

    skipped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code: Unknown | None = None
        self._title = label(size=theme.LARGE, weight=theme.SEMIBOLD, wrap=True)
        self._more = label(ink="second", wrap=True)
        self.form = NamePriceForm(_("What is it called?"))
        skip = KeyButton(_("Leave it"), key="Esc")
        add = KeyButton(_("Put on the bill"), Kind.MAIN, key="Enter")
        skip.clicked.connect(self.skipped)
        add.clicked.connect(self.form.submit)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(skip)
        buttons.addWidget(add, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, theme.MARGIN, theme.MARGIN)
        rows.setSpacing(12)
        for part in (self._title, self._more, self.form):
            rows.addWidget(part)
        rows.addStretch()
        rows.addLayout(buttons)

    def forget(self) -> None:
        """Nothing is asked any more; the same code asked again is asked anew."""
        self._code = None

    def show_code(self, unknown: Unknown, more: int) -> None:
        """Asks for a code's name and price; a new code empties the form."""
        if unknown != self._code:
            self.form.clear()
            self.form.name.setFocus()
        self._code = unknown
        words = _("{code} is new. What is it?")
        if unknown.item:
            words = _("Item {code} of the scale is new. What is it, and what does 1 kg cost?")
        self._title.setText(words.format(code=unknown.item or unknown.code))
        rest = _("New codes that wait: {count}").format(count=more)
        self._more.setText(rest if more else _("Scanning goes on meanwhile."))
