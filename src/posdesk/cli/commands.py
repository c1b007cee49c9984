"""All commands, in the order in which the help lists them."""

from __future__ import annotations

from posdesk.cli import (
    backup,
    customers,
    exchange,
    find,
    orders,
    printers,
    products,
    receipt,
    report,
    sample,
    self_test,
    sell,
    settings,
    shift,
    shop,
    stock,
    tour,
    vietqr,
    words,
)

COMMANDS = (
    shop,
    sample,
    shift,
    sell,
    find,
    products,
    stock,
    customers,
    orders,
    exchange,
    receipt,
    report,
    printers,
    settings,
    backup,
    vietqr,
    words,
    tour,
    self_test,
)
