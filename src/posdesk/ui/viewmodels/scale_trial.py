"""A label of the shop's scale, tried on the patterns that are being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from posdesk.domain.barcode import check_digit, normal_code
from posdesk.domain.cart import CartLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.quantity import format_quantity
from posdesk.domain.scale_label import (
    Explanation,
    Kind,
    Pattern,
    ScaleLabel,
    Verdict,
    explain,
    parse_patterns,
)
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.latest import Latest
from posdesk.ui.viewmodels.settings import SettingsModel

PATTERNS = "scan.scale_labels"

_WHY_NOT: Mapping[Verdict, str] = {
    Verdict.NOT_DIGITS: N_("{pattern}: a label of a scale has digits only."),
    Verdict.OTHER_LENGTH: N_("{pattern} is for {wanted} digits; this code has {length}."),
    Verdict.OTHER_HEAD: N_("{pattern} is for codes that begin with {head}; this one does not."),
    Verdict.WRONG_CHECK_DIGIT: N_(
        "{pattern} fits, but the last digit should be {check}. Scan it once more; if it is always"
        " so, write a dot in place of the C."
    ),
}


@dataclass(frozen=True, slots=True)
class TrialState:
    """What a label says to posdesk.

    Attributes:
        good: the till would sell it; None while nothing is tried.
    """

    code: str = ""
    words: str = ""
    good: bool | None = None


class ScaleTrial(QObject):
    """Reads a label as the till would if what is typed were saved."""

    state_changed = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, settings: SettingsModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._settings = shop, settings
        self._questions = Latest(tasks, self._not_read, self)
        self._patterns = ""
        self.state = TrialState()
        settings.state_changed.connect(self._follow)

    def try_code(self, text: str) -> None:
        """Takes a label's digits, scanned or typed."""
        self._patterns = self._settings.draft()[PATTERNS]
        self._show(TrialState(text))
        try:
            code, patterns = normal_code(text), parse_patterns(self._patterns)
        except Refused as refusal:
            self._not_read(refusal)
            return
        if code:
            self._questions.ask(
                lambda: self._shop.checkout.scan(code, patterns),
                partial(self._read, code, patterns),
            )

    def _follow(self, _settings: object) -> None:
        """Other patterns may read the label otherwise."""
        if self.state.code and self._settings.draft()[PATTERNS] != self._patterns:
            self.try_code(self.state.code)

    def _read(self, code: str, patterns: tuple[Pattern, ...], line: CartLine) -> None:
        words = read_words(code, patterns, line)
        self._show(TrialState(self.state.code, words, good=True))

    def _not_read(self, error: Refused | Trouble) -> None:
        words = sentence(error.code, error.params)
        if error.code == "unknown_barcode":
            words = why_not(str(error.params["barcode"]), parse_patterns(self._patterns))
        self._show(TrialState(self.state.code, words, good=False))

    def _show(self, state: TrialState) -> None:
        self.state = state
        self.state_changed.emit(state)


def read_words(code: str, patterns: tuple[Pattern, ...], line: CartLine) -> str:
    """What the till would put on the bill, and how it knows."""
    name = line.item.name
    label, pattern = next(
        ((tried.label, tried.pattern) for tried in explain(code, patterns) if tried.label),
        (None, None),
    )
    if label is None or pattern is None or line.item.code == code:
        price = format_dong(line.price)
        return _("This is the code of {name} itself, {price}.").format(name=name, price=price)
    parts = [_("Item {item}: {name}").format(item=label.item, name=name), _value(label)]
    if label.kind is Kind.WEIGHT:
        parts.append(_("amount {amount}").format(amount=format_dong(line.amount)))
    if pattern.picture.endswith("C"):
        parts.append(_("check digit {digit} is right").format(digit=code[-1]))
    return " · ".join(parts)


def why_not(code: str, patterns: tuple[Pattern, ...]) -> str:
    """Why no goods come of a code, a line for each pattern."""
    if not patterns:
        return _("No pattern is set, so labels of scales are not read.")
    return "\n".join(_tried(code, each) for each in explain(code, patterns))


def _tried(code: str, tried: Explanation) -> str:
    if tried.label is not None:
        read_so = _("{pattern} reads item {item}, {value}, but no goods have this number as SKU.")
        return read_so.format(
            pattern=tried.pattern, item=tried.label.item, value=_value(tried.label)
        )
    picture = tried.pattern.picture
    return _(_WHY_NOT[tried.verdict]).format(
        pattern=tried.pattern,
        wanted=len(picture),
        length=len(code),
        head=picture[: len(picture) - len(picture.lstrip("0123456789"))],
        check=check_digit(code[:-1]) if tried.verdict is Verdict.WRONG_CHECK_DIGIT else "",
    )


def _value(label: ScaleLabel) -> str:
    if label.kind is Kind.PRICE:
        return _("price {price}").format(price=format_dong(label.value))
    return _("weight {weight} kg").format(weight=format_quantity(label.value))
