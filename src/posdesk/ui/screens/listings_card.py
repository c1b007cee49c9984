"""Goods on one exchange: the list at the left, one of them at the right, as its buyers see it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.listing import ListingState
from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.services.listings import quality
from posdesk.services.ports.exchange import Exchange
from posdesk.services.ports.orders import Offer
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.listings import (
    OFFERED,
    OTHERS,
    ListingForm,
    ListingsModel,
    ListingsState,
)
from posdesk.ui.viewmodels.listings_words import FIELDS, missing_words, preview_of, state_words
from posdesk.ui.widgets.fields import Field, SearchField
from posdesk.ui.widgets.form_sheet import FormSheet
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.share_bar import ShareBar
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.window import Window

_BESIDE = 380
"""The one looked at, px."""


class ListingsCard(Sheet):
    """Shows a ``ListingsState``."""

    def __init__(self, window: Window, model: ListingsModel) -> None:
        title = _("Goods on {name}").format(name=model.exchange.name)
        super().__init__(window, title, width=1000, height=680)
        self._window, self._model = window, model
        model.setParent(self)
        self._form: ListingCard | None = None
        self.what = Switch((Choice(OFFERED, _("Offered")), Choice(OTHERS, _("Not offered"))))
        self.what.choose(OFFERED)
        self.search = SearchField(_("Search the goods"), _("Search …"), "F3")
        self.records = RecordList(_("Goods"))
        self.every = KeyButton(_("Offer all goods"))
        self.one = OneListing(model)
        self._empty = label(ink="second", wrap=True)
        self._lay_out()
        self._connect()
        model.refresh()
        self.show_state(model.state)

    def layer(self) -> Layer:
        """Its keys."""
        return Layer(
            self,
            (
                Command(("F3",), _("Search"), self.search.setFocus),
                Command(("Ctrl+E",), _("Change it"), self._model.edit),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )

    def show_state(self, state: ListingsState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.records.show_records(state.records, state.current)
        self.records.setVisible(bool(state.records))
        nothing = _("Nothing is offered here yet. Choose goods under “Not offered”.")
        self._empty.setText(nothing if state.what == OFFERED else _("All goods are offered."))
        self._empty.setHidden(bool(state.records))
        self.every.setVisible(state.what == OTHERS and bool(state.others))
        self.one.show_state(state)
        self.say(state.problem)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.what)
        head.addWidget(self.search, 1)
        left = QVBoxLayout()
        left.addWidget(self.records, 1)
        left.addWidget(self._empty, 1)
        left.addWidget(self.every)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addLayout(left, 1)
        self.one.setFixedWidth(_BESIDE)
        both.addWidget(self.one)
        self.body.addLayout(head)
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        model = self._model
        self.what.changed.connect(model.show)
        soon = QTimer(self, singleShot=True, interval=150)
        soon.timeout.connect(lambda: model.search(self.search.text()))
        self.search.textEdited.connect(lambda _text: soon.start())
        self.records.chosen.connect(model.choose)
        self.every.clicked.connect(model.publish_all)
        model.state_changed.connect(self.show_state)
        model.form_changed.connect(self._show_form)

    def _show_form(self, form: ListingForm | None) -> None:
        card = self._form
        if form is None:
            self._form = None
            if card is not None and card.isVisible():
                card.close_card()
        elif card is None:
            self._form = ListingCard(self._window, self._model, form)
            self._window.open_card(self._form.layer(), self._form.first_field())
        else:
            card.show_form(form)


def show_goods_on(shop: Shop, tasks: Tasks, window: Window, exchange: Exchange) -> None:
    """Opens the card over the window."""
    card = ListingsCard(window, ListingsModel(shop, tasks, exchange))
    window.open_card(card.layer(), card.records)


class OneListing(QWidget):
    """The goods looked at: how they stand, how complete they are, what buyers read."""

    def __init__(self, model: ListingsModel) -> None:
        super().__init__()
        self._name = label(size=theme.LARGE, weight=theme.SEMIBOLD, wrap=True)
        self._price = label(size=theme.TITLE, weight=theme.BOLD)
        self._state = label(wrap=True)
        self._quality, self._share = label(weight=theme.MEDIUM), ShareBar()
        self._missing = label(size=theme.SMALL, ink="second", wrap=True)
        self._preview = label(wrap=True)
        self.theirs, self.ours = KeyButton(""), KeyButton("")
        self.change = KeyButton(_("Change it"), key="Ctrl+E")
        self.off = KeyButton(_("Take it off"))
        self.offer = KeyButton(_("Offer it here"), Kind.MAIN)
        self._again = False
        self._lay_out()
        self.theirs.clicked.connect(lambda: model.decide(ours=False))
        self.ours.clicked.connect(lambda: model.decide(ours=True))
        self.change.clicked.connect(model.edit)
        self.off.clicked.connect(model.withdraw)
        self.offer.clicked.connect(lambda: model.offer_again() if self._again else model.publish())

    def show_state(self, state: ListingsState) -> None:
        """Shows the goods looked at."""
        offer, other = state.offer, state.other
        self.setVisible(offer is not None or other is not None)
        for part in (self._state, self._quality, self._share, self._missing, self._preview):
            part.setVisible(offer is not None)
        differs = offer is not None and offer.listing.state is ListingState.DIFFERS
        self._again = offer is not None and offer.listing.state is ListingState.WITHDRAWN
        self.theirs.setVisible(differs)
        self.ours.setVisible(differs)
        self.change.setVisible(offer is not None)
        self.off.setVisible(offer is not None and not differs and not self._again)
        self.offer.setVisible(other is not None or self._again)
        if other is not None:
            self._name.setText(other.name)
            self._price.setText(format_dong(other.price))
        if offer is not None:
            self._show_offer(offer)

    def _show_offer(self, offer: Offer) -> None:
        self._name.setText(offer.listing.title or offer.name)
        self._price.setText(format_dong(offer.price))
        self._state.setText(state_words(offer))
        percent = quality(offer).percent
        self._quality.setText(_("Complete: {percent} %").format(percent=percent))
        self._share.show_share(percent, 100)
        self._missing.setText(missing_words(offer))
        self._preview.setText(preview_of(offer))
        there = offer.listing.sent.price
        gone = not offer.listing.remote_id
        shown = format_dong(there) if there is not None else ""
        take = _("Take it off here too") if gone else _("Theirs: {price}").format(price=shown)
        keep = _("Offer it again") if gone else _("The shop's: {price}")
        self.theirs.relabel(take)
        self.ours.relabel(keep.format(price=format_dong(offer.price)))

    def _lay_out(self) -> None:
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 8, 0)
        words.setSpacing(8)
        for part in (
            self._name, self._price, self._state, self.ours, self.theirs, self._quality,
            self._share, self._missing, self._preview,
        ):  # fmt: skip
            words.addWidget(part)
        words.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for button in (self.off, self.change, self.offer):
            foot.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(scrolled(inside), 1)
        rows.addLayout(foot)


class ListingCard(FormSheet):
    """Own name, price and buffer on one exchange, and what buyers ask, for all of them."""

    def __init__(self, window: Window, model: ListingsModel, form: ListingForm) -> None:
        fields = {key: (_(words), Field(_(words))) for key, words in FIELDS.items()}
        super().__init__(window, form.offer.name, _("Save"), fields)
        self.typed.connect(model.type)
        self.accepted.connect(model.save)
        self.closed.connect(model.leave)
        self.show_form(form)

    def first_field(self) -> Field:
        """What is filled first."""
        return self._fields["title"]
