"""States of orders in words, for every face; the word begins a sentence nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.domain.order import Look, OrderPayment, OrderState
from posdesk.runtime.i18n import N_

STATES: Mapping[OrderState, str] = {
    OrderState.NEW: N_("to pack"),
    OrderState.ACCEPTED: N_("accepted"),
    OrderState.PACKED: N_("packed"),
    OrderState.HANDED_OVER: N_("on the way"),
    OrderState.DELIVERED: N_("delivered"),
    OrderState.CLOSED: N_("done"),
    OrderState.CANCELLED: N_("cancelled"),
    OrderState.RETURNED: N_("came back"),
}
PAYMENTS: Mapping[OrderPayment, str] = {
    OrderPayment.UNPAID: N_("not paid"),
    OrderPayment.AUTHORISED: N_("payment promised"),
    OrderPayment.PAID: N_("paid"),
    OrderPayment.PART_REFUNDED: N_("partly refunded"),
    OrderPayment.REFUNDED: N_("refunded"),
}
LOOKS: Mapping[Look, str] = {
    Look.UNKNOWN_STATE: N_("The exchange names a state that is not known here. Look it up there."),
    Look.UNKNOWN_GOODS: N_(
        "It has goods that the shop does not know. Pack them by hand and mark their lines."
    ),
    Look.CHANGED_AFTER: N_(
        "It was changed after the goods were handed over. Compare it with the exchange."
    ),
    Look.CANCELLED_AFTER: N_(
        "The buyer cancelled when it was packed already. Keep the parcel back, or fetch it back."
    ),
    Look.SUMS_DIFFER: N_("Its lines, discount and delivery do not make its total."),
    Look.DONE_ELSEWHERE: N_(
        "The exchange says it is on the way, but here nothing was handed over. Pack it and hand"
        " it over here too, so that stock and money are right."
    ),
    Look.REFUNDED_AFTER: N_("The buyer got money back. See that the goods come back too."),
    Look.GONE: N_("The exchange does not have it any more."),
    Look.NOT_DONE_THERE: N_("The exchange refused what was done here. Do it there by hand."),
}
"""Why a person has to look at an order, and what to do."""

SOURCES: Mapping[str, str] = {
    "zalo": N_("Zalo"),
    "facebook": N_("Facebook"),
    "phone": N_("Telephone"),
    "shop": N_("In the shop"),
}
"""How an order came that somebody typed; others are named after their exchange."""
