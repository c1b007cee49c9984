"""Setting exchanges up: what is typed, kept and found at the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.services.exchanges import SECRETS, SetUp
from posdesk.services.ports.exchange import Exchange, ExchangeKind, Found
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.exchanges_words import found_words
from posdesk.ui.viewmodels.printers_state import Health, Word

COLUMN, PREFIX = "column.", "prefix"
"""Options: before the name of a column in files; what stands before order numbers."""
_WRONG: Mapping[str, str] = {
    "name_needed": "name",
    "exchange_exists": "name",
    "address_needed": "url",
    "bad_url": "url",
    "plain_http": "url",
    "no_folder": "url",
    "secrets_missing": "key",
}


@dataclass(frozen=True, slots=True)
class ExchangeForm:
    """What is typed; each field stands under its own name too.

    Attributes:
        known: the exchange that is changed; None for a new one.
        typed: by field: name, url, buffer, hours, prefix, the secrets, ``column.…``.
        said: what was found at the address, or what is done right now.
    """

    kind: ExchangeKind
    known: Exchange | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    wrong: str = ""
    busy: bool = False
    said: tuple[Word, ...] = ()

    def __getattr__(self, name: str) -> str:
        """What is typed in a field."""
        return self.typed.get(name, "")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An exchange that was saved; whether its keys are there at the next start too."""

    exchange: Exchange
    safe: bool


class ExchangesModel(QObject):
    """Sets exchanges up, one at a time.

    Attributes:
        form_changed: the ``ExchangeForm``, or None once it is left.
        changed: exchanges are others now.
    """

    form_changed = Signal(object)
    changed = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self.form: ExchangeForm | None = None

    def add(self, kind: ExchangeKind) -> None:
        """Begins a new one."""
        self._show(ExchangeForm(kind, typed={"buffer": "0", "hours": "24"}))

    def edit(self, exchange: Exchange) -> None:
        """Begins to change one; its keys are not shown."""
        typed = {
            "name": exchange.name,
            "url": exchange.url,
            "buffer": str(exchange.buffer),
            "hours": str(exchange.expiry_hours),
            **exchange.options,
        }
        self._show(ExchangeForm(exchange.kind, exchange, typed))

    def type(self, name: str, text: str) -> None:
        """What is typed in a field."""
        if self.form is not None:
            typed = {**self.form.typed, name: text}
            self._show(replace(self.form, typed=typed, problem="", wrong=""))

    def leave(self) -> None:
        """Gives up what is typed."""
        self._show(None)

    def save(self) -> None:
        """Keeps it, then looks what is at its address."""
        form = self.form
        if form is None or form.busy:
            return
        try:
            wanted = set_up(form)
        except Refused as refusal:
            self._refused(refusal)
            return
        secrets = {key: form.typed.get(key, "").strip() for key in SECRETS[form.kind]}
        if form.known and any(secrets.values()) and not _enough(form.kind, secrets):
            # They are kept together: those typed before cannot be read to be put beside.
            self._refused(Refused("secrets_missing", exchange=form.known.name))
            return
        self._show(replace(form, busy=True, problem="", wrong="", said=_trying()))
        self._tasks.write(
            self, lambda: self._keep(form, wanted, secrets), self._kept, self._refused
        )

    def remove(self) -> None:
        """Forgets it; what was ordered there stays."""
        known = self.form.known if self.form else None
        if known is not None:
            shop = self._shop
            self._tasks.write(
                self,
                lambda: shop.exchanges.remove(shop.actor, known.id),
                lambda _none: self._removed(),
                self._refused,
            )

    def _keep(self, form: ExchangeForm, wanted: SetUp, secrets: Mapping[str, str]) -> _Kept:
        exchanges, actor = self._shop.exchanges, self._shop.actor
        if form.known is None:
            return _Kept(*exchanges.add(actor, wanted, secrets))
        changed = exchanges.change(
            actor,
            replace(
                form.known,
                url=wanted.url,
                options=wanted.options,
                buffer=wanted.buffer,
                expiry_hours=wanted.expiry_hours,
            ),
        )
        safe = not any(secrets.values()) or exchanges.new_keys(actor, changed, secrets)
        return _Kept(changed, safe)

    def _kept(self, kept: _Kept) -> None:
        self.changed.emit()
        if self.form is None:
            return
        typed = {k: v for k, v in self.form.typed.items() if k not in SECRETS[self.form.kind]}
        self._show(replace(self.form, known=kept.exchange, typed=typed))
        shop = self._shop
        self._tasks.reach(
            self,
            lambda: shop.exchanges.probe(kept.exchange),
            lambda found: self._found(kept, found),
            lambda error: self._not_found(kept, error),
        )

    def _found(self, kept: _Kept, found: Found) -> None:
        self._say((*found_words(found), *_unsafe(kept)))

    def _not_found(self, kept: _Kept, error: Refused | Trouble) -> None:
        words = _("It is kept, but it cannot be reached now: {why}").format(why=say(error).words)
        self._say((Word(words, Health.ATTENTION), *_unsafe(kept)))

    def _say(self, said: tuple[Word, ...]) -> None:
        if self.form is not None:
            self._show(replace(self.form, busy=False, said=said))

    def _refused(self, error: Refused | Trouble) -> None:
        if self.form is None:
            return
        wrong = _WRONG.get(error.code, "")
        if wrong == "key" and self.form.kind is ExchangeKind.VENDURE:
            wrong = "user"
        words = say(error).words
        if error.code == "secrets_missing":
            words = _("Its keys are needed: they stand in the exchange's own settings.")
        self._show(replace(self.form, busy=False, problem=words, wrong=wrong, said=()))

    def _removed(self) -> None:
        self.changed.emit()
        self._show(None)

    def _show(self, form: ExchangeForm | None) -> None:
        if form != self.form:
            self.form = form
            self.form_changed.emit(form)


def set_up(form: ExchangeForm) -> SetUp:
    """What was typed as an exchange.

    Raises:
        Refused: ``bad_amount``.
    """
    typed = form.typed
    options = dict(form.known.options) if form.known else {}
    for key, text in typed.items():
        if key == PREFIX or key.startswith(COLUMN):
            options[key] = text.strip()
    return SetUp(
        name=typed.get("name", ""),
        kind=form.kind,
        url=typed.get("url", ""),
        options={key: text for key, text in options.items() if text},
        buffer=_whole(typed.get("buffer", "")),
        expiry_hours=_whole(typed.get("hours", "")),
    )


def _enough(kind: ExchangeKind, secrets: Mapping[str, str]) -> bool:
    """Whether those are there without which nothing goes."""
    return all(secrets[key] for key in SECRETS[kind][:2])


def _whole(text: str) -> int:
    digits = text.strip() or "0"
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        raise Refused("bad_amount", text=text[:20])
    return int(digits)


def _trying() -> tuple[Word, ...]:
    return (Word(_("Looking what is there …"), Health.PROGRESS),)


def _unsafe(kept: _Kept) -> tuple[Word, ...]:
    if kept.safe:
        return ()
    words = _(
        "This computer has no safe place for keys. They count until the program is closed; then"
        " type them again here, or let somebody set a keyring up."
    )
    return (Word(words, Health.ATTENTION),)
