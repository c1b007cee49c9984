"""The bill being made: lines, quantities, discounts, note; held bills; nothing lost in a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.access import Right
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.customer import InvoiceBuyer
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.pricing import price_cart
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import PricedCart, PricingPolicy, Sale
from posdesk.domain.tender import Offer, RoundCash
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.services.customers import CustomerRow
from posdesk.services.drafts import OpenBill
from posdesk.services.returns import TakenBack
from posdesk.services.settings import Values
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill_parties import BillParties
from posdesk.ui.viewmodels.bill_state import BillState, Done
from posdesk.ui.viewmodels.bill_words import (
    done_of,
    facts_of,
    held_choice,
    paid_of,
    price_changed,
    returns_gone,
    rows_of,
)
from posdesk.ui.viewmodels.effects import NoUndo, Say, ShowHeld, say
from posdesk.ui.viewmodels.last_sale import last_sale

if TYPE_CHECKING:
    from posdesk.ui.viewmodels.payment import Due

WEIGHED_STEP = ONE // 10
"""What + and - change of weighed goods: 0,1 kg."""


class BillModel(QObject):
    """The bill and what can be done to it. Each change is saved before the next is.

    Attributes:
        rules_changed: the shop's settings are others than when they were last read.
        begun: another bill is made now than the one that was paid or made before.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    rules_changed = Signal()
    begun = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._settings, self._policy = Values({}), PricingPolicy()
        self._id: UUID = new_id()
        self._before: Cart | None = None
        self._held: tuple[OpenBill, ...] = ()
        self._listed: tuple[tuple[OpenBill, ...], PricingPolicy, tuple[Choice, ...]] = (
            self._held, self._policy, ()
        )  # fmt: skip
        self._done: Done | None = None
        self._saving = self._save_again = False
        self._offers: tuple[Offer, ...] = ()
        self._back: TakenBack | None = None
        self.parties = BillParties(shop, tasks, self._fail, self)
        self.parties.found.connect(self._refresh)
        self.cart = Cart()
        self.priced: PricedCart = price_cart(self.cart, self._policy)
        self.state = BillState()

    def due(self) -> Due:
        """What is to be paid now, and under which rules."""
        from posdesk.ui.viewmodels.payment import Due  # noqa: PLC0415 - a till starts without it

        return Due(
            bill_id=self._id,
            cart=self.cart,
            amount=self.priced.due,
            round_cash=self._round_cash(),
            below_zero=self._settings.below_zero,
            paper=self._settings["receipt.paper"],
            offers=self._offers,
            priced=self.priced,
            owes=self.parties.owes,
        )

    def keep_offers(self, offers: tuple[Offer, ...]) -> None:
        """What the customer has paid so far stays with the bill, whatever happens."""
        self._offers = offers
        self._refresh()
        self._save()

    def start(self) -> None:
        """Reads the rules, and the bills that were open when the program ended."""
        self.refresh()
        self._tasks.read(self, lambda: self._shop.drafts.load(self._till), self._resume, self._fail)

    def recall(self) -> None:
        """Shows the sale that was saved when the program ended without having said so."""

        def show(done: Done | None) -> None:
            if self.state.blank:
                self._done = done
                self._refresh()

        self._tasks.read(self, lambda: last_sale(self._shop), show, self._fail)

    def refresh(self) -> None:
        """Reads the shop's rules anew."""
        self._tasks.read(self, self._shop.settings.all, self._use, self._fail)

    def add(self, line: CartLine) -> None:
        """Puts a line on the bill; the newest is the current one."""
        self._leave_done()
        before = self.cart
        self._change(lambda cart: cart.add(line), lambda cart: _changed_place(before, cart))

    def select(self, index: int) -> None:
        """Makes a line the current one."""
        if 0 <= index < len(self.priced.lines):
            self._show(index)

    def move(self, step: int) -> None:
        """Goes to the line above or below."""
        if self.priced.lines:
            here = self.state.current
            last = len(self.priced.lines) - 1
            self._show(last if here is None else min(max(here + step, 0), last))

    def step(self, direction: int, index: int | None = None) -> None:
        """One more or one less of a line; one less than one takes the line off."""
        at = self._at(index)
        if at is None:
            return
        line = self.cart.lines[at]
        quantity = line.quantity + direction * (WEIGHED_STEP if line.item.weighed else ONE)
        if quantity <= 0:
            self.remove(at)
        else:
            self.set_quantity(quantity, at)

    def set_quantity(self, quantity: int, index: int | None = None) -> None:
        """Sets how many, or how much, thousandths."""
        at = self._at(index)
        if at is not None:
            self._change(lambda cart: cart.with_quantity(at, quantity), lambda _cart: at)

    def set_price(self, price: int, index: int) -> None:
        """Sets the price of one unit, đồng; it can be taken back.

        Raises:
            Refused: ``zero_price``, ``too_large``, ``not_allowed``...; nothing has changed.
        """
        line, before = self.cart.lines[index], self.cart
        changed = line.at_price(price)
        if changed.price_changed:
            self._shop.actor.require(Right.PRICE_OVERRIDE)
        cart = before.with_line(index, changed)
        if cart != before and self._take(cart, self._price(cart, self._back), index):
            self._offer_undo(before, price_changed(line, price))

    def remove(self, index: int | None = None) -> None:
        """Takes a line off; it can be taken back."""
        at = self.state.current if index is None else index
        if at is None or at >= len(self.priced.lines):
            return
        name, before = self.priced.lines[at].item.name, self.cart

        def removed() -> None:
            self._offer_undo(before, _("Removed: {name}").format(name=name))

        sold, returns = len(self.cart.lines), self.cart.returns
        if at >= sold:
            self._bring_back((*returns[: at - sold], *returns[at - sold + 1 :]), removed)
        elif self._change(lambda cart: cart.without(at), lambda _cart: at):
            removed()

    def take_back(self, returns: tuple[ReturnedLine, ...]) -> None:
        """From now on these goods of earlier receipts come back with the bill, no others."""
        self._done = None
        self._bring_back(returns)

    def undo(self) -> None:
        """Takes the last removal or the last change of a price back."""
        before, self._before = self._before, None
        if before is None:
            return
        if before.returns == self.cart.returns:
            self._change(lambda _cart: before)
        else:
            self._bring_back(before.returns)

    def discount_line(self, discount: Discount | None) -> None:
        """Sets or clears the current line's discount."""
        at = self._at(None)
        if at is not None:
            self._change(
                lambda cart: cart.with_line(at, replace(cart.lines[at], discount=discount))
            )

    def discount_bill(self, discount: Discount | None) -> None:
        """Sets or clears the bill's discount."""
        self._change(lambda cart: replace(cart, discount=discount))

    def set_customer(self, row: CustomerRow | None) -> None:
        """Says who buys; None is nobody in particular."""
        self.parties.customer = row
        customer_id = row.customer.id if row else None
        self._change(lambda cart: replace(cart, customer_id=customer_id))

    def set_buyer(self, buyer: InvoiceBuyer | None) -> None:
        """Says whom a tax invoice is for; None where none is wanted."""
        self.parties.buyer = buyer
        self._change(lambda cart: replace(cart, buyer_id=buyer.id if buyer else None))

    def set_note(self, note: str) -> None:
        """Writes a note on the bill."""
        self._change(lambda cart: replace(cart, note=note))

    def hold(self) -> None:
        """Puts a filled bill aside; on an empty one takes one up again."""
        if not self.state.blank:
            self._put_aside()
            self.effect.emit(Say(_("Held. Take it up again with F6.")))
        elif len(self._held) == 1:
            self.take_up(str(self._held[0].id))
        elif self._held:
            self.effect.emit(ShowHeld())

    def new_bill(self) -> None:
        """Begins an empty bill; a filled one is held."""
        if not self.state.blank:
            self.hold()
        self._leave_done()
        self._refresh()

    def take_up(self, key: str) -> None:
        """Goes on with a held bill; a filled one is held in its place."""
        wanted = next((held for held in self._held if str(held.id) == key), None)
        if wanted is not None:
            self._go_on_with(wanted)

    def paid(self, sale: Sale) -> None:
        """The bill was posted: shows what to give back, and begins the next one."""
        self._done = done_of(sale)
        self._begin(_new_bill())

    def empty(self) -> None:
        """Its goods are an order now."""
        self._change(lambda _cart: Cart())

    def look_at(self, sale: Sale) -> None:
        """A sale was posted, here or elsewhere: one that was cancelled does not stand as paid."""
        if sale.voids is not None:
            self._leave_done()
            self._refresh()

    @property
    def _till(self) -> str:
        return self._shop.actor.till

    def _leave_done(self) -> None:
        """The sale just made is not shown any more."""
        if self._done is not None:
            self._done = None
            self.begun.emit()

    def _at(self, index: int | None) -> int | None:
        at = self.state.current if index is None else index
        return at if at is not None and at < len(self.cart.lines) else None

    def _bring_back(
        self, returns: tuple[ReturnedLine, ...], then: Callable[[], None] = lambda: None
    ) -> None:
        """Reads what the goods give back, then puts them on the bill."""
        shop, bill_id = self._shop, self._id

        def put(back: TakenBack | None) -> None:
            there, self._back = self._back, back
            last = len(self.cart.lines) + len(returns) - 1
            who = self.cart.customer_id or (back.customer_id if back else None)
            taken = replace(self.cart, returns=returns, customer_id=who)
            if self._change(lambda _cart: taken, lambda _cart: last):
                self.parties.follow(self.cart)
                then()
            else:
                self._back = there

        def take(back: TakenBack) -> None:
            if self._id == bill_id:
                put(back)

        if returns:
            self._tasks.read(self, lambda: shop.checkout.take_back(returns), take, self._fail)
        else:
            put(None)

    def _price(self, cart: Cart, back: TakenBack | None) -> PricedCart:
        """By the shop's rules; a pure return goes by those of its receipts."""
        if back is None:
            return price_cart(cart, self._policy)
        return price_cart(cart, back.policy(self._policy, exchange=bool(cart.lines)), back.lines)

    def _round_cash(self) -> RoundCash:
        pure = self._back is not None and not self.cart.lines
        return self._back.cash_for if self._back and pure else self._policy.rounding.apply

    def _change(
        self, change: Callable[[Cart], Cart], current: Callable[[Cart], int] | None = None
    ) -> bool:
        """Changes the bill if the change can be priced, and saves it.

        ``current`` says which line is the current one afterwards; without it that stays.
        """
        try:
            cart = change(self.cart)
            priced = self._price(cart, self._back)
        except Refused as refusal:
            self.effect.emit(say(refusal))
            return False
        return self._take(cart, priced, current(cart) if current else self.state.current)

    def _take(self, cart: Cart, priced: PricedCart, current: int | None) -> bool:
        """Goes on with a changed bill, unless what was paid of it stands against it."""
        if self._offers and (priced.due < 0) != (self.priced.due < 0):
            self.effect.emit(Say(_("First give the part payment back.")))
            return False
        self._forget_undo()
        self.cart, self.priced = cart, priced
        self._show(current)
        self._save()
        return True

    def _offer_undo(self, before: Cart, words: str) -> None:
        self._before = before
        self.effect.emit(Say(words, undo=True))

    def _forget_undo(self) -> None:
        if self._before is not None:
            self._before = None
            self.effect.emit(NoUndo())

    def _go_on_with(self, bill: OpenBill) -> None:
        """Begins a bill that was kept, with what its returned goods give back now.

        What cannot come back any more is told and left away; the rest of the bill goes on.
        """
        shop, returns = self._shop, bill.cart.returns

        def begin(back: TakenBack) -> None:
            try:
                self._put_in_place(bill, back)
            except Refused as refusal:
                without(refusal)

        def without(error: Refused | Trouble) -> None:
            if isinstance(error, Refused):
                self._put_in_place(replace(bill, cart=replace(bill.cart, returns=())))
                self.effect.emit(Say(returns_gone(error)))
            else:
                self._fail(error)

        if returns:
            self._tasks.read(self, lambda: shop.checkout.take_back(returns), begin, without)
        else:
            self._put_in_place(bill)

    def _put_in_place(self, bill: OpenBill, back: TakenBack | None = None) -> None:
        """The bill comes in the place of the one there is, which is held if it is filled."""
        if bill.id == self._id:
            return
        if not self.state.blank:
            self._put_aside()
        self._begin(bill, back)
        self._held = tuple(held for held in self._held if held.id != bill.id)
        self.begun.emit()
        self._refresh()
        self._save()

    def _begin(self, bill: OpenBill, back: TakenBack | None = None) -> None:
        """From now on this is the bill.

        Raises:
            Refused: what comes back cannot be priced with the rest; nothing has changed.
        """
        priced = self._price(bill.cart, back)
        self._forget_undo()
        self._id, self._back = bill.id, back
        self.cart, self.priced, self._offers = bill.cart, priced, bill.offers
        self.parties.follow(self.cart)
        self._show(len(priced.lines) - 1)

    def _put_aside(self) -> None:
        held = OpenBill(self._id, self.cart, True, self._offers)
        self._held = (*self._held, held)
        self._write(lambda: self._shop.drafts.save(self._shop.actor, held))
        self._begin(_new_bill())
        self.begun.emit()

    def _save(self) -> None:
        """Saves the bill; changes made meanwhile are saved together right after."""
        if self._saving:
            self._save_again = True
            return
        self._saving, self._save_again = True, False
        bill = OpenBill(self._id, self.cart, False, self._offers)
        self._tasks.write(
            self,
            lambda: self._shop.drafts.save(self._shop.actor, bill),
            self._saved,
            self._not_saved,
        )

    def _saved(self, _nothing: None) -> None:
        self._saving = False
        if self._save_again:
            self._save()

    def _not_saved(self, error: Refused | Trouble) -> None:
        self._saving = False
        self._fail(error)

    def _write(self, job: Callable[[], None]) -> None:
        self._tasks.write(self, job, lambda _nothing: None, self._fail)

    def _use(self, settings: Values) -> None:
        others = bool(self._settings.values) and settings != self._settings
        self._settings, self._policy = settings, settings.policy
        try:
            self.priced = self._price(self.cart, self._back)
        except Refused as refusal:
            self._fail(refusal)
        self._refresh()
        if others:
            self.rules_changed.emit()

    def _resume(self, bills: Sequence[OpenBill]) -> None:
        self._held = tuple(bill for bill in bills if bill.held)
        left = next((bill for bill in bills if not bill.held), None)
        if left is not None and self.cart.empty:
            self._go_on_with(left)
        self._refresh()

    def _refresh(self) -> None:
        self._show(self.state.current)

    def _show(self, current: int | None) -> None:
        last = len(self.priced.lines) - 1
        state = BillState(
            rows=rows_of(self.cart, self.priced),
            current=None if last < 0 or current is None else min(current, last),
            facts=facts_of(self.priced, self._policy),
            due=self.priced.due,
            paid=paid_of(self.priced.due, self._offers, self._round_cash()),
            note=self.cart.note,
            customer=self.parties.words,
            held=self._held_choices(),
            done=self._done,
        )
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _held_choices(self) -> tuple[Choice, ...]:
        """As the held bills are listed; reckoned anew only where they or the rules are others."""
        held, policy, choices = self._listed
        if held is not self._held or policy is not self._policy:
            choices = tuple(held_choice(bill, self._policy) for bill in self._held)
            self._listed = self._held, self._policy, choices
        return choices

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))


def _new_bill() -> OpenBill:
    return OpenBill(new_id(), Cart(), held=False)


def _changed_place(before: Cart, after: Cart) -> int:
    """The first line that is new or not as it was."""
    lines = enumerate(zip_longest(before.lines, after.lines))
    return next((index for index, (was, now) in lines if was != now), 0)
