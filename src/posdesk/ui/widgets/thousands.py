"""Beneath an amount: 200 typed for 200.000 is put right by one press, and asked about once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.typed import thousands_meant
from posdesk.ui.widgets.fields import MoneyEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label


class ThousandsOffer(QWidget):
    """Offers the thousands that were meant; its place is kept while it has nothing to offer.

    The key ``K`` is that of ``MoneyEdit``; elsewhere the owner of the keys runs ``take``.
    ``wide`` puts both answers into one row.
    """

    def __init__(self, on_take: Callable[[int], None], *, wide: bool = False) -> None:
        super().__init__()
        self._on_take = on_take
        self._amount: int | None = None
        self._kept: int | None = None
        self._question = label(weight=theme.SEMIBOLD, wrap=True)
        self._take, self._keep = KeyButton("", Kind.ROUND, key="K"), KeyButton("", Kind.ROUND)
        self._take.clicked.connect(self.take)
        self._keep.clicked.connect(self._keep_it)
        place = self._take.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self._take.setSizePolicy(place)
        answers = QHBoxLayout() if wide else QVBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for layout in (rows, answers):
            layout.setSpacing(theme.GAP)
        rows.addWidget(self._question)
        rows.addLayout(answers)
        answers.addWidget(self._take)
        answers.addWidget(self._keep)
        self._show(asking=False)

    def offer(self, amount: int | None) -> None:
        """Offers the thousands of what is typed now, if it is that little."""
        if amount != self._amount:
            self._amount, self._kept = amount, None
            self._show(asking=False)

    def asks(self, amount: int | None) -> bool:
        """Whether Enter has to wait for an answer.

        The first Enter asks, the next one takes the thousands, in sight and nothing more. What
        was kept as it is is not asked about again.
        """
        self.offer(amount)
        if self._meant() is None:
            return False
        if self._keep.isVisibleTo(self):
            self.take()
        else:
            self._show(asking=True)
        return True

    def take(self) -> None:
        """The thousands were meant."""
        meant = self._meant()
        if meant is not None:
            self._on_take(meant)
            self.offer(meant)

    def _keep_it(self) -> None:
        self._kept = self._amount
        self._show(asking=False)

    def _meant(self) -> int | None:
        asked = self._amount is not None and self._amount != self._kept
        return thousands_meant(self._amount or 0) if asked else None

    def _show(self, *, asking: bool) -> None:
        meant = self._meant()
        self._take.setVisible(meant is not None)
        for part in (self._question, self._keep):
            part.setVisible(asking and meant is not None)
        if meant is None:
            return
        typed, large = format_dong(self._amount or 0), format_dong(meant)
        self._question.setText(_("{typed} or {meant}?").format(typed=typed, meant=large))
        wording = _("Make it {amount}") if asking else _("You mean {amount}?")
        self._take.relabel(wording.format(amount=large))
        self._keep.relabel(_("Keep {amount}").format(amount=typed))


def beneath(field: MoneyEdit, *, wide: bool = False) -> ThousandsOffer:
    """An offer that follows an amount field and puts into it what is taken."""

    def take(amount: int) -> None:
        field.show_amount(amount)
        field.edited.emit(amount)
        field.setFocus()

    made = ThousandsOffer(take, wide=wide)
    field.textChanged.connect(lambda _text: made.offer(field.amount()))
    return made
